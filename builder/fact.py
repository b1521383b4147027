"""The fact: what a clause states, between entities of the document."""

from __future__ import annotations

from dataclasses import dataclass

from .clause import Status
from .mention import Mention


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A property of a statement that is part of what it says."""

    name: str  #: local name: "startDate", "rank", "as", "tradingPartner" ...
    value: str  #: text of a literal, or key of an entity
    kind: str = "text"  #: "text", "time", "integer" or "entity"


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement before it has an IRI. Exactly one of `object` and `literal` is given."""

    subject: str  #: key of the entity
    predicate: tuple[str, ...]  #: one local name of a relation; lemmas of an open predicate where `open`
    object: str | None
    literal: str | None
    status: Status
    qualifiers: tuple[Qualifier, ...]
    confidence: float
    sentence: int
    subject_mention: Mention | None  #: None where the subject is understood
    object_mention: Mention | None  #: for a literal, where it stands
    open: bool = False
    entry: str = ""  #: lexicon entry that read it
    clause: int = -1  #: token index of the predicate
    via: str = ""  #: how it was said, as in `Clause.via`


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity said of something."""

    about: tuple[str, ...]  #: keys of entities
    indicator: str
    value: str  #: canonical decimal or integer
    unit: str
    comparator: str
    year: str | None
    per: str | None
    status: Status
    confidence: float
    sentence: int
    start: int  #: code-point offsets of the expression
    end: int
    mentions: tuple[Mention, ...] = ()  #: where the entities are spoken of, in the order of `about`
