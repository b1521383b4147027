"""Blocks that no reader of sentences is made for: endless paragraphs are read in parts, data is left unread."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..document import Block
from .limits import MAX_BLOCK, MAX_MARKS, MAX_WORD
from .markup import inline_spans

_LONG = re.compile(rf"(?<!\S)\S{{{MAX_WORD + 1},}}|(?<![^\w\s])[^\w\s]{{{MAX_MARKS + 1},}}")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+")
_SPACE = re.compile(r"\s+")
_BACK = 20_000  #: code points before the limit where the end of a sentence is looked for
_UNREAD = ("table", "metadata")


def portions(text: str, blocks: Iterable[Block], *, markdown: bool) -> tuple[Block, ...]:
    """The blocks, those too long cut at ends of sentences; runs without white space that are no words become tables.

    A tokenizer needs time with the square of a word's length, and some parsers refuse paragraphs of a megabyte.
    """
    out: list[Block] = []
    for block in blocks:
        if block.end - block.start <= MAX_MARKS or block.kind in _UNREAD:
            out.append(block)
        else:
            out.extend(_portions(text, block, markdown))
    return tuple(out)


Span = tuple[int, int]


def _portions(text: str, block: Block, markdown: bool) -> Iterator[Block]:
    found = [m.span() for m in _LONG.finditer(text, block.start, block.end)]
    if not found and block.end - block.start <= MAX_BLOCK:
        yield block
        return
    # Marks of Markdown are no part of a word (think of a picture in a data: URL), nor may they be cut in two.
    marks = inline_spans(text, block.start, block.end) if markdown else []
    at = block.start
    for start, end in found:
        if end - start - _overlap(marks, start, end) > MAX_MARKS:
            yield from _parts(text, replace(block, start=at, end=start), marks)
            yield Block("table", start, end)
            at = end
    yield from _parts(text, replace(block, start=at), marks)


def _overlap(marks: Sequence[Span], start: int, end: int) -> int:
    """How many code points of `start` to `end` are marks."""
    size = 0
    for i in range(bisect_left(marks, (start, start)) - 1, len(marks)):
        if i >= 0 and marks[i][1] > start:
            if marks[i][0] >= end:
                break
            size += min(end, marks[i][1]) - max(start, marks[i][0])
    return size


def _parts(text: str, block: Block, marks: Sequence[Span]) -> Iterator[Block]:
    """A stretch of text in parts of `MAX_BLOCK` code points or so, each trimmed; parts without a letter left out."""
    at = block.start
    while at < block.end:
        read = block.end - at - _overlap(marks, at, block.end)
        stop = block.end if read <= MAX_BLOCK else _cut(text, at)
        within = bisect_left(marks, (stop, stop)) - 1
        if within >= 0:
            stop = min(block.end, max(stop, marks[within][1]))
        body = text[at:stop]
        start = at + len(body) - len(body.lstrip())
        if any(c.isalnum() for c in body):
            yield replace(block, start=start, end=start + len(body.strip()))
        at = stop


def _cut(text: str, at: int) -> int:
    """Where to cut a stretch that begins at `at`: after a sentence, else after a word, else at the limit."""
    limit = at + MAX_BLOCK
    for pattern in (_SENTENCE_END, _SPACE):
        ends = [m.end() for m in pattern.finditer(text, limit - _BACK, limit)]
        if ends:
            return ends[-1]
    return limit
