"""Segments into blocks: headings, paragraphs, list items and lists of links told apart by form and neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import Block, BlockKind
from .plain import Segment
from .shape import ends_abbreviation, ends_sentence, is_heading_like, is_pair, is_title_case, is_upper, is_url, words
from .wordset import word_set

_LINK_LEAD = re.compile(
    r"\b(?:links?|see also|listed (?:here|below)|more information|"
    r"further (?:information|reading)|(?:read|learn) more)\b",
    re.IGNORECASE,
)
_LINK_HEADING = re.compile(
    r"(?:related(?: \w+)?|(?:external |useful )?links|sources|references|bibliography|(?:\w+ )?resources|"
    r"notes)\s*:?",
    re.IGNORECASE,
)
_LIST_LEAD = re.compile(
    r"(?:\b(?:to|will|shall|must|should|can|may|include[sd]?|including|are|were|is|was|be|by|for|that|and|of|on|in|with|at|"
    r"below|follows?|following)"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|several|many|various|key|\d{1,3})"
    r"(?:-[\w’'-]*(?:\s+[\w’'-]+){0,4}|(?:\s+[\w’'-]+){0,5})\s+[\w’'-]+(?<!say)s"
    r"|\bfollowing(?:\s+(?!is\b|was\b|statement|text|remarks)[\w,’'-]+){1,10})\s*:$",
    re.IGNORECASE,
)
_LEAD_TAIL = 400  #: code points at the end of a paragraph that may announce a list
#: Words that open an ordinary sentence and seldom a list entry.
_OPENERS = word_set(
    """
    the a an this that these those we our i it its he she his her they their as in on at by for from with to when
    while if although though because since after before during under today additionally moreover furthermore however
    finally also there both all each many some most such in
    """
)


def classify(text: str, segments: Sequence[Segment]) -> tuple[Block, ...]:
    """Blocks of a text from its segments; a kind that a segment already has is kept."""
    kinds = [s.kind for s in segments]
    texts = [text[s.start : s.end] for s in segments]
    levels = [s.level for s in segments]
    if len(segments) > 1:
        _mark_urls(texts, kinds)
        _mark_numbered_headings(segments, texts, kinds, levels)
        _mark_lists(segments, texts, kinds, levels)
        _mark_short_runs(segments, texts, kinds, levels)
    blocks = []
    for segment, kind, level in zip(segments, kinds, levels, strict=True):
        depth = level or (1 if kind == "title" else 2 if kind == "heading" else 1 if kind == "item" else 0)
        blocks.append(Block(kind or "paragraph", segment.start, segment.end, depth))
    return tuple(blocks)


Kinds = list[BlockKind | None]


def _mark_urls(texts: Sequence[str], kinds: Kinds) -> None:
    for i, s in enumerate(texts):
        if kinds[i] in (None, "item", "heading") and is_url(s):
            kinds[i] = "links"


def _mark_numbered_headings(segments: Sequence[Segment], texts: Sequence[str], kinds: Kinds, levels: list[int]) -> None:
    """ "1. Introduction" with a paragraph after it is a heading and no list entry."""
    for i, segment in enumerate(segments[:-1]):
        after = segments[i + 1]
        if segment.numbered and segment.gap and after.kind in (None, "table") and is_title_case(texts[i]):
            prose = ends_sentence(texts[i + 1]) and len(words(texts[i + 1])) > 7
            if (prose or after.kind == "table") and is_heading_like(texts[i]):
                kinds[i], levels[i] = "heading", 2


def _mark_lists(segments: Sequence[Segment], texts: Sequence[str], kinds: Kinds, levels: list[int]) -> None:
    """Entries without markers under a lead-in that ends in a colon."""
    i = 0
    while i < len(texts):
        if kinds[i] in (None, "heading") and texts[i].endswith(":") and not _leads_links(texts[i]):
            stop = _list_end(segments, texts, kinds, i)
            for k in range(i + 1, stop):
                kinds[k], levels[k] = "item", 1
            if stop > i + 1:
                i = stop
                continue
        i += 1


def _list_end(segments: Sequence[Segment], texts: Sequence[str], kinds: Kinds, lead: int) -> int:
    """Index after the last entry of the list that the lead-in opens; `lead + 1` where it opens none."""
    listy = _LIST_LEAD.search(texts[lead][-_LEAD_TAIL:]) is not None
    end = lead + 1
    while end < len(texts) and kinds[end] is None and _is_entry(texts[end], listy):
        end += 1
    # A list drawn with blank lines ends before a short line that has prose under it: that is the next heading.
    if lead + 2 < end < len(texts) and kinds[end] is None and segments[end - 1].gap and is_heading_like(texts[end - 1]):
        end -= 1
    entries = texts[lead + 1 : end]
    if not listy and len(entries) < 2:
        return lead + 1
    sentences = sum(_is_sentence(e) for e in entries)
    if sentences == len(entries) == 1:
        return lead + 1
    return end


def _is_sentence(s: str) -> bool:
    return ends_sentence(s) and not ends_abbreviation(s)


def _is_entry(s: str, listy: bool) -> bool:
    if s.endswith(":"):
        return False
    first = words(s)[0].lower() if words(s) else ""
    if first.endswith(("ed", "ing")) or s[0].islower() or s.endswith((";", ",", "; and", "; or", ", and", ", or")):
        return True
    if not _is_sentence(s):
        return len(s) <= 400 and (first not in _OPENERS or len(s) <= 60)
    return listy and first not in _OPENERS


def _mark_short_runs(segments: Sequence[Segment], texts: Sequence[str], kinds: Kinds, levels: list[int]) -> None:
    i = 0
    while i < len(texts):
        if kinds[i] is not None or not _is_short(texts[i]):
            i += 1
            continue
        stop = i
        while stop < len(texts) and kinds[stop] is None and _is_short(texts[stop]):
            stop += 1
        _mark_run(segments, texts, kinds, levels, i, stop)
        i = stop


def _leads_links(s: str) -> bool:
    """Whether a heading or the lead-in of a list announces links and not facts."""
    if _LINK_HEADING.fullmatch(s):
        return True
    return (s.endswith(":") or is_heading_like(s)) and _LINK_LEAD.search(s) is not None


def _is_short(s: str) -> bool:
    return is_heading_like(s) or (is_pair(s) and not _is_sentence(s))


def _mark_run(
    segments: Sequence[Segment], texts: Sequence[str], kinds: Kinds, levels: list[int], start: int, stop: int
) -> None:
    """Name the kinds of a run of short lines: facts with labels, link titles, headings."""
    run = range(start, stop)
    pairs = sum(is_pair(texts[i]) for i in run)
    if 2 * pairs > len(run) and (len(run) >= 2 or stop == len(texts)):
        for i in run:
            if is_pair(texts[i]):
                kinds[i], levels[i] = "item", 1
            elif stop < len(texts) and _is_titled(texts[i]):
                kinds[i] = "heading"
        return
    last = stop - 1
    prose_next = stop < len(texts) and kinds[stop] in (None, "item", "table")
    linked = start > 0 and _leads_links(texts[start - 1])
    inner = [i for i in run if not (i == last and prose_next and segments[i].gap)]
    titles = [i for i in inner if _is_titled(texts[i])]
    if len(inner) >= 3 or (linked and inner) or stop == len(texts):
        for i in titles:
            kinds[i] = "links"
    for i in run:
        if kinds[i] is None and (stop < len(texts) or i < last) and is_heading_like(texts[i]):
            above_links = i + 1 < len(texts) and kinds[i + 1] == "links"
            if _is_titled(texts[i]) or above_links or _stands_alone(segments, texts, i):
                kinds[i] = "heading"


def _is_titled(s: str) -> bool:
    return is_title_case(s) or is_upper(s)


def _stands_alone(segments: Sequence[Segment], texts: Sequence[str], i: int) -> bool:
    """Whether a short line in sentence case has blank lines about it, and prose after it."""
    after = segments[i + 1] if i + 1 < len(segments) else None
    return (
        segments[i].gap and after is not None and (after.gap or len(texts[i + 1]) > 120) and _is_sentence(texts[i + 1])
    )
