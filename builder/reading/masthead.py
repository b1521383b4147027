"""What a text says of itself at its top: title, date, publisher, author."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .dates import date_line, find_date, iso_date
from .plain import Segment, is_date
from .shape import (
    ends_abbreviation,
    ends_sentence,
    has_verb,
    is_heading_like,
    is_title_case,
    is_upper,
    is_url,
    words,
)

Role = Literal["date", "type", "author", "org", "contact", "pair", "line"]
_ANCHORS = ("date", "type", "author", "pair")
_LOOK_AT = 12  #: segments at the top that may belong to the masthead

_TYPES = re.compile(
    r"(?:for immediate release|embargoed\b.{0,40}|not for (?:release|distribution).{0,40}|"
    r"(?:(?:joint|special|press|news|media|public|official|daily|weekly|annual|quarterly|background|working|white|policy|"
    r"research|technical|general|final|interim|draft|blog|case)\s+){0,2}"
    r"(?:fact ?sheet|note|statement|release|remarks|report|readout|notice|briefing|background(?:er)?|communiqu[eé]|"
    r"declaration|opinion|editorial|analysis|transcript|memorandum|memo|interview|speech|testimony|article|advisory|"
    r"announcement|guidance|paper|brief|bulletin|newsletter|feature|profile|review|column|commentary|post|study|schedule|"
    r"notice to the press)(?:\s+\d{4})?)",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:office|bureau|ministry|department|dept|agency|commission|council|secretariat|directorate|division|institute|"
    r"institution|university|college|school|academy|bank|company|corporation|corp|inc|ltd|llc|plc|gmbh|group|holdings|"
    r"press|times|post|news|newspaper|journal|gazette|herald|tribune|observer|chronicle|guardian|magazine|broadcasting|"
    r"embassy|consulate|mission|delegation|centre|center|foundation|association|committee|court|parliament|senate|board|"
    r"authority|service|organi[sz]ation|union|society|network|federation|league|chamber|headquarters|cabinet|presidency|"
    r"white house|government|administration|laboratory|museum|library|trust|fund|reuters|desk|newsroom)\b",
    re.IGNORECASE,
)
_OFFICE_HOLDER = re.compile(
    r"\b(?:secretary|minister|president|spokes(?:person|man|woman)|director|ambassador|correspondent|reporter|editor|"
    r"professor|chair(?:man|woman|person)?|chief|officer|commissioner|representative|senator|congress(?:man|woman)|governor|"
    r"mayor|envoy|counsel(?:or|lor)|analyst|economist|writer|administrator|general|advis[eo]r|ceo|cfo|cto|head|manager|"
    r"dean|fellow|coordinator|columnist|journalist|deputy|chancellor|premier|king|queen|prince|pope|bishop|judge|justice|"
    r"attorney|lecturer|researcher|founder|partner|md|phd)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:by|written by|posted by|reported by|authors?:|contact:)\s+[^\W\d_]", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+){1,5}[^\W\d_][\w.'’-]*$")
_PAIR = re.compile(
    r"(?P<label>from|to|cc|bcc|subject|re|date|sent|title|author|authors|source|publisher|published|published by|"
    r"issued by|publication|outlet|updated|reply-to|attachments?|memorandum (?:for|to)|classification|language|url|"
    r"link|tags?|keywords|category|section|edition|volume)\s*:\s*(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
_DATELINE = re.compile(r"\s*\)?\s*(?:\([^)]{1,40}\)\s*)?[–—-]")


@dataclass(frozen=True, slots=True)
class Masthead:
    """The segments of a text with the top ones named, and what those say."""

    segments: tuple[Segment, ...]
    title: str | None = None
    issued: str | None = None
    publisher: str | None = None


def read_masthead(text: str, segments: Sequence[Segment]) -> Masthead:
    """Find title and metadata lines among the first segments; a segment of kind "title" is taken as such."""
    top = [text[s.start : s.end] for s in segments[: _LOOK_AT + 1]]
    roles = [_role(s) if segments[i].kind in (None, "heading", "metadata") else None for i, s in enumerate(top)]
    title = _title_index(segments, top, roles)
    named = _metadata(segments, top, roles, title)
    out = list(segments)
    if title is not None:
        out[title] = replace(out[title], kind="title", level=1)
    for i in named:
        byline = roles[i] == "author" and _is_person_with_office(top[i])
        out[i] = replace(out[i], kind="byline" if byline else "metadata", level=0)
    pairs = _pairs(top, roles, named)
    heading = (
        _one_line(top[title]) if title is not None else pairs.get("title") or pairs.get("subject") or pairs.get("re")
    )
    lines = (date_line(top[i]) for i in named if roles[i] == "date")
    issued = next((found[0] for found in lines if found), None)
    issued = issued or iso_date(pairs.get("date") or pairs.get("published") or pairs.get("sent")) or _dateline(top, out)
    return Masthead(tuple(out), heading or None, issued, _publisher(top, roles, named, pairs))


def _role(s: str) -> Role | None:
    """What a line of a masthead is, by its form alone; None for prose."""
    if len(s) > 200:
        return None
    if is_url(s):
        return "contact"
    if is_date(s):
        return "date"
    if _TYPES.fullmatch(s.strip("*[]() :")):
        return "type"
    match = _PAIR.fullmatch(s)
    if match and len(match["value"]) <= 160:
        return "pair"
    if ends_sentence(s) and not ends_abbreviation(s):
        return None
    if (_BYLINE.match(s) and not has_verb(s) and len(words(s)) <= 16) or _is_person_with_office(s):
        return "author"
    if len(words(s)) > 14 or has_verb(s) or s.endswith((":", ",", ";")):
        return None
    if (is_title_case(s) or is_upper(s)) and _ORGANISATION.search(s):
        return "org"
    return "line" if is_title_case(s) or is_upper(s) else None


def _is_person_with_office(s: str) -> bool:
    name, comma, office = s.partition(",")
    if not comma or len(words(s)) > 18 or not _NAME.match(name) or not is_title_case(name):
        return False
    return is_title_case(office) and not _ORGANISATION.search(name) and _OFFICE_HOLDER.search(office) is not None


def _title_index(segments: Sequence[Segment], top: Sequence[str], roles: Sequence[Role | None]) -> int | None:
    """Index of the title among the first segments."""
    given = next((i for i in range(len(top)) if segments[i].kind == "title"), None)
    if given is not None:
        return given
    at = 0
    while at < len(top) and (
        segments[at].kind == "metadata"
        or roles[at] in ("type", "contact", "pair")
        or (roles[at] == "date" and not (date_line(top[at]) or ("", ""))[1])
    ):
        at += 1
    if any(roles[i] == "pair" and not segments[i].kind and _label(top[i]) in ("title", "subject") for i in range(at)):
        return None
    if at < len(top) and roles[at] in ("org", "line"):
        at = _after_letterhead(segments, top, roles, at)
    if at < len(top) and segments[at].kind in (None, "heading") and _is_title(segments, top, roles, at):
        return at
    return None


def _after_letterhead(segments: Sequence[Segment], top: Sequence[str], roles: Sequence[Role | None], at: int) -> int:
    """Skip a first group of lines that names office and date, where the title stands below it by itself."""
    end = at + 1
    while end < len(top) and not segments[end].gap:
        end += 1
    group = roles[at:end]
    if "org" not in group or not any(r in ("date", "type") for r in group[1:]) or None in group or end >= len(top):
        return at
    below = roles[end] in ("line", "org") and segments[end].gap
    return end if below and _is_title(segments, top, roles, end) else at


def _is_title(segments: Sequence[Segment], top: Sequence[str], roles: Sequence[Role | None], at: int) -> bool:
    s = top[at]
    if at + 1 >= len(top) or len(s) > 250 or not (s[0].isalnum() or s[0] in "“\"'‘$€£¥#") or s[0].islower():
        return False
    if segments[at].kind == "heading":
        return True
    if s.endswith((":", ",", ";")) or is_url(s) or len(words(s)) > 30:
        return False
    if s.rstrip("\"'”’)").endswith((".", "…")) and not ends_abbreviation(s):
        return False
    after = top[at + 1]
    apart = segments[at + 1].gap or roles[at + 1] in _ANCHORS or len(after) > 3 * len(s)
    prose = any(_is_prose(x) for x in top[at + 1 :])
    anchored = any(r in _ANCHORS for r in roles[at + 1 : at + 4])
    if is_title_case(s) or is_upper(s):
        return anchored or (prose and (apart or _is_prose(after)))
    if not apart or not prose:
        return False
    return anchored or (len(words(s)) <= 20 and not (has_verb(s) or ends_sentence(s)))


def _is_prose(s: str) -> bool:
    return len(words(s)) >= 4 and (len(s) > 120 or (ends_sentence(s) and not ends_abbreviation(s)))


def _metadata(
    segments: Sequence[Segment], top: Sequence[str], roles: Sequence[Role | None], title: int | None
) -> list[int]:
    """Indices of the metadata lines: those before the title, and those from it to the last date, type or author."""
    found = [i for i in range(title or 0) if roles[i] is not None] if title is not None else []
    start = 0 if title is None else title + 1
    last, skipped = start - 1, 0
    for i in range(start, min(len(top), start + 8)):
        if segments[i].kind == "heading" and roles[i] in (None, "line", "org"):
            break
        if roles[i] in _ANCHORS:
            last = i
        elif roles[i] is None:
            skipped += 1
            if title is None or skipped > 1 or ends_sentence(top[i]) or len(top[i]) > 250:
                break
    anchored = [i for i in range(start, last + 1) if roles[i] is not None]
    if not anchored and not found:
        return []
    while last + 1 < len(top) and roles[last + 1] in ("org", "contact") and not segments[last + 1].gap:
        last += 1
        anchored.append(last)
    if title is None and any(roles[i] in ("line", "org") for i in anchored) and not _is_masthead(roles, anchored):
        return []
    return found + anchored


def _is_masthead(roles: Sequence[Role | None], anchored: Sequence[int]) -> bool:
    return any(roles[i] in _ANCHORS for i in anchored)


def _label(s: str) -> str:
    match = _PAIR.fullmatch(s)
    return match["label"].lower() if match else ""


def _pairs(top: Sequence[str], roles: Sequence[Role | None], named: Sequence[int]) -> dict[str, str]:
    out: dict[str, str] = {}
    for i in named:
        match = _PAIR.fullmatch(top[i]) if roles[i] == "pair" else None
        if match and match["value"].strip():
            out.setdefault(match["label"].lower(), _one_line(match["value"]).strip("\"'"))
    return out


def _publisher(
    top: Sequence[str], roles: Sequence[Role | None], named: Sequence[int], pairs: dict[str, str]
) -> str | None:
    for label in ("publisher", "published by", "issued by", "source", "publication", "outlet"):
        if label in pairs and not is_url(pairs[label]) and not iso_date(pairs[label]):
            return pairs[label]
    for i in named:
        if roles[i] == "org":
            return _one_line(top[i])
        rest = (date_line(top[i]) or ("", ""))[1] if roles[i] == "date" else ""
        if rest and _ORGANISATION.search(rest) and is_heading_like(rest):
            return rest
    return None


def _dateline(top: Sequence[str], segments: Sequence[Segment]) -> str | None:
    """The date of "WASHINGTON, July 12, 2016 (AP) — ..." where the first paragraph opens so."""
    for s, segment in zip(top, segments, strict=False):
        if segment.kind is None:
            found = find_date(s[:90])
            if found and is_upper(s.split(",")[0].split("(")[0]) and _DATELINE.match(s, found[2]):
                return found[0]
            return None
    return None


def _one_line(s: str) -> str:
    return " ".join(s.split())
