"""Inline marks of Markdown: the characters inside blocks that are no part of the prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from ..document import Document

_TICKS = re.compile(r"`+")
_IMAGE = re.compile(
    r"!\[(?:[^\]!]|!(?!\[))*\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s{1,99}[\"'(][^\n]{0,999}?[\"')])?\)"
)
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_TARGET = re.compile(
    r"\]\(\s{0,99}<?[^()\s<>]*(?:\([^()\s]*\)[^()\s]*)*>?(?:\s{1,99}[\"'(][^\n]{0,999}?[\"')])?\s{0,99}\)|\]\[[^\[\]\n]*\]"
)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]")
_AUTOLINK = re.compile(r"(<)(?:[A-Za-z][\w+.-]{1,31}:[^\s<>]*|[\w.+-]+@[\w.-]+)(>)")
_TAG = re.compile(r"</?[A-Za-z][\w-]*(?:\s+[\w:.-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*\s*/?>")
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
            spans.extend(inline_spans(document.text, block.start, block.end))
    return tuple(spans)


def inline_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of inline markup in one block, in order and apart."""
    return list(_merged(_spans(text, start, end)))


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    taken = bytearray(end - start)  # code, link targets and tags: no emphasis in them

    def take(a: int, b: int) -> tuple[int, int]:
        taken[a - start : b - start] = b"\x01" * (b - a)
        return a, b

    for match in _QUOTE.finditer(text, start, end):
        yield take(*match.span())
    for opening, closing in _code(text, start, end):
        take(opening[0], closing[1])
        yield opening
        yield closing
    for find in (_escapes, _matches(_IMAGE), _matches(_FOOTNOTE), _autolinks, _links, _tags):
        for whole, marks, hidden in find(text, start, end):
            if taken[whole[0] - start] or taken[whole[1] - 1 - start]:
                continue
            take(*hidden)
            for mark in marks:
                yield take(*mark)
    yield from _emphasis(text, start, end, taken)


Span = tuple[int, int]
#: A construct: where it is, the marks in it, and what else of it holds no emphasis.
Found = tuple[Span, tuple[Span, ...], Span]


def _matches(pattern: re.Pattern[str]) -> Callable[[str, int, int], Iterator[Found]]:
    """A finder of constructs that are marks as a whole."""

    def find(text: str, start: int, end: int) -> Iterator[Found]:
        for match in pattern.finditer(text, start, end):
            yield match.span(), (match.span(),), match.span()

    return find


def _code(text: str, start: int, end: int) -> Iterator[tuple[Span, Span]]:
    """The backticks about each code span: a run of them up to the next run of the same length."""
    runs = [m.span() for m in _TICKS.finditer(text, start, end)]
    following: dict[int, int] = {}  # by length, the next run of it
    closer = [0] * len(runs)
    for i in reversed(range(len(runs))):
        size = runs[i][1] - runs[i][0]
        closer[i] = following.get(size, 0)
        following[size] = i
    i = 0
    while i < len(runs):
        if closer[i]:
            yield runs[i], runs[closer[i]]
        i = (closer[i] or i) + 1


def _escapes(text: str, start: int, end: int) -> Iterator[Found]:
    for match in _ESCAPE.finditer(text, start, end):
        yield match.span(), (match.span(),), (match.start(), min(match.end() + 1, end))


def _autolinks(text: str, start: int, end: int) -> Iterator[Found]:
    for match in _AUTOLINK.finditer(text, start, end):
        yield match.span(), (match.span(1), match.span(2)), match.span()


def _links(text: str, start: int, end: int) -> Iterator[Found]:
    """Links "[text](target)" and "[text][label]"; their text may hold brackets, but none within brackets."""
    at = start
    for opening, closing in _pairs(text, start, end):
        target = _TARGET.match(text, closing, end) if opening >= at else None
        if target:
            at = target.end()
            yield (opening, at), ((opening, opening + 1), target.span()), (opening, opening + 1)


def _pairs(text: str, start: int, end: int) -> list[Span]:
    """Places of opening and closing brackets that belong together, those left out that hold brackets in brackets."""
    pairs: list[Span] = []
    open_at: list[list[int]] = []  # where each stands, and how deep are the brackets in it
    for match in _BRACKET.finditer(text, start, end):
        if match[0] == "[":
            open_at.append([match.start(), 0])
        elif match[0] == "]" and open_at:
            opening, depth = open_at.pop()
            if depth < 2:
                pairs.append((opening, match.start()))
            if open_at:
                open_at[-1][1] = max(open_at[-1][1], depth + 1)
    return sorted(pairs)


def _tags(text: str, start: int, end: int) -> Iterator[Found]:
    found = [*_comments(text, start, end), *(m.span() for m in _TAG.finditer(text, start, end))]
    last = start
    for span in sorted(found):
        if span[0] >= last:
            last = span[1]
            yield span, (span,), span


def _comments(text: str, start: int, end: int) -> Iterator[Span]:
    at = text.find("<!--", start, end)
    while at >= 0 and (close := text.find("-->", at + 4, end)) >= 0:
        yield at, close + 3
        at = text.find("<!--", close + 3, end)


def _emphasis(text: str, start: int, end: int, taken: bytearray) -> Iterator[tuple[int, int]]:
    """Pairs of runs of "*", "_" and "~~" (CommonMark 0.31, section 6.2, without the rule of three)."""
    open_runs: list[list[int]] = []  # start, end (shrinks as pairs close)
    waiting: Counter[str] = Counter()  # open runs of each character
    for match in _RUN.finditer(text, start, end):
        a, b = match.span()
        if any(taken[a - start : b - start]):
            continue
        before = text[a - 1] if a > start else " "
        after = text[b] if b < end else " "
        opens, closes = _flanks(before, after, text[a] == "_")
        while closes and a < b and waiting[text[a]]:
            at = next(i for i in reversed(range(len(open_runs))) if text[open_runs[i][0]] == text[a])
            opener = open_runs[at]
            size = min(opener[1] - opener[0], b - a)
            yield opener[1] - size, opener[1]
            yield a, a + size
            a += size
            opener[1] -= size
            kept = at + (opener[1] > opener[0])
            waiting.subtract(text[run[0]] for run in open_runs[kept:])
            del open_runs[kept:]
        if opens and a < b:
            open_runs.append([a, b])
            waiting[text[a]] += 1


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
