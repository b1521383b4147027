"""Statements and measurements of any graph as plain data, with the sentences that say them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from .explain import COMPARATOR, CONFIDENCE, INDICATOR, PER, STATUS, UNIT, VALUE, YEAR
from .index import (
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
    PREDICATE,
    SOURCE,
    STATEMENT,
    SUBJECT,
    SUBJECT_MENTION,
    TYPE,
    Index,
    index,
)
from .load import Loaded
from .names import words
from .terms import DCTERMS, Term, Triple, iri, is_iri, shortener, split, value
from .weight import ASSERTED
from .worded import TIMES, End, Kind, Worded, name_of, quantity, symmetric

Pair: TypeAlias = tuple[Term, Term]
Parts: TypeAlias = tuple[tuple[Term, ...], ...]
Renaming: TypeAlias = Callable[[Term], Term]

ISSUED = iri(DCTERMS + "issued")
POINTERS = frozenset((SUBJECT_MENTION, OBJECT_MENTION))
CORE: dict[Kind, tuple[Term, ...]] = {
    "statement": (SUBJECT, PREDICATE, OBJECT),
    "measurement": (ABOUT, INDICATOR, UNIT, PER, YEAR),
}
_KINDS: dict[Kind, Term] = {"statement": STATEMENT, "measurement": MEASUREMENT}
_BESIDE = POINTERS | {DERIVED, CONFIDENCE}
_QUANTITY = {VALUE, COMPARATOR}


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a document."""

    source: str  #: file name or URL of the document
    start: int  #: code-point offset into the document's text; -1 where unknown
    end: int
    text: str
    issued: str | None  #: date of the document


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement or measurement. Its core is what it is about, `said` all else that makes it what it is."""

    kind: Kind
    node: Term
    core: Parts  #: objects of each predicate of `CORE`
    said: tuple[Pair, ...]  #: status, times and qualifiers, or value, comparator and status; sorted
    confidence: Term | None
    evidence: tuple[Term, ...]  #: sentences

    def renamed(self, name: Renaming) -> Fact:
        """The fact with its terms, but not its own node and sentences, called otherwise."""
        core = tuple(tuple(sorted({name(term) for term in part})) for part in self.core)
        said = tuple(sorted({(p, name(o)) for p, o in self.said}))
        return Fact(self.kind, self.node, core, said, self.confidence, self.evidence)


@dataclass(frozen=True, slots=True)
class Told(Worded):
    """A fact in words, with the sentences that say it."""

    quotes: tuple[Quote, ...]  #: in text order


@dataclass(frozen=True)
class Facts:
    """A graph looked at as facts, with the sentences that say them."""

    loaded: Loaded

    @cached_property
    def graph(self) -> Index:
        """The graph by subject and by class."""
        return index(self.loaded.triples)

    @cached_property
    def all(self) -> tuple[Fact, ...]:
        """All statements, then all measurements, by IRI."""
        return tuple(self._fact(kind, node) for kind, cls in _KINDS.items() for node in self.graph.instances(cls))

    @cached_property
    def documents(self) -> tuple[Term, ...]:
        """The documents that were read, as against those that a text speaks of."""
        return tuple(d for d in self.graph.instances(DOCUMENT) if self.graph.objects(d, SOURCE))

    @cached_property
    def stated(self) -> frozenset[Triple]:
        """The plain triples that asserted statements stand for, symmetric ones both ways."""
        return frozenset(self._stated())

    def label(self, term: Term) -> str:
        """What to call a term: its label, a relation's local name in words, a short IRI, or a literal's value."""
        if not is_iri(term):
            return value(term)
        said = self.graph.text(term, LABEL)
        if said is not None:
            return said
        return (words(split(term[1:-1])[1]) if "#" in term else self._shorten(term[1:-1])) or value(term)

    def short(self, term: Term) -> str:
        """The prefixed name of an IRI, the value of a literal."""
        return (self._shorten(term[1:-1]) or term) if is_iri(term) else value(term)

    def end(self, term: Term) -> End:
        """A term as a subject or object in words."""
        return End(self.label(term), value(term) if is_iri(term) else None)

    def source(self, document: Term) -> str:
        """The file name or URL of a document."""
        return self.graph.text(document, SOURCE) or value(document)

    def quote(self, sentence: Term) -> Quote:
        """A sentence's words and place; its IRI where the graph does not hold them."""
        texts = (self.graph.text(selector, EXACT) for selector in self.graph.objects(sentence, HAS_SELECTOR))
        document = self.graph.first(sentence, HAS_SOURCE)
        text = next((t for t in texts if t is not None), value(sentence))
        place = (self.source(document) if document else "", *self.graph.position(sentence))
        return Quote(*place, text, self.graph.text(document, ISSUED) if document else None)

    def tell(self, fact: Fact) -> Told:
        """A fact in words, with its sentences."""
        pairs = dict.fromkeys(p for p, _ in fact.said)
        said = {predicate: [o for p, o in fact.said if p == predicate] for predicate in pairs}
        is_statement = fact.kind == "statement"
        predicate = next(iter(fact.core[1]), None) if is_statement else None
        indicator = self.label(predicate) if predicate else next(map(value, fact.core[1]), "measurement")
        times = [(name, value(t)) for p, name in TIMES.items() for t in said.get(p, ())]
        times += [] if is_statement else [("in", value(t)) for t in fact.core[4]]
        told = {STATUS, *TIMES} | (set() if is_statement else _QUANTITY)
        return Told(
            kind=fact.kind,
            iri=value(fact.node),
            subjects=tuple(self.end(s) for s in fact.core[0]),
            relation=indicator,
            predicate=value(predicate) if predicate else None,
            object=self._object(fact) if is_statement else End(self._quantity(fact), None),
            status=next((name_of(o) for o in said.get(STATUS, ())), "asserted"),
            times=tuple(times),
            qualifiers=tuple((name_of(p), self.label(o)) for p, o in fact.said if p not in told),
            confidence=None if fact.confidence is None else value(fact.confidence),
            quotes=tuple(sorted((self.quote(s) for s in fact.evidence), key=_place)),
        )

    @cached_property
    def _shorten(self) -> Callable[[str], str | None]:
        return shortener(self.loaded.base)

    def _fact(self, kind: Kind, node: Term) -> Fact:
        graph = self.graph
        pairs = graph.by_subject[node]
        skipped = _BESIDE.union(CORE[kind])
        said = ((p, o) for p in pairs if p not in skipped for o in pairs[p])
        return Fact(
            kind=kind,
            node=node,
            core=tuple(pairs.get(p, ()) for p in CORE[kind]),
            said=tuple(sorted(pair for pair in said if pair != (TYPE, _KINDS[kind]))),
            confidence=graph.first(node, CONFIDENCE),
            evidence=graph.objects(node, DERIVED),
        )

    def _object(self, fact: Fact) -> End:
        return self.end(fact.core[2][0]) if fact.core[2] else End("", None)

    @staticmethod
    def _quantity(fact: Fact) -> str:
        said = dict(reversed(fact.said))
        sign, amount = (value(said[p]) if p in said else None for p in (COMPARATOR, VALUE))
        unit, per = (next(map(value, part), None) for part in fact.core[2:4])
        return quantity(amount, unit, sign, per)

    def _stated(self) -> Iterator[Triple]:
        both_ways = symmetric()
        for fact in self.all:
            if fact.kind == "statement" and (STATUS, ASSERTED) in fact.said:
                subjects, predicates, objects = fact.core
                for predicate in predicates:
                    for s in subjects:
                        for o in objects:
                            yield s, predicate, o
                            if predicate in both_ways:
                                yield o, predicate, s


def _place(quote: Quote) -> tuple[str, int, int, str]:
    return quote.source, quote.start, quote.end, quote.text
