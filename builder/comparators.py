"""The words before and after a number that say how it bounds the quantity: "more than", "nearly", "or more"."""

from __future__ import annotations

from collections.abc import Sequence

from .numbers import Piece, low

_BEFORE: dict[tuple[str, ...], str] = {
    tuple(phrase.split()): sign
    for sign, phrases in {
        ">": "more than|greater than|higher than|larger than|longer than|better than|over|above|exceeding|exceeded|"
        "exceeds|exceed|in excess of|upwards of|upward of|north of|beyond|surpassing|surpassed|surpasses|topping|"
        "topped",
        ">=": "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|≥|at the least",
        "<": "less than|fewer than|lower than|smaller than|shorter than|under|below|just short of",
        "<=": "up to|at most|no more than|not more than|as much as|as many as|as high as|as long as|a maximum of|"
        "maximum of|not exceeding|not to exceed|≤|at the most",
        "~": "nearly|almost|about|around|approximately|approx|roughly|some|an estimated|estimated|estimated at|"
        "estimated to be|close to|nearing|approaching|virtually|circa|in the region of|in the neighborhood of|"
        "somewhere around|~|≈|on the order of|an approximate|a rough",
        "=": "exactly|precisely|only|just|a total of|a mere|merely",
    }.items()
    for phrase in phrases.split("|")
} | {(">",): ">", ("<",): "<", (">", "="): ">=", ("<", "="): "<="}
_LONGEST = max(map(len, _BEFORE))
_FILLERS = frozenset({"just", "well", "slightly", "far", "much", "somewhat", "significantly", "considerably", "still"})
_AFTER = {
    ("or", "more"): ">=",
    ("or", "greater"): ">=",
    ("or", "higher"): ">=",
    ("and", "above"): ">=",
    ("or", "over"): ">=",
    ("or", "less"): "<=",
    ("or", "fewer"): "<=",
    ("or", "lower"): "<=",
    ("and", "under"): "<=",
    ("or", "so"): "~",
    ("and", "counting"): ">=",
    ("-", "plus"): ">=",
    ("-", "odd"): "~",
}
_PREPOSITIONS = frozenset({"over", "under", "about", "around", "above", "below"})


def before(ps: Sequence[Piece], i: int) -> tuple[str, int]:
    """The comparator that ends just before piece `i`, and its first piece; ("=", i) where there is none."""
    sign, start = "=", i
    while True:
        length = next((n for n in range(_LONGEST, 0, -1) if _phrase(ps, start, n) in _BEFORE), 0)
        if not length:
            break
        found = _BEFORE[_phrase(ps, start, length)]
        if sign in ("=", "~") and found != "=":
            sign = found
        elif sign != "=" and found != "=":
            break
        start -= length
    if sign != "=":
        while start and low(ps, start - 1) in _FILLERS:
            start -= 1
    return sign, start


def _phrase(ps: Sequence[Piece], end: int, length: int) -> tuple[str, ...]:
    return tuple(p.low for p in ps[end - length : end]) if end >= length else ()


def after(ps: Sequence[Piece], i: int) -> tuple[str, int] | None:
    """The comparator that starts at piece `i` ("or more", "+"), and the piece after it."""
    if low(ps, i) == "+" and ps[i].glued and not low(ps, i + 1)[:1].isdigit():
        return ">=", i + 1
    first = "-" if i < len(ps) and ps[i].dash and ps[i].glued else low(ps, i)
    sign = _AFTER.get((first, low(ps, i + 1)))
    return (sign, i + 2) if sign else None


def prepositional(ps: Sequence[Piece], start: int) -> bool:
    """Whether the comparator at `start` could be a plain preposition ("under four pillars")."""
    return low(ps, start) in _PREPOSITIONS
