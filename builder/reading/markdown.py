"""Markdown into segments: the blocks of CommonMark, without its inline markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .plain import Line, Segment, split, split_lines
from .shape import ends_sentence, has_verb

_ATX = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_ATX_END = re.compile(r"(?<![ \t])[ \t]+#+$")
_SETEXT = re.compile(r"(=+|-+)$")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(?:\[[ xX]\][ \t]+)?|$)")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_REFERENCE = re.compile(r"\[[^\]\n]+\]:\s+\S+")
_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?$|\|[ \t]*:?-+:?[ \t]*\|$")
_TAG_LINE = re.compile(r"(?:</?[A-Za-z][^<>]*>\s*)+$")
_LINK_ONLY = re.compile(r"(?:<[^<>\s]+>|!?\[[^\]]*\]\([^)]*\))[.,;]?$")


def split_markdown(text: str) -> list[Segment]:
    """Segments of a Markdown text. Offsets are of the text as it is; marks inside a segment stay."""
    lines = split_lines(text)
    out: list[Segment] = []
    at, gap = _front_matter(text, lines, out), True
    indents: list[int] = []
    last_comment = text.rfind("-->")
    while at < len(lines):
        line = lines[at]
        if line.start == line.end:
            at, gap = at + 1, True
            continue
        if gap and line.indent == 0 and not _ITEM.match(text, line.start, line.end):
            indents.clear()
        stop, found = _next(text, lines, at, indents, gap, last_comment)
        for n, segment in enumerate(found):
            out.append(replace(segment, gap=gap) if n == 0 else segment)
        at, gap = stop, False
    return [s for s in out if any(c.isalnum() for c in text[s.start : s.end])]


def _front_matter(text: str, lines: Sequence[Line], out: list[Segment]) -> int:
    """YAML front matter: its lines as segments of their own, for the masthead to read. Returns the line after it."""
    if text[lines[0].start : lines[0].end] != "---":
        return 0
    for i in range(1, min(len(lines), 100)):
        if text[lines[i].start : lines[i].end] in ("---", "..."):
            for line in lines[1:i]:
                if line.end > line.start:
                    out.append(Segment(line.start, line.end, "metadata", gap=not out))
            return i + 1
    return 0


def _next(
    text: str, lines: Sequence[Line], at: int, indents: list[int], gap: bool, last_comment: int
) -> tuple[int, list[Segment]]:
    """The block that begins at a line: the line after it, and its segments."""
    line = lines[at]
    body = text[line.start : line.end]
    fence = _FENCE.match(body)
    if fence:
        return _fenced(text, lines, at, fence[1])
    if body.startswith("<!--"):
        return _comment(text, lines, at, last_comment), []
    atx = _ATX.match(body)
    if atx and line.indent < 4:
        inner = body[atx.end() :]
        end = line.end - len(inner) + len(_ATX_END.sub("", inner))
        return at + 1, [_trim(text, line.start + atx.end(), end, "heading", len(atx[1]))]
    if _RULE.match(body) or _TAG_LINE.match(body):
        return at + 1, []
    if _REFERENCE.match(body):
        return at + 1, [Segment(line.start, line.end, "links", gap=False)]
    if "|" in body and at + 1 < len(lines) and _DELIMITER.match(text[lines[at + 1].start : lines[at + 1].end]):
        return _table(text, lines, at)
    if line.indent >= 4 and gap and not indents and not _ITEM.match(body):
        return at + 1, [Segment(line.start, line.end, "table", gap=False)]
    return _paragraph(text, lines, at, indents)


def _fenced(text: str, lines: Sequence[Line], at: int, mark: str) -> tuple[int, list[Segment]]:
    stop = at + 1
    while stop < len(lines) and not text[lines[stop].start : lines[stop].end].startswith(mark):
        stop += 1
    inner = [x for x in lines[at + 1 : stop] if x.end > x.start]
    block = [Segment(inner[0].start, inner[-1].end, "table", gap=False)] if inner else []
    return min(stop + 1, len(lines)), block


def _comment(text: str, lines: Sequence[Line], at: int, last: int) -> int:
    """The line after a comment. `last` is where the last comment of the text ends: beyond it none need be sought."""
    end = text.find("-->", lines[at].start) if lines[at].start <= last else -1
    if end < 0:
        return at + 1
    stop = at
    while stop < len(lines) and lines[stop].start <= end:
        stop += 1
    return stop


def _table(text: str, lines: Sequence[Line], at: int) -> tuple[int, list[Segment]]:
    rows = []
    stop = at
    while stop < len(lines) and "|" in text[lines[stop].start : lines[stop].end]:
        if stop != at + 1:
            rows.append(Segment(lines[stop].start, lines[stop].end, "table", gap=False))
        stop += 1
    return stop, rows


def _paragraph(text: str, lines: Sequence[Line], at: int, indents: list[int]) -> tuple[int, list[Segment]]:
    """A paragraph, a list entry or a setext heading."""
    line = lines[at]
    start, stop, item = line.start, at + 1, None
    quote = _QUOTE.match(text, line.start, line.end)
    if quote:
        start = quote.end()
    item = _ITEM.match(text, start, line.end)
    if item:
        start = item.end()
        while indents and indents[-1] >= line.indent:
            indents.pop()
        indents.append(line.indent)
    elif line.indent == 0:
        indents.clear()
    while stop < len(lines) and _continues(text, lines[stop]):
        stop += 1
    end = lines[stop - 1].end
    if start >= end:
        return stop, []
    under = lines[stop] if stop < len(lines) else None
    if under and under.end > under.start and not item and not quote:
        setext = _SETEXT.match(text, under.start, under.end)
        if setext:
            return stop + 1, [_trim(text, start, end, "heading", 1 if setext[1][0] == "=" else 2)]
    if item:
        numbered = text[item.start()].isdigit()
        return stop, [replace(_trim(text, start, end, "item", len(indents)), numbered=numbered)]
    if indents:
        return stop, [_trim(text, start, end, "item", len(indents))]
    whole = _trim(text, start, end, None, 0)
    if _LINK_ONLY.match(text, whole.start, whole.end):
        return stop, [replace(whole, kind="links")]
    return stop, list(_lines_apart(text, whole))


def _continues(text: str, line: Line) -> bool:
    body = text[line.start : line.end]
    if not body or _FENCE.match(body) or _ATX.match(body) or _RULE.match(body) or _SETEXT.match(body):
        return False
    return _ITEM.match(body) is None


def _lines_apart(text: str, whole: Segment) -> Iterator[Segment]:
    """Lines of a masthead that Markdown would run together; all else is one paragraph."""
    lines = [text[x.start : x.end] for x in split_lines(text, whole.start, whole.end)]
    if len(lines) < 2 or any(len(s) > 120 or has_verb(s) or ends_sentence(s) for s in lines):
        yield whole
        return
    for n, segment in enumerate(split(text, start=whole.start, end=whole.end)):
        yield replace(segment, gap=n == 0)


def _trim(text: str, start: int, end: int, kind: str | None, level: int) -> Segment:
    body = text[start:end]
    start += len(body) - len(body.lstrip())
    return Segment(start, start + len(body.strip()), kind, level, gap=False)  # type: ignore[arg-type]
