"""How statements, graphs and pictures show in a notebook. Document text is hostile: it is escaped, and it stays put."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from .exports.terms import visible

if TYPE_CHECKING:
    import os

HEIGHT = 640  #: pixels of a picture in a notebook
_CELL = "text-align:left;vertical-align:top;white-space:normal;padding:2px 8px"
_MARKS = {  # colours of their own, readable on light and on dark pages
    "subject": "background:#cfe3ff;color:#0b2545",
    "object": "background:#ffe2b8;color:#3d2600",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A statement or measurement in a table."""

    ends: tuple[str, str, str]  #: subject, relation and object
    told: tuple[str, ...]  #: times, qualifiers, and a status other than asserted
    confidence: float
    sentences: tuple[str, ...]  #: markup


def shown(text: str) -> str:
    """A text as markup: on one line, escaped, controls made visible, kept from reordering what is around it."""
    return f"<bdi>{_escaped(text)}</bdi>"


def marked(text: str, marks: Iterable[tuple[int, int, str]], document: str) -> str:
    """A sentence with its mentions marked by role, and its document's name. Of nested marks the inner shows."""
    spans = [span for span in marks if 0 <= span[0] < span[1] <= len(text)]
    cuts = sorted({0, len(text), *(place for span in spans for place in span[:2])})
    pieces = []
    for start, end in pairwise(cuts):
        around = [span for span in spans if span[0] <= start and end <= span[1]]
        role = min(around, key=lambda span: (span[1] - span[0], span))[2] if around else None
        piece = _escaped(text[start:end])
        pieces.append(f'<mark style="{_MARKS[role]}" title="{role}">{piece}</mark>' if role else piece)
    return f'<bdi>{"".join(pieces)}</bdi> <small style="opacity:.7">{shown(document)}</small>'


def statement_table(rows: Sequence[Row], left: int = 0) -> str:
    """A table of statements or measurements with their sentences; `left` more are only counted."""
    names = ("subject", "relation", "object", "told", "confidence", "sentences")
    head = "".join(f'<th style="{_CELL}">{name}</th>' for name in names)
    body = "".join(_row(each) for each in rows)
    more = f"<p>… and {left:,} more</p>" if left > 0 else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def count_table(counts: Sequence[tuple[str, int]]) -> str:
    """A table of counts on one row."""
    head = "".join(f'<th style="{_CELL}">{escape(name)}</th>' for name, _ in counts)
    body = "".join(f'<td style="{_CELL}">{number:,}</td>' for _, number in counts)
    return f"<table><thead><tr>{head}</tr></thead><tbody><tr>{body}</tr></tbody></table>"


class Picture:
    """The picture of a graph: one HTML page that needs nothing else."""

    __slots__ = ("html",)

    def __init__(self, html: str) -> None:
        self.html = html

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the page to a file, whole or not at all. Raises ExportError."""
        from .exports import files

        to = Path(path)
        files.write({to: self.html.encode("utf-8")})
        return to

    def _repr_html_(self) -> str:
        """The page in a frame of its own, in which its scripts run but reach nothing outside it."""
        # Without allow-same-origin the frame has an origin of its own: the notebook and its cookies are out of reach.
        return (
            f'<iframe srcdoc="{escape(self.html)}" sandbox="allow-scripts allow-downloads" allow="clipboard-write" '
            f'referrerpolicy="no-referrer" title="Picture of the graph" '
            f'style="width:100%;height:{HEIGHT}px;border:1px solid #8888"></iframe>'
        )

    def __repr__(self) -> str:
        return f"<Picture of {len(self.html):,} characters; save(path) writes it as a page>"


def _row(row: Row) -> str:
    cells = [*map(shown, (*row.ends, ", ".join(row.told), f"{row.confidence:.2f}")), "<br>".join(row.sentences)]
    return "<tr>" + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in cells) + "</tr>"


def _escaped(text: str) -> str:
    return escape(visible(re.sub(r"\s+", " ", text)))
