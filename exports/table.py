"""Query results as a table of aligned columns for a reader.

On a terminal that is too narrow, columns are cut; where even that leaves too little of them, each row is told in lines
of its own. Elsewhere all is written out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from .index import LABEL
from .terms import Term, is_iri, shortener, value, visible

_GAP = "  "
_NARROWEST = 10  #: what a column is not cut below
_CUT = "…"
_FIGURE = re.compile(r"[+-]?[\d.,:TZeE+-]+")


class Labelled(Protocol):
    """A graph that can be asked for what a subject is called."""

    def text(self, subject: Term, predicate: Term) -> str | None:
        """The first object of the subject's triples with that predicate, as text."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Rows laid out."""

    text: str
    cut: bool  #: whether something was left out for want of room


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    brief: str  #: for a column that is too narrow: of a thing with a label, the label


def table(
    columns: Sequence[str], rows: Iterable[Sequence[Term | None]], graph: Labelled, base: str, width: int | None = None
) -> Laid:
    """Lay out rows under their column names; IRIs are shortened and have their label beside them.

    With a width, in a terminal's columns, lines are no longer than that where it can be done.
    """
    shorten = shortener(base)
    seen: dict[Term | None, _Cell] = {}

    def cell(term: Term | None) -> _Cell:
        if term not in seen:
            seen[term] = _cell(term, shorten(term[1:-1]) or term if term and is_iri(term) else None, graph)
        return seen[term]

    cells = [[cell(term) for term in row] for row in rows]
    lines = [[each.text for each in row] for row in cells]
    natural = [_widest(columns, lines, i) for i in range(len(columns))]
    if width is None or _total(natural) <= width:
        return Laid(_lines(columns, lines, natural), False)
    least = [min(natural[i], _least(lines, i)) for i in range(len(columns))]
    if _total(least) > width:
        return Laid(_records(columns, lines), False)
    widths = _fitted(natural, least, width)
    for i in range(len(columns)):
        if natural[i] > widths[i]:
            for line, row in zip(lines, cells, strict=True):
                line[i] = row[i].brief
    widths = _fitted([_widest(columns, lines, i) for i in range(len(columns))], least, width)
    return Laid(_lines(columns, lines, widths), True)


def _cell(term: Term | None, name: str | None, graph: Labelled) -> _Cell:
    if term is None:
        return _Cell("", "")
    if name is None:
        text = _one_line(value(term))
        return _Cell(text, text)
    label = graph.text(term, LABEL)
    if not label:
        return _Cell(_one_line(name), _one_line(name))
    return _Cell(_one_line(f"{name} ({label})"), _one_line(label))


def _least(lines: Sequence[Sequence[str]], i: int) -> int:
    """What a column must have: figures and dates are never cut, for half a figure is another one."""
    return max([_NARROWEST, *(len(line[i]) for line in lines if _FIGURE.fullmatch(line[i]))])


def _fitted(natural: Sequence[int], least: Sequence[int], width: int) -> list[int]:
    """Widths that fit together: the widest columns are cut to one width, the others are left alone."""
    limit = max(natural)

    def widths() -> list[int]:
        return [min(each, max(limit, few)) for each, few in zip(natural, least, strict=True)]

    while limit > _NARROWEST and _total(widths()) > width:
        limit -= 1
    return widths()


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * max(len(widths) - 1, 0)


def _widest(columns: Sequence[str], lines: Sequence[Sequence[str]], i: int) -> int:
    return max(_width(columns[i]), max((_width(line[i]) for line in lines), default=0))


def _lines(columns: Sequence[str], lines: Iterable[Sequence[str]], widths: Sequence[int]) -> str:
    out = [columns, ["-" * width for width in widths], *lines]
    return "".join(_padded(line, widths) + "\n" for line in out)


def _records(columns: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Each row as lines of column and value; what is empty is left out."""
    widest = max(map(_width, columns), default=0)
    rows = (
        "".join(
            f"{_padded([name], [widest], keep=True)}{_GAP}{text}\n"
            for name, text in zip(columns, line, strict=True)
            if text
        )
        for line in lines
    )
    return "\n".join(rows)


def _one_line(text: str) -> str:
    return visible(" ".join(text.split()))


def _padded(line: Sequence[str], widths: Sequence[int], keep: bool = False) -> str:
    fitting = ((_short(text, width), width) for text, width in zip(line, widths, strict=True))
    padded = _GAP.join(text + " " * (width - _width(text)) for text, width in fitting)
    return padded if keep else padded.rstrip()


def _short(text: str, width: int) -> str:
    """The text, cut with an ellipsis where it is wider."""
    if _width(text) <= width:
        return text
    kept, room = "", width - len(_CUT)
    for letter in text:
        room -= _width(letter)
        if room < 0:
            break
        kept += letter
    return kept.rstrip() + _CUT


def _width(text: str) -> int:
    """Columns that a terminal gives the text (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
