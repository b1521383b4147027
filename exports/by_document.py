"""A graph parted by document: each document's own triples, and what describes the things it speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from ..ontology.vocabulary import load_vocabulary
from .index import (
    DERIVED,
    DOCUMENT,
    HAS_SELECTOR,
    HAS_SOURCE,
    MEASUREMENT,
    OBJECT,
    OBJECT_MENTION,
    OF_SENTENCE,
    POSITION,
    PREDICATE,
    REMAINDER,
    SENTENCE,
    SOURCE,
    STATEMENT,
    SUBJECT,
    SUBJECT_MENTION,
    Index,
    index,
)
from .terms import FG, Term, Triple, iri
from .weight import ASSERTED, STATUS

Homes = frozenset[Term]
_NOWHERE: Homes = frozenset()


def by_document(triples: Sequence[Triple]) -> dict[Term | None, list[Triple]]:
    """Sorted triples by the IRI of the document they come from, documents sorted; under None, first, what has none.

    A statement that two documents make is in both, in each with that document's sentences and mentions only; so are its
    plain triples and what describes its ends. All parts together are the triples given, so that the part of one
    document can be replaced without touching the others.
    """
    graph = index(triples)
    homes = _Homes(graph, triples)
    out: dict[Term | None, list[Triple]] = {None: []}
    out |= {document: [] for document in sorted(homes.documents)}
    for triple in triples:
        places = homes.of(triple)
        for document in places:
            out[document].append(triple)
        if not places:
            out[None].append(triple)
    return {document: found for document, found in out.items() if found}


@dataclass
class _Homes:
    """Which documents each triple belongs to."""

    graph: Index
    triples: Sequence[Triple]
    documents: frozenset[Term] = field(init=False)
    _own: dict[Term, Homes] = field(init=False, default_factory=dict)  #: of what is part of documents
    _said: dict[Triple, Homes] = field(init=False, default_factory=dict)  #: of plain triples that statements state
    _reached: dict[Term, Homes] = field(init=False, default_factory=dict)  #: of things that documents speak of

    def __post_init__(self) -> None:
        graph = self.graph
        self.documents = frozenset(d for d in graph.instances(DOCUMENT) if graph.objects(d, SOURCE))
        self._own = {d: frozenset((d,)) for d in self.documents}
        for sentence in graph.instances(SENTENCE):
            here = self.documents.intersection(graph.objects(sentence, HAS_SOURCE))
            self._own[sentence] = here
            self._own.update(dict.fromkeys(graph.objects(sentence, HAS_SELECTOR), here))
        for remainder in graph.instances(REMAINDER):
            self._own[remainder] = self._all(graph.objects(remainder, OF_SENTENCE))
        for fact in graph.instances(STATEMENT, MEASUREMENT):
            self._own[fact] = self._all(graph.objects(fact, DERIVED))
        self._place_mentions()
        self._place_plain_triples()
        self._reach()

    def of(self, triple: Triple) -> Homes:
        """The documents of a triple; none where it is no document's."""
        subject, _, object_ = triple
        if subject in self._own:
            mine = self._own[subject]
            theirs = self._own.get(object_) if object_ not in self.documents else None
            return (mine & theirs) or mine if theirs is not None else mine
        return self._said.get(triple) or self._reached.get(subject, _NOWHERE)

    def _all(self, nodes: Iterable[Term]) -> Homes:
        return frozenset(chain.from_iterable(self._own.get(node, _NOWHERE) for node in nodes))

    def _place_mentions(self) -> None:
        """Mentions carry their document in their IRI; one that does not is where the statements are that have it."""
        users: dict[Term, list[Term]] = defaultdict(list)
        for fact in self.graph.instances(STATEMENT, MEASUREMENT):
            for predicate in (SUBJECT_MENTION, OBJECT_MENTION):
                for mention in self.graph.objects(fact, predicate):
                    users[mention].append(fact)
        for mention in self.graph.instances(POSITION):
            if mention not in self._own:
                named = _prefix_of(mention, self.documents)
                self._own[mention] = named or self._all(users.get(mention, ()))

    def _place_plain_triples(self) -> None:
        found: dict[Triple, set[Term]] = defaultdict(set)
        symmetric = {iri(FG + name) for name in load_vocabulary().symmetric}
        for fact in self.graph.instances(STATEMENT):
            if ASSERTED in self.graph.objects(fact, STATUS):
                subject, predicate, object_ = (self.graph.first(fact, p) or "" for p in (SUBJECT, PREDICATE, OBJECT))
                found[subject, predicate, object_] |= self._own[fact]
                if predicate in symmetric:
                    found[object_, predicate, subject] |= self._own[fact]
        self._said = {triple: frozenset(places) for triple, places in found.items()}

    def _reach(self) -> None:
        """Spread documents from what is theirs to the things it leads to, and on along what describes these."""
        waiting: list[tuple[Term, Homes]] = [
            (o, self.of((s, p, o))) for s in self._own for p, o in self._pairs(s) if o not in self._own
        ]
        while waiting:
            node, places = waiting.pop()
            before = self._reached.get(node, _NOWHERE)
            if places <= before or node not in self.graph.by_subject:
                continue
            self._reached[node] = before | places
            waiting += [
                (o, places) for p, o in self._pairs(node) if o not in self._own and (node, p, o) not in self._said
            ]

    def _pairs(self, node: Term) -> Iterator[tuple[Term, Term]]:
        pairs: Mapping[Term, tuple[Term, ...]] = self.graph.by_subject.get(node, {})
        return ((p, o) for p, objects in pairs.items() for o in objects)


def _prefix_of(node: Term, documents: Iterable[Term]) -> Homes:
    """The document whose IRI the node's IRI goes on from."""
    parts = node[1:-1].split("/")
    heads = {f"<{'/'.join(parts[:n])}>" for n in range(len(parts))}
    return frozenset(heads.intersection(documents))
