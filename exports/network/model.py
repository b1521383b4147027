"""The nodes and edges of a graph: entities, measurements and literals; statements and plain triples."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...ontology.vocabulary import load_vocabulary
from ..index import (
    ABOUT,
    DERIVED,
    DOCUMENT,
    EXACT,
    HAS_SELECTOR,
    HAS_SOURCE,
    LABEL,
    MEASUREMENT,
    OBJECT,
    OBJECT_MENTION,
    POSITION,
    PREDICATE,
    PROPERTY,
    QUOTE,
    REMAINDER,
    SENTENCE,
    SOURCE,
    STATEMENT,
    SUBJECT,
    SUBJECT_MENTION,
    TYPE,
    index,
)
from ..names import words
from ..order import arrange
from ..terms import DCTERMS, FG, PREFIXES, SKOS, Term, Triple, iri, is_iri, is_literal, literal, split, value
from ..weight import ASSERTED, CONFIDENCE, MENTIONS, STATUS

JOINT = " | "  #: between several values of one property
MEASURED, LITERAL, OTHER = "Measurement", "Literal", "Thing"

_SCHEMA = ("https://schema.org/", "http://schema.org/")
_NAMES = (
    LABEL,
    iri(SKOS + "prefLabel"),
    *(iri(schema + "name") for schema in _SCHEMA),
    iri("http://xmlns.com/foaf/0.1/name"),
    iri(DCTERMS + "title"),
)
_ALIAS = iri(SKOS + "altLabel")
_SAME_AS = iri(PREFIXES["owl"] + "sameAs")
_TITLE, _ISSUED = iri(DCTERMS + "title"), iri(DCTERMS + "issued")
_INDICATOR, _VALUE, _UNIT, _COMPARATOR, _PER = (
    iri(FG + n) for n in ("indicator", "value", "unit", "comparator", "per")
)
_PARTS = {TYPE, SUBJECT, PREDICATE, OBJECT, DERIVED, STATUS, CONFIDENCE, SUBJECT_MENTION, OBJECT_MENTION, ABOUT}
#: Names that the formats themselves give a meaning; a property called so gets an underscore.
_TAKEN = frozenset(("id", "label", "kind", "classes", "source", "target", "relation", "predicate", "iri", "alias"))
_TAKEN |= {"name", "parent", "key", "weight", "type", "start", "end", "spells", "slices", "viz", "pid", "class"}

Properties = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Node:
    """An entity, a measurement, or a literal that a statement has as its object."""

    id: str  #: IRI; of a literal "urn:sha256:…" of its term
    label: str
    kind: str  #: local name of its most specific class; "Thing" where it has none
    classes: tuple[str, ...]  #: local names of all its classes, sorted
    properties: Properties  #: (name, value), sorted by name; several values joined by " | "


@dataclass(frozen=True, slots=True)
class Edge:
    """A statement, a plain triple that no statement states, or what a measurement is about."""

    id: str  #: IRI of the statement, else made of the triple
    source: str
    target: str
    relation: str  #: local name of the predicate
    label: str
    properties: Properties  #: "predicate" (IRI) first, then status, confidence, times, qualifiers, sentence, document


@dataclass(frozen=True, slots=True)
class Source:
    """A document that was read."""

    id: str
    title: str
    name: str  #: file name or URL
    issued: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document."""

    id: str
    document: str  #: file name or URL
    start: int
    end: int
    text: str
    coverage: str  #: "Read", "Partly", "Silent"; empty where the graph has none


@dataclass(frozen=True, slots=True)
class Network:
    """A graph as nodes and edges, in the order of `order`, with its documents and sentences."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    sources: tuple[Source, ...]
    sentences: tuple[Sentence, ...]


def network(triples: Sequence[Triple]) -> Network:
    """Read sorted triples, of any weight and of any RDF graph, as nodes and edges."""
    return _Reader(triples).read()


class _Reader:
    def __init__(self, triples: Sequence[Triple]) -> None:
        self._graph = index(triples)
        self._order = [subject for section in arrange(triples) for subject, _ in section.blocks]
        self._vocabulary = load_vocabulary()
        graph = self._graph
        self._statements = set(graph.instances(STATEMENT))
        self._measurements = set(graph.instances(MEASUREMENT))
        documents = {d for d in graph.instances(DOCUMENT) if graph.objects(d, SOURCE)}
        self._documents = [d for d in self._order if d in documents]
        self._said = self._asserted()
        ends = {self._first(s, p) for s in self._statements for p in (SUBJECT, OBJECT)}
        text = set(graph.instances(SENTENCE, POSITION, QUOTE, REMAINDER))
        properties = set(graph.instances(PROPERTY))
        self._skipped = (self._statements | self._measurements | text | properties | set(self._documents)) - ends

    def read(self) -> Network:
        edges = list(self._edges())
        ends = dict.fromkeys(end for edge in edges for end in (edge[1], edge[2]))
        described = [s for s in self._order if s not in self._skipped]
        sentences = set(self._graph.instances(SENTENCE))
        nodes = dict.fromkeys((*described, *(m for m in self._order if m in self._measurements), *ends))
        return Network(
            tuple(self._node(node) for node in nodes),
            tuple(edge for edge, _, _ in edges),
            tuple(self._source(d) for d in self._documents),
            tuple(self._sentence(s) for s in self._order if s in sentences),
        )

    def _asserted(self) -> set[Triple]:
        """The plain triples that statements state, symmetric ones both ways."""
        found: set[Triple] = set()
        for node in self._statements:
            subject, predicate, object_ = (self._first(node, p) for p in (SUBJECT, PREDICATE, OBJECT))
            if ASSERTED in self._graph.objects(node, STATUS):
                found.add((subject, predicate, object_))
                if predicate[len(FG) + 1 : -1] in self._vocabulary.symmetric and predicate.startswith(f"<{FG}"):
                    found.add((object_, predicate, subject))
        return found

    def _first(self, node: Term, predicate: Term) -> Term:
        return self._graph.first(node, predicate) or ""

    def _edges(self) -> Iterator[tuple[Edge, Term, Term]]:
        for node in self._order:
            if node in self._statements:
                subject, predicate, object_ = (self._first(node, p) for p in (SUBJECT, PREDICATE, OBJECT))
                if subject and predicate and object_:
                    yield self._edge(value(node), (subject, predicate, object_), self._of_fact(node)), subject, object_
            elif node in self._measurements:
                for about in self._graph.objects(node, ABOUT):
                    yield self._edge(f"{value(node)}|{_id(about)}", (node, ABOUT, about), ()), node, about
            elif node not in self._skipped:
                yield from self._plain(node)

    def _plain(self, node: Term) -> Iterator[tuple[Edge, Term, Term]]:
        for predicate, objects in self._graph.by_subject[node].items():
            for object_ in objects if predicate not in (TYPE, _SAME_AS, MENTIONS) else ():
                triple = (node, predicate, object_)
                if not is_literal(object_) and triple not in self._said:
                    yield self._edge("|".join(value(term) for term in triple), triple, ()), node, object_

    def _edge(self, name: str, triple: Triple, properties: Properties) -> Edge:
        subject, predicate, object_ = triple
        return Edge(
            name,
            _id(subject),
            _id(object_),
            split(value(predicate))[1] or value(predicate),
            self._graph.text(predicate, LABEL) or words(split(value(predicate))[1]) or value(predicate),
            (("predicate", value(predicate)), *properties),
        )

    def _of_fact(self, node: Term) -> Properties:
        """Status, confidence, qualifiers and times, sentences, and where in the texts its ends stand."""
        graph = self._graph
        pairs = graph.by_subject[node]
        sentences = [self._sentence(s) for s in graph.objects(node, DERIVED)]
        found = [
            ("status", self._local(self._first(node, STATUS))),
            ("confidence", graph.text(node, CONFIDENCE) or ""),
            *((self._name(p), self._text(pairs[p])) for p in sorted(pairs) if p not in _PARTS),
            ("sentence", JOINT.join(s.text for s in sentences)),
            ("document", JOINT.join(dict.fromkeys(s.document for s in sentences))),
            ("subjectMention", self._spans(node, SUBJECT_MENTION)),
            ("objectMention", self._spans(node, OBJECT_MENTION)),
        ]
        return _merged((name, text) for name, text in found if text)

    def _spans(self, node: Term, predicate: Term) -> str:
        spans = sorted(self._graph.span(mention) for mention in self._graph.objects(node, predicate))
        return JOINT.join(f"{start}-{end}" for start, end in spans)

    def _node(self, node: Term) -> Node:
        if is_literal(node):
            text, datatype, language = literal(node)
            extra = (("language", language),) if language else (("datatype", datatype),)
            return Node(_id(node), text, LITERAL, (LITERAL,), extra)
        if node in self._measurements:
            return self._measurement(node)
        pairs = self._graph.by_subject.get(node, {})
        classes = self._classes(node)
        found = [
            (self._name(p), self._text(shown))
            for p in pairs
            if p not in (TYPE, LABEL)
            and (shown := [o for o in pairs[p] if (is_literal(o) or p == _SAME_AS) and (node, p, o) not in self._said])
        ]
        return Node(_id(node), self._label(node), classes[0], tuple(sorted(classes)), tuple(sorted(_merged(found))))

    def _measurement(self, node: Term) -> Node:
        pairs = self._graph.by_subject[node]
        comparator, amount, unit, per = (self._graph.text(node, p) for p in (_COMPARATOR, _VALUE, _UNIT, _PER))
        shown = " ".join(t for t in (comparator if comparator != "=" else None, amount, unit) if t)
        label = shown + (f" per {per}" if per else "")
        kinds = tuple(sorted(self._local(c) for c in pairs.get(TYPE, ())))
        return Node(_id(node), label or MEASURED, MEASURED, kinds, self._of_fact(node))

    def _classes(self, node: Term) -> list[str]:
        """Local names of the classes of a node, the most specific first, by the ontology's hierarchy."""
        names = sorted({self._local(c) for c in self._graph.objects(node, TYPE)})
        known = self._vocabulary.classes
        depth = {name: len(self._vocabulary.superclasses(name)) if name in known else 1 for name in names}
        return sorted(names, key=lambda name: (-depth[name], name)) or [OTHER]

    def _label(self, node: Term) -> str:
        for name in _NAMES:
            found = [o for o in self._graph.objects(node, name) if is_literal(o)]
            if found:
                return value(min(found, key=_preferred))
        return split(value(node))[1] or value(node)

    def _name(self, predicate: Term) -> str:
        if predicate == _ALIAS:
            return "alias"
        name = split(value(predicate))[1] or value(predicate)
        return f"{name}_" if name in _TAKEN else name

    def _text(self, objects: Iterable[Term]) -> str:
        """Literals by their text, things by their label, statuses and other terms of the ontology by their name."""
        return JOINT.join(dict.fromkeys(self._shown(o) for o in objects))

    def _shown(self, term: Term) -> str:
        labelled = is_iri(term) and any(self._graph.objects(term, name) for name in _NAMES)
        return self._label(term) if labelled else value(term)

    def _local(self, term: Term) -> str:
        return split(value(term))[1] or value(term)

    def _source(self, node: Term) -> Source:
        source = self._graph.text(node, SOURCE) or ""
        title = self._graph.text(node, _TITLE) or self._graph.text(node, LABEL) or source
        return Source(value(node), title, source, self._graph.text(node, _ISSUED) or "")

    def _sentence(self, node: Term) -> Sentence:
        graph = self._graph
        text = next((t for s in graph.objects(node, HAS_SELECTOR) if (t := graph.text(s, EXACT)) is not None), "")
        document = graph.first(node, HAS_SOURCE) or ""
        coverage = self._local(self._first(node, iri(FG + "coverage")))
        return Sentence(
            value(node), graph.text(document, SOURCE) or value(document), *graph.position(node), text, coverage
        )


def _id(term: Term) -> str:
    return f"urn:sha256:{hashlib.sha256(term.encode()).hexdigest()[:32]}" if is_literal(term) else value(term)


def _merged(found: Iterable[tuple[str, str]]) -> Properties:
    """Properties in the order they come in; those of one name in different namespaces joined."""
    out: dict[str, str] = {}
    for name, text in found:
        out[name] = f"{out[name]}{JOINT}{text}" if name in out else text
    return tuple(out.items())


def _preferred(term: Term) -> tuple[bool, str]:
    text, _, language = literal(term)
    return language is not None and language.partition("-")[0].lower() != "en", text
