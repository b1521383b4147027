"""Short texts of several kinds with their graphs, reviewed by reading; `--update-golden` writes the graphs anew."""

from __future__ import annotations

import difflib
from pathlib import Path

import pyoxigraph as ox
import pytest

from factgraph.builder.graph import to_graph
from factgraph.builder.iris import BASE
from factgraph.builder.pipeline import Tools, read_document
from factgraph.builder.reading import read
from factgraph.exports.turtle import turtle

FOLDER = Path(__file__).parent / "golden"
TEXTS = sorted(FOLDER.glob("*.txt"))


def canonical(text: str) -> set[ox.Quad]:
    """The triples of a graph in Turtle; two graphs are isomorphic exactly where these are equal."""
    dataset = ox.Dataset(ox.parse(text, format=ox.RdfFormat.TURTLE))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return set(dataset)


def test_there_are_texts_and_each_graph_has_one() -> None:
    assert len(TEXTS) >= 5
    assert [p.stem for p in TEXTS] == sorted(p.stem for p in FOLDER.glob("*.ttl"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
def test_graph_is_as_reviewed(path: Path, tools: Tools, request: pytest.FixtureRequest) -> None:
    reading = read_document(read(path, path.name), tools)
    found = turtle(to_graph([reading], tools.vocabulary, BASE).graph)
    golden = path.with_suffix(".ttl")
    if request.config.getoption("--update-golden"):
        golden.write_text(found, encoding="utf-8", newline="\n")
    reviewed = golden.read_text(encoding="utf-8")
    if canonical(found) != canonical(reviewed):
        lines = difflib.unified_diff(reviewed.splitlines(), found.splitlines(), "reviewed", "found", lineterm="", n=4)
        pytest.fail("\n".join(lines), pytrace=False)
