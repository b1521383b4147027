"""A build says the same, to the byte, wherever and however it is run."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest

from factgraph.builder.document import Document
from factgraph.builder.graph import to_graph
from factgraph.builder.iris import BASE
from factgraph.builder.pipeline import Tools, read_document
from factgraph.exports.turtle import turtle

from .readings import note

TEXT = (
    "Kenya, Uganda, and Côte d’Ivoire ratified the Paris Agreement in 2016. 😀 The three countries plan to join the "
    "Volta Network. Trade between Kenya and Uganda exceeded $2 billion in 2019.\n\n"
    "The Alpine Research Institute (ARI) was founded by Ida Holm. ARI employs nearly 400 researchers.\n"
)
RUNS = [
    pytest.param({"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC"}, "near", id="C.UTF-8"),
    pytest.param({"PYTHONHASHSEED": "4242", "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "TZ": "Asia/Tokyo"}, "far",
                 id="C"),
]  # fmt: skip


def run(folder: Path, environment: dict[str, str]) -> tuple[bytes, bytes]:
    """What a build in a process and a working folder of its own writes: the graph and its picture."""
    folder.mkdir(parents=True)
    (folder / "note.txt").write_bytes(TEXT.encode())
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHONHASHSEED"))}
    subprocess.run(
        [sys.executable, "-m", "factgraph", "build", "note.txt", "-o", "out", "--quiet"],
        cwd=folder, env={**kept, **environment}, check=True, timeout=120,
    )  # fmt: skip
    return (folder / "out" / "graph.ttl").read_bytes(), (folder / "out" / "graph.html").read_bytes()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    return run(tmp_path_factory.mktemp("first") / "here", {"PYTHONHASHSEED": "0", "LANG": "C.UTF-8"})


@pytest.mark.parametrize(("environment", "folder"), RUNS)
def test_builds_are_the_same_to_the_byte(
    environment: dict[str, str], folder: str, first: tuple[bytes, bytes], tmp_path: Path
) -> None:
    graph, picture = run(tmp_path / folder / "déjà vu", environment)
    assert graph == first[0]
    assert picture == first[1]


def test_a_build_tells_nothing_of_where_it_ran(first: tuple[bytes, bytes]) -> None:
    for written in first:
        assert b"/here" not in written
        assert str(Path.home()).encode() not in written


NOTES = [
    note("Kenya is a member of the African Union. Nils Dahl visited Kenya in 1990.", "a.txt"),
    note("According to the newspaper, Kenya left. Kenya is a member of the African Union.", "b.txt"),
    note("The Alpine Research Institute (ARI) was founded by Ida Holm. Spain is sunny.", "c.txt"),
    note("ARI hosted the Bergen Conference. France borders Spain. Kenyan tea sells.", "d.txt"),
]


def written(documents: tuple[Document, ...], tools: Tools) -> str:
    return turtle(to_graph([read_document(d, tools) for d in documents], tools.vocabulary, BASE).graph)


@pytest.mark.parametrize(
    "order",
    [pytest.param(o, id="".join(map(str, o))) for o in itertools.islice(itertools.permutations(range(4)), 5, 24, 6)],
)
def test_order_of_documents_changes_nothing(order: tuple[int, ...], tools: Tools) -> None:
    assert written(tuple(NOTES[i] for i in order), tools) == written(tuple(NOTES), tools)


def test_order_of_documents_does_not_turn_a_symmetric_relation(tools: Tools) -> None:
    one, other = note("Spain borders France.", "a.txt"), note("France borders Spain.", "b.txt")
    assert written((one, other), tools) == written((other, one), tools)


def test_a_thing_has_one_iri_whichever_document_names_it(tools: Tools) -> None:
    alone = [set(to_graph([read_document(d, tools)], tools.vocabulary, BASE).graph.subjects()) for d in NOTES]
    together = set(to_graph([read_document(d, tools) for d in NOTES], tools.vocabulary, BASE).graph.subjects())
    assert set().union(*alone) == together
