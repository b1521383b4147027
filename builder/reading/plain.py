"""Plain text into segments: wrapped lines put together, list entries and table rows told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..document import BlockKind
from .dates import date_line
from .shape import ends_abbreviation, ends_sentence, goes_on, has_verb, is_heading_like, is_pair, is_title_case, is_url

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
MARKER = re.compile(
    r"(?:[-*+•·‣⁃◦▪▫●○■□►➢–—]|o(?=[ \t])|\(?\d{1,3}[.)]|\(?[a-z][.)]|\((?:[ivx]+|[A-Z])\)|[ivx]+\))[ \t\xa0]+(?=\S)"
)
_NUMBERED = re.compile(r"\(?\d")
_GAP = re.compile(r" {3,}|\t+")
_MIN_WIDTH, _MAX_WIDTH = 50, 160


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `start` to `end` leaves out white space at both ends, and is empty for a blank line."""

    start: int
    end: int
    indent: int  #: columns of white space before `start`


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that stands by itself. `kind` is None until its role is known."""

    start: int
    end: int
    kind: BlockKind | None = None
    level: int = 0
    gap: bool = True  #: a blank line before it, or the start of the text
    numbered: bool = False  #: an item whose marker is a number


def split_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """Lines of `text[start:end]`, ended by any of CR LF, LF, CR, VT, FF, NEL, LS and PS."""
    end = len(text) if end is None else end
    lines, at = [], start
    for match in _BREAK.finditer(text, start, end):
        lines.append(_line(text, at, match.start()))
        at = match.end()
    lines.append(_line(text, at, end))
    return lines


def _line(text: str, start: int, end: int) -> Line:
    body = text[start:end]
    left = body.lstrip()
    lead = len(body) - len(left)
    indent = sum(4 if c == "\t" else 1 for c in body[:lead])
    return Line(start + lead, start + lead + len(left.rstrip()), indent)


def split(text: str, *, slack: float = 0.1, start: int = 0, end: int | None = None) -> list[Segment]:
    """Segments of plain text. `slack` is how ragged wrapped lines may be, as a share of the width."""
    chunks = _chunks(split_lines(text, start, end))
    width = _usual_width(chunks, slack, text)
    out: list[Segment] = []
    for chunk in chunks:
        for n, segment in enumerate(_segments(text, chunk, width, slack)):
            out.append(_with_gap(segment, n == 0))
    return out


def _with_gap(s: Segment, gap: bool) -> Segment:
    return s if s.gap == gap else Segment(s.start, s.end, s.kind, s.level, gap, s.numbered)


def _chunks(lines: Iterable[Line]) -> list[list[Line]]:
    chunks: list[list[Line]] = [[]]
    for line in lines:
        if line.end > line.start:
            chunks[-1].append(line)
        elif chunks[-1]:
            chunks.append([])
    return [c for c in chunks if c]


def _length(line: Line) -> int:
    return line.end - line.start + line.indent


def _is_full(text: str, line: Line, after: Line, width: int, slack: float) -> bool:
    """Whether the first word of the line after would not have fitted on this one."""
    first = len(text[after.start : after.end].split(None, 1)[0])
    return _length(line) + 1 + first > width * (1 - slack)


def _share_full(text: str, chunk: Sequence[Line], width: int, slack: float) -> float:
    pairs = list(pairwise(chunk))
    return sum(_is_full(text, a, b, width, slack) for a, b in pairs) / len(pairs)


def _usual_width(chunks: Iterable[Sequence[Line]], slack: float, text: str) -> int:
    """The width that most paragraphs of three lines or more are wrapped at, or 0."""
    widths = []
    for chunk in chunks:
        if len(chunk) >= 3:
            width = max(map(_length, chunk))
            if _MIN_WIDTH <= width <= _MAX_WIDTH and _share_full(text, chunk, width, slack) >= 0.7:
                widths.append(width)
    return sorted(widths)[len(widths) // 2] if widths else 0


def _wrap_width(text: str, chunk: Sequence[Line], usual: int, slack: float) -> int:
    """The width a chunk of lines is wrapped at, or 0 where its lines stand each by itself."""
    width = max(map(_length, chunk))
    if len(chunk) < 2 or width > _MAX_WIDTH:
        return 0
    if usual:
        return max(width, usual) if width <= usual * 1.2 else 0
    enough = 0.6 if width >= _MIN_WIDTH else 0.8
    if len(chunk) >= (3 if width >= _MIN_WIDTH else 5) and _share_full(text, chunk, width, slack) >= enough:
        return width
    first = text[chunk[0].start : chunk[0].end]
    whole = is_title_case(first) or ends_sentence(first)
    return width if len(chunk) == 2 and width >= _MIN_WIDTH and width == _length(chunk[0]) and not whole else 0


def _segments(text: str, chunk: Sequence[Line], usual: int, slack: float) -> Iterable[Segment]:
    rows = table_rows([text[x.start : x.end] for x in chunk])
    width = _wrap_width(text, chunk, usual, slack)
    indents: list[int] = []
    at = 0
    while at < len(chunk):
        line = chunk[at]
        if at in rows:
            yield Segment(line.start, line.end, "table")
            at += 1
            continue
        marker = MARKER.match(text, line.start, line.end)
        stop = at + 1
        while stop < len(chunk) and stop not in rows and _joins(text, chunk, stop, width, slack, marker is not None):
            stop += 1
        end = chunk[stop - 1].end
        if not any(c.isalnum() for c in text[marker.end() if marker else line.start : end]):
            pass  # a rule, drawn with dashes or stars
        elif marker:
            while indents and indents[-1] >= line.indent:
                indents.pop()
            indents.append(line.indent)
            numbered = _NUMBERED.match(text, line.start) is not None
            yield Segment(marker.end(), end, "item", len(indents), numbered=numbered)
        else:
            yield Segment(line.start, end)
        at = stop


def _joins(text: str, chunk: Sequence[Line], i: int, width: int, slack: float, in_item: bool) -> bool:
    """Whether line `i` of the chunk goes on with what the line before it says."""
    a, b = chunk[i - 1], chunk[i]
    before, after = text[a.start : a.end], text[b.start : b.end]
    if MARKER.match(text, b.start, b.end) and not (width and after[0] in "–—" and _is_full(text, a, b, width, slack)):
        return False
    if is_url(before) or is_url(after):
        return False
    if goes_on(before) and not before.endswith(("-", "&")):
        return True
    if not any(c.isalnum() for c in after + before) or is_date(after) or is_date(before):
        return False
    if before.endswith((":", ";")) and not (width and _is_full(text, a, b, width, slack)):
        return False
    if in_item and b.indent > chunk[0].indent and not is_pair(after):
        return True
    if not ends_sentence(before):
        if goes_on(before) or after[0].islower():
            return True
        if not after[0].isupper() and has_verb(before):
            return True
    elif b.indent > a.indent and not ends_abbreviation(before):
        return False
    return bool(width) and _is_full(text, a, b, width, slack)


def is_date(s: str) -> bool:
    """Whether a line is a date and nothing else but a place."""
    found = date_line(s)
    return found is not None and not has_verb(s) and not s.endswith(".") and (not found[1] or is_heading_like(found[1]))


def table_rows(lines: Sequence[str]) -> set[int]:
    """Indices of those lines that are rows of a table drawn with bars, tabs or columns of spaces."""
    cells = [_cells(line) for line in lines]
    rows: set[int] = set()
    for i in range(len(lines) - 1):
        a, b = cells[i], cells[i + 1]
        if a >= 2 and a == b:
            rows |= {i, i + 1}
    return rows


def _cells(line: str) -> int:
    if line.count("|") >= 2 or (" | " in line and not ends_sentence(line)):
        return line.strip("| ").count("|") + 1000
    parts = _GAP.split(line)
    if len(parts) < 2 or any(len(p) > 60 for p in parts) or MARKER.match(line):
        return 0
    if any(ends_sentence(p) and not ends_abbreviation(p) for p in parts[:-1]):
        return 0
    return len(parts)
