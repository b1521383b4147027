"""Query results as a table of aligned columns for a reader."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Protocol

from .index import LABEL
from .terms import Term, is_iri, shortener, value, visible


class Labelled(Protocol):
    """A graph that can be asked for what a subject is called."""

    def text(self, subject: Term, predicate: Term) -> str | None:
        """The first object of the subject's triples with that predicate, as text."""


def table(columns: Sequence[str], rows: Iterable[Sequence[Term | None]], graph: Labelled, base: str) -> str:
    """Lay out rows under their column names; IRIs are shortened and have their label beside them."""
    shorten = shortener(base)

    def cell(term: Term | None) -> str:
        if term is None:
            return ""
        if not is_iri(term):
            return _one_line(value(term))
        name = shorten(term[1:-1]) or term
        label = graph.text(term, LABEL)
        return _one_line(f"{name} ({label})" if label else name)

    lines = [list(columns), *([cell(t) for t in row] for row in rows)]
    widths = [max(_width(line[i]) for line in lines) for i in range(len(columns))]
    lines.insert(1, ["-" * w for w in widths])
    return "".join(_padded(line, widths) + "\n" for line in lines)


def _one_line(text: str) -> str:
    return visible(" ".join(text.split()))


def _padded(line: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(text + " " * (width - _width(text)) for text, width in zip(line, widths, strict=True)).rstrip()


def _width(text: str) -> int:
    """Columns that a terminal gives the text (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
