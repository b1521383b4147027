"""Titles and headings that tell something: "Minister Lund’s Visit to Peru", "Norway To Host Oslo Forum"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .entity import Resolution
from .fact import Fact
from .sentence import Sentence

_TOLD = frozenset({"travel", "visit", "trip", "participation", "meeting", "appointment"})
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD", "TO", "POS"})


def tells(sentence: Sentence, kind: str) -> bool:
    """Does a title or heading say that something happens, rather than what the text is about?"""
    words = [t.text for t in sentence.tokens]
    if all(w.isupper() for w in words if w.isalpha()):
        return False
    told = any(t.lemma.lower() in _TOLD for t in sentence.tokens)
    return told if kind == "heading" else told or any(t.tag in _FINITE for t in sentence.tokens)


def settled(facts: Sequence[Fact], headlines: frozenset[int], resolution: Resolution) -> list[Fact]:
    """The facts, those of headlines (by number of their sentence) with the status and the dates that the text gives.

    A visit told of twice, once with its date, is one visit. A headline has no tense: "Minister Lund’s Visit to Peru"
    is still to come where the text says "will travel".
    """
    body = [f for f in facts if f.sentence not in headlines]
    out: list[Fact] = []
    for fact in facts:
        if fact.sentence in headlines and fact.predicate not in _LASTING:
            fact = _dated(_as_told(fact, body), body, resolution)
        elif fact.predicate in _ONCE:
            fact = _dated(fact, body, resolution)
        out.append(fact)
    return out


_LASTING = (("holdsOffice",), ("ambassadorTo",), ("memberOf",), ("partOf",))
_ONCE = (
    ("visited",),
    ("participatesIn",),
    ("hosts",),
)  #: what a text that speaks of it without date has seldom happen twice


def _as_told(fact: Fact, body: Sequence[Fact]) -> Fact:
    """The status of the same kind of fact in the text, else of what it first says the subject does."""
    ends = (fact.subject, fact.object)
    same = [f for f in body if f.predicate == fact.predicate and (f.subject, f.object) == ends]
    same = same or [f for f in body if f.predicate == fact.predicate and fact.subject in (f.subject, f.object)]
    if not same:
        deeds = [f for f in body if f.subject == fact.subject and f.predicate not in _LASTING and f.via in ("verb", "")]
        same = [f for f in deeds if f.sentence == deeds[0].sentence]
    if fact.status == "Asserted" and same and all(f.status == "Planned" for f in same):
        return replace(fact, status="Planned")
    return fact


def _dated(fact: Fact, body: Sequence[Fact], resolution: Resolution) -> Fact:
    """With the dates of the same fact in the text, or of the visits to places of that country."""
    if fact.qualifiers or fact.object is None:
        return fact
    same = [f for f in body if (f.subject, f.predicate, f.status) == (fact.subject, fact.predicate, fact.status)]
    exact = [f for f in same if f.object == fact.object]
    inside = [f for f in same if f.object_mention is not None and f.object_mention.country == fact.object]
    for rows in (exact, inside if fact.predicate == ("visited",) else []):
        dates = {f.qualifiers for f in rows if f.qualifiers}
        if len(dates) == 1:
            return replace(fact, qualifiers=next(iter(dates)))
        if dates:
            break
    return fact
