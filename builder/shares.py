"""Fractions of a whole, as percentages: "half of", "two-thirds", "a quarter of", "one in five"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from . import comparators
from .numbers import SCALES, TENS, UNITS, Number, Piece, low, ordinal, plain
from .units import TIME_UNITS, singular

SHARES = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_WHOLES = frozenset({3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000})
_OPENERS = frozenset({"of", "the", "its", "their", "our", "his", "her", "all", "these", "those"})


def _percent(part: int, whole: int, start: int, stop: int) -> Number:
    value = plain((Decimal(part * 100) / Decimal(whole)).quantize(Decimal("0.01")))
    return Number(start, stop, value, "words")


def is_share(ps: Sequence[Piece], number: Number) -> bool:
    """Whether the number was read from a fraction."""
    return any(singular(p.low) in SHARES or p.low in ("in", "out") for p in ps[number.start : number.stop]) and not any(
        p.low in SCALES for p in ps[number.start : number.stop]
    )


def share(ps: Sequence[Piece], i: int) -> Number | None:
    """ "half of", "two-thirds", "a quarter of", "one in five", as a percentage to two places."""
    word, then = low(ps, i), low(ps, i + 1)
    if word == "half" and (then in _OPENERS or comparators.before(ps, i)[0] != "=") and then != "a":
        ranked = ordinal(low(ps, i - 1)) or low(ps, i - 1) in ("the", "this", "in", "last")
        return None if ranked or then in SCALES else _percent(1, 2, i, i + 1)
    part = UNITS.get(word) or (1 if word == "a" else int(word) if re.fullmatch("[1-9]", word) else 0)
    if not part:
        return None
    at = i + 2 if i + 1 < len(ps) and ps[i + 1].dash else i + 1
    name = low(ps, at)
    whole = SHARES.get(singular(name)) if name != "seconds" else None
    plural = whole and name != singular(name)
    if whole and part < whole and (plural or (part == 1 and (low(ps, at + 1) == "of" or at > i + 1))):
        return _percent(part, whole, i, at + 1)
    if then == "in" or (then == "out" and low(ps, i + 2) == "of"):
        end = i + (2 if then == "in" else 3)
        text = low(ps, end)
        total = UNITS.get(text) or TENS.get(text) or (int(text) if re.fullmatch("[0-9]{1,4}", text) else 0)
        if total in _WHOLES and part < total and singular(low(ps, end + 1)) not in TIME_UNITS:
            return _percent(part, total, i, end + 1)
    return None
