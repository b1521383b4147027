"""The other term of a comparison: "revenue of $5 billion, up from $4 billion a year earlier", "down 3 percent"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from .fact import Measure
from .numbers import words
from .quantities import Quantity
from .sentence import Sentence
from .times import Time

_LEADS = (
    ("up", "from"), ("down", "from"), ("compared", "with"), ("compared", "to"), ("as", "compared", "to"), ("versus",),
    ("vs",), ("vs", "."), (",", "against"), ("as", "against"),
)  # fmt: skip
_MOVES = {"up": "increase", "down": "decrease", "higher": "increase", "lower": "decrease"}
_EARLIER = (
    ("a", "year", "earlier"), ("a", "year", "ago"), ("a", "year", "before"), ("one", "year", "earlier"),
    ("the", "year", "before"), ("the", "previous", "year"), ("the", "prior", "year"), ("the", "preceding", "year"),
    ("last", "year"),
)  # fmt: skip
_DEGREES = frozenset(words("just only about nearly almost some around over roughly an estimated"))
_RATIOS = ("percent", "percentage point", "basis point")


def is_second(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the quantity is what another is compared with."""
    before = _before(sentence, quantity)
    return any(before[-len(lead) :] == lead for lead in _LEADS)


def is_move(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the quantity tells how far another moved, without a verb: "$5 billion, up 3 percent"."""
    before = _before(sentence, quantity)[-2:]
    return len(before) == 2 and before[1] in _MOVES and before[0] in (",", "(", "–", "—", "-")


def again(sentence: Sentence, quantity: Quantity, last: Quantity, times: Sequence[Time]) -> bool:
    """Whether a bare number is the same as the last for another date: "9 boats in 2019 and 300 in 2020"."""
    bare = quantity.unit == "" and quantity.noun is None and not quantity.vague
    between = sentence.tokens[max(last.last, last.noun or 0) + 1 : quantity.first]
    dated = any(t.first in (quantity.last + 1, quantity.last + 2) for t in times)
    dated_before = any(last.last < t.first < quantity.first for t in times)
    verbs = any(t.tag.startswith("VB") for t in between)
    return bare and dated and dated_before and not verbs and any(t.text.lower() == "and" for t in between)


def second(
    sentence: Sentence, quantity: Quantity, read: Sequence[tuple[Quantity, Measure]], times: Sequence[Time]
) -> list[Measure]:
    """The measure of a second term, worded and borne like the first; none where no first of its kind was read."""
    first = _first(quantity, read)
    if first is None:
        return []
    of, measure = first
    own = [t for t in times if t.first > quantity.last and t.first - max(quantity.last, quantity.noun or 0) < 4]
    own = [t for t in own if not any(q.first > quantity.last and q.first < t.first for q, _ in read)]
    date = own[0].value[:4] if own else None
    if _follows(sentence, quantity, _EARLIER):
        date = str(int(measure.year) - 1) if measure.year and measure.year.isdigit() else None
    elif date == measure.year:
        date = None
    unit = measure.unit if quantity.unit in ("", of.unit) or quantity.noun is not None else quantity.unit
    return [_like(sentence, quantity, measure, unit=unit, year=date)]


def move(sentence: Sentence, quantity: Quantity, read: Sequence[tuple[Quantity, Measure]]) -> list[Measure]:
    """The measure of how far what was read before moved."""
    if not read:
        return []
    kind = _MOVES[_before(sentence, quantity)[-1]]
    measure = read[-1][1]
    said = _like(sentence, quantity, measure, unit=quantity.unit or measure.unit, year=measure.year)
    return [replace(said, indicator=f"{kind} in {measure.indicator}", per=None)]


def _first(quantity: Quantity, read: Sequence[tuple[Quantity, Measure]]) -> tuple[Quantity, Measure] | None:
    for other, measure in reversed(read):
        if other.last >= quantity.first or measure.indicator.startswith(tuple(_changes())):
            continue
        ratio = measure.unit in _RATIOS
        if quantity.unit in ("", other.unit) or (quantity.unit == measure.unit):
            if quantity.unit == "" and ratio and quantity.value > 100:
                continue
            return other, measure
    return None


def _changes() -> list[str]:
    return [f"{w} {p} " for w in ("increase", "decrease", "rise", "fall", "growth", "drop") for p in ("in", "of")]


def _like(sentence: Sentence, quantity: Quantity, measure: Measure, *, unit: str, year: str | None) -> Measure:
    text = format(Decimal(quantity.value), "f")
    return replace(
        measure,
        value=text.rstrip("0").rstrip(".") if "." in text else text,
        unit=unit,
        comparator=quantity.comparator,
        year=year,
        start=sentence.tokens[quantity.first].start,
        end=sentence.tokens[quantity.last].end,
    )


def _before(sentence: Sentence, quantity: Quantity) -> tuple[str, ...]:
    """Up to four words before the quantity, what only weakens it left out."""
    out = [t.text.lower() for t in sentence.tokens[max(0, quantity.first - 6) : quantity.first]]
    while out and (out[-1] in _DEGREES or out[-1] in ("a", "the")):
        out.pop()
    return tuple(out[-4:])


def _follows(sentence: Sentence, quantity: Quantity, phrases: Sequence[tuple[str, ...]]) -> bool:
    start = max(quantity.last, quantity.noun or 0) + 1
    after = [t.text.lower() for t in sentence.tokens[start : start + 5]]
    if after[:1] and after[0] in ("in", "at", "for", "during"):
        after = after[1:]
    return any(tuple(after[: len(p)]) == p for p in phrases)
