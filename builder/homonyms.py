"""Names that a country or its capital shares with a part of a country: "Atlanta, Georgia" lies in the United States."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .gazetteer import Gazetteer, Match
from .sentence import Token

_JOINING = (",", "and", "&", "or")
_REACH = 3  #: names of the list before it that may tell where it lies


def homonym(match: Match, matches: Sequence[Match], tokens: Sequence[Token], gazetteer: Gazetteer) -> Match:
    """The match, of the part of the country that the places before it lie in: "Macon and Athens, Georgia"."""
    if match.form != "name" or not match.others or match.start < 2 or tokens[match.start - 1].text != ",":
        return match
    capital = gazetteer.metonym(" ".join(t.text for t in tokens[match.start : match.end]))
    if match.entry.kind != "Country" and (capital is None or _listed(match, tokens)):
        return match
    countries = {m.entry.country for m in _before(match, matches, tokens) if m.entry.kind == "Place"}
    other = next((e for e in match.others if e.kind == "Place" and e.country in countries - {None}), None)
    return replace(match, entry=other) if other is not None and match.entry.name not in countries else match


def _listed(match: Match, tokens: Sequence[Token]) -> bool:
    """Does the name stand in a list of places: "Boston, Washington, and Denver"?"""
    rest = tokens[match.end : match.end + 3]
    if rest and rest[0].text == "," and len(rest) > 1:
        rest = rest[1:]
        if rest[0].text[:1].isupper():
            return True
    return bool(rest) and rest[0].text in _JOINING[1:]


def _before(match: Match, matches: Sequence[Match], tokens: Sequence[Token]) -> list[Match]:
    """The names right before the comma, unknown ones passed over, as far as they are one list."""
    out: list[Match] = []
    at = match.start - 2
    for _ in range(_REACH):
        first = at
        while first > 0 and tokens[first - 1].text[:1].isupper():
            first -= 1
        out += [m for m in matches if first <= m.start and m.end - 1 <= at]
        if first < 2 or tokens[first - 1].text not in _JOINING or not tokens[first - 2].text[:1].isupper():
            break
        at = first - 2
    return out
