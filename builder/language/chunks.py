"""Cutting a long text into stretches that the network reads at once."""

from __future__ import annotations

from collections.abc import Sequence

TARGET_WORDS = 100
MAX_WORDS = 220
MAX_PIECES = 480
_ENDS = {".", "?", "!", ".”", '."', "...", "…"}
_CLOSERS = {'"', "”", "’", "'", ")", "]", "''"}


def _breaks(words: Sequence[str]) -> list[int]:
    """Positions where a sentence may safely be taken to start."""
    out = []
    for i in range(1, len(words)):
        before = i - 1
        while before > 0 and words[before] in _CLOSERS:
            before -= 1
        if words[before] in _ENDS and words[i] not in _CLOSERS and not words[i][:1].islower():
            out.append(i)
    return out


def chunks(words: Sequence[str], sizes: Sequence[int]) -> list[tuple[int, int]]:
    """(start, end) word ranges that cover `words`; `sizes` are pieces a word.

    Ranges end where sentences plainly do, hold about TARGET_WORDS, and never more than the network can take.
    """
    out: list[tuple[int, int]] = []
    start = 0
    last_break = 0
    marks = set(_breaks(words))
    pieces = 0
    for i in range(len(words)):
        if i in marks:
            if i - start > TARGET_WORDS and last_break > start:
                out.append((start, last_break))
                start = last_break
                pieces = sum(sizes[start:i])
            last_break = i
        if i - start >= MAX_WORDS or pieces + sizes[i] > MAX_PIECES:
            cut = last_break if last_break > start else i
            out.append((start, cut))
            start = cut
            pieces = sum(sizes[start:i])
        pieces += sizes[i]
    if len(words) - start > TARGET_WORDS and last_break > start:
        out.append((start, last_break))
        start = last_break
    if start < len(words):
        out.append((start, len(words)))
    return out
