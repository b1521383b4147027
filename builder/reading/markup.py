"""Inline marks of Markdown: the characters inside blocks that are no part of the prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Document

_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+[\"'(][^\n]*?[\"')])?\)")
_LINK = re.compile(
    r"(\[)((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)(\]\(\s*<?[^()\s<>]*(?:\([^()\s]*\)[^()\s]*)*>?(?:\s+[\"'(][^\n]*?[\"')])?\s*\)|\]\[[^\[\]\n]*\])"
)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_AUTOLINK = re.compile(r"(<)(?:[A-Za-z][\w+.-]{1,31}:[^\s<>]*|[\w.+-]+@[\w.-]+)(>)")
_TAG = re.compile(
    r"</?[A-Za-z][\w-]*(?:\s+[\w:.-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*\s*/?>|<!--.*?-->", re.DOTALL
)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~]|\r?\n)")
_RUN = re.compile(r"\*+|_+|~~")
_QUOTE = re.compile(r"(?<=[\n\r])[ \t]{0,3}(?:>[ \t]?)+")


def markup_spans(document: Document) -> tuple[tuple[int, int], ...]:
    """Spans of inline markup in the blocks of a Markdown document, in order and apart; empty for all else.

    Emphasis and code marks, brackets and targets of links, images, footnote marks, tags, backslashes of escapes, and
    the marks of quoted lines. A tokenizer leaves these characters out as if they were not there, so that
    "**Mexico**'s" and "[Mexico](a.html)'s" give the tokens of "Mexico's", and keeps the offsets of the text as it is.
    """
    if not document.markdown:
        return ()
    spans: list[tuple[int, int]] = []
    for block in document.blocks:
        if block.kind in ("title", "heading", "paragraph", "item"):
            spans.extend(_merged(_spans(document.text, block.start, block.end)))
    return tuple(spans)


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    taken = bytearray(end - start)  # code, link targets and tags: no emphasis in them

    def take(a: int, b: int) -> tuple[int, int]:
        taken[a - start : b - start] = b"\x01" * (b - a)
        return a, b

    for match in _QUOTE.finditer(text, start, end):
        yield take(*match.span())
    for match in _CODE.finditer(text, start, end):
        size = len(match[1])
        take(*match.span())
        yield match.start(), match.start() + size
        yield match.end() - size, match.end()
    for pattern in (_ESCAPE, _IMAGE, _FOOTNOTE, _AUTOLINK, _LINK, _TAG):
        for match in pattern.finditer(text, start, end):
            if taken[match.start() - start] or taken[match.end() - 1 - start]:
                continue
            if pattern is _ESCAPE:
                take(match.start(), min(match.end() + 1, end))
                yield match.span()
            elif pattern is _LINK:
                yield take(*match.span(1))
                yield take(*match.span(3))
            elif pattern is _AUTOLINK:
                take(*match.span())
                yield match.span(1)
                yield match.span(2)
            else:
                yield take(*match.span())
    yield from _emphasis(text, start, end, taken)


def _emphasis(text: str, start: int, end: int, taken: bytearray) -> Iterator[tuple[int, int]]:
    """Pairs of runs of "*", "_" and "~~" (CommonMark 0.31, section 6.2, without the rule of three)."""
    open_runs: list[list[int]] = []  # start, end (shrinks as pairs close)
    for match in _RUN.finditer(text, start, end):
        a, b = match.span()
        if any(taken[a - start : b - start]):
            continue
        before = text[a - 1] if a > start else " "
        after = text[b] if b < end else " "
        opens, closes = _flanks(before, after, text[a] == "_")
        while closes and a < b:
            at = next((i for i in reversed(range(len(open_runs))) if text[open_runs[i][0]] == text[a]), None)
            if at is None:
                break
            opener = open_runs[at]
            size = min(opener[1] - opener[0], b - a)
            yield opener[1] - size, opener[1]
            yield a, a + size
            a += size
            opener[1] -= size
            del open_runs[at + (opener[1] > opener[0]) :]
        if opens and a < b:
            open_runs.append([a, b])


def _flanks(before: str, after: str, underscore: bool) -> tuple[bool, bool]:
    """Whether a run of marks may open and may close emphasis."""
    punct_before, punct_after = _is_punctuation(before), _is_punctuation(after)
    left = not after.isspace() and (not punct_after or before.isspace() or punct_before)
    right = not before.isspace() and (not punct_before or after.isspace() or punct_after)
    if underscore:
        return left and (not right or punct_before), right and (not left or punct_after)
    return left, right


def _is_punctuation(c: str) -> bool:
    return not c.isalnum() and not c.isspace()


def _merged(spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last: tuple[int, int] | None = None
    for a, b in sorted(spans):
        if last and a <= last[1]:
            last = last[0], max(last[1], b)
            continue
        if last:
            yield last
        last = a, b
    if last:
        yield last
