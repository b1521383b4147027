"""Words left to the tree as units, and states that are no more, keep the shapes."""

from __future__ import annotations

from pathlib import Path

import pytest

from factgraph.builder.graph import to_graph
from factgraph.builder.iris import BASE
from factgraph.builder.pipeline import Tools
from factgraph.exports.turtle import turtle
from factgraph.exports.validate import validate

from .readings import reading_of


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        pytest.param("Illegal fishing costs tens of billions of dollars.", "10000000000", "USD", id="dollars"),
        pytest.param("More than 300 people attended the Lima Conference.", "300", "person", id="people"),
        pytest.param("The bridge cost 40 million euros.", "40000000", "EUR", id="euros"),
    ],
)
def test_unit_is_a_code_or_a_singular_word(text: str, value: str, unit: str, tools: Tools) -> None:
    assert (value, unit) in {(m.value, m.unit) for m in reading_of(text, tools).measures}


def test_a_state_that_is_no_more_needs_no_code(tools: Tools, tmp_path: Path) -> None:
    reading = reading_of("The Soviet Union bordered Norway.", tools)
    written = turtle(to_graph([reading], tools.vocabulary, BASE).graph, BASE)
    assert "a fg:FormerCountry ;" in written
    (tmp_path / "graph.ttl").write_text(written, encoding="utf-8")
    assert validate(tmp_path / "graph.ttl").conforms
