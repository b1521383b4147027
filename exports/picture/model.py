"""What a page shows: entities, facts and measurements by number, and the sentences that say them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..index import MEASUREMENT, SENTENCE, index
from ..terms import Graphlike, Triple
from .source import Source, Span
from .triples import graph_triples, plain_text


@dataclass(frozen=True, slots=True)
class Value:
    """A value in words, and what it stands for in the graph."""

    name: str
    text: str
    predicate: str  #: IRI
    term: str  #: the value as an N-Triples term
    entity: int | None = None  #: index into `Model.entities` where it names one


@dataclass(frozen=True, slots=True)
class Class:
    """A class of entities."""

    iri: str
    label: str
    family: str  #: colour family


@dataclass(frozen=True, slots=True)
class Relation:
    """A predicate of facts."""

    iri: str
    label: str
    is_open: bool  #: none of the vocabulary's
    is_symmetric: bool
    both_ways: bool = False  #: whether each of its triples stands in the graph the other way round as well


@dataclass(frozen=True, slots=True)
class Entity:
    """A node of the picture."""

    iri: str  #: `_:` and a name for a blank node
    label: str
    aliases: tuple[str, ...]
    types: tuple[int, ...]  #: indices into `Model.classes`, the most specific first
    more: tuple[tuple[str, str], ...]  #: (name, text) of literals said of it that are no facts: codes, addresses
    term: str = ""  #: its label as `terms.as_written` has it
    alias_terms: tuple[str, ...] = ()  #: its aliases as N-Triples terms, where not all are English


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement. It is an edge where its object is an entity, else a line in the panel."""

    iri: str  #: of the rdf:Statement; "" for a triple of a graph that has none
    subject: int  #: index into `Model.entities`
    relation: int  #: index into `Model.relations`
    object: int | None = None  #: index into `Model.entities`; None for a literal
    text: str = ""  #: the literal object
    term: str = ""  #: the literal object as an N-Triples term
    status: str = "Asserted"  #: "Asserted", "Planned", "Negated" or "Reported"
    times: tuple[Value, ...] = ()
    qualifiers: tuple[Value, ...] = ()
    confidence: float | None = None
    passages: tuple[int, ...] = ()  #: indices into `Source.passages`
    subject_spans: tuple[Span, ...] = ()
    object_spans: tuple[Span, ...] = ()
    years: tuple[int, int] | None = None  #: the first and last year it is dated with


@dataclass(frozen=True, slots=True)
class Measure:
    """An fg:Measurement."""

    iri: str
    about: tuple[int, ...]  #: indices into `Model.entities`
    indicator: str
    value: str  #: in words
    number: str
    unit: str
    comparator: str
    per: str
    year: str
    status: str
    confidence: float | None
    passages: tuple[int, ...]
    terms: tuple[tuple[str, str], ...] = ()  #: (IRI of the property, N-Triples term) of what is measured and how much


@dataclass(frozen=True, slots=True)
class Model:
    """All that the page shows, in an order that only depends on what the graph says."""

    classes: tuple[Class, ...]
    relations: tuple[Relation, ...]
    entities: tuple[Entity, ...]  #: by label, then IRI
    facts: tuple[Fact, ...]  #: in the order of the sentences that say them
    measures: tuple[Measure, ...]
    source: Source
    note: str = ""  #: what a reader should know of the graph as a whole

    @property
    def links(self) -> list[tuple[int, int]]:
        """The two entities of each fact that is between entities."""
        return [(fact.subject, fact.object) for fact in self.facts if fact.object is not None]


def build(graph: Graphlike, texts: Mapping[str, str]) -> Model:
    """Read a graph made to the graph contract, or any other, of which only what it says is shown.

    `texts` maps document IRI -> text as read. Raises GraphError or ExportError where it does not hold together.
    """
    return read(graph_triples(graph), texts)


def read(triples: list[Triple], texts: Mapping[str, str]) -> Model:
    """`build` for what `graph_triples` gives."""
    from .contract import STATUS, read_contract
    from .plain import read_plain

    indexed = index(triples)
    ours = indexed.instances(SENTENCE, MEASUREMENT) or any(p == STATUS for _, p, _ in triples)
    if not ours:
        return read_plain(indexed)
    return read_contract(indexed, {document: plain_text(text) for document, text in texts.items()})
