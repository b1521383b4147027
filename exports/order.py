"""The order in which a graph is written: for a reader first, and the same for the same triples.

Sections: documents (by source), entities (by label), statements, measurements, sentences with their selectors and
remainders, mentions (these four in text order), predicates (by IRI), and whatever else (by IRI). Text order is
document, then start, then end; the IRI decides between equals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ..builder.node import SECTIONS
from .index import (
    ABOUT,
    DERIVED,
    DOCUMENT,
    END,
    EXACT,
    HAS_SELECTOR,
    HAS_SOURCE,
    LABEL,
    MEASUREMENT,
    OBJECT,
    OBJECT_MENTION,
    OF_SENTENCE,
    POSITION,
    PREDICATE,
    PROPERTY,
    REMAINDER,
    SENTENCE,
    SOURCE,
    START,
    STATEMENT,
    SUBJECT,
    SUBJECT_MENTION,
    TYPE,
    Index,
    index,
)
from .terms import DCTERMS, FG, SKOS, Term, Triple, iri

Pair: TypeAlias = tuple[Term, Term]
Block: TypeAlias = tuple[Term, tuple[Pair, ...]]
Place: TypeAlias = tuple[int, int, int]

_LEADING = (
    TYPE,
    LABEL,
    iri(SKOS + "altLabel"),
    iri(DCTERMS + "title"),
    SUBJECT,
    PREDICATE,
    OBJECT,
    ABOUT,
    *(iri(FG + name) for name in ("indicator", "comparator", "value", "unit", "per", "year", "status")),
    HAS_SOURCE,
    EXACT,
    START,
    END,
)
_RANK = {predicate: rank for rank, predicate in enumerate(_LEADING)}
_NOWHERE: Place = (1 << 30, -1, -1)


@dataclass(frozen=True, slots=True)
class Section:
    """Subjects of one kind, each with its predicates and objects in writing order."""

    title: str
    blocks: tuple[Block, ...]


def arrange(triples: Iterable[Triple]) -> list[Section]:
    """Put sorted triples in writing order. Sections without a subject are left out."""
    graph = index(triples)
    left = dict.fromkeys(graph.by_subject)
    out: list[Section] = []
    for title, subjects in _sections(graph):
        mine = [s for s in dict.fromkeys(subjects) if s in left]
        for subject in mine:
            del left[subject]
        if mine:
            out.append(Section(title, tuple(_block(s, graph.by_subject[s]) for s in mine)))
    if left:
        out.append(Section("Other", tuple(_block(s, graph.by_subject[s]) for s in left)))
    return out


def _block(subject: Term, pairs: Mapping[Term, tuple[Term, ...]]) -> Block:
    predicates = sorted(pairs, key=lambda p: (_RANK.get(p, len(_RANK)), p))
    return subject, tuple((p, o) for p in predicates for o in pairs[p])


def _sections(graph: Index) -> Iterable[tuple[str, Iterable[Term]]]:
    # Of the documents, those read; one that a text only speaks of is an entity.
    read = [d for d in graph.instances(DOCUMENT) if graph.objects(d, SOURCE)]
    documents = sorted(read, key=lambda d: (graph.text(d, SOURCE) or "", d))
    ranks = {document: rank for rank, document in enumerate(documents)}
    places = {s: _place(graph, s, ranks) for s in graph.instances(SENTENCE)}
    statements = _in_text_order(graph, graph.instances(STATEMENT), places)
    measurements = _in_text_order(graph, graph.instances(MEASUREMENT), places)
    # A measurement or a statement may well bear a label; only what is left of labelled things are entities.
    special = {*documents, *statements, *measurements, *places, *graph.instances(PROPERTY)}
    entities = (s for s, pairs in graph.by_subject.items() if LABEL in pairs and s not in special)
    yield SECTIONS[0], documents
    yield SECTIONS[1], sorted(entities, key=lambda e: _label_key(graph, e))
    yield SECTIONS[2], statements
    yield SECTIONS[3], measurements
    yield SECTIONS[4], _with_selectors(graph, sorted(places, key=lambda s: (places[s], s)))
    yield SECTIONS[5], _mentions(graph, [*statements, *measurements], places, ranks)
    yield SECTIONS[6], graph.instances(PROPERTY)


def _label_key(graph: Index, entity: Term) -> tuple[str, str, Term]:
    label = graph.text(entity, LABEL) or ""
    return label.casefold(), label, entity


def _place(graph: Index, sentence: Term, ranks: Mapping[Term, int]) -> Place:
    source = graph.first(sentence, HAS_SOURCE)
    return (ranks.get(source, len(ranks)) if source else len(ranks), *graph.position(sentence))


def _first_place(graph: Index, node: Term, places: Mapping[Term, Place]) -> Place:
    return min((places[s] for s in graph.objects(node, DERIVED) if s in places), default=_NOWHERE)


def _in_text_order(graph: Index, nodes: Iterable[Term], places: Mapping[Term, Place]) -> list[Term]:
    def key(node: Term) -> tuple[Place, str, str, str, Term]:
        subject, predicate, object_ = (graph.first(node, p) or "" for p in (SUBJECT, PREDICATE, OBJECT))
        return _first_place(graph, node, places), subject, predicate, object_, node

    return sorted(nodes, key=key)


def _with_selectors(graph: Index, sentences: Iterable[Term]) -> Iterable[Term]:
    left: dict[Term, list[Term]] = defaultdict(list)
    for remainder in graph.instances(REMAINDER):
        for sentence in graph.objects(remainder, OF_SENTENCE):
            left[sentence].append(remainder)
    for sentence in sentences:
        yield sentence
        yield from graph.objects(sentence, HAS_SELECTOR)
        yield from sorted(left[sentence], key=lambda r: (*graph.span(r), r))


def _mentions(
    graph: Index, nodes: Iterable[Term], places: Mapping[Term, Place], ranks: Mapping[Term, int]
) -> list[Term]:
    """Position selectors by their document, as far as IRIs or the statements with them tell it, then by offset."""
    document: dict[Term, int] = {}
    for node in nodes:
        rank = _first_place(graph, node, places)[0]
        for predicate in (SUBJECT_MENTION, OBJECT_MENTION):
            for mention in graph.objects(node, predicate):
                document[mention] = min(rank, document.get(mention, rank))

    def key(mention: Term) -> tuple[int, int, int, Term]:
        rank = ranks.get(f"{mention.rpartition('/mention/')[0]}>", document.get(mention, _NOWHERE[0]))
        return rank, *graph.span(mention), mention

    return sorted(graph.instances(POSITION), key=key)


def ordered(pairs: Iterable[Pair]) -> list[tuple[int, Term, Term]]:
    """The pairs of one subject in writing order, each behind its predicate's rank."""
    rank, last = _RANK.get, len(_RANK)
    return sorted([(rank(predicate, last), predicate, object_) for predicate, object_ in pairs])
