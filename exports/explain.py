"""What a graph says of a name, and the sentences that say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from .index import (
    ABOUT,
    DERIVED,
    EXACT,
    HAS_SELECTOR,
    HAS_SOURCE,
    MEASUREMENT,
    OBJECT,
    OBJECT_MENTION,
    PREDICATE,
    SENTENCE,
    SOURCE,
    STATEMENT,
    SUBJECT,
    SUBJECT_MENTION,
    TYPE,
    Index,
    index,
)
from .names import Names, UnknownNameError, close_relation
from .terms import FG, Term, Triple, iri, is_iri, value
from .worded import TIMES, End, Kind, Worded, name_of, quantity, symmetric

Role = Literal["subject", "object"]
Span: TypeAlias = tuple[int, int, Role, Term | None]  #: start, end, role, and document where it is known

ANY = "-"  #: stands for any subject or predicate
MEASUREMENTS = "measurements"
RESOLVED = iri(FG + "resolvedFrom")
STATUS, CONFIDENCE = iri(FG + "status"), iri(FG + "confidence")
INDICATOR, VALUE, UNIT, COMPARATOR, PER, YEAR = (
    iri(FG + name) for name in ("indicator", "value", "unit", "comparator", "per", "year")
)
_TOLD = {TYPE, SUBJECT, PREDICATE, OBJECT, STATUS, CONFIDENCE, DERIVED, SUBJECT_MENTION, OBJECT_MENTION, *TIMES}
_TOLD_OF_MEASUREMENTS = _TOLD | {ABOUT, INDICATOR, VALUE, UNIT, COMPARATOR, PER, YEAR}


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Where a mention stands, in code points of its sentence."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with the mentions in it."""

    text: str
    source: str  #: file name or URL of the document
    start: int  #: code-point offset into the document's text
    end: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Finding(Worded):
    """A statement or measurement in words, with the places that say it."""

    passages: tuple[Passage, ...]  #: the sentences that say it
    resolved: tuple[Passage, ...]  #: other sentences, where a subject or object is named that these only refer to


def explain(
    triples: Iterable[Triple], base: str, subject: str, predicate: str | None = None, object_: str | None = None
) -> list[Finding]:
    """Find the statements that match, in text order, then measurements of the subject.

    `subject` and `predicate` may be "-" for any; `predicate` may be an indicator or "measurements". A symmetric
    relation is found from both ends, and a name alone as object where it is no subject.
    Raises UnknownNameError where a name is unknown or shared, or nothing matches.
    """
    graph = index(triples)
    finder = _Finder(graph, Names(graph, base))
    about = None if subject == ANY else finder.names.entity(subject)
    found = list(finder.findings(about, None if predicate == ANY else predicate, object_))
    if not found and predicate is None and object_ is None:
        found = list(finder.findings(None, None, subject))
    if not found:
        raise UnknownNameError(finder.nothing(about, predicate, object_))
    return sorted(found, key=_order)


def _order(finding: Finding) -> tuple[bool, bool, str, int, int, str, str]:
    first = finding.passages[0] if finding.passages else None
    place = (first.source, first.start) if first else ("", 0)
    objects = [mark.start for mark in first.marks if mark.role == "object"] if first else []
    return finding.kind == "measurement", first is None, *place, min(objects, default=-1), finding.relation, finding.iri


class _Finder:
    def __init__(self, graph: Index, names: Names) -> None:
        self.graph = graph
        self.names = names
        self._symmetric = set(graph.instances(_SYMMETRIC)) | symmetric()
        self._places: dict[Term | None, list[tuple[int, int, Term]]] = defaultdict(list)
        for sentence in graph.instances(SENTENCE):
            self._places[graph.first(sentence, HAS_SOURCE)].append((*graph.position(sentence), sentence))

    def findings(self, about: Term | None, predicate: str | None, object_: str | None) -> Iterator[Finding]:
        relations = self.names.predicates(predicate) if predicate else []
        measured = [] if object_ else list(self._measurements(about, predicate))
        if predicate and not relations and not measured and not self._indicators(predicate):
            labels = sorted({self.names.label(p) for p in self.names.relations()})
            raise UnknownNameError(
                f"no relation in the graph is called {predicate!r}{close_relation(predicate, labels)}"
            )
        if relations or not predicate:
            target = self._target(object_) if object_ else None
            for node in self.graph.instances(STATEMENT):
                if self._matches(node, about, relations, target, object_):
                    yield self._statement(node)
        for node in measured:
            yield self._measurement(node)

    def nothing(self, about: Term | None, predicate: str | None, object_: str | None) -> str:
        """Why there is no finding, and what there is instead."""
        who = self.names.label(about) if about else "anything"
        asked = " ".join(t for t in (predicate, object_) if t and t != ANY)
        used = self._relations_of(about)
        has = f"; of {who} it says: {', '.join(used)}" if used else ""
        return f"the graph does not say: {who} {asked}".rstrip() + has

    def _relations_of(self, about: Term | None) -> list[str]:
        nodes = [s for s in self.graph.instances(STATEMENT) if self.graph.first(s, SUBJECT) == about]
        names = {self.names.label(p) for s in nodes for p in self.graph.objects(s, PREDICATE)}
        measured = any(about in self.graph.objects(m, ABOUT) for m in self.graph.instances(MEASUREMENT))
        return sorted(names) + [MEASUREMENTS] * measured

    def _target(self, name: str) -> Term | None:
        """The entity called so; None where the name is found only inside literal objects."""
        try:
            return self.names.entity(name)
        except UnknownNameError:
            objects = (o for s in self.graph.instances(STATEMENT) for o in self.graph.objects(s, OBJECT))
            if any(_says(o, name) for o in objects):
                return None
            raise

    def _matches(
        self, node: Term, about: Term | None, relations: list[Term], target: Term | None, object_: str | None
    ) -> bool:
        subject, predicate, object_term = (self.graph.first(node, p) or "" for p in (SUBJECT, PREDICATE, OBJECT))
        if relations and predicate not in relations:
            return False
        ways = [(subject, object_term)]
        if predicate in self._symmetric:
            ways.append((object_term, subject))
        return any(
            (about is None or s == about) and (object_ is None or (o == target if target else _says(o, object_)))
            for s, o in ways
        )

    def _measurements(self, about: Term | None, predicate: str | None) -> Iterator[Term]:
        wanted = None if predicate is None or predicate.casefold() in (MEASUREMENTS, "measurement") else predicate
        for node in self.graph.instances(MEASUREMENT):
            if about is None or about in self.graph.objects(node, ABOUT):
                indicator = self.graph.text(node, INDICATOR) or ""
                if wanted is None or wanted.casefold() in indicator.casefold():
                    yield node

    def _indicators(self, name: str) -> bool:
        return any(self._measurements(None, name)) or name.casefold() in (MEASUREMENTS, "measurement")

    def _statement(self, node: Term) -> Finding:
        subject, predicate, object_ = (self.graph.first(node, p) or "" for p in (SUBJECT, PREDICATE, OBJECT))
        return self._finding(
            node, "statement", (subject,), self.names.label(predicate), predicate[1:-1], self._end(object_), _TOLD
        )

    def _measurement(self, node: Term) -> Finding:
        amount, unit, comparator, per = (self.graph.text(node, p) for p in (VALUE, UNIT, COMPARATOR, PER))
        indicator = self.graph.text(node, INDICATOR) or "measurement"
        subjects = self.graph.objects(node, ABOUT)
        shown = End(quantity(amount, unit, comparator, per), None)
        return self._finding(node, "measurement", subjects, indicator, None, shown, _TOLD_OF_MEASUREMENTS)

    def _finding(
        self,
        node: Term,
        kind: Kind,
        subjects: Iterable[Term],
        relation: str,
        predicate: str | None,
        object_: End,
        told: set[Term],
    ) -> Finding:
        pairs = self.graph.by_subject[node]
        times = [(name, value(t)) for p, name in TIMES.items() for t in pairs.get(p, ())]
        times += [("in", value(t)) for t in pairs.get(YEAR, ())] if kind == "measurement" else []
        extra = [(name_of(p), self.names.label(o)) for p in pairs if p not in told for o in pairs[p]]
        passages, resolved = self._passages(node)
        return Finding(
            kind=kind,
            iri=value(node),
            subjects=tuple(self._end(s) for s in subjects),
            relation=relation,
            predicate=predicate,
            object=object_,
            status=name_of(self.graph.first(node, STATUS) or "<Asserted>"),
            times=tuple(times),
            qualifiers=tuple(extra),
            confidence=self.graph.text(node, CONFIDENCE),
            passages=passages,
            resolved=resolved,
        )

    def _end(self, term: Term) -> End:
        return End(self.names.label(term), value(term) if is_iri(term) else None)

    def _passages(self, node: Term) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
        """The sentences a node is derived from, and those of the same documents that only name its ends."""
        roles: tuple[tuple[Term, Role], ...] = ((SUBJECT_MENTION, "subject"), (OBJECT_MENTION, "object"))
        mine = self.graph.objects(node, DERIVED)
        documents = dict.fromkeys(self.graph.first(s, HAS_SOURCE) for s in mine)
        spans = [
            (*self.graph.span(mention), role, _home(mention, documents))
            for predicate, role in roles
            for mention in self._chain(self.graph.objects(node, predicate))
        ]
        said = sorted((self._passage(s, spans) for s in mine), key=lambda p: (p.source, p.start))
        inside = {(p.start + m.start, p.start + m.end, m.role) for p in said for m in p.marks}
        outside = [span for span in spans if span[:3] not in inside]
        others = (
            self._passage(sentence, outside)
            for document in (documents if outside else ())
            for start, end, sentence in self._places[document]
            if sentence not in mine and any(start <= span[0] and span[1] <= end for span in outside)
        )
        found = (passage for passage in others if passage.marks)
        return tuple(said), tuple(sorted(found, key=lambda p: (p.source, p.start)))

    def _chain(self, mentions: Iterable[Term]) -> list[Term]:
        """The mentions, and those that they were resolved from."""
        found = list(dict.fromkeys(mentions))
        for mention in found:
            found += [m for m in self.graph.objects(mention, RESOLVED) if m not in found]
        return found

    def _passage(self, sentence: Term, spans: Iterable[Span]) -> Passage:
        texts = (self.graph.text(selector, EXACT) for selector in self.graph.objects(sentence, HAS_SELECTOR))
        start, end = self.graph.position(sentence)
        document = self.graph.first(sentence, HAS_SOURCE) or ""
        marks = sorted(
            Mark(first - start, last - start, role)
            for first, last, role, home in spans
            if start <= first < last <= end and home in (None, document)
        )
        source = self.graph.text(document, SOURCE) or value(document)
        return Passage(next((t for t in texts if t is not None), ""), source, start, end, tuple(dict.fromkeys(marks)))


_SYMMETRIC = iri("http://www.w3.org/2002/07/owl#SymmetricProperty")


def _says(term: Term, text: str) -> bool:
    return not is_iri(term) and text.casefold() in value(term).casefold()


def _home(mention: Term, documents: Iterable[Term | None]) -> Term | None:
    """The document whose IRI the mention's IRI goes on from; None where none is, and it may be of any."""
    return next((d for d in documents if d and mention.startswith(f"{d[:-1]}/")), None)
