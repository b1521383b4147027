"""Text taken out of another format: pieces with their roles, put together into one plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..document import BlockKind
from .plain import Segment, split

_SPACES = re.compile(r"[^\S\n]+")
_ZERO_WIDTH = re.compile(r"[\u200b\u2060\ufeff\u00ad]")


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, heading, list entry or table row. `kind` is None where only its form can tell."""

    text: str  #: "\n" for a line break the author set
    kind: BlockKind | None = None
    level: int = 0
    near: bool = False  #: follows the piece before it without a blank line (list entries, table rows)


def assemble(pieces: Iterable[Piece]) -> tuple[str, tuple[Segment, ...]]:
    """The text, pieces set apart by blank lines, and its segments. White space inside a line is made one space."""
    parts: list[str] = []
    segments: list[Segment] = []
    at = 0
    for piece in pieces:
        body = tidy(piece.text)
        if not body:
            continue
        if parts:
            parts.append("\n" if piece.near else "\n\n")
            at += len(parts[-1])
        parts.append(body)
        gap = not piece.near or not segments
        if piece.kind is None and "\n" in body:
            for n, s in enumerate(split(body)):
                segments.append(replace(s, start=s.start + at, end=s.end + at, gap=gap if n == 0 else s.gap))
        else:
            segments.append(Segment(at, at + len(body), piece.kind, piece.level, gap))
        at += len(body)
    return "".join(parts), tuple(segments)


def tidy(s: str) -> str:
    """Runs of spaces made one, invisible characters dropped, no space at the ends of lines, no blank lines."""
    lines = (_SPACES.sub(" ", line).strip() for line in _ZERO_WIDTH.sub("", s).split("\n"))
    return "\n".join(line for line in lines if line)
