"""Calendar dates as English writes them: "Sept. 4, 1991", "April 25 to 29", "fiscal year 2013", "the 1990s"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .numbers import SCALES, Piece, low, ordinal, words
from .units import CURRENCY_NAMES, MEASURES, PEOPLE, plural_looking, singular

_MONTH_NAMES = words("january february march april may june july august september october november december")
MONTHS = (
    {name: n for n, name in enumerate(_MONTH_NAMES, 1)}
    | {name[:3]: n for n, name in enumerate(_MONTH_NAMES, 1)}
    | {"sept": 9}
)
DAYS = {w: n for n, w in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])}

_BEFORE_TIME = frozenset(
    words(
        "in since until till by from during through thru throughout before after early late mid last next "
        "this past of to between on for starting beginning ending later earlier following circa spring summer "
        "autumn fall winter"
    )
)
_DOUBTFUL = frozenset(words("may march mar jan sep dec august april june"))
_DETERMINERS = frozenset(words("the its his her their our a an 's each every that this"))
_NUMBERED = frozenset(
    words(
        "resolution article section chapter title protocol annex room suite route highway flight number no "
        "page page agenda vision unscr directive regulation order proclamation convention box building apt "
        "extension ext part paragraph clause act law bill case file form code"
    )
)
_STREETS = frozenset(words("street st avenue ave road rd boulevard blvd drive lane ln way highway hwy nw ne sw se"))


@dataclass(frozen=True, slots=True)
class Span:
    """A point or period read from pieces `start` to `stop` (exclusive), its year perhaps still to be found."""

    start: int
    stop: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    approximate: bool = False
    relative: bool = False
    until: tuple[int, int | None, int | None] | None = None  # year, month, day of a period's end

    @property
    def value(self) -> str:
        """The start in ISO 8601."""
        return iso(self.year or 0, self.month, self.day)


def iso(year: int, month: int | None, day: int | None) -> str:
    """ISO 8601; a day its month does not have is left out."""
    text = f"{year:04d}"
    if month:
        text += f"-{month:02d}"
        if day and day <= monthrange(year, month)[1]:
            text += f"-{day:02d}"
    return text


def period(ps: Sequence[Piece], i: int) -> Span | None:
    """A date, or two dates joined into a period."""
    first = _days_before_month(ps, i) or _date(ps, i)
    if first is None or first.until:
        return first
    if days := _day_list(ps, first):
        return days
    at = first.stop
    joined = at < len(ps) and (ps[at].dash or ps[at].low in ("to", "through", "until", "till", "thru", "and", "/"))
    if not joined:
        return first
    sign = ps[at].low
    if sign == "/" and not ps[at].glued:
        return first
    second = _day_only(ps, at + 1, first) or _short_year(ps, at, first) or _date(ps, at + 1)
    if second is None or second.until or (sign == "and" and not _joins_with_and(ps, first, second)):
        return first
    first = replace(first, year=first.year or second.year, month=first.month)
    year = second.year or first.year
    if first.year and second.year is None and (second.month or 0) < (first.month or 0):
        year = first.year + 1
    if year is None:
        year = 0 if (second.month or 0) >= (first.month or 0) else 1  # added to the year found later
        return replace(first, stop=second.stop, until=(year, second.month, second.day))
    if first.year and (year, second.month or 99) < (first.year, first.month or 0):
        return first
    return replace(first, stop=second.stop, until=(year, second.month, second.day))


def _joins_with_and(ps: Sequence[Piece], first: Span, second: Span) -> bool:
    if low(ps, first.start - 1) == "between" or low(ps, first.start - 2) == "between":
        return True
    near = first.month == second.month and first.day and second.day == first.day + 1
    return bool(near) and second.start == second.stop - 1


def _date(ps: Sequence[Piece], i: int) -> Span | None:
    if low(ps, i)[:1].isdigit():
        return _iso_date(ps, i) or _day_month(ps, i) or _year(ps, i)
    return weekday_date(ps, i) or _day_month(ps, i) or _month(ps, i) or _year(ps, i)


def weekday_date(ps: Sequence[Piece], i: int) -> Span | None:
    """ "Tuesday, May 31"."""
    if low(ps, i) in DAYS and ps[i].capital:
        at = i + 1 + (low(ps, i + 1) == ",")
        at += low(ps, at) == "the"
        found = _day_month(ps, at) or _month(ps, at)
        if found and found.day:
            return replace(found, start=i)
    return None


def figures(ps: Sequence[Piece], i: int) -> int | None:
    """Piece `i` as one to four plain figures."""
    text = ps[i].text if 0 <= i < len(ps) else ""
    return int(text) if text.isdecimal() and len(text) < 5 and text.isascii() else None


def day_of_month(ps: Sequence[Piece], i: int) -> int | None:
    """A day of the month: "4", "04", "4th", "Fourth"."""
    if not 0 <= i < len(ps):
        return None
    number = figures(ps, i) if len(ps[i].text) < 3 else None
    number = ordinal(ps[i].text) if number is None else number
    return number if number and number <= 31 else None


def full_year(ps: Sequence[Piece], i: int) -> int | None:
    """Piece `i` as a year of four figures, whatever stands around it."""
    number = figures(ps, i)
    return number if number and len(ps[i].text) == 4 and 1000 <= number < 2200 else None


def _iso_date(ps: Sequence[Piece], i: int) -> Span | None:
    """ "2013-09-12", "9/12/2013"; of an all-figures date whose order is open only the year is sure."""
    if i + 4 >= len(ps) or not (ps[i + 1].glued and ps[i + 2].glued and ps[i + 3].glued and ps[i + 4].glued):
        return None
    numbers = [figures(ps, i + k) for k in (0, 2, 4)]
    if None in numbers:
        return None
    a, b, c = (n or 0 for n in numbers)
    if ps[i + 1].dash and ps[i + 3].dash and len(ps[i].text) == 4 and 1 <= b <= 12 and 1 <= c <= 31:
        return Span(i, i + 5, a, b, c) if 1000 <= a < 2200 else None
    if low(ps, i + 1) == low(ps, i + 3) == "/" and 1000 <= c < 2200 and a and b and max(a, b) <= 31 and min(a, b) <= 12:
        if a > 12 or a == b:
            return Span(i, i + 5, c, b, a)
        return Span(i, i + 5, c, a, b) if b > 12 else Span(i, i + 5, c, approximate=True)
    return None


def _day_month(ps: Sequence[Piece], i: int) -> Span | None:
    """ "12 July 2016", "the 12th of July", "4 July"."""
    day = day_of_month(ps, i)
    at = i + 1 + (low(ps, i + 1) == "of")
    if day is None or not _is_month(ps, at, dated=True) or (ps[i].capital and low(ps, i + 1) != "of"):
        return None
    year, stop = _year_after(ps, at + 1)
    return Span(i, stop, year, MONTHS[low(ps, at)], day)


def _days_before_month(ps: Sequence[Piece], i: int) -> Span | None:
    """ "20-22 June 2021", "25 to 29 April"."""
    if i + 3 >= len(ps) or not (ps[i + 1].low in ("to", "and", "through") or ps[i + 1].dash):
        return None
    day = day_of_month(ps, i)
    end = _day_month(ps, i + 2) if day is not None else None
    if day is None or end is None or not end.day or end.day <= day or (ps[i + 1].low == "and" and end.day != day + 1):
        return None
    return replace(end, start=i, day=day, until=(end.year or 0, end.month, end.day))


def _month(ps: Sequence[Piece], i: int) -> Span | None:
    """ "Sept. 4, 1991", "July 4", "September 2013", "September"."""
    if not 0 <= i < len(ps) or ps[i].low not in MONTHS:
        return None
    month = MONTHS[ps[i].low]
    dot = i + 1 < len(ps) and ps[i + 1].low == "." and ps[i + 1].glued and i + 2 < len(ps)
    day = day_of_month(ps, i + 1 + dot)
    if day and _is_month(ps, i, dated=True):
        year, stop = _year_after(ps, i + 2 + dot)
        return Span(i, stop, year, month, day)
    year, stop = _year_after(ps, i + 1)
    if _is_month(ps, i, dated=year is not None):
        return Span(i, stop if year else i + 1, year, month)
    return None


def _year_after(ps: Sequence[Piece], i: int) -> tuple[int | None, int]:
    at = i + (low(ps, i) in (",", "of"))
    year = full_year(ps, at)
    return (year, at + 1) if year else (None, i)


def _year(ps: Sequence[Piece], i: int) -> Span | None:
    """ "2013", "fiscal year 2013", "FY14", "the 1990s"."""
    word = low(ps, i)
    decade = word[-1:] == "s" and word[-2:-1] in ("0", "'")
    if decade and (match := re.fullmatch(r"([0-9]{3}0)'?s", word)):
        year = int(match.group(1))
        return Span(
            i, i + 1, year, approximate=True, until=(year + (99 if year % 100 == 0 and year < 2000 else 9), None, None)
        )
    if decade and (match := re.fullmatch(r"'([0-9])0s", word)):
        year = 1900 + 10 * int(match.group(1))
        return Span(i, i + 1, year, approximate=True, until=(year + 9, None, None))
    if word[:2] == "fy" and (match := re.fullmatch(r"fy'?([0-9]{2}|[0-9]{4})", word)):
        return Span(i, i + 1, _century(int(match.group(1))))
    if word in ("fiscal", "financial", "calendar", "fy", "cy"):
        at = i + 1 + (low(ps, i + 1) in ("year", "years"))
        number = figures(ps, at)
        if number is not None and (full_year(ps, at) or (word in ("fy", "cy") and len(ps[at].text) == 2)):
            return Span(i, at + 1, _century(number))
    year = full_year(ps, i) or 0
    return Span(i, i + 1, year) if year and _is_year(ps, i) else None


def _century(number: int) -> int:
    return number if number >= 100 else number + (2000 if number < 70 else 1900)


def _day_only(ps: Sequence[Piece], i: int, first: Span) -> Span | None:
    """The second day of "April 25 to 29, 2022"."""
    day = day_of_month(ps, i)
    if not first.day or not first.month or not day or day <= first.day or _is_month(ps, i + 1, dated=True):
        return None
    year, stop = _year_after(ps, i + 1)
    return Span(i, stop, first.year or year, first.month, day)


def _day_list(ps: Sequence[Piece], first: Span) -> Span | None:
    """ "March 25, 26, and 27": days in a row."""
    at, day = first.stop, first.day or 31
    while first.month and first.day and low(ps, at) == "," and day_of_month(ps, at + 1) == day + 1:
        at, day = at + 2, day + 1
    last = at + (low(ps, at) == ",") + 1
    if day == first.day or low(ps, last - 1) not in ("and", "through") or day_of_month(ps, last) != day + 1:
        return None
    year, stop = _year_after(ps, last + 1)
    year = first.year or year
    return replace(first, stop=stop, year=year, until=(year or 0, first.month, day + 1))


def _short_year(ps: Sequence[Piece], at: int, first: Span) -> Span | None:
    """The "14" of "2012-14"."""
    spaced = at + 1 < len(ps) and ps[at].text != "–" and not (ps[at].glued and ps[at + 1].glued)
    if first.month or not first.year or spaced:
        return None
    number = figures(ps, at + 1)
    if number is None or len(ps[at + 1].text) != 2 or low(ps, at + 2) in ("percent", "%"):
        return None
    year = first.year // 100 * 100 + number
    return Span(at + 1, at + 2, year) if year > first.year else None


def _is_month(ps: Sequence[Piece], i: int, dated: bool) -> bool:
    """Whether piece `i` names a month; `dated`: a day or a year stands beside it."""
    if not 0 <= i < len(ps) or ps[i].low not in MONTHS or not ps[i].capital:
        return False
    if dated:
        return True
    before, after = low(ps, i - 1), i + 1 < len(ps) and ps[i + 1].capital
    if ps[i].low in ("mar", "jan", "sep", "dec", "sept", "feb", "apr", "jun", "jul", "aug", "oct", "nov"):
        return before in _BEFORE_TIME
    if before in _BEFORE_TIME or (before in ("and", "or", "-", "–", ",") and low(ps, i - 2) in MONTHS):
        return low(ps, i + 1) not in ("be", "have", "not", "also")
    if i and ps[i - 1].capital and before not in _DETERMINERS and i > 1:
        return False
    return ps[i].low not in _DOUBTFUL and not after


def _is_year(ps: Sequence[Piece], i: int) -> bool:
    """Whether the four figures at piece `i` are a year and not a count, a number in a name, a house or a telephone."""
    year, before, after = int(ps[i].text), low(ps, i - 1), low(ps, i + 1)
    past_dash = low(ps, i + 2) if i + 1 < len(ps) and ps[i + 1].dash else ""
    if before in _NUMBERED or before[-1:] in ("$", "€", "£", "#", "§", "+") or year < 1000:
        return False
    joined = past_dash and not past_dash[:1].isdigit() and ps[i + 1].glued and past_dash not in MONTHS
    if after in SCALES or after in ("%", "percent", "per", "bn", "mn", "bc", "bce") or joined:
        return False
    if i and ps[i - 1].dash and ps[i - 1].glued and ps[i].glued and not _year_prefix(ps, i - 2):
        return False
    if i + 2 < len(ps) and ps[i + 1].dash and ps[i + 1].glued and ps[i + 2].glued and len(past_dash) == 3:
        return False
    if any(low(ps, i + k) in _STREETS and ps[i + k].capital and ps[i + 1].capital for k in range(2, 5)):
        return False
    unit = singular(after)
    if plural_looking(after) and (unit in MEASURES or unit in PEOPLE or unit in CURRENCY_NAMES):
        return before in ("in", "since", "by", "until") and unit in PEOPLE
    timed = before in _BEFORE_TIME or before in _DETERMINERS
    if year < 1800 or not 1800 <= year < 2100:
        return timed and not plural_looking(after)
    if plural_looking(after) and before in ("to", "for", "than", "least", "most", "some", "nearly", "almost"):
        return False
    named = i > 1 and ps[i - 1].capital and ps[i - 1].low.isalpha() and before not in MONTHS and not timed
    return not named and before not in ("than", "nearly", "almost", "least")


def _year_prefix(ps: Sequence[Piece], i: int) -> bool:
    return low(ps, i) in ("mid", "pre", "post", "early", "late") or full_year(ps, i) is not None or low(ps, i) in MONTHS
