"""From the RDF graph to what is drawn: a NetworkX graph of entities and statements, and the facts beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rdflib import OWL, PROV, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from ...builder.errors import GraphError
from ...builder.iris import OPEN
from .quantity import quantity
from .source import Source, Span, position, read_source, span
from .terms import (
    FG,
    NOT_ENTITIES,
    OA,
    by_depth,
    class_label,
    family,
    local_name,
    relation_label,
    text_of,
    words,
)

if TYPE_CHECKING:
    import networkx as nx

TIMES = {FG.startDate: "from", FG.endDate: "until", FG.pointInTime: "in"}
_KNOWN = {RDF.type, RDF.subject, RDF.predicate, RDF.object, FG.status, FG.confidence, PROV.wasDerivedFrom, *TIMES}
_KNOWN |= {FG.subjectMention, FG.objectMention}


@dataclass(frozen=True, slots=True)
class Value:
    """A value in words, and the entity it names where it names one."""

    name: str
    text: str
    entity: int | None = None  #: index into `Model.entities`


@dataclass(frozen=True, slots=True)
class Entity:
    """A node of the picture."""

    iri: str
    label: str
    aliases: tuple[str, ...]
    types: tuple[str, ...]  #: class labels, the most specific first
    family: str  #: colour family
    facts: tuple[Value, ...]  #: literals said of it that are no statements: codes, addresses


@dataclass(frozen=True, slots=True)
class Fact:
    """An rdf:Statement. It is an edge where its object is an entity, else a line in the panel."""

    iri: str
    subject: int  #: index into `Model.entities`
    relation: str
    object: int | None  #: index into `Model.entities`; None for a literal
    text: str | None  #: the literal object
    status: str  #: "Asserted", "Planned", "Negated" or "Reported"
    times: tuple[Value, ...]
    qualifiers: tuple[Value, ...]
    confidence: str | None
    passages: tuple[int, ...]  #: indices into `Source.passages`
    subject_spans: tuple[Span, ...]
    object_spans: tuple[Span, ...]
    is_open: bool  #: its relation is none of the vocabulary's
    is_symmetric: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """An fg:Measurement."""

    about: tuple[int, ...]  #: indices into `Model.entities`
    indicator: str
    value: str  #: in words
    year: str | None
    status: str
    confidence: str | None
    passages: tuple[int, ...]


@dataclass(frozen=True)
class Model:
    """All that the page shows. Order is by label, then IRI: the same graph always gives the same model."""

    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    measures: tuple[Measure, ...]
    source: Source
    network: nx.MultiDiGraph[int] = field(repr=False)  #: entity indices; edges keyed by index into `facts`


def build(graph: Graph, texts: Mapping[str, str]) -> Model:
    """Read a graph made to the graph contract. Raises GraphError or ExportError where it does not hold together."""
    import networkx as nx

    source = read_source(graph, texts)
    entities, index = _entities(graph)
    facts = tuple(_facts(graph, index, source))
    measures = tuple(_measures(graph, index, source))
    network: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    for i, entity in enumerate(entities):
        network.add_node(i, label=entity.label, iri=entity.iri)
    for i, fact in enumerate(facts):
        if fact.object is not None:
            network.add_edge(fact.subject, fact.object, key=i, relation=fact.relation)
    return Model(entities, facts, measures, source, network)


def _entities(graph: Graph) -> tuple[tuple[Entity, ...], dict[Node, int]]:
    nodes = _entity_nodes(graph)
    stated = {(t[1], t[2]) for t in (_triple(graph, s) for s in graph.subjects(RDF.type, RDF.Statement))}
    classes = by_depth(graph, (t for node in nodes for t in graph.objects(node, RDF.type)))
    depth = {cls: i for i, cls in enumerate(classes)}
    labels = {node: text_of(graph, node, RDFS.label) or words(local_name(str(node))) for node in nodes}
    ordered = sorted(nodes, key=lambda node: (labels[node], str(node)))
    return tuple(_entity(graph, n, labels[n], depth, stated) for n in ordered), {n: i for i, n in enumerate(ordered)}


def _entity_nodes(graph: Graph) -> set[Node]:
    """What statements and measurements speak of, and whatever else has a class and a label of its own."""
    nodes: set[Node] = set()
    for statement in graph.subjects(RDF.type, RDF.Statement):
        subject, _, obj = _triple(graph, statement)
        nodes.add(subject)
        nodes |= {obj} if isinstance(obj, URIRef) else set()
    nodes |= {o for o in graph.objects(None, FG.about) if isinstance(o, URIRef)}
    described = set(graph.subjects(RDFS.label, None))
    sources = set(graph.objects(None, OA.hasSource))
    for node, cls in graph.subject_objects(RDF.type):
        if cls not in NOT_ENTITIES and node in described and node not in sources and _is_instance(graph, node):
            nodes.add(node)
    return nodes


def _is_instance(graph: Graph, node: Node) -> bool:
    return NOT_ENTITIES.isdisjoint(graph.objects(node, RDF.type))


def _entity(graph: Graph, node: Node, label: str, depth: dict[Node, int], stated: set[tuple[Node, Node]]) -> Entity:
    types = sorted(set(graph.objects(node, RDF.type)), key=lambda t: depth[t])
    aliases = sorted({str(o) for o in graph.objects(node, SKOS.altLabel)} - {label})
    facts = [
        Value(relation_label(graph, p), str(o))
        for p, o in sorted(graph.predicate_objects(node))
        if p not in (RDF.type, RDFS.label, SKOS.altLabel)
        and (p, o) not in stated
        and (isinstance(o, Literal) or p == OWL.sameAs)
    ]
    return Entity(
        str(node), label, tuple(aliases), tuple(class_label(graph, t) for t in types), family(types), tuple(facts)
    )


def _facts(graph: Graph, index: dict[Node, int], source: Source) -> Iterable[Fact]:
    sentences = source.index
    triples = {s: _triple(graph, s) for s in graph.subjects(RDF.type, RDF.Statement)}
    said = set(triples.values())
    for node in sorted(triples, key=str):
        subject, predicate, obj = triples[node]
        passages = _passages(graph, node, sentences)
        is_entity = isinstance(obj, URIRef)
        both_ways = (obj, predicate, subject) in graph and (obj, predicate, subject) not in said if is_entity else False
        yield Fact(
            iri=str(node),
            subject=index[subject],
            relation=relation_label(graph, predicate),
            object=index[obj] if is_entity else None,
            text=None if is_entity else str(obj),
            status=_status(graph, node),
            times=tuple(Value(name, t) for p, name in TIMES.items() if (t := text_of(graph, node, p))),
            qualifiers=tuple(_qualifiers(graph, node, index)),
            confidence=text_of(graph, node, FG.confidence),
            passages=passages,
            subject_spans=_spans(graph, node, FG.subjectMention, source, passages),
            object_spans=_spans(graph, node, FG.objectMention, source, passages),
            is_open=str(predicate).startswith(OPEN),
            is_symmetric=both_ways or (predicate, RDF.type, OWL.SymmetricProperty) in graph,
        )


def _triple(graph: Graph, statement: Node) -> tuple[Node, Node, Node]:
    parts = []
    for prop in (RDF.subject, RDF.predicate, RDF.object):
        found = list(graph.objects(statement, prop))
        if len(found) != 1:
            raise GraphError(f"statement <{statement}> has {len(found)} values of rdf:{local_name(prop)}, needs one")
        parts.append(found[0])
    return parts[0], parts[1], parts[2]


def _status(graph: Graph, node: Node) -> str:
    return local_name(min((str(o) for o in graph.objects(node, FG.status)), default="Asserted"))


def _passages(graph: Graph, node: Node, sentences: dict[str, int]) -> tuple[int, ...]:
    found = {sentences.get(str(o)) for o in graph.objects(node, PROV.wasDerivedFrom)}
    return tuple(sorted(i for i in found if i is not None))


def _spans(graph: Graph, node: Node, prop: URIRef, source: Source, passages: tuple[int, ...]) -> tuple[Span, ...]:
    places = sorted({p for o in graph.objects(node, prop) if (p := position(graph, o)) is not None})
    found = (span(source, list(passages), start, end) for start, end in places)
    return tuple(s for s in found if s is not None)


def _qualifiers(graph: Graph, node: Node, index: dict[Node, int]) -> Iterable[Value]:
    for predicate, obj in sorted(graph.predicate_objects(node)):
        if predicate not in _KNOWN:
            text = str(obj) if isinstance(obj, Literal) else text_of(graph, obj, RDFS.label) or local_name(str(obj))
            yield Value(relation_label(graph, predicate), text, index.get(obj))


def _measures(graph: Graph, index: dict[Node, int], source: Source) -> Iterable[Measure]:
    sentences = source.index
    for node in sorted(graph.subjects(RDF.type, FG.Measurement), key=str):
        value = text_of(graph, node, FG.value)
        if value is None:
            raise GraphError(f"measurement <{node}> has no fg:value")
        unit, comparator, per = (text_of(graph, node, p) for p in (FG.unit, FG.comparator, FG.per))
        yield Measure(
            about=tuple(sorted(index[o] for o in graph.objects(node, FG.about) if o in index)),
            indicator=text_of(graph, node, FG.indicator) or "",
            value=quantity(value, unit, comparator, per),
            year=text_of(graph, node, FG.year),
            status=_status(graph, node),
            confidence=text_of(graph, node, FG.confidence),
            passages=_passages(graph, node, sentences),
        )
