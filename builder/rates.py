"""How often, or for each of what, a quantity is counted: "per day", "annually", "a head", "twice a year"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from .numbers import Piece, low, words
from .units import TIME_UNITS

_PER = {w: w for w in words("day week month year hour minute second decade night quarter")} | {
    "capita": "person",
    "person": "person",
    "annum": "year",
}
_EVERY = {"annually": "year", "yearly": "year", "daily": "day", "weekly": "week", "monthly": "month", "hourly": "hour"}


def per(ps: Sequence[Piece], stop: int, noun: int | None, verbs: Collection[int] = ()) -> str | None:
    """The time or person a quantity is counted per, said behind it in the same clause."""
    start = stop
    while noun is not None and start < len(ps) and ps[start].token <= noun:
        start += 1
    if start < len(ps) and ps[start].dash and low(ps, start + 1) in ("a", "per") and low(ps, start + 3) in _PER:
        return _PER[low(ps, start + 3)]
    for at in range(stop, min(len(ps), start + 16)):
        word, then = ps[at].low, low(ps, at + 1)
        if word[:1].isdigit() and any(p.token in verbs for p in ps[stop:at]):
            return None  # the next verb's amount
        if word in (",", ";", ":", ".", "(", ")", "while", "but", "which", "that", "who"):
            return None
        if word in ("each", "every", "per", "/") and then in _PER:
            return _PER[then]
        if word in _EVERY and low(ps, at + 1) not in ("newspaper", "life"):
            return _EVERY[word]
        close = at == start and low(ps, at + 2) not in ("ago", "later", "earlier", "before", "after", "-", "of")
        if word in ("a", "an") and then in _PER and close:
            return _PER[then]
    return None


OFTEN = {"once": 1, "twice": 2, "thrice": 3}


def often(ps: Sequence[Piece], i: int) -> int | None:
    """How many times "once", "twice" or "thrice" before a rate counts: "twice each month"."""
    rate = low(ps, i + 1) in ("a", "an", "each", "every", "per") and low(ps, i + 2) in TIME_UNITS
    return OFTEN.get(ps[i].low) if rate else None
