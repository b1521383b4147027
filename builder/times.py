"""Dates and periods a sentence names, resolved against the document's date where the sentence leaves part of it out."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from .dates import DAYS, MONTHS, Span, day_of_month, full_year, iso, period, weekday_date
from .numbers import NUMBER_OPENERS, ORDINAL_WORDS, Piece, low, ordinal, pieces, read_number, words
from .once import once
from .sentence import Sentence


@dataclass(frozen=True, slots=True, order=True)
class Time:
    """A point or period in time."""

    first: int  #: first token, the preposition left out
    last: int  #: last token
    value: str  #: ISO 8601: "2013", "2013-09" or "2013-09-12"
    end: str | None  #: last year, month or day of a period
    relation: str  #: at, since, from, until, by, before, after, through, during, as-of or for
    approximate: bool  #: "early 2013", "around 2010", "this week"
    relative: bool  #: counted from the document's date: "last year", "yesterday", "eight years ago"


_RELATIONS = {
    "in": "at", "on": "at", "at": "at", "since": "since", "from": "from", "until": "until", "till": "until",
    "by": "by", "before": "before", "after": "after", "following": "after", "through": "through", "thru": "through",
    "during": "during", "throughout": "during", "within": "during", "over": "during", "for": "for",
    "starting": "from", "beginning": "from", "effective": "from", "ending": "until", "between": "during",
}  # fmt: skip
_PAIRS = {
    ("prior", "to"): "before", ("as", "of"): "as-of", ("up", "to"): "until", ("later", "than"): "by",
    ("starting", "in"): "from", ("starting", "on"): "from", ("beginning", "in"): "from", ("beginning", "on"): "from",
    ("ending", "in"): "until", ("ending", "on"): "until", ("effective", "on"): "from",
}  # fmt: skip
_BETWEEN = frozenset(words("the a an late early years year about around only our its"))
_ROUGHLY = frozenset({"around", "about", "circa", "approximately", "roughly", "ca"})
_PARTS = frozenset({"early", "late", "mid", "later", "earlier"})
_SPANS = frozenset(
    words("end beginning start middle close half quarter summer spring autumn fall winter outset course")
)
_SEASONS = frozenset({"summer", "spring", "autumn", "fall", "winter"})
_OPENING = frozenset(
    {*words("today tonight yesterday tomorrow this last next past previous coming fiscal financial calendar cy fy")}
    | {*DAYS, *MONTHS, *ORDINAL_WORDS}
)
_OPENING_AGO = _OPENING | NUMBER_OPENERS
_DIGITS = frozenset("0123456789")
_FUTURE = frozenset(words("will shall 'll upcoming scheduled planned plans plan tomorrow"))
_PAST = frozenset(
    {"was", "were", "had", "did", "been", "began", "took", "held", "met", "became", "made", "came", "won"}
)


def times(sentence: Sentence, issued: str | None) -> tuple[Time, ...]:
    """The times `sentence` names, in text order.

    `issued`: the document's date ("2016-07-12", "2016-07" or "2016"), from which "last year", "on Tuesday" or a day
    without a year are resolved; without it such expressions are left out. Never raises.
    """
    anchor = _issued(issued)
    spans = _dates(sentence, anchor)
    if not spans:
        return ()
    ps = pieces(sentence)
    found: list[Time] = []
    year: int | None = None
    last: Span | None = None
    for raw in spans:
        beside = last.year if last and last.relative and not last.month and raw.start - last.stop < 3 else None
        done = _with_year(ps, raw, anchor, beside or year)
        if done is None or not done.year:
            continue
        last, year = done, raw.year if raw.year and raw.month and not raw.relative else year
        start, rough = _widen(ps, done.start)
        relation = _relation(ps, start)
        end = None
        if done.until:
            end = iso(*done.until)
            relation = relation if relation in ("from", "since", "by") else "during"
        found.append(
            Time(ps[start].token, ps[done.stop - 1].token, done.value, end, relation, done.approximate or rough,
                 done.relative)
        )  # fmt: skip
    return tuple(_told_twice(sentence, found) if len(found) > 1 else found)


def _told_twice(sentence: Sentence, found: Sequence[Time]) -> list[Time]:
    """The times, without a "today" that the words after it tell: "Today, June 8, 2022,"."""
    out = []
    for n, time in enumerate(found):
        after = found[n + 1] if n + 1 < len(found) else None
        told = after is not None and not after.relative and len(after.value) == 10 and len(time.value) == 10
        between = [t.text for t in sentence.tokens[time.last + 1 : after.first]] if after is not None else []
        if not (told and time.relative and between == [","]):
            out.append(time)
    return out


def date_pieces(sentence: Sentence) -> frozenset[int]:
    """The pieces that belong to a calendar date or to "N years ago", which no quantity may take."""
    spans = _dates(sentence, (2000, 1, 1), durations=False)
    return frozenset([i for d in spans for i in range(d.start, d.stop)])


_Anchor = tuple[int, int | None, int | None]


@lru_cache(maxsize=256)
def _issued(text: str | None) -> _Anchor | None:
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?(?:T.*)?", (text or "").strip())
    if not match:
        return None
    year, month, day = (int(g) if g else None for g in match.groups())
    if not year or not 100 <= year <= 9000 or not 1 <= (month or 1) <= 12:
        return None
    return year, month, day if month and day and 1 <= day <= monthrange(year, month)[1] else None


def _dates(sentence: Sentence, anchor: _Anchor | None, durations: bool = True) -> list[Span]:
    openings, ago = _openings(sentence)
    ps = pieces(sentence)
    out: list[Span] = []
    at = 0
    for i in openings:
        if i < at:
            continue
        found = _relative(ps, i, anchor, durations) or (_ago(ps, i, anchor) if ago else None) or period(ps, i)
        if found:
            out.append(found)
            at = found.stop
    return out


@once
def _openings(sentence: Sentence) -> tuple[Sequence[int], bool]:
    """The pieces that a time may start with, and whether it may be counted back from now: "two years ago"."""
    lows = [p.low for p in pieces(sentence)]
    ago = "ago" in lows
    opening = _OPENING_AGO if ago else _OPENING
    return [i for i, w in enumerate(lows) if w in opening or w[0] in _DIGITS or (w[0] in "f'" and _dated(w))], ago


def _dated(word: str) -> bool:
    """ "FY14", "'90s"."""
    return word[:2] == "fy" or (word[0] == "'" and word[1:2].isdigit())


# Times counted from the document's date


def _relative(ps: Sequence[Piece], i: int, anchor: _Anchor | None, durations: bool) -> Span | None:
    word = low(ps, i)
    if word in ("today", "tonight", "yesterday", "tomorrow"):
        return _shifted(anchor, i, i + 1, "day", {"yesterday": -1, "tomorrow": 1}.get(word, 0))
    if word in ("this", "last", "next") and low(ps, i - 1) not in ("the", "these"):
        return _this(ps, i, anchor)
    if word in DAYS:
        usual = low(ps, i - 1) in ("every", "each", "a", "any") or _is_named(ps, i)
        if ps[i].capital and not usual and not weekday_date(ps, i):
            return _weekday(ps, i, i + 1, anchor, "")
    if durations and word in ("past", "last", "previous", "next", "coming") and low(ps, i - 1) in ("the", "these"):
        return _span(ps, i, anchor, ahead=word in ("next", "coming"))
    return None


def _ago(ps: Sequence[Piece], i: int, anchor: _Anchor | None) -> Span | None:
    """ "two years ago", "a month ago"."""
    number = read_number(ps, i)
    if number and number.kind != "vague" and low(ps, number.stop + 1) == "ago" and 0 < number.value < 1000:
        return _shifted(anchor, i, number.stop + 2, low(ps, number.stop).rstrip("s"), -int(number.value), ago=True)
    if low(ps, i) in ("a", "an") and low(ps, i + 2) == "ago":
        return _shifted(anchor, i, i + 3, low(ps, i + 1), -1, ago=True)
    return None


def _this(ps: Sequence[Piece], i: int, anchor: _Anchor | None) -> Span | None:
    """ "this year", "last month", "next week", "last Tuesday", "this past June"."""
    step = {"this": 0, "last": -1, "next": 1}[low(ps, i)]
    at = i + 1
    if low(ps, i) == "this" and low(ps, at) in ("past", "coming"):
        step, at = 0, at + 1
    word = low(ps, at)
    if word in DAYS and ps[at].capital:
        return _weekday(ps, i, at + 1, anchor, low(ps, i))
    if word in MONTHS and ps[at].capital and anchor and not day_of_month(ps, at + 1) and not full_year(ps, at + 1):
        now, month = anchor[1] or 6, MONTHS[word]
        year = anchor[0] + (month <= now and step == 1) - (month >= now and (step == -1 or at > i + 1))
        return Span(i, at + 1, year, month, relative=True)
    if word in ("morning", "afternoon", "evening") and step == 0:
        return _shifted(anchor, i, at + 1, "day", 0)
    if word in _SEASONS and step == 0:
        found = _shifted(anchor, i, at + 1, "year", 0)
        return replace(found, approximate=True) if found else None
    if word in ("week", "month", "year", "decade"):
        return _shifted(anchor, i, at + 1, word, step)
    return None


def _shifted(a: _Anchor | None, start: int, stop: int, unit: str, step: int, ago: bool = False) -> Span | None:
    """The document's date moved by `step` units, at the precision of the unit."""
    if a is None:
        return None
    year, month, day = a
    if unit in ("year", "decade", "century"):
        year += step * {"year": 1, "decade": 10, "century": 100}[unit]
        month = day = None
    elif unit == "month" and month:
        year, month, day = year + (month - 1 + step) // 12, (month - 1 + step) % 12 + 1, None
    elif unit in ("day", "week") and month and day:
        moved = date(year, month, day) + timedelta(days=step * (7 if unit == "week" else 1))
        year, month, day = moved.year, moved.month, moved.day
    elif not (unit == "day" and step == 0):
        return None
    if not 1 <= year <= 9999:
        return None
    return Span(start, stop, year, month, day, approximate=ago or unit in ("week", "decade", "century"), relative=True)


def _span(ps: Sequence[Piece], i: int, anchor: _Anchor | None, ahead: bool) -> Span | None:
    """ "the past five years", "the next decade"."""
    number = read_number(ps, i + 1)
    at = number.stop if number else i + 1
    unit = low(ps, at).rstrip("s")
    if anchor is None or (number and (number.kind == "vague" or not 0 < number.value < 1000)):
        return None
    lone = unit in ("week", "month", "year", "decade") and not low(ps, at).endswith("s") and low(ps, i) != "next"
    if number is None and not (lone or unit == "decade"):
        return None
    step = int(number.value) if number else 1
    other = _shifted(anchor, i, at + 1, unit, step if ahead else -step)
    if other is None:
        return None
    year, month, day = anchor[0], anchor[1] if other.month else None, anchor[2] if other.day else None
    if ahead:
        until = (other.year or 0, other.month, other.day)
        return replace(other, year=year, month=month, day=day, until=until, approximate=False)
    return replace(other, until=(year, month, day), approximate=False)


def _weekday(ps: Sequence[Piece], i: int, stop: int, anchor: _Anchor | None, which: str) -> Span | None:
    if anchor is None or not anchor[1] or not anchor[2]:
        return None
    issued = date(anchor[0], anchor[1], anchor[2])
    ahead = which == "next" or (which != "last" and _tense(ps, i) > 0)
    gap = DAYS[low(ps, stop - 1)] - issued.weekday()
    gap = gap % 7 if ahead else -(-gap % 7)
    if gap == 0 and which in ("next", "last"):
        gap = 7 if ahead else -7
    moved = issued + timedelta(days=gap)
    return Span(i, stop, moved.year, moved.month, moved.day, relative=True)


def _is_named(ps: Sequence[Piece], i: int) -> bool:
    """Whether a weekday is part of a name ("Good Friday", "Friday Agreement")."""
    before, after = ps[i - 1] if i else None, ps[i + 1] if i + 1 < len(ps) else None
    if after and after.capital and after.low not in MONTHS:
        return True
    return bool(before and i > 1 and before.capital and before.low.isalpha() and before.low not in _RELATIONS)


# Years left out, prepositions


def _with_year(ps: Sequence[Piece], d: Span, anchor: _Anchor | None, said: int | None) -> Span | None:
    """`d` with the year that its sentence or the document's date gives it."""
    if d.year:
        return d
    if anchor is None and said is None:
        return None
    year = said if anchor is None or said is not None else _nearest_year(ps, d, anchor)
    if year is None:
        return None
    until = (year + d.until[0], d.until[1], d.until[2]) if d.until else None
    return replace(d, year=year, until=until)


def _nearest_year(ps: Sequence[Piece], d: Span, anchor: _Anchor) -> int:
    year, month, day = anchor
    if not month:
        return year
    now = month * 31 + (day or 15)
    then = (d.month or month) * 31 + (d.day or (now - 31 * month))
    tense = _tense(ps, d.start)
    weight_ahead, weight_behind = {1: (1, 4), 0: (2, 1), -1: (8, 1)}[tense]

    def cost(y: int) -> int:
        gap = (y - year) * 372 + then - now
        return gap * weight_ahead if gap > 0 else -gap * weight_behind

    return min((year, year - 1, year + 1), key=cost)


def _tense(ps: Sequence[Piece], i: int) -> int:
    """1 where the nearest verb form tells of what is to come, -1 of what has been, 0 where it does not say."""
    for at in (*range(i - 1, max(-1, i - 30), -1), *range(i, min(len(ps), i + 20))):
        word = ps[at].low
        if word in _FUTURE or (word == "to" and low(ps, at + 1) in ("be", "hold", "host")):
            return 1
        if word in _PAST or (len(word) > 4 and word.endswith("ed") and not ps[at].capital and word not in ("united",)):
            return -1 if not _after_future(ps, at) else 1
    return 0


def _after_future(ps: Sequence[Piece], i: int) -> bool:
    return any(low(ps, k) in ("will", "shall", "be") for k in (i - 1, i - 2))


def _widen(ps: Sequence[Piece], start: int) -> tuple[int, bool]:
    """Take in "late", "mid-", "around", "the end of" before a date: its new start, and whether it is approximate."""
    rough = False
    at = start
    while at > 0:
        step = at - 1 if not ps[at - 1].dash else at - 2
        word = low(ps, step)
        if word == "the" and low(ps, at) in _SPANS:
            at -= 1
            break
        if word == "the" and low(ps, step - 1) == "of" and low(ps, step - 2) in _SPANS:
            step -= 1
            word = "of"
        if word == "of" and low(ps, step - 1) in _SPANS:
            at, rough = step - 1, True
            if ordinal(low(ps, at - 1)) or low(ps, at - 1) == "last":
                at -= 1
        elif word in _PARTS or word in _ROUGHLY or (word in _SEASONS and low(ps, at)[:1].isdigit()):
            at, rough = step, True
        else:
            break
    return max(at, 0), rough


def _relation(ps: Sequence[Piece], start: int) -> str:
    at = start - 1
    while True:
        if (low(ps, at - 1), low(ps, at)) == ("at", "least"):
            at -= 2
        elif low(ps, at) in _BETWEEN:
            at -= 1
        else:
            break
    if pair := _PAIRS.get((low(ps, at - 1), low(ps, at))):
        return pair
    if low(ps, at) == "to" and low(ps, start)[:1].isdigit():
        return "until"
    return _RELATIONS.get(low(ps, at), "at")
