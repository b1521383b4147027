"""How much of a graph's provenance is written: none, light or all of it; and graphs without their open statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from .index import (
    DERIVED,
    DOCUMENT,
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
    Index,
    index,
)
from .terms import FG, OPEN, PREFIXES, SKOS, Term, Triple, iri, is_iri

Weight: TypeAlias = Literal["none", "light", "full"]
WEIGHTS: tuple[Weight, ...] = ("none", "light", "full")

STATUS, CONFIDENCE = iri(FG + "status"), iri(FG + "confidence")
MENTIONS = iri(PREFIXES["schema"] + "mentions")
ASSERTED = iri(FG + "Asserted")
_POINTERS = {SUBJECT_MENTION, OBJECT_MENTION}
_OF_EVIDENCE = _POINTERS | {DERIVED, STATUS, CONFIDENCE}
_KEPT_OF_SENTENCES = {HAS_SOURCE, HAS_SELECTOR}
_DESCRIBES = {TYPE, LABEL, iri(SKOS + "altLabel"), iri(FG + "isoCode"), iri(PREFIXES["owl"] + "sameAs")}


def weigh(triples: Sequence[Triple], weight: Weight, *, open_statements: bool = True) -> list[Triple]:
    """The triples of that weight, in the order they come in. They must be sorted, as `terms.triples` gives them.

    "none" keeps plain triples, what describes their ends, and asserted measurements as bare figures; "light" adds
    statements and measurements of every status with the sentences they were derived from; "full" is all there is.
    A graph without statements and sentences is the same in every weight.
    """
    if not open_statements:
        triples = without_open(triples)
    if weight == "full":
        return list(triples)
    graph = index(triples)
    kept = _Plain(graph) if weight == "none" else _Light(graph)
    return [triple for triple in triples if kept(triple)]


class _Plain:
    """Whether a triple is kept without provenance."""

    def __init__(self, graph: Index) -> None:
        statements = graph.instances(STATEMENT)
        ends = {o for s in statements for p in (SUBJECT, OBJECT) for o in graph.objects(s, p)}
        said = {o for s in statements for o in graph.objects(s, PREDICATE)}
        used = {p for pairs in graph.by_subject.values() for p in pairs}
        self._dropped = {*graph.instances(STATEMENT, SENTENCE, POSITION, QUOTE, REMAINDER), *(said - used)}
        self._dropped.update(d for d in _read(graph) if d not in ends)
        measurements = graph.instances(MEASUREMENT)
        self._dropped.update(m for m in measurements if ASSERTED not in graph.objects(m, STATUS))
        self._bare = {m for m in measurements if m not in self._dropped}

    def __call__(self, triple: Triple) -> bool:
        subject, predicate, _ = triple
        if subject in self._dropped or predicate == MENTIONS:
            return False
        return not (subject in self._bare and predicate in _OF_EVIDENCE)


class _Light:
    """Whether a triple is kept with light provenance."""

    def __init__(self, graph: Index) -> None:
        facts = graph.instances(STATEMENT, MEASUREMENT)
        sentences = {o for s in facts for o in graph.objects(s, DERIVED)}
        selectors = {o for s in sentences for o in graph.objects(s, HAS_SELECTOR)}
        self._sentences = sentences & set(graph.instances(SENTENCE))
        self._dropped = {*graph.instances(SENTENCE, POSITION, QUOTE, REMAINDER)} - sentences - selectors

    def __call__(self, triple: Triple) -> bool:
        subject, predicate, object_ = triple
        if subject in self._dropped or predicate in _POINTERS or predicate == MENTIONS:
            return False
        return (
            subject not in self._sentences
            or predicate in _KEPT_OF_SENTENCES
            or (predicate == TYPE and object_ == SENTENCE)
        )


def without_open(triples: Sequence[Triple]) -> list[Triple]:
    """The triples without open statements, their plain triples, and the mentions and things that only these name."""
    graph = index(triples)
    gone = {s for s in graph.instances(STATEMENT) if any(_is_open(p) for p in graph.objects(s, PREDICATE))}
    gone.update(p for p in graph.instances(PROPERTY) if _is_open(p))
    left = [t for t in triples if t[0] not in gone and not _is_open(t[1])]
    named = [o for s in gone for objects in graph.by_subject[s].values() for o in objects if is_iri(o)]
    while orphans := _orphans(graph, named, left):
        left = [t for t in left if t[0] not in orphans and t[2] not in orphans]
        named = [o for s in orphans for objects in graph.by_subject[s].values() for o in objects if is_iri(o)]
    return left


def _is_open(predicate: Term) -> bool:
    return predicate.startswith(f"<{OPEN}")


def _orphans(graph: Index, candidates: Iterable[Term], left: Sequence[Triple]) -> set[Term]:
    """Of the candidates, the mentions and merely described things that no triple that is left leads to."""
    wanted = {c for c in candidates if c in graph.by_subject}
    positions = set(graph.instances(POSITION))
    wanted -= {s for s, p, _ in left if p not in _DESCRIBES and s not in positions}
    wanted -= {o for _, p, o in left if p != MENTIONS}
    return wanted & {s for s, _, _ in left}


def _read(graph: Index) -> list[Term]:
    """The documents that were read, as against those that a text speaks of."""
    return [d for d in graph.instances(DOCUMENT) if graph.objects(d, SOURCE)]
