"""The clause: who does, or is, what to whom, in one shape for every wording."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from .times import Time

Status = Literal["Asserted", "Planned", "Negated", "Reported"]
ClauseKind = Literal["verb", "noun", "adjective"]


class Role(NamedTuple):
    """A participant of a clause, one for each of coordinated ones."""

    name: str  #: "subject", "object", "indirect", "poss", "self", "goal", "purpose", or a preposition
    head: int  #: token index
    clausal: bool = False  #: a subordinate clause rather than a noun phrase


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with its roles. Passives are turned, coordination is spread out, relative pronouns replaced."""

    sentence: int
    head: int  #: index of the predicate's token
    kind: ClauseKind
    predicate: str  #: lemma in lower case, with its particle ("set up")
    roles: tuple[Role, ...]
    modifiers: tuple[str, ...] = ()  #: lower-case lemmas of what modifies the predicate
    status: Status = "Asserted"
    context: Status = "Asserted"  #: status of the clause that a noun stands in
    presumed: Status = "Asserted"  #: status of what a noun takes for given, wherever it stands
    times: tuple[Time, ...] = ()
    own: tuple[tuple[int, tuple[Time, ...]], ...] = ()  #: fillers of a role that have dates of their own, with these
    via: str = "verb"  #: how it stands: verb, copula, apposition, title, listing, located, light:VERB or noun
    passive: bool = False

    def times_of(self, *heads: int) -> tuple[Time, ...]:
        """The clause's times, or those of the first filler that has its own."""
        return next((times for head, times in self.own if head in heads), self.times)

    def heads(self, *names: str) -> tuple[int, ...]:
        """Token indices that fill the first of the roles that is filled at all."""
        for name in names:
            found = [r.head for r in self.roles if r.name == name]
            if found:
                return tuple(found)
        return ()
