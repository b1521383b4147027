"""The account: what one document says, as plain data, without parse trees. Graphs are merged from accounts."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from .audit import Fault
from .chains import chain
from .classes import load_classes
from .clause import Status
from .contacts import Contact
from .coverage import Coverage, Remainder
from .discourse import WE
from .entity import Entity
from .fact import Qualifier
from .identity.named import DocumentNames, named
from .trace import Evidence, evidence_of_fact, evidence_of_measure
from .verb_forms import predicate_label

if TYPE_CHECKING:
    from .entity import Resolution
    from .fact import Fact, Measure
    from .mention import Mention
    from .pipeline import Reading

Span = tuple[int, int]  #: code-point offsets into the text

RESOLVED, BRIDGED = "resolvedFrom", "bridgedFrom"


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence."""

    start: int
    end: int
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class ToldFact:
    """A statement, its ends named by keys of the account's entities."""

    subject: str
    predicate: tuple[str, ...]  #: one local name, or the lemmas of an open predicate
    label: str  #: of an open predicate; empty for a relation
    object: str | None
    literal: str | None
    status: Status
    qualifiers: tuple[Qualifier, ...]
    confidence: float
    sentence: int
    subject_at: Span | None
    object_at: Span | None
    evidence: Evidence | None = None  #: how it was read, where asked for


@dataclass(frozen=True, slots=True)
class ToldMeasure:
    """A measurement, what it is about named by keys of the account's entities."""

    about: tuple[str, ...]
    indicator: str
    value: str
    unit: str
    comparator: str
    year: str | None
    per: str | None
    status: Status
    confidence: float
    sentence: int
    at: Span
    about_at: tuple[Span, ...]
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A mention, and one that it was understood from."""

    here: Span
    kind: str  #: RESOLVED or BRIDGED
    there: Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """A "we" that stands for an entity since the document speaks for it."""

    at: Span
    entity: str


@dataclass(frozen=True, slots=True)
class Account:
    """What one document says."""

    sha256: str
    source: str
    title: str | None
    issued: str | None
    publisher: str | None
    extracted: bool
    text: str
    entities: tuple[Entity, ...]  #: those with names, and those that something is said of
    passages: tuple[Passage, ...]
    remainders: tuple[Remainder, ...]
    contacts: tuple[Contact, ...]
    facts: tuple[ToldFact, ...]
    measures: tuple[ToldMeasure, ...]
    links: tuple[Link, ...]
    speakers: tuple[Speaker, ...]
    names: DocumentNames
    faults: tuple[Fault, ...] = ()  #: what was left out, as its sentence does not bear it out

    def without(self, facts: Set[int], measures: Set[int], faults: Iterable[Fault]) -> Account:
        """The account less those facts and measures, given by their places."""
        return replace(
            self,
            facts=tuple(f for n, f in enumerate(self.facts) if n not in facts),
            measures=tuple(m for n, m in enumerate(self.measures) if n not in measures),
            faults=(*self.faults, *faults),
        )


def account(reading: Reading, *, trace: bool = False) -> Account:
    """What the document of a reading says; how each statement was read too, if `trace`."""
    document, resolution = reading.document, reading.resolution
    used = {k for f in reading.facts for k in (f.subject, f.object) if k}
    used |= {k for m in reading.measures for k in m.about}
    used |= {q.value for f in reading.facts for q in f.qualifiers if q.kind == "entity"}
    mentions = _Mentions(resolution)
    facts = tuple(_fact(f, mentions, reading, trace=trace) for f in reading.facts)
    measures = tuple(_measure(m, mentions, reading, trace=trace) for m in reading.measures)
    return Account(
        document.sha256,
        document.source,
        document.title,
        document.issued,
        document.publisher,
        document.extracted,
        document.text,
        tuple(e for k, e in resolution.entities.items() if e.named or k in used),
        tuple(Passage(s.start, s.end, c) for s, c in zip(reading.sentences, reading.coverage, strict=True)),
        reading.remainders,
        reading.contacts,
        facts,
        measures,
        tuple(mentions.links),
        tuple(mentions.speakers),
        named(reading),
    )


class _Mentions:
    """Where mentions stand, and what they were understood from."""

    def __init__(self, resolution: Resolution) -> None:
        self._resolution = resolution
        self.links: dict[Link, None] = {}
        self.speakers: dict[Speaker, None] = {}

    def at(self, mention: Mention | None) -> Span | None:
        """Where a mention stands; all that it was resolved through is kept."""
        if mention is None:
            return None
        for one, reference in chain(mention, self._resolution):
            here = (one.start, one.end)
            for other in reference.antecedents:
                self.links[Link(here, RESOLVED, (other.start, other.end))] = None
            if one.text.lower() in WE and not reference.antecedents:
                self.speakers |= {Speaker(here, key): None for key in reference.entities}
        return mention.start, mention.end

    def bridge(self, here: Span, there: Span) -> None:
        """Say that what is mentioned here is understood to belong to a thing named in another sentence."""
        self.links[Link(here, BRIDGED, there)] = None


def _fact(fact: Fact, mentions: _Mentions, reading: Reading, *, trace: bool) -> ToldFact:
    spoken = [m for m in (fact.subject_mention, fact.object_mention) if m is not None]
    for here in (m for m in spoken if m.sentence == fact.sentence):
        for away in (m for m in spoken if m.sentence != fact.sentence):
            mentions.bridge((here.start, here.end), (away.start, away.end))
    return ToldFact(
        fact.subject,
        fact.predicate,
        predicate_label(fact.predicate, verbal=fact.via != "noun") if fact.open else "",
        fact.object,
        fact.literal,
        fact.status,
        fact.qualifiers,
        fact.confidence,
        fact.sentence,
        mentions.at(fact.subject_mention),
        mentions.at(fact.object_mention),
        evidence_of_fact(reading, fact, load_classes()) if trace else None,
    )


def _measure(measure: Measure, mentions: _Mentions, reading: Reading, *, trace: bool) -> ToldMeasure:
    number = (measure.start, measure.end)
    places = []
    for mention in measure.mentions:
        place = mentions.at(mention)
        if place is not None:
            places.append(place)
        if place is not None and mention.sentence != measure.sentence:
            mentions.bridge(number, place)
    return ToldMeasure(
        measure.about,
        measure.indicator,
        measure.value,
        measure.unit,
        measure.comparator,
        measure.year,
        measure.per,
        measure.status,
        measure.confidence,
        measure.sentence,
        number,
        tuple(places),
        evidence_of_measure(reading, measure) if trace else None,
    )


def led_to(spans: Iterable[Span], account: Account) -> list[Span]:
    """The mentions, and all those that they were understood from, in text order."""
    links: dict[Span, list[Span]] = {}
    for link in account.links:
        links.setdefault(link.here, []).append(link.there)
    waiting = list(dict.fromkeys(spans))
    done = set(waiting)
    for span in waiting:
        for other in links.get(span, ()):
            if other not in done:
                done.add(other)
                waiting.append(other)
    return sorted(done)


def in_order(accounts: Iterable[Account]) -> list[Account]:
    """By the names of their files, then by their texts; what is the same in both by all else."""

    def known(one: Account) -> tuple[str, str]:
        return one.source, one.sha256

    rows: list[Account] = []
    for _, same in groupby(sorted(accounts, key=known), key=known):
        alike = list(same)
        rows += sorted(alike, key=repr) if len(alike) > 1 else alike
    return rows
