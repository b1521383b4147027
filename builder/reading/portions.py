"""Blocks that no reader of sentences is made for: endless paragraphs are read in parts, data is left unread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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


def _portions(text: str, block: Block, markdown: bool) -> Iterator[Block]:
    at = block.start
    for start, end in _data(text, block, markdown):
        yield from _parts(text, replace(block, start=at, end=start))
        yield Block("table", start, end)
        at = end
    if at == block.start and block.end - at <= MAX_BLOCK:
        yield block
    else:
        yield from _parts(text, replace(block, start=at))


def _data(text: str, block: Block, markdown: bool) -> Iterator[tuple[int, int]]:
    """Spans of what is too long for a word. Targets of links in Markdown (data: URLs) are not counted."""
    found = [m.span() for m in _LONG.finditer(text, block.start, block.end)]
    if not (found and markdown):
        yield from found
        return
    spans = inline_spans(text, block.start, block.end)
    first = 0
    for start, end in found:
        while first < len(spans) and spans[first][1] <= start:
            first += 1
        hidden, i = 0, first
        while i < len(spans) and spans[i][0] < end:
            hidden += min(end, spans[i][1]) - max(start, spans[i][0])
            i += 1
        if end - start - hidden > MAX_MARKS:
            yield start, end


def _parts(text: str, block: Block) -> Iterator[Block]:
    """A stretch of text in parts of `MAX_BLOCK` code points at most, each trimmed; parts without a letter left out."""
    at = block.start
    while at < block.end:
        stop = block.end if block.end - at <= MAX_BLOCK else _cut(text, at)
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
