"""The command line as a user meets it: what goes where, and with which exit status."""

from __future__ import annotations

import errno
import io
import json
import os
import subprocess
import sys
import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from factgraph import cli
from factgraph.builder import corpus
from factgraph.builder.audit import Fault
from factgraph.builder.document import Document
from factgraph.builder.errors import LanguageError
from factgraph.builder.iris import Mint
from factgraph.builder.merge import Counts
from factgraph.builder.node import SECTIONS, Node
from factgraph.builder.pipeline import Options
from factgraph.builder.reading import Input, read_input
from factgraph.exports.load import load
from factgraph.exports.order import arrange
from factgraph.exports.terms import triples
from factgraph.exports.turtle import turtle

from .contract_graph import DOCUMENT, TEXT, contract_graph

ROOT = Path(__file__).parent.parent
HEAVY = {"rdflib", "spacy", "pyoxigraph", "networkx", "pyvis", "numpy", "onnxruntime", "pyshacl", "pypdf", "lxml"}


@dataclass
class Fake:
    """A corpus that always says what the contract graph says, and remembers what it was asked."""

    calls: list[tuple[list[str], Options]] = field(default_factory=list)
    faults: tuple[Fault, ...] = ()
    texts: list[Document] = field(default_factory=list)

    def gather(self, inputs: Sequence[Input], options: Options, _: object, **more: object) -> corpus.Gathered:
        self.texts = [DOCUMENT, *map(read_input, inputs)]
        self.calls.append(([d.source for d in self.texts[1:]], options))
        if not options.any_language and any("Bonjour" in d.text for d in self.texts):
            raise LanguageError("bonjour.txt: does not look like English; give --any-language to read it all the same")
        return corpus.Gathered(len(inputs), 0, ())

    def nodes(self, graph: corpus.Graph) -> Iterator[Node]:
        graph.faults += self.faults
        for section in arrange(triples(contract_graph())):
            for subject, pairs in section.blocks:
                yield Node(SECTIONS.index(section.title), subject, pairs)


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Fake:
    fake = Fake()
    told = Counts(1, 6, 1, 4, 4, 1, 2, len(contract_graph()))
    monkeypatch.setattr(corpus, "gather", fake.gather)
    monkeypatch.setattr(corpus.Graph, "nodes", lambda graph: fake.nodes(graph))
    monkeypatch.setattr(corpus.Graph, "counts", told)
    monkeypatch.setattr(corpus.Graph, "texts", lambda _: ((Mint().document(d.sha256), d) for d in fake.texts))
    return fake


@pytest.fixture
def note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "note.txt"
    path.write_bytes(TEXT.encode())
    return path


@pytest.fixture
def graph(tmp_path: Path) -> str:
    path = tmp_path / "contract.ttl"
    path.write_text(turtle(contract_graph()), encoding="utf-8")
    return str(path)


Captured = pytest.CaptureFixture[bytes]


def _run(capture: Captured, *arguments: str) -> tuple[int, str, str]:
    status = cli.main(arguments)
    captured = capture.readouterr()
    return status, captured.out.decode(), captured.err.decode()


def _error(capture: Captured, *arguments: str) -> str:
    """The one line on stderr of a run that cannot be."""
    status, out, error = _run(capture, *arguments)
    assert (status, out) == (2, "")
    assert error.startswith("factgraph: error: ")
    assert error.count("\n") == 1
    return error


def test_help_loads_nothing_heavy() -> None:
    code = f"import sys; from factgraph.cli import main; main(['--help']); print({HEAVY} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.endswith("\nset()\n")


@pytest.mark.parametrize("command", sorted(cli.cli.commands))
def test_every_command_explains_itself_with_an_example(command: str, capsysbinary: Captured) -> None:
    status, out, _ = _run(capsysbinary, command, "--help")
    assert status == 0
    assert f"factgraph {command} " in out.partition("Example")[2]


def test_module_and_version() -> None:
    run = subprocess.run([sys.executable, "-m", "factgraph", "--version"], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0
    assert run.stdout.startswith("factgraph 0.")


def test_no_command_is_help_and_status_2(capsysbinary: Captured) -> None:
    status, out, error = _run(capsysbinary)
    assert (status, out) == (2, "")
    assert "Commands:" in error


@pytest.mark.parametrize("arguments", [("biuld",), ("build",), ("build", "a", "--frmat", "x"), ("query", "g.ttl")])
def test_usage_errors_are_one_line(arguments: tuple[str, ...], capsysbinary: Captured) -> None:
    _error(capsysbinary, *arguments)


def test_build_writes_turtle_to_stdout_and_talks_on_stderr(note: Path, pipeline: Fake, capsysbinary: Captured) -> None:
    status, out, error = _run(capsysbinary, "build", str(note))
    assert (status, out) == (0, turtle(contract_graph()))
    assert error.startswith("4 statements, 2 measurements, 4 entities, 6 sentences (1 silent); ")
    assert _run(capsysbinary, "build", str(note), "--quiet") == (0, out, "")
    assert pipeline.calls[0] == (["note.txt"], Options())


def test_build_hands_its_options_on(note: Path, pipeline: Fake, capsysbinary: Captured) -> None:
    arguments = ("--model", "m", "--base", "https://example.org/x#", "--no-open", "--any-language")
    status, out, _ = _run(capsysbinary, "build", str(note), str(note.parent), *arguments)
    assert status == 0
    assert "@prefix id: <https://example.org/x#> ." in out
    assert pipeline.calls == [(["note.txt"], Options("m", "https://example.org/x#", False, True))]


def test_build_tells_what_it_left_out(note: Path, pipeline: Fake, capsysbinary: Captured) -> None:
    fault = Fault(
        "https://example.org/s", "Chad | memberOf | Mali", "no subject mention lies in the sentence", "Chad left."
    )
    pipeline.faults = (fault,)
    status, _, error = _run(capsysbinary, "build", str(note))
    assert status == 0
    assert f"left out: {fault}\n" in error
    assert "left out" not in _run(capsysbinary, "build", str(note), "-q")[2]


def test_build_reads_stdin(pipeline: Fake, capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert _run(capsysbinary, "build", "-", "-f", "nt")[0] == 0
    assert pipeline.calls[0][0] == ["stdin"]


@pytest.mark.parametrize("suffix", ["ttl", "nt", "nq", "trig", "jsonld", "rdf", "xml", "TTL"])
def test_the_suffix_tells_the_format(suffix: str, note: Path, pipeline: Fake, capsysbinary: Captured) -> None:
    status, out, error = _run(capsysbinary, "build", str(note), "-o", f"new/folder/out.{suffix}")
    assert (status, out) == (0, "")
    assert f"wrote new/folder/out.{suffix}" in error
    assert list(load(f"new/folder/out.{suffix}").triples) == triples(contract_graph())
    assert os.listdir("new/folder") == [f"out.{suffix}"]


def test_format_overrides_the_suffix(note: Path, pipeline: Fake, capsysbinary: Captured) -> None:
    assert _run(capsysbinary, "build", str(note), "-o", "out.txt", "--format", "ntriples")[0] == 0
    assert Path("out.txt").read_text().startswith("<https://")


@pytest.mark.parametrize("name", ["out/", "old.folder"])
def test_a_folder_gets_graph_picture_and_extracted_texts(
    name: str, note: Path, pipeline: Fake, capsysbinary: Captured
) -> None:
    Path("old.folder").mkdir()
    status, out, _ = _run(capsysbinary, "build", str(note), "-o", name, "--json")
    folder = Path(name)
    found = json.loads(out)
    assert status == 0
    assert found["files"] == [str(folder / n) for n in ("graph.ttl", "graph.html", "text/note.txt")]
    assert {k: v for k, v in found.items() if k != "files" and not k.startswith("texts_")} == {
        "documents": 1,
        "sentences": 6,
        "silent_sentences": 1,
        "entities": 4,
        "statements": 4,
        "open_statements": 1,
        "measurements": 2,
        "triples": len(contract_graph()),
    }
    assert (folder / "text" / "note.txt").read_bytes() == TEXT.encode()
    assert (folder / "graph.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (folder / "graph.ttl").read_text(encoding="utf-8") == turtle(contract_graph())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("missing.txt",), "missing.txt: no such file"),
        (("empty",), "empty: no texts in this folder"),
        (("empty.txt",), "empty.txt: is empty"),
        (("image.txt",), "image.txt: "),
        (("bonjour.txt",), "does not look like English"),
        (("note.txt", "-o", "out.pdf"), "known are .ttl .nt .nq .trig .jsonld .rdf .xml"),
        (("note.txt", "-o", "plain"), "plain has no suffix"),
        (("note.txt", "-o", "empty", "-f", "pdf"), "unknown format 'pdf'; known are turtle"),
        (("note.txt", "-o", "note.txt/out.ttl"), "note.txt is not a folder"),
        (("note.txt", "-o", "/proc/nowhere/out.ttl"), "cannot write /proc/nowhere/out.ttl"),
        (("note.txt", "--base", "no iri/"), "the base 'no iri/' is no absolute IRI"),
        (("note.txt", "--base", "https://example.org/x"), "must end in / or #"),
        (("note.txt", "--json"), "--json writes its summary to stdout"),
    ],
)
def test_build_refuses(
    arguments: tuple[str, ...], message: str, note: Path, pipeline: Fake, capsysbinary: Captured
) -> None:
    Path("empty").mkdir()
    Path("empty.txt").write_bytes(b" \n")
    Path("plain").write_bytes(b"")
    Path("image.txt").write_bytes(bytes(range(256)) * 9)
    Path("bonjour.txt").write_text("Bonjour le monde.")
    before = sorted(Path().rglob("*"))
    assert message in _error(capsysbinary, "build", *arguments)
    assert pipeline.calls == [] or arguments == ("bonjour.txt",), "outputs are checked before the work"
    assert sorted(Path().rglob("*")) == before


def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    note: Path, pipeline: Fake, capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    Path("out.ttl").write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    assert "No space left on device; nothing was changed" in _error(capsysbinary, "build", str(note), "-o", "out.ttl")
    assert "No space left" in _error(capsysbinary, "build", str(note), "-o", "new/folder/")
    assert Path("out.ttl").read_text() == "old"
    assert sorted(os.listdir()) == ["note.txt", "out.ttl"]


def test_a_device_is_written_to_and_not_replaced(note: Path, pipeline: Fake, capsysbinary: Captured) -> None:
    assert "No space left" in _error(capsysbinary, "build", str(note), "-o", "/dev/full", "-f", "nt")
    assert _run(capsysbinary, "build", str(note), "-o", "/dev/null", "-f", "nt")[0] == 0
    assert Path("/dev/null").is_char_device()


def test_query_from_argument_file_and_stdin(
    graph: str, tmp_path: Path, capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = 'SELECT ?org WHERE { ?c rdfs:label "Mexico"@en ; fg:memberOf/rdfs:label ?org }'
    expected = (0, "org\r\nOrganisation for Economic Co-operation and Development\r\n", "")
    assert _run(capsysbinary, "query", graph, text, "-f", "csv") == expected
    for name in ("q.rq", "q.sparql"):
        (tmp_path / name).write_text(text)
        assert _run(capsysbinary, "query", graph, str(tmp_path / name), "-f", "csv") == expected
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert _run(capsysbinary, "query", graph, "-", "-f", "csv") == expected
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(turtle(contract_graph()).encode())))
    assert _run(capsysbinary, "query", "-", text, "-f", "csv") == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("GRAPH", "SELECT WHRE"), "query, line 1, column "),
        (("GRAPH", "missing.rq"), "missing.rq: the query cannot be read: No such file"),
        (("GRAPH", "ASK {}", "-f", "pdf"), "'pdf' is not one of"),
        (("missing.ttl", "ASK {}"), "missing.ttl: no such file"),
        (("-", "-"), "only one of GRAPH and QUERY can be stdin"),
    ],
)
def test_query_refuses(arguments: tuple[str, ...], message: str, graph: str, capsysbinary: Captured) -> None:
    given = [graph if a == "GRAPH" else a for a in arguments]
    assert message in _error(capsysbinary, "query", *given)


def test_explain_and_its_status(graph: str, capsysbinary: Captured) -> None:
    status, out, _ = _run(capsysbinary, "explain", graph, "Mexico", "memberOf", "OECD")
    assert status == 0
    assert "[[Mexico]] joined the [[OECD]] in 1994." in out
    status, out, _ = _run(capsysbinary, "explain", graph, "Mexico", "--json")
    assert len(json.loads(out)) == 6
    status, out, error = _run(capsysbinary, "explain", graph, "Mexicoo")
    assert (status, out) == (1, "")
    assert error == "factgraph: error: nothing in the graph is called 'Mexicoo'; near it: Mexico\n"


@pytest.mark.parametrize(("conforms", "status"), [(True, 0), (False, 1)])
def test_validate_reports_and_tells_by_status(
    conforms: bool, status: int, graph: str, capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Report:
        def __init__(self, path: Path) -> None:
            self.conforms = conforms
            self.path = path

        def __str__(self) -> str:
            return f"report on {self.path.name}"

    module = types.ModuleType("factgraph.exports.validate")
    vars(module)["validate"] = Report
    monkeypatch.setitem(sys.modules, "factgraph.exports.validate", module)
    assert _run(capsysbinary, "validate", graph) == (status, "report on contract.ttl\n", "")


def test_view_makes_a_page(graph: str, tmp_path: Path, capsysbinary: Captured) -> None:
    page = tmp_path / "page.html"
    assert _run(capsysbinary, "view", graph, "-o", str(page), "--title", "My <page>") == (0, "", f"wrote {page}\n")
    html = page.read_text(encoding="utf-8")
    assert "My &lt;page&gt;" in html
    assert _run(capsysbinary, "view", graph, "--title", "My <page>")[1] == html


def test_view_opens_the_page_that_it_wrote_beside_the_graph(
    graph: str, capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def first_only(address: str) -> bool:
        opened.append(address)
        return len(opened) == 1

    monkeypatch.setattr("webbrowser.open", first_only)
    page = Path(graph).with_suffix(".html")
    assert _run(capsysbinary, "view", graph, "--open") == (0, "", f"wrote {page}\n")
    assert opened == [page.as_uri()]
    said = _run(capsysbinary, "view", graph, "--open")
    assert said == (0, "", f"wrote {page}\nno browser could be started; open {page} yourself\n")


def test_view_leaves_the_source_out(graph: str, capsysbinary: Captured) -> None:
    silent = "Many people like tea."
    assert silent in _run(capsysbinary, "view", graph)[1]
    without = _run(capsysbinary, "view", graph, "--no-source")[1]
    assert silent not in without
    assert "Mexico joined the OECD in 1994." in without


def test_view_draws_several_graphs_as_one(graph: str, tmp_path: Path, capsysbinary: Captured) -> None:
    other = tmp_path / "other.nt"
    other.write_text("<http://e.org/a> <http://e.org/likes> <http://e.org/b> .\n", encoding="utf-8")
    assert _run(capsysbinary, "view", graph, str(other))[0] == 0
    assert "other</title>" in _run(capsysbinary, "view", str(other), "--max-nodes", "1")[1]


@pytest.mark.parametrize(
    "options",
    [
        ["--max-nodes", "0"],
        ["--max-nodes", "many"],
        ["--open", "-o", "-"],
        ["no-such.ttl"],
    ],
)
def test_view_refuses_in_one_line(graph: str, options: list[str], capsysbinary: Captured) -> None:
    status, out, error = _run(capsysbinary, "view", graph, *options)
    assert (status, out, error.count("\n")) == (2, "", 1)


def test_view_of_stdin_has_nowhere_to_open(capsysbinary: Captured) -> None:
    assert _run(capsysbinary, "view", "-", "--open")[0] == 2


def test_what_is_a_bug_keeps_its_traceback(note: Path, pipeline: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(corpus, "gather", broken)
    with pytest.raises(ZeroDivisionError):
        cli.main(["build", str(note)])


def test_interrupt_is_130(note: Path, pipeline: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(corpus, "gather", interrupted)
    assert cli.main(["build", str(note), "-o", "out.ttl"]) == 130
    assert os.listdir() == ["note.txt"]


def test_a_closed_pipe_is_quiet(graph: str) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    command = [sys.executable, "-m", "factgraph", "query", graph, query, "-f", "csv"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.readline()
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 141


def test_output_is_utf8_in_any_locale(graph: str) -> None:
    environment = {**os.environ, "LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "factgraph", "explain", graph, "Mexico", "matchContributionsWith"]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert "\N{GRINNING FACE}" in run.stdout.decode("utf-8")


def test_a_text_from_end_to_end(tmp_path: Path, capsysbinary: Captured) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Mexico joined the OECD in 1994. It is a member of the World Trade Organization.\n")
    status, out, error = _run(capsysbinary, "build", str(note), "-o", str(tmp_path / "out"), "--json")
    assert status == 0, error
    assert json.loads(out)["sentences"] == 2
    graph = str(tmp_path / "out")
    query = 'SELECT ?org WHERE { ?c rdfs:label "Mexico"@en ; fg:memberOf/rdfs:label ?org } ORDER BY ?org'
    status, out, _ = _run(capsysbinary, "query", graph, query)
    assert (status, out.splitlines()[-1]) == (0, "World Trade Organization")
    status, out, _ = _run(capsysbinary, "explain", graph, "Mexico", "memberOf", "OECD")
    assert "since 1994" in out
    assert "[[Mexico]] joined the [[OECD]] in 1994." in out
    assert _run(capsysbinary, "validate", graph)[0] == 0
