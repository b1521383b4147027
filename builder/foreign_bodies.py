"""A known body's name after another state's: "Russia's Security Council" is not that of the United Nations."""

from __future__ import annotations

from collections.abc import Sequence

from .classes import WordClasses
from .gazetteer import Match
from .sentence import Token

_BODIES = ("GovernmentBody", "InternationalOrganization")
_ENDS = ("Organization", "InternationalOrganization", "GovernmentBody")


def foreign_body(
    body: Match, matches: Sequence[Match], tokens: Sequence[Token], classes: WordClasses
) -> tuple[int, int] | None:
    """First and last token of both names, where the body known by that name is not the state's."""
    last = body.end - 1
    if body.entry.kind not in _BODIES or body.form != "name":
        return None
    owned = body.start > 1 and tokens[body.start - 1].tag == "POS"
    state = next((m for m in matches if m.end == body.start - owned and m.entry.kind == "Country"), None)
    if state is None or state.entry.name == body.entry.country:
        return None
    if tokens[last].dep in ("compound", "amod", "nmod:poss") and tokens[last].head > last:
        return None  # "Peru's Security Council seat"
    acronym = body.end - body.start == 1 and tokens[last].text.isupper()
    if body.entry.kind == "GovernmentBody":
        own = body.entry.country is not None and (state.form == "name" or not owned)
        return (state.start, last) if own and (owned or acronym) and not (owned and acronym) else None
    short = " ".join(t.text for t in tokens[body.start : body.end]) != body.entry.name
    generic = classes.of_phrase([tokens[last].lemma.lower()]) in _ENDS
    return (state.start, last) if body.ambiguous and short and generic else None
