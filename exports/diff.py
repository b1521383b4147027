"""What two graphs say differently: facts, things and documents matched by what they are, not by their IRIs alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain

from .blank_nodes import settled
from .explain import CONFIDENCE, STATUS
from .facts import CORE, POINTERS, Fact, Facts, Pair, Renaming, Told
from .index import (
    ABOUT,
    HAS_SOURCE,
    LABEL,
    OBJECT,
    POSITION,
    PREDICATE,
    PROPERTY,
    QUOTE,
    REMAINDER,
    SENTENCE,
    SUBJECT,
    TYPE,
)
from .load import Loaded
from .matching import Entry, Matched, Places, match
from .renames import IDENTIFIER, Renames, renames
from .terms import OPEN, Term, Triple, value
from .weight import MENTIONS
from .worded import TIMES, End, Kind, name_of

_FIELDS = {SUBJECT: "subject", PREDICATE: "relation", OBJECT: "object", ABOUT: "about"}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing about a fact that is otherwise now."""

    name: str  #: "status", "since", "value", "confidence"
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A fact before and after."""

    before: Told
    after: Told
    changes: tuple[Change, ...]  #: none where only the sentences that say it are others


@dataclass(frozen=True, slots=True)
class FactsDiff:
    """Statements or measurements that differ."""

    added: tuple[Told, ...] = ()
    dropped: tuple[Told, ...] = ()
    changed: tuple[Changed, ...] = ()  #: said otherwise: another status, time, qualifier or value
    evidence: tuple[Changed, ...] = ()  #: the same, said by other sentences or with another confidence


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a thing."""

    predicate: str  #: IRI
    name: str  #: the predicate in words
    object: End


@dataclass(frozen=True, slots=True)
class Thing:
    """A node that is no fact: of a changed one, what is said only before or only now."""

    iri: str
    label: str
    added: tuple[Said, ...]
    dropped: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ThingsDiff:
    """Documents or entities that differ."""

    added: tuple[Thing, ...] = ()
    dropped: tuple[Thing, ...] = ()
    changed: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """A thing with another IRI."""

    before: End
    after: End
    merged: bool  #: the other IRI was there before, too


@dataclass(frozen=True, slots=True)
class Diff:
    """How graph B differs from graph A."""

    dropped: tuple[Triple, ...] = ()  #: triples of A alone, sorted
    added: tuple[Triple, ...] = ()  #: triples of B alone
    documents: ThingsDiff = ThingsDiff()
    edited: tuple[Move, ...] = ()  #: documents of the same file name or URL, with other text
    entities: ThingsDiff = ThingsDiff()  #: things, and all else that triples describe
    moved: tuple[Move, ...] = ()  #: things with another IRI
    base: tuple[str, str] | None = None  #: what IRIs of entities began with, and begin with now, where that changed
    statements: FactsDiff = FactsDiff()
    measurements: FactsDiff = FactsDiff()
    other_dropped: tuple[Triple, ...] = ()  #: of the dropped, those of sentences, mentions and open predicates
    other_added: tuple[Triple, ...] = ()

    def __bool__(self) -> bool:
        """Whether they differ at all."""
        return bool(self.dropped or self.added)


def diff(first: Loaded, second: Loaded) -> Diff:
    """Compare two graphs. Blank nodes are the same where what is said of them is."""
    a, b = Loaded(settled(first.triples), first.base), Loaded(settled(second.triples), second.base)
    return Diff() if a.triples == b.triples else _Comparison(Facts(a), Facts(b)).result()


@dataclass(frozen=True)
class _Comparison:
    a: Facts
    b: Facts

    @cached_property
    def names(self) -> Renames:
        return renames(self.a, self.b)

    @cached_property
    def facts(self) -> Matched:
        a, b = (
            Places(partial(_sentences, facts, name), partial(_documents, facts, name))
            for facts, name in ((self.a, self.names), (self.b, _itself))
        )
        return match(self.a.all, self.b.all, self.names, a, b)

    def result(self) -> Diff:
        before, after = set(self.a.loaded.triples), set(self.b.loaded.triples)
        dropped, added = sorted(before - after), sorted(after - before)
        name = self._name_all()
        moved = {t: (name(t[0]), t[1], name(t[2])) for t in dropped}
        there = set(moved.values())
        edited = list(zip(*self.names.edited, strict=True)) or [(), ()]
        kinds_a, kinds_b = _Kinds(self.a, edited[0]), _Kinds(self.b, edited[1])
        gone = [t for t in dropped if moved[t] not in after]
        new = [t for t in added if t not in there]
        documents, entities = self._things(
            [t for t in gone if kinds_a.is_described(t)], [t for t in new if kinds_b.is_described(t)], name
        )
        return Diff(
            dropped=tuple(dropped),
            added=tuple(added),
            documents=documents,
            edited=tuple(Move(self._document(self.a, d), self._document(self.b, e), False) for d, e in self._edited()),
            entities=entities,
            moved=tuple(Move(self.a.end(m.before), self.b.end(m.after), m.merged) for m in self.names.things),
            base=self.names.base,
            statements=self._facts("statement"),
            measurements=self._facts("measurement"),
            other_dropped=tuple(t for t in gone if kinds_a.is_other(t)),
            other_added=tuple(t for t in new if kinds_b.is_other(t)),
        )

    def _edited(self) -> Iterator[Pair]:
        return iter(sorted(self.names.edited, key=lambda pair: (self.b.source(pair[1]), pair)))

    def _document(self, facts: Facts, node: Term) -> End:
        return End(facts.source(node), value(node))

    def _name_all(self) -> Renaming:
        """Names of the other graph for all terms, nodes of facts too."""
        pairs = chain(self.facts.same, self.facts.changed)
        nodes = dict(self.names.nodes) | {n: new.nodes[0] for old, new in pairs for n in old.nodes}
        return lambda term: nodes.get(term, term)

    def _facts(self, kind: Kind) -> FactsDiff:
        found = self.facts
        pairs = [(old, new) for old, new in found.same if old.fact.kind == kind and self._is_lesser(old, new)]
        changed = [(old, new) for old, new in found.changed if old.fact.kind == kind]
        return FactsDiff(
            added=_in_order(self.b.tell(e.fact) for e in found.added if e.fact.kind == kind),
            dropped=_in_order(self.a.tell(e.fact) for e in found.dropped if e.fact.kind == kind),
            changed=_pairs_in_order(self._changed(old, new) for old, new in changed),
            evidence=_pairs_in_order(self._changed(old, new) for old, new in pairs),
        )

    def _is_lesser(self, old: Entry, new: Entry) -> bool:
        if old.fact.confidence != new.fact.confidence:
            return True
        return set(_sentences(self.a, self.names, old.fact)) != set(_sentences(self.b, _itself, new.fact))

    def _changed(self, old: Entry, new: Entry) -> Changed:
        return Changed(self.a.tell(old.fact), self.b.tell(new.fact), tuple(self._changes(old, new)))

    def _changes(self, old: Entry, new: Entry) -> Iterator[Change]:
        for predicate, first, second in zip(CORE[old.fact.kind], old.named.core, new.named.core, strict=True):
            yield from self._change(predicate, [(predicate, o) for o in first], [(predicate, o) for o in second])
        predicates = {p for p, _ in (*old.named.said, *new.named.said)}
        for predicate in sorted(predicates, key=lambda p: (p != STATUS, p)):
            yield from self._change(predicate, old.named.said, new.named.said)
        sure, now = old.fact.confidence, new.fact.confidence
        yield from self._change(CONFIDENCE, [(CONFIDENCE, sure)] if sure else [], [(CONFIDENCE, now)] if now else [])

    def _change(self, predicate: Term, first: Iterable[Pair], second: Iterable[Pair]) -> Iterator[Change]:
        before, after = ([o for p, o in pairs if p == predicate] for pairs in (first, second))
        if before != after:
            name = TIMES.get(predicate) or _FIELDS.get(predicate) or name_of(predicate)
            yield Change(name, tuple(map(self._word, before)), tuple(map(self._word, after)))

    def _word(self, term: Term) -> str:
        """A term in words, whichever graph has it."""
        facts = self.b if term in self.b.graph.by_subject else self.a
        return facts.label(term) if term in facts.graph.by_subject or not term.startswith("<") else name_of(term)

    def _things(
        self, dropped: Iterable[Triple], added: Iterable[Triple], name: Renaming
    ) -> tuple[ThingsDiff, ThingsDiff]:
        """Triples by what they describe: documents, and all else."""
        less: dict[Term, list[Triple]] = defaultdict(list)
        more: dict[Term, list[Triple]] = defaultdict(list)
        for triple in dropped:
            less[name(triple[0])].append(triple)
        for triple in added:
            more[triple[0]].append(triple)
        known = {name(s) for s in self.a.graph.by_subject}
        read = set(self.b.documents).union(map(name, self.a.documents))
        out: dict[tuple[bool, str], list[Thing]] = defaultdict(list)
        for node in sorted({*less, *more}):
            stays = node in self.b.graph.by_subject
            how = "dropped" if not stays else "changed" if node in known else "added"
            source = self.b if stays else self.a
            label = source.source(node) if node in read else source.label(node)
            thing = Thing(
                value(node), label, tuple(_said(self.b, more.get(node, ()))), tuple(_said(self.a, less.get(node, ())))
            )
            out[node in read, how].append(thing)
        documents, entities = (
            ThingsDiff(*(tuple(sorted(out[is_read, how], key=_thing_key)) for how in ("added", "dropped", "changed")))
            for is_read in (True, False)
        )
        return documents, entities


class _Kinds:
    """What a triple is part of: a fact, told with it; the text and its predicates; or the description of a thing."""

    def __init__(self, facts: Facts, edited: Iterable[Term]) -> None:
        graph = facts.graph
        self._hashes = {(d, IDENTIFIER, o) for d in edited for o in graph.objects(d, IDENTIFIER)}
        self._facts = {fact.node for fact in facts.all}
        self._parts = set(graph.instances(SENTENCE, POSITION, QUOTE, REMAINDER))
        self._parts |= {p for p in graph.instances(PROPERTY) if p.startswith(f"<{OPEN}")}
        self._stated = facts.stated

    def is_other(self, triple: Triple) -> bool:
        """Whether it is of sentences, mentions or open predicates, or leads to a mention."""
        return triple[0] in self._parts or triple[1] in POINTERS or triple[1] == MENTIONS

    def is_described(self, triple: Triple) -> bool:
        """Whether it describes a thing, and is not told otherwise."""
        told = triple[0] in self._facts or triple in self._stated or triple in self._hashes
        return not told and not self.is_other(triple)


def _itself(term: Term) -> Term:
    return term


def _sentences(facts: Facts, name: Renaming, fact: Fact) -> Iterator[Hashable]:
    """Keys of the sentences of a fact: their words and document, wherever in it they stand."""
    for sentence in fact.evidence:
        document = facts.graph.first(sentence, HAS_SOURCE)
        yield (name(document), facts.quote(sentence).text) if document else name(sentence)


def _documents(facts: Facts, name: Renaming, fact: Fact) -> Iterator[Hashable]:
    for sentence in fact.evidence:
        document = facts.graph.first(sentence, HAS_SOURCE)
        if document:
            yield name(document)


def _said(facts: Facts, triples: Iterable[Triple]) -> Iterator[Said]:
    first = {TYPE: 0, LABEL: 1}
    for _, predicate, object_ in sorted(triples, key=lambda t: (first.get(t[1], 2), t)):
        name = facts.graph.text(predicate, LABEL) or name_of(predicate)
        yield Said(value(predicate), name, facts.end(object_))


def _thing_key(thing: Thing) -> tuple[str, str]:
    return thing.label.casefold(), thing.iri


def _told_key(told: Told) -> tuple[str, int, int, str, str, str]:
    first = told.quotes[0] if told.quotes else None
    place = (first.source, first.start, first.end) if first else ("", -1, -1)
    return *place, told.relation, told.object.label, told.iri


def _in_order(found: Iterable[Told]) -> tuple[Told, ...]:
    return tuple(sorted(found, key=_told_key))


def _pairs_in_order(found: Iterable[Changed]) -> tuple[Changed, ...]:
    return tuple(sorted(found, key=lambda changed: (_told_key(changed.after), _told_key(changed.before))))
