"""What facts of one sentence imply beside what it says: who has an agreement "signed in 2000" signed it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .clause import Clause
from .dating import dated
from .fact import Fact
from .match import Matcher

_SIGNED = ("sign", "conclude")


def implied(clauses: Sequence[Clause], said: Sequence[Fact], matcher: Matcher) -> Iterator[Fact]:
    """Signings without an agent, by the parties that the sentence gives the agreement."""
    for clause in clauses:
        if clause.predicate not in _SIGNED or not clause.passive or clause.heads("subject"):
            continue
        if clause.status != "Asserted":
            continue
        for head in clause.heads("object"):
            for filled in matcher.fill(clause.sentence, head):
                for fact in said:
                    if fact.predicate == ("partyTo",) and fact.object == filled.key and fact.status == "Asserted":
                        times = tuple(dated(clause.times, "pointInTime"))
                        yield replace(
                            fact, predicate=("signed",), qualifiers=times, clause=clause.head, entry="impliedSigning"
                        )
