"""Inline markup of Markdown is no part of the words, and quotes keep it."""

from __future__ import annotations

from factgraph.builder.pipeline import Tools, read_document
from factgraph.builder.reading import read_bytes

from .readings import line

TEXT = """# Notes on trade

**Mexico**'s neighbour **Guatemala** joined the [World Trade Organization](https://wto.example/x_y) in *1995*.

- Chile signed the **Paris Agreement** in 2016.
"""


def test_markup_is_not_read(tools: Tools) -> None:
    document = read_bytes(TEXT.encode(), "note.md")
    reading = read_document(document, tools)
    said = {line(reading, fact) for fact in reading.facts if not fact.open}
    assert any(x.startswith("Guatemala | memberOf | World Trade Organization") for x in said)
    assert any(x.startswith("Chile | signed | Paris Agreement") for x in said)
    for sentence in reading.sentences:
        quote = document.text[sentence.start : sentence.end]
        assert quote.startswith(("Mexico**'s", "Chile"))
        assert quote.endswith(".")
        for token in sentence.tokens:
            assert document.text[token.start : token.end] == token.text
