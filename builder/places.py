"""Names in lists of places: "Rome, the Vatican, Bari, and Matera" are all places, whatever else they might be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .mention import Mention
from .sentence import Sentence

_JOINING = frozenset({",", ";", "and", "or", "&", "the"})
_UNSURE = (None, "Person", "Organization")
_PLACES = ("Place", "Country")
_ENOUGH = 2  #: known places that make a list one of places


def as_places(mentions: list[Mention], sentence: Sentence) -> list[Mention]:
    """The mentions, with the class of a place for names of no sure class between or after known places of a list."""
    names = sorted([m for m in mentions if m.kind == "name" and not m.inner], key=lambda m: m.first)
    if sum([m.cls in _PLACES for m in names]) < _ENOUGH:
        return mentions
    placed: set[tuple[int, int]] = set()
    run: list[Mention] = []
    for name in names:
        fits = name.cls in _PLACES or (name.cls in _UNSURE and not name.canonical and name.last - name.first < 2)
        gap = sentence.lows[run[-1].last + 1 : name.first] if run and fits else ()
        if gap and _JOINING.issuperset(gap):
            run.append(name)
        else:
            placed |= _unsure(run)
            run = [name] if fits else []
    placed |= _unsure(run)
    if not placed:
        return mentions
    return [replace(m, cls="Place") if (m.first, m.head) in placed and m.kind == "name" else m for m in mentions]


def _unsure(run: Sequence[Mention]) -> set[tuple[int, int]]:
    """Names of the list to be taken for places: one more place than such names there must be."""
    known = [m for m in run if m.cls in _PLACES and (m.canonical or m.cls == "Country")]
    open_ = [m for m in run if m.cls not in _PLACES]
    if len(known) < _ENOUGH or len(open_) > len(known) or run[0].cls not in _PLACES:
        return set()
    return {(m.first, m.head) for m in open_}
