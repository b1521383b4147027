"""The clause: who does, or is, what to whom, in one shape for every wording."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .times import Time

Status = Literal["Asserted", "Planned", "Negated", "Reported"]
ClauseKind = Literal["verb", "noun", "adjective"]


@dataclass(frozen=True, slots=True)
class Role:
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
    times: tuple[Time, ...] = ()
    via: str = "verb"  #: how it stands: verb, copula, apposition, title, listing, located, light:VERB or noun
    passive: bool = False

    def heads(self, *names: str) -> tuple[int, ...]:
        """Token indices that fill the first of the roles that is filled at all."""
        for name in names:
            found = tuple(r.head for r in self.roles if r.name == name)
            if found:
                return found
        return ()
