"""Of facts that say the same of a clause, the one that says it best."""

from __future__ import annotations

from collections.abc import Sequence

from .entity import Resolution
from .fact import Fact


def better_named(facts: Sequence[Fact], resolution: Resolution) -> list[Fact]:
    """Without "its Australian allies" as a group where the same words tell of Australia."""
    named = {
        (f.clause, f.predicate, end)
        for f in facts
        if f.object is not None and resolution.entities[f.object].named
        for end in (f.subject, f.object)
    }
    return [
        f
        for f in facts
        if (f.clause, f.predicate, f.subject) not in named
        or f.object is None
        or f.object_mention is None
        or f.object_mention.head != f.clause
        or resolution.entities[f.object].named
    ]


def without_doubles(facts: Sequence[Fact]) -> list[Fact]:
    """Of facts that say the same, the surest; of one that says less than another, only the other."""
    best: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        key = (fact.subject, fact.predicate, fact.object, fact.literal, fact.status, fact.qualifiers)
        if key not in best or best[key].confidence < fact.confidence:
            best[key] = fact
    rows = list(best.values())
    return [f for f in rows if not any(_says_less(f, other) for other in rows)]


def _says_less(one: Fact, other: Fact) -> bool:
    """The same triple and status, with some of the other's qualifiers only."""
    same = (one.subject, one.predicate, one.object, one.literal, one.status)
    return same == (other.subject, other.predicate, other.object, other.literal, other.status) and (
        set(one.qualifiers) < set(other.qualifiers)
    )
