"""Folders of texts: the same graph by however many workers, anew or piece by piece, and whatever happens in between."""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import pty
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import pytest

import factgraph
from factgraph import cli
from factgraph.builder import corpus, job, workers
from factgraph.builder.errors import ReadError, WorkspaceError
from factgraph.builder.job import Done, Job
from factgraph.builder.packed import to_bytes
from factgraph.builder.pipeline import Options
from factgraph.builder.processes import Died, Processes
from factgraph.builder.workspace import FILE, Workspace
from factgraph.exports.formats import by_name, encode
from factgraph.exports.load import load
from factgraph.exports.terms import FG
from factgraph.exports.turtle import turtle

COUNTRIES = (
    "Kenya",
    "Uganda",
    "Ghana",
    "Peru",
    "Chile",
    "Spain",
    "France",
    "Japan",
    "Norway",
    "Egypt",
    "India",
    "Cuba",
)


def texts(folder: Path, count: int = 12) -> Path:
    """A folder of short texts that speak of the same things."""
    folder.mkdir()
    for n in range(count):
        one, other = COUNTRIES[n % 12], COUNTRIES[(n + 5) % 12]
        (folder / f"note-{n:02d}.txt").write_text(
            f"{one} joined the Volta Network in {1990 + n}. {one} borders {other}. "
            f"Trade between {one} and {other} exceeded ${n + 1} billion in 2019.\n",
            encoding="utf-8",
        )
    return folder


def build(*arguments: object) -> int:
    """Exit status of a build in this process."""
    return cli.main(["build", *map(str, arguments), "--quiet"])


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The graph of `texts`, built at once."""
    folder = tmp_path_factory.mktemp("wanted")
    assert build(texts(folder / "texts"), "-o", folder / "out.ttl", "--workers", 1) == 0
    return (folder / "out.ttl").read_bytes()


def started(folder: Path, *more: str) -> subprocess.Popen[str]:
    """A build of `texts` in a process of its own."""
    command = [sys.executable, "-m", "factgraph", "build", "texts", "-o", "out.ttl", "--workspace", "kept", *more]
    return subprocess.Popen(command, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def built(folder: Path, *more: str) -> tuple[int, bytes, str]:
    """Status, graph and what was said of a build of `texts` in a process of its own."""
    with started(folder, *more) as process:
        error = process.communicate(timeout=120)[1]
    return process.returncode, (folder / "out.ttl").read_bytes() if (folder / "out.ttl").exists() else b"", error


# The same graph


def test_what_is_written_piece_by_piece_is_what_is_written_at_once(wanted: bytes, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_bytes(wanted)
    graph = load(str(tmp_path / "graph.ttl"))
    assert turtle(graph.triples).encode() == wanted
    assert build(texts(tmp_path / "texts"), "-o", tmp_path / "out.nt") == 0
    assert (tmp_path / "out.nt").read_bytes() == encode(graph.triples, by_name("ntriples"))


def test_two_workers_give_the_same_bytes(wanted: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factgraph.builder.corpus._FEW", 0)
    assert build(texts(tmp_path / "texts"), "-o", tmp_path / "out.ttl", "--workers", 2) == 0
    assert (tmp_path / "out.ttl").read_bytes() == wanted


def test_files_named_in_any_order_give_the_same_bytes(wanted: bytes, tmp_path: Path) -> None:
    files = sorted(texts(tmp_path / "texts").iterdir(), key=lambda path: path.name[::-1])
    assert build(*files, "-o", tmp_path / "out.ttl") == 0
    assert (tmp_path / "out.ttl").read_bytes() == wanted


def test_one_text_in_two_files_is_one_document(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text("Kenya borders Uganda.\n")
    assert build(tmp_path / "b.txt", tmp_path / "a.txt", "-o", tmp_path / "out.ttl") == 0
    text = (tmp_path / "out.ttl").read_text()
    assert text.count("a fg:Document") == 1
    assert text.index('dcterms:source "a.txt"') < text.index('dcterms:source "b.txt"')
    assert text.count("prov:wasDerivedFrom") == 1


@pytest.mark.parametrize("more", [(), ("--trace",), ("--no-open",)])
def test_texts_of_one_name_come_in_one_order(more: tuple[str, ...], tmp_path: Path) -> None:
    for n, folder in enumerate((tmp_path / "a", tmp_path / "b")):
        folder.mkdir()
        for name in ("x", "y", "z"):
            (folder / f"{name}.txt").write_text(f"{COUNTRIES[n]} joined the {name.upper()} Network in 1999.\n")
        (folder / "page.html").write_text(f"<title>Page {n}</title><p>Chad hosts the Sahel Forum in Paris.</p>")
    assert build(tmp_path / "a", tmp_path / "b", "-o", tmp_path / "one.ttl", *more) == 0
    assert build(tmp_path / "b", tmp_path / "a", "-o", tmp_path / "other.ttl", *more) == 0
    graph = (tmp_path / "one.ttl").read_bytes()
    assert (tmp_path / "other.ttl").read_bytes() == graph
    options = Options(trace="--trace" in more, open_statements="--no-open" not in more)
    assert factgraph.build([tmp_path / "b", tmp_path / "a"], options).turtle().encode() == graph


def test_a_file_with_two_names_has_one_whichever_comes_first(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Kenya borders Uganda.\n")
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "c.txt").hardlink_to(tmp_path / "b.txt")
    graphs = set()
    for names in ("abc", "bca", "cab"):
        assert build(*(tmp_path / f"{name}.txt" for name in names), "-o", tmp_path / "out.ttl") == 0
        graphs.add((tmp_path / "out.ttl").read_text())
    (graph,) = graphs
    assert 'dcterms:source "a.txt"' in graph


def test_a_measurement_that_two_documents_tell_is_one_and_surer() -> None:
    said = "Kenya has 50 million people."
    (one,) = factgraph.build({"a.txt": said}).measurements
    for names in (("a.txt", "b.txt"), ("b.txt", "a.txt")):
        told = {names[0]: said, names[1]: f"{said} Chad hosts the Sahel Forum."}
        (both,) = factgraph.build(told).measurements
        assert both.iri == one.iri
        assert len(both.evidence) == 2
        assert both.confidence == pytest.approx(1 - (1 - one.confidence) ** 2, abs=0.01)


# Only what is new


def test_a_second_build_reads_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts(tmp_path / "texts", 3)
    arguments = [str(tmp_path / "texts"), "-o", str(tmp_path / "out.ttl"), "--workspace", str(tmp_path / "kept")]
    assert cli.main(["build", *arguments]) == 0
    first = capsys.readouterr().err
    before = (tmp_path / "out.ttl").stat()
    assert cli.main(["build", *arguments, "--json"]) == 0
    said = capsys.readouterr()
    told = json.loads(said.out)
    assert (told["texts_read"], told["texts_unchanged"], told["texts_skipped"]) == (0, 3, [])
    assert "0 texts read and 3 unchanged" in said.err
    assert f"nothing new in {tmp_path / 'out.ttl'}" in said.err
    assert first.partition(";")[0] in said.err, "what is told of the graph is the same"
    assert (tmp_path / "out.ttl").stat() == before


def test_an_output_that_was_changed_or_deleted_is_written_again(tmp_path: Path) -> None:
    texts(tmp_path / "texts", 2)
    arguments = (tmp_path / "texts", "-o", tmp_path / "out.ttl", "--workspace", tmp_path / "kept")
    assert build(*arguments) == 0
    wanted = (tmp_path / "out.ttl").read_bytes()
    (tmp_path / "out.ttl").write_bytes(wanted + b"\n")
    assert build(*arguments) == 0
    assert (tmp_path / "out.ttl").read_bytes() == wanted
    (tmp_path / "out.ttl").unlink()
    assert build(*arguments) == 0
    assert (tmp_path / "out.ttl").read_bytes() == wanted


def test_changed_new_renamed_and_removed_texts_leave_what_a_build_from_nothing_gives(tmp_path: Path) -> None:
    folder = texts(tmp_path / "texts", 6)

    def same() -> None:
        assert build(folder, "-o", tmp_path / "kept.ttl", "--workspace", tmp_path / "kept") == 0
        assert build(folder, "-o", tmp_path / "anew.ttl") == 0
        assert (tmp_path / "kept.ttl").read_bytes() == (tmp_path / "anew.ttl").read_bytes()

    same()
    (folder / "note-01.txt").write_text("Uganda left the Volta Network in 1999.\n")
    (folder / "note-02.txt").rename(folder / "aaa.txt")
    (folder / "zzz.txt").write_text("Chad hosts the Sahel Forum.\n")
    same()
    (folder / "zzz.txt").unlink()
    same()
    assert "Sahel Forum" not in (tmp_path / "kept.ttl").read_text()
    with Workspace(tmp_path / "kept") as space:
        assert len(list(space.accounts())) == 6


@pytest.mark.parametrize("options", [("--no-open",), ("--base", "https://example.org/k/"), ("--trace",)])
def test_other_options_read_anew(options: tuple[str, ...], tmp_path: Path) -> None:
    folder = texts(tmp_path / "texts", 2)
    assert build(folder, "-o", tmp_path / "out.ttl", "--workspace", tmp_path / "kept") == 0
    assert build(folder, "-o", tmp_path / "out.ttl", "--workspace", tmp_path / "kept", *options) == 0
    assert build(folder, "-o", tmp_path / "anew.ttl", *options) == 0
    assert (tmp_path / "out.ttl").read_bytes() == (tmp_path / "anew.ttl").read_bytes()


def test_decisions_that_are_edited_while_texts_are_read_are_applied_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, decided = texts(tmp_path / "texts", 2), tmp_path / "identity.ttl"
    rename = '@prefix fg: <https://w3id.org/factgraph/ontology#> . <#1> a fg:Rename ; fg:from "Volta Network" ; fg:to "'
    decided.write_text(f'{rename}First Network" .')
    arguments = (folder, "-o", tmp_path / "out.ttl", "--workspace", tmp_path / "kept", "--identity", decided)

    def gathered(*given: Any, **more: Any) -> corpus.Gathered:
        decided.write_text(f'{rename}Second Network" .')
        return gather(*given, **more)

    gather = corpus.gather
    monkeypatch.setattr(corpus, "gather", gathered)
    assert build(*arguments) == 0
    assert "First Network" in (tmp_path / "out.ttl").read_text()
    assert build(*arguments) == 0
    assert "Second Network" in (tmp_path / "out.ttl").read_text()


def test_an_output_in_the_folder_that_is_read_is_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = texts(tmp_path / "texts", 2)
    (folder / "page.html").write_text("<title>Page</title><p>Chad hosts the Sahel Forum in Paris.</p>")
    arguments = ["build", str(folder), "-o", str(folder / "out"), "--workspace", str(folder / "out" / "kept")]
    assert cli.main(arguments) == 0
    wanted = (folder / "out" / "graph.ttl").read_bytes()
    assert (folder / "out" / "text" / "page.html.txt").exists()
    capsys.readouterr()
    assert cli.main(arguments) == 0
    said = capsys.readouterr().err
    assert "2 texts in" in said
    assert "nothing new in" in said
    assert (folder / "out" / "graph.ttl").read_bytes() == wanted
    assert cli.main(["build", str(folder / "out" / "graph.html"), "-o", str(folder / "out")]) == 2
    assert "is what a build writes" in capsys.readouterr().err


def test_a_graph_is_not_written_over_a_text_that_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = texts(tmp_path / "texts", 1) / "note-00.txt"
    before = note.read_bytes()
    assert build(note.parent, "-o", note, "-f", "turtle") == 2
    assert "it is one of the texts to be read" in capsys.readouterr().err
    assert note.read_bytes() == before


def test_a_graph_is_not_written_over_decisions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, kept = texts(tmp_path / "texts", 1), tmp_path / "kept"
    kept.mkdir()
    for name in ("mine.ttl", "identity.ttl"):
        (kept / name).write_text("# mine\n")
    assert build(folder, "-o", kept / "mine.ttl", "--identity", kept / "mine.ttl") == 2
    assert build(folder, "-o", kept / "identity.ttl", "--workspace", kept, "--identity", kept / "mine.ttl") == 2
    assert build(folder, "-o", kept / FILE, "-f", "turtle", "--workspace", kept) == 2
    assert capsys.readouterr().err.count("the build itself needs that file") == 3
    assert {path.read_text() for path in kept.iterdir()} == {"# mine\n"}


def test_what_was_taken_out_of_a_file_goes_with_it(tmp_path: Path) -> None:
    folder, out = texts(tmp_path / "texts", 1), tmp_path / "out"
    for name in ("a", "b"):
        (folder / f"{name}.html").write_text(f"<title>Page {name}</title><p>Chad hosts the Sahel Forum {name}.</p>")
    assert build(folder, "-o", out, "--workspace", tmp_path / "kept") == 0
    (out / "text" / "mine.pdf.txt").write_text("mine")
    (folder / "b.html").unlink()
    assert build(folder, "-o", out, "--workspace", tmp_path / "kept") == 0
    assert sorted(path.name for path in (out / "text").iterdir()) == ["a.html.txt", "mine.pdf.txt"]


def test_names_that_are_no_utf_8_are_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = texts(tmp_path / "texts", 1)
    (folder / "line\nend 😀.txt").write_text("Kenya borders Uganda.\n")
    (folder / os.fsdecode(b"\xff.txt")).write_text(" \n")
    arguments = ["build", str(folder), "-o", str(tmp_path / os.fsdecode(b"\xfe.ttl"))]
    arguments += ["--workspace", str(tmp_path / os.fsdecode(b"\xfd"))]
    for _ in range(2):
        assert cli.main(arguments) == 0
    assert "nothing new in" in capsys.readouterr().err
    with Workspace() as space:
        space.keep([Done("key", reason="a page named \udcff")])
        space.settle([("name", "key")])
        assert space.skipped() == [("name", "a page named \\udcff")]


def test_a_temporary_file_of_a_build_that_was_killed_is_not_in_the_way(tmp_path: Path) -> None:
    folder = texts(tmp_path / "texts", 1)
    (tmp_path / f".factgraph-{os.getpid()}-0.tmp").write_bytes(b"another's")
    assert build(folder, "-o", tmp_path / "out.ttl") == 0
    assert (tmp_path / "out.ttl").exists()
    assert [path.read_bytes() for path in tmp_path.glob(".factgraph-*")] == [b"another's"]


# What is told


def test_a_terminal_shows_how_far_it_is_and_how_fast(tmp_path: Path) -> None:
    texts(tmp_path / "texts", 4)
    main, terminal = pty.openpty()
    command = [sys.executable, "-m", "factgraph", "build", "texts", "-o", "out.ttl"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=terminal) as process:
        process.wait(60)
    os.close(terminal)
    shown = b""
    with suppress(OSError):  # Linux tells so that the other side is closed
        while piece := os.read(main, 65536):
            shown += piece
    os.close(main)
    assert re.search(rb"read 4 of 4; [0-9.]+ a second; 0:00 left", shown)
    assert b"12 sentences" in shown


def test_ctrl_c_ends_it_quietly_and_keeps_what_was_read(tmp_path: Path) -> None:
    many(tmp_path / "texts")
    command = [sys.executable, "-m", "factgraph", "build", "texts", "-o", "out.ttl", "--workers", "2"]
    command += ["--workspace", "kept"]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        text=True,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # which a runner in the background may ignore
    ) as process:
        next(pids for pids in waiting_for_workers(process) if len(pids) == 2)
        time.sleep(4)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        error = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert error.strip() == ""
    assert not (tmp_path / "out.ttl").exists()
    with Workspace(tmp_path / "kept") as space:
        assert space.broken() == []


# What goes wrong


def test_bad_texts_are_told_and_left_out(wanted: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = texts(tmp_path / "texts")
    (folder / "empty.txt").write_text(" \n")
    (folder / "image.txt").write_bytes(bytes(range(256)) * 9)
    (folder / "french.txt").write_text(
        "Le Kenya a rejoint le réseau. Le commerce avec son voisin croît depuis des ans.\n"
    )
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing\n")
    arguments = ["build", str(folder), "-o", str(tmp_path / "out.ttl"), "--workspace", str(tmp_path / "kept")]
    for _ in range(2):
        assert cli.main([*arguments, "--json"]) == 0
        said = capsys.readouterr()
        assert (tmp_path / "out.ttl").read_bytes() == wanted
        skipped = {each["name"]: each["reason"] for each in json.loads(said.out)["texts_skipped"]}
        assert sorted(skipped) == ["broken.pdf", "empty.txt", "french.txt", "image.txt"]
        assert all(f"skipped: {reason}\n" in said.err for reason in skipped.values())
    assert cli.main([*arguments, "--strict"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_build_with_no_text_that_can_be_read_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(" ")
    assert build(tmp_path, "-o", tmp_path / "out.ttl") == 2
    assert "none of 2 texts can be read; the first is a.txt: is empty" in capsys.readouterr().err
    assert not (tmp_path / "out.ttl").exists()


def test_a_workspace_is_for_one_build_at_a_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = texts(tmp_path / "texts", 1)
    with Workspace(tmp_path / "kept"):
        assert build(folder, "-o", tmp_path / "out.ttl", "--workspace", tmp_path / "kept") == 2
    assert "is in use by another build" in capsys.readouterr().err
    assert build(folder, "-o", tmp_path / "out.ttl", "--workspace", tmp_path / "kept") == 0


def test_a_workspace_that_cannot_be_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = texts(tmp_path / "texts", 1)
    assert build(folder, "-o", tmp_path / "out.ttl", "--workspace", folder / "note-00.txt") == 2
    error = capsys.readouterr().err
    assert error.startswith("factgraph: error: the workspace ")
    assert error.count("\n") == 1


def _overwrite(start: float, length: int) -> Callable[[Path], None]:
    def damage(file: Path) -> None:
        data = bytearray(file.read_bytes())
        at = int(len(data) * start)
        data[at : at + length] = b"\xa5" * len(data[at : at + length])
        file.write_bytes(data)

    return damage


def _other(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE other (a)")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "header": _overwrite(0, 64),
    "early": _overwrite(0.2, 300),
    "middle": _overwrite(0.5, 5000),
    "late": _overwrite(0.9, 2000),
    "cut": lambda file: os.truncate(file, file.stat().st_size // 2),
    "empty": lambda file: os.truncate(file, 0),
    "text": lambda file: file.write_bytes(b"not a database at all, but quite long enough to be one" * 99),
    "other": _other,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_workspace_is_made_anew(damage: str, wanted: bytes, tmp_path: Path) -> None:
    folder = texts(tmp_path / "texts")
    arguments = (folder, "-o", tmp_path / "out.ttl", "--workspace", tmp_path / "kept")
    assert build(*arguments) == 0
    (tmp_path / "out.ttl").unlink()
    DAMAGES[damage](tmp_path / "kept" / FILE)
    assert build(*arguments) == 0
    assert (tmp_path / "out.ttl").read_bytes() == wanted


def test_one_damaged_account_is_read_again_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = texts(tmp_path / "texts", 3)
    arguments = ["build", str(folder), "-o", str(tmp_path / "out.ttl"), "--workspace", str(tmp_path / "kept"), "--json"]
    assert cli.main(arguments) == 0
    wanted = (tmp_path / "out.ttl").read_bytes()
    with sqlite3.connect(tmp_path / "kept" / FILE) as database:
        (key,) = database.execute("SELECT key FROM account ORDER BY key").fetchone()
        database.execute("UPDATE account SET body = x'00' WHERE key = ?", (key,))
    database.close()
    (tmp_path / "out.ttl").unlink()
    capsys.readouterr()
    assert cli.main(arguments) == 0
    assert json.loads(capsys.readouterr().out)["texts_read"] == 1
    assert (tmp_path / "out.ttl").read_bytes() == wanted


def test_killed_at_twenty_moments_nothing_is_lost(wanted: bytes, tmp_path: Path) -> None:
    texts(tmp_path / "texts")
    begun = time.monotonic()
    assert built(tmp_path)[:2] == (0, wanted)
    whole = time.monotonic() - begun
    chance = random.Random(20)
    for number in range(20):
        if number % 3 == 0:
            (tmp_path / "kept" / FILE).unlink()
            (tmp_path / "out.ttl").unlink(missing_ok=True)
        with started(tmp_path) as process:
            try:
                process.wait(whole * chance.uniform(0.1, 1.0))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
        if (tmp_path / "out.ttl").exists():
            assert (tmp_path / "out.ttl").read_bytes() == wanted, "an output is whole or not there"
    status, graph, error = built(tmp_path)
    assert (status, graph) == (0, wanted), error


@pytest.mark.parametrize("limit", [8_000, 20_000, 40_000])
def test_a_full_disk_is_one_line_and_loses_nothing(limit: int, wanted: bytes, tmp_path: Path) -> None:
    texts(tmp_path / "texts")
    code = (
        "import resource, signal, sys; from factgraph.cli import main; "
        f"signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, -1)); "
        "sys.exit(main(['build', 'texts', '-o', 'out.ttl', '--workspace', 'kept']))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert run.returncode == 2, run.stderr
    assert run.stderr.startswith("factgraph: error: ")
    assert run.stderr.count("\n") == 1
    assert not (tmp_path / "out.ttl").exists()
    assert built(tmp_path)[:2] == (0, wanted)


def test_a_full_disk_behind_stdout_is_one_line(tmp_path: Path) -> None:
    texts(tmp_path / "texts", 1)
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "factgraph", "build", "texts", "--quiet"]
        run = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120)
    assert (run.returncode, run.stderr.count("\n")) == (2, 1), run.stderr
    assert run.stderr.startswith("factgraph: error: cannot write to stdout: ")


def test_a_workspace_of_another_version_does_not_explain(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Workspace(tmp_path / "kept") as space:
        space.keep([Done("key", to_bytes(["other"]))])
        space.settle([("name", "key")])
    assert cli.main(["explain", str(tmp_path / "kept"), "--identity", "Kenya"]) == 2
    error = capsys.readouterr().err
    assert "another version of factgraph; run the build again" in error
    assert error.count("\n") == 1


def test_what_names_are_is_told_as_the_last_build_took_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decided = tmp_path / "decided.ttl"
    decided.write_text(f'@prefix fg: <{FG}> .\n<#1> a fg:Rename ; fg:from "Kenya" ; fg:to "Land of Kenya" .\n')
    arguments = (texts(tmp_path / "texts", 2), "-o", tmp_path / "out.ttl", "--workspace", tmp_path / "kept")
    assert build(*arguments, "--identity", decided, "--base", "https://example.org/") == 0
    capsys.readouterr()
    assert cli.main(["explain", str(tmp_path / "kept"), "--identity", "Kenya"]) == 0
    assert capsys.readouterr().out.startswith("Land of Kenya  <https://example.org/land-of-kenya>\n")


def test_a_folder_keeps_no_trace_of_an_earlier_graph(tmp_path: Path) -> None:
    arguments = (texts(tmp_path / "texts", 2), "-o", f"{tmp_path / 'out'}/")
    assert build(*arguments, "--trace") == 0
    assert (tmp_path / "out" / "trace.jsonl").exists()
    assert build(*arguments) == 0
    assert not (tmp_path / "out" / "trace.jsonl").exists()


@pytest.mark.parametrize(
    ("part", "name"), [("pypdf.PdfReader", "a.pdf"), ("factgraph.builder.reading.word._xml", "a.docx")]
)
def test_lack_of_memory_is_not_taken_for_damage(part: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> NoReturn:
        raise MemoryError

    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("word/document.xml", "")
    head = b"%PDF-1.7\n" if name.endswith("pdf") else data.getvalue()
    monkeypatch.setattr(part, full)
    done = job.run(Job(name, "key", head), Options())
    assert done.mishap
    assert "too large" in str(done.reason)


def test_what_may_go_otherwise_the_next_time_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    def slow(*_: object) -> NoReturn:
        try:
            time.sleep(5)
        except Exception as error:  # as readers of damaged files do
            raise ReadError("damaged") from error
        raise AssertionError

    monkeypatch.setattr(job, "PATIENCE", 0.05)
    monkeypatch.setattr(job, "PATIENCE_BYTE", 0.0)
    for account in (full, slow):
        monkeypatch.setattr(job, "_account", account)
        done = job.run(Job("a.txt", "key", b"text"), Options())
        assert done.mishap
        assert "damaged" not in str(done.reason)


def test_a_model_that_is_none_is_one_line_from_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(corpus, "_FEW", 0)
    folder = texts(tmp_path / "texts", 2)
    arguments = (folder, "-o", tmp_path / "out.ttl", "--workspace", tmp_path / "kept", "--workers", 2)
    assert build(*arguments, "--model", "no_such_model") == 2
    error = capsys.readouterr().err
    assert error.startswith("factgraph: error: no language model 'no_such_model'")
    assert error.count("\n") == 1


# Workers that die


def children(process: int) -> list[int]:
    """Worker processes of a build."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(pid) for pid in found if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def waiting_for_workers(process: subprocess.Popen[str]) -> Iterator[list[int]]:
    """The workers of a build, again and again, until there are some."""
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        try:
            yield children(process.pid)
        except FileNotFoundError:
            yield []
        time.sleep(0.05)


def many(folder: Path) -> Path:
    """Texts enough for two workers."""
    texts(folder, 48)
    for path in folder.iterdir():
        path.write_text(path.read_text() * 8)
    return folder


def test_a_worker_that_is_killed_takes_nothing_with_it(tmp_path: Path) -> None:
    many(tmp_path / "texts")
    with started(tmp_path, "--workers", "2") as process:
        pids = next(pids for pids in waiting_for_workers(process) if len(pids) == 2)
        time.sleep(2)
        os.kill(pids[0], signal.SIGKILL)
        error = process.communicate(timeout=240)[1]
    assert process.returncode == 0, error
    assert "skipped" not in error
    assert build(tmp_path / "texts", "-o", tmp_path / "one.ttl", "--workers", 1) == 0
    assert (tmp_path / "out.ttl").read_bytes() == (tmp_path / "one.ttl").read_bytes()


def test_workers_end_with_the_build_that_started_them(tmp_path: Path) -> None:
    many(tmp_path / "texts")
    with started(tmp_path, "--workers", "2") as process:
        pids = next(pids for pids in waiting_for_workers(process) if len(pids) == 2)
        process.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and any(Path(f"/proc/{pid}").exists() for pid in pids):
        time.sleep(0.1)
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def eaten(job: Job) -> str:
    """Work whose process dies of certain items."""
    if job.data == b"poison":
        os.kill(os.getpid(), signal.SIGKILL)
    if job.data == b"rotten":
        raise ReadError(f"{job.name} is rotten")
    return job.name


def test_a_text_that_kills_whoever_reads_it_is_given_up_alone() -> None:
    jobs = [Job(f"{n}.txt", str(n), b"poison" if n in (3, 40) else b"food" * 9000) for n in range(48)]
    found = [pair for batch in Processes(eaten, 2).run(workers.batches(jobs)) for pair in batch]
    assert sorted(job.name for job, _ in found) == sorted(job.name for job in jobs)
    assert all(name == (Died() if job.data == b"poison" else job.name) for job, name in found)


def test_small_texts_beside_one_that_kills_are_read() -> None:
    jobs = [Job(f"{n}.txt", str(n), b"poison" if n == 5 else b"food") for n in range(64)]
    found = [pair for batch in Processes(eaten, 3).run(workers.batches(jobs)) for pair in batch]
    assert sorted(job.name for job, _ in found) == sorted(job.name for job in jobs)
    assert [job.name for job, name in found if name == Died()] == ["5.txt"]


def test_what_dead_workers_had_is_read_by_others() -> None:
    jobs = [Job(f"{n}.txt", str(n), b"food" * 900_000) for n in range(12)]
    reading = Processes(eaten, 2).run(workers.batches(jobs))
    found = [*next(reading)]
    for process in multiprocessing.active_children():
        process.kill()
        process.join()
    found += [pair for batch in reading for pair in batch]
    assert sorted(name for _, name in found if isinstance(name, str)) == sorted(job.name for job in jobs)


def test_what_work_raises_ends_the_work_and_its_processes() -> None:
    jobs = [Job(f"{n}.txt", str(n), b"rotten" if n == 20 else b"food" * 9000) for n in range(48)]
    with pytest.raises(ReadError, match=r"^20\.txt is rotten$"):
        [*Processes(eaten, 2).run(workers.batches(jobs))]
    assert multiprocessing.active_children() == []


def test_a_program_whose_workers_would_start_it_again_is_told_so(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("import factgraph\nprint(len(factgraph.build(['Kenya borders Uganda.'], workers=2)))\n")
    run = subprocess.run([sys.executable, program], capture_output=True, text=True, timeout=120)
    assert run.returncode == 1
    assert "WorkerError: the processes that should read end as soon as they start" in run.stderr


def test_reading_is_not_asked_of_a_workspace_of_another_program(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / FILE).mkdir()
    with pytest.raises(WorkspaceError, match="cannot be used"):
        Workspace(tmp_path / "kept")
