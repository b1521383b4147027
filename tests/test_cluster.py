"""A cluster reads as this machine does, whatever befalls its workers; texts and graphs may lie at URLs."""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import fsspec
import pyoxigraph as ox
import pytest

import factgraph
from factgraph.builder.cluster import read_on_cluster
from factgraph.builder.corpus import Graph, Progress, gather
from factgraph.builder.errors import ClusterError, ReadError, RemoteError
from factgraph.builder.job import Job
from factgraph.builder.pipeline import Options
from factgraph.builder.reading import find_inputs
from factgraph.builder.remote import shown_url
from factgraph.builder.remote_inputs import RemoteInput, find_texts
from factgraph.builder.workspace import Workspace
from factgraph.cli import main
from factgraph.exports.by_document import by_document
from factgraph.exports.nodes import as_turtle
from factgraph.exports.shards import stale, write_shards
from factgraph.exports.terms import triples
from factgraph.ontology.vocabulary import load_vocabulary

from .clusters import cluster, until

TEXT = (
    "Kenya ratified the Paris Agreement in {year}. Kenya borders Uganda. Ida Holm {year} founded the Alpine Institute. "
    "Trade between Kenya and Uganda exceeded ${number} billion in 2019.\n"
)
OTHER = "Uganda borders Kenya. Nils Dahl visited the Alpine Institute. They plan to join the “Volta \\ Network”.\n"


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    for n in range(60):
        text = OTHER if n == 7 else TEXT.format(year=1950 + n, number=n + 1)
        (folder / f"{n:03}.txt").write_text(text, encoding="utf-8")
    return folder


def read(texts: Path, **how: Any) -> tuple[str, Any]:
    """The graph's Turtle, as a hash, and what is told of the reading."""
    with Workspace(None) as space:
        gathered = gather(find_inputs([str(texts)]), Options(), space, **how)
        nodes = Graph(space, load_vocabulary(), Options().base).nodes()
        return hashlib.sha256(b"".join(as_turtle(nodes))).hexdigest(), gathered


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    status = main(["build", *arguments])
    return status, capsys.readouterr().err


# clusters


def test_a_cluster_of_which_a_worker_dies_gives_what_one_process_gives(texts: Path, tmp_path: Path) -> None:
    alone, _ = read(texts)
    with cluster(tmp_path) as found:
        victim, _ = found.worker("--no-nanny"), found.worker("--no-nanny")
        dead: list[int] = []

        def kill(at: Progress) -> None:
            if at.done == 1:  # the others of its batch are counted next, and further batches are being read
                victim.kill()
                dead.append(victim.wait())

        engine = partial(read_on_cluster, scheduler=found.address)
        together, gathered = read(texts, engine=engine, progress=kill)
        assert dead == [-9]
        assert found.workers() == 1
    assert (gathered.read, gathered.skipped) == (60, ())
    assert together == alone


def test_only_the_text_that_kills_its_workers_is_given_up(texts: Path, tmp_path: Path) -> None:
    deadly = tmp_path / "deadly.py"
    deadly.write_text(
        "import os\nfrom factgraph.builder import cluster, job\n"
        "def fatal(text, *others):\n"
        "    if text.name == '003.txt':\n        os._exit(1)\n    return job.run(text, *others)\n"
        "cluster.run = fatal\n",
        encoding="utf-8",
    )
    jobs = [Job(path.name, path.name, path.read_bytes()) for path in sorted(texts.iterdir())[:5]]
    with cluster(tmp_path) as found:
        found.worker("--nanny", "--preload", str(deadly))
        done = [each for batch in read_on_cluster(jobs, Options(), found.address) for each in batch]
    told = {each.key: each.reason for each in done}
    assert sorted(told) == [job.key for job in jobs]
    assert {key for key, reason in told.items() if reason} == {"003.txt"}
    assert "003.txt: the workers that read it died" in (told["003.txt"] or "")
    assert [each.key for each in done if each.mishap] == ["003.txt"]


def test_a_worker_that_would_read_otherwise_is_an_error(texts: Path, tmp_path: Path) -> None:
    package = Path(factgraph.__file__).parent
    other = tmp_path / "other" / "factgraph"
    (other / "builder").mkdir(parents=True)
    for path in package.iterdir():
        if path.name != "builder":
            (other / path.name).symlink_to(path.resolve())
    for path in (package / "builder").iterdir():
        (other / "builder" / path.name).symlink_to(path.resolve())
    (other / "builder" / "one_more.py").write_text("", encoding="utf-8")
    without = tmp_path / "without" / "factgraph"
    without.mkdir(parents=True)
    (without / "__init__.py").write_text("raise ImportError('none here')\n", encoding="utf-8")
    job = Job("a.txt", "a", b"Kenya borders Uganda.")
    with cluster(tmp_path) as found:
        with pytest.raises(ClusterError, match=r"^the scheduler tcp://\S+ has no workers"):
            list(read_on_cluster([job], Options(), found.address))
        stranger = found.worker("--no-nanny", PYTHONPATH=str(other.parent))
        with pytest.raises(ClusterError, match=r"^the worker tcp://\S+ has another version of factgraph"):
            list(read_on_cluster([job], Options(), found.address))
        stranger.kill()
        stranger.wait()
        until(lambda: found.workers() == 0 or None)
        found.worker("--no-nanny", PYTHONPATH=str(without.parent))
        with pytest.raises(ClusterError, match=r"^the worker tcp://\S+ cannot run factgraph \(.*same version"):
            list(read_on_cluster([job], Options(), found.address))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere", "xx://127.0.0.1:1", "tls://127.0.0.1:1"])
def test_a_scheduler_that_is_not_there_is_told_soon(
    address: str, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = time.monotonic()
    status, told = run(str(texts / "001.txt"), "--engine", "dask", "--scheduler", address, capsys=capsys)
    assert (status, told.count("\n")) == (2, 1)
    assert told.startswith(f"factgraph: error: no Dask scheduler at {address}: ")
    assert time.monotonic() - begun < 20


def test_without_a_text_to_read_no_scheduler_is_asked() -> None:
    assert list(read_on_cluster([], Options(), "tcp://127.0.0.1:1")) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["--engine", "dask"],
        ["--scheduler", "tcp://127.0.0.1:1"],
        ["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1", "--workers", "2"],
        ["--shards", "2"],
        ["--shards", "2", "-o", "x/", "-f", "turtle"],
        ["--shards", "2", "-o", "x.nq"],
    ],
)
def test_options_that_do_not_go_together(
    arguments: list[str],
    texts: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(str(texts), *arguments, capsys=capsys)[0] == 2
    assert list(tmp_path.iterdir()) == []


def test_a_scheduler_that_goes_away_ends_the_run_in_one_line(
    texts: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    jobs = [Job(path.name, path.name, path.read_bytes()) for path in sorted(texts.iterdir())]
    with cluster(tmp_path) as found:
        found.worker("--no-nanny")
        batches = read_on_cluster(jobs, Options(), found.address)
        assert next(batches)
        capfd.readouterr()
        found.scheduler.kill()
        with pytest.raises(ClusterError, match=r"^the scheduler tcp://\S+ is gone; .*--workspace"):
            list(batches)
        assert capfd.readouterr() == ("", "")


# URLs


@pytest.fixture
def memory() -> Iterator[Any]:
    system = fsspec.filesystem("memory")
    yield system
    system.store.clear()
    system.pseudo_dirs[:] = [""]


def fetched(given: Sequence[str]) -> dict[str, bytes]:
    return {one.name: one.fetch() for one in find_texts(given) if isinstance(one, RemoteInput)}


def test_texts_at_a_url_are_named_and_left_out_as_those_of_a_folder(memory: Any, tmp_path: Path) -> None:
    names = [
        "b/two.md",
        "a.txt",
        "b/.hidden.txt",
        ".git/x.txt",
        "c.png",
        "b/one.html",
        "line\nbreak.txt",
        "a b/é😀.TXT",
    ]
    for name in names:
        memory.pipe_file(f"/corpus/{name}", name.encode())
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    there = find_texts(["memory://corpus/"])
    assert [one.name for one in there] == [one.name for one in find_inputs([str(tmp_path)])]
    assert [one.fetch().decode() for one in there if isinstance(one, RemoteInput)] == [
        "a b/é😀.TXT", "a.txt", "b/one.html", "b/two.md", "line\nbreak.txt",
    ]  # fmt: skip
    assert fetched(["memory://corpus/b/two.md", "memory://corpus/b"]) == {
        "two.md": b"b/two.md",
        "one.html": b"b/one.html",
    }
    assert find_texts([tmp_path.as_uri()]) == find_inputs([str(tmp_path)])


def test_texts_may_be_fetched_in_any_order(memory: Any) -> None:
    for n in range(200):
        memory.pipe_file(f"/many/{n:03}.txt", str(n).encode())
    found = [one for one in find_texts(["memory://many"]) if isinstance(one, RemoteInput)]
    order = [*range(200), *range(199, 0, -7), 5, 5]
    assert [int(found[n].fetch()) for n in order] == order


def test_what_cannot_be_fetched_is_told(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    memory.pipe_file("/few/a.txt", b"a")
    memory.pipe_file("/few/b.txt", b"0123456789")
    memory.pipe_file("/none/b.png", b"b")
    one, other = (each for each in find_texts(["memory://few"]) if isinstance(each, RemoteInput))
    monkeypatch.setattr("factgraph.builder.reading.limits.MAX_FILE", 5)
    memory.rm_file("/few/a.txt")
    with pytest.raises(ReadError, match=r"^a\.txt: no such file"):
        one.fetch()
    with pytest.raises(ReadError, match=r"^b\.txt: larger than"):
        other.fetch()
    with pytest.raises(ReadError, match=r"no texts in this folder"):
        find_texts(["memory://none"])
    with pytest.raises(ReadError, match=r"^memory://gone: no such file"):
        find_texts(["memory://gone"])
    with pytest.raises(RemoteError, match=r"^nosuch://x: (?!.*secret)"):
        find_texts(["nosuch://me:secret@x"])
    with pytest.raises(RemoteError, match="another machine"):
        find_texts(["file://elsewhere/x.txt"])
    assert shown_url("sftp://me:secret@host/a?sig=1#x") == "sftp://host/a"


def test_without_fsspec_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    for arguments in (["memory://x/a.txt"], ["a.txt", "-o", "memory://x/g.ttl"]):
        status, told = run(*arguments, capsys=capsys)
        assert (status, told.count("\n")) == (2, 1)
        assert "pip install 'factgraph[cluster]'" in told


def test_a_build_from_url_to_url_is_that_of_folders(
    memory: Any, texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in sorted(texts.iterdir())[:3]:
        memory.pipe_file(f"/in/{path.name}", path.read_bytes())
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / path.name).write_bytes(path.read_bytes())
    assert run(str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--workers", "1", capsys=capsys)[0] == 0
    status, told = run("memory://in", "-o", "memory://out/all/", "--workers", "1", capsys=capsys)
    assert status == 0, told
    assert "wrote memory://out/all/graph.ttl, memory://out/all/graph.html" in told
    assert memory.cat_file("/out/all/graph.ttl") == (tmp_path / "out/graph.ttl").read_bytes()
    assert run("memory://in", "-o", "memory://out/one.nt", "-q", "--workers", "1", capsys=capsys) == (0, "")
    assert sorted(memory.find("/out")) == ["/out/all/graph.html", "/out/all/graph.ttl", "/out/one.nt"]


def test_an_output_that_cannot_be_sent_is_told_before_any_work(
    memory: Any, texts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError("no")

    monkeypatch.setattr(type(memory), "pipe_file", refuse)
    monkeypatch.setattr("factgraph.builder.corpus.gather", refuse)
    status, told = run(str(texts), "-o", "memory://out/g.ttl", capsys=capsys)
    assert (status, told) == (
        2,
        "factgraph: error: cannot write memory://out/g.ttl: may not be used; "
        "check its permissions and your credentials\n",
    )


# parts


@pytest.fixture(scope="module")
def kept(texts: Path) -> Iterator[Graph]:
    """The graph of some texts, two of which say the same."""
    with Workspace(None) as space:
        gather(find_inputs([str(path) for path in sorted(texts.iterdir())[3:12]]), Options(), space)
        yield Graph(space, load_vocabulary(), Options().base)


def test_parts_hold_the_graph_sorted_and_are_told_in_the_index(kept: Graph, tmp_path: Path) -> None:
    written = write_shards(tmp_path, kept, 4)
    index = json.loads((tmp_path / "index.json").read_text(encoding="utf-8"))
    parts = [tmp_path / part["file"] for part in index["parts"]]
    assert [path.name for path in parts] == [f"part-0000{n}.nq" for n in range(4)]
    assert list(written.paths) == [*parts, tmp_path / "index.json"]
    lines = b"".join(path.read_bytes() for path in parts).splitlines(keepends=True)
    assert [line.decode() for line in lines] == sorted({line.decode() for line in lines})
    assert (index["quads"], index["bytes"]) == (len(lines), sum(map(len, lines)))
    assert index["counts"]["documents"] == 9
    sizes = [part["quads"] for part in index["parts"]]
    assert max(sizes) - min(sizes) <= 1
    for part, path in zip(index["parts"], parts, strict=True):
        data = path.read_bytes()
        assert (part["bytes"], part["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
        for place, line in (("first", data.splitlines()[0]), ("last", data.splitlines()[-1])):
            (quad,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
            graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else None
            assert part[place] == {"subject": str(quad.subject)[1:-1], "graph": graph}
    store, plain = ox.Store(), ox.Store()
    for path in parts:
        store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    plain.bulk_load(b"".join(as_turtle(kept.nodes())), format=ox.RdfFormat.TURTLE)
    assert {quad.triple for quad in store} == {quad.triple for quad in plain}
    assert len(store) == len(lines)


def test_a_quad_is_where_whole_graphs_have_it_or_describes_a_thing(kept: Graph, tmp_path: Path) -> None:
    write_shards(tmp_path, kept, 1)
    store = ox.Store()
    store.bulk_load(path=str(tmp_path / "part-00000.nq"), format=ox.RdfFormat.N_QUADS)
    here: dict[tuple[str, str, str], set[str | None]] = {}
    for quad in store:
        name = str(quad.graph_name) if isinstance(quad.graph_name, ox.NamedNode) else None
        here.setdefault((str(quad.subject), str(quad.predicate), str(quad.object)), set()).add(name)
    there: dict[tuple[str, str, str], set[str | None]] = {}
    whole = triples([(node.subject, p, o) for node in kept.nodes() for p, o in node.pairs])
    for document, found in by_document(whole).items():
        for triple in found:
            there.setdefault(triple, set()).add(document)
    assert here.keys() == there.keys()
    shared = {triple for triple in here if here[triple] == {None}}
    assert {triple: here[triple] for triple in here.keys() - shared} == {t: there[t] for t in here.keys() - shared}
    described = {s for s, _, _ in shared}
    assert not any(
        "/sentence/" in s or "/mention/" in s or "/statement/" in s or "/measurement/" in s for s in described
    )
    assert any(len(names) > 1 for names in here.values())


def test_parts_of_an_earlier_build_go_and_other_files_stay(kept: Graph, tmp_path: Path) -> None:
    write_shards(tmp_path, kept, 5)
    (tmp_path / "part-mine.nq").write_text("mine", encoding="utf-8")
    (tmp_path / "part-00077.nq").write_text("mine, too", encoding="utf-8")
    write_shards(tmp_path, kept, 2)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["index.json", "part-00000.nq", "part-00001.nq", "part-00077.nq", "part-mine.nq"]
    evil = json.dumps({"parts": [{"file": "../x"}, {"file": "part-00009.nq"}, {"file": 3}, {"file": "/etc/x"}]})
    assert stale(evil.encode(), ["part-00000.nq"]) == ["part-00009.nq"]
    assert [stale(data, []) for data in (None, b"", b"[", b"[]", b'{"parts": [1]}')] == [[]] * 5


def test_parts_go_to_a_url_and_old_ones_there_go(
    memory: Any, texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = str(texts / "007.txt")
    for number in ("3", "2"):
        assert run(text, "-o", "memory://parts", "--shards", number, "-q", "--workers", "1", capsys=capsys) == (0, "")
    assert run(text, "-o", str(tmp_path / "parts"), "--shards", "2", "--workers", "1", capsys=capsys)[0] == 0
    assert sorted(memory.find("/parts")) == ["/parts/index.json", "/parts/part-00000.nq", "/parts/part-00001.nq"]
    for name in ("index.json", "part-00000.nq", "part-00001.nq"):
        assert memory.cat_file(f"/parts/{name}") == (tmp_path / "parts" / name).read_bytes()
