"""The graph stage: accounts to nodes by the contract, each thing and each statement once, however many say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby
from math import prod
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from . import iris
from .account import in_order
from .document_nodes import LABEL, RDF, SCHEMA, TYPE, document_nodes, fg, integer, publisher, time
from .iris import Mint
from .minted import Minted
from .node import ENTITIES, MEASUREMENTS, PREDICATES, STATEMENTS, Node, Pair
from .spill import MOST, Key, Sorter
from .terms import Term, english, iri, string, typed
from .trace import Evidence, Trace

if TYPE_CHECKING:
    from ..ontology.vocabulary import Vocabulary
    from .account import Account, ToldFact, ToldMeasure
    from .fact import Qualifier
    from .identity.identify import Identity

ALIAS = iri("http://www.w3.org/2004/02/skos/core#altLabel")
DERIVED = iri("http://www.w3.org/ns/prov#wasDerivedFrom")
SUBJECT, PREDICATE, OBJECT = (iri(RDF + name) for name in ("subject", "predicate", "object"))
STATUS, ABOUT, CONFIDENCE, SUBJECTS, OBJECTS = (
    fg(name) for name in ("status", "about", "confidence", "subjectMention", "objectMention")
)
_ASSERTED = (STATUS, fg("Asserted"))
_IS_STATEMENT, _IS_MEASUREMENT = (TYPE, iri(RDF + "Statement")), (TYPE, fg("Measurement"))
_SCHEMA, _OWN = f"<{SCHEMA}", f"<{iris.FG}"
_SLICE = 300  #: nodes of one document kept together
_CERTAIN = 0.99
_GOVERNMENTAL = ("Bureau", "Office", "Department", "Ministry", "Embassy", "Agency", "Government")


class _Name(NamedTuple):
    """A thing as one document names it."""

    label: str
    cls: str
    aliases: tuple[str, ...]
    iso: str | None
    ordinal: int | None
    weak: bool = False  #: known as a publisher only


_Row: TypeAlias = _Name | Pair | None  #: what is known of a thing; None: a measurement is about it


class Said(NamedTuple):
    """A fact in terms of the graph."""

    name: Term  #: of the statement: the same for the same triple, status, qualifiers and times
    subject: Term
    predicate: Term
    target: Term
    qualifiers: tuple[Pair, ...]  #: times, too


class _Telling(NamedTuple):
    """A statement or measurement as one sentence says it."""

    place: tuple[int, int, int]  #: rank of the document, start and end of the sentence
    sentence: Term
    identity: tuple[Any, ...]  #: its triple, or what it is about
    pairs: tuple[Pair, ...]  #: what is the same whoever says it
    confidence: float
    subjects: tuple[Term, ...]  #: mentions
    objects: tuple[Term, ...]
    evidence: Evidence | None


@dataclass
class Counts:
    """How much a graph says."""

    documents: int = 0
    sentences: int = 0
    silent_sentences: int = 0
    entities: int = 0  #: nodes that statements and measurements are about
    statements: int = 0
    open_statements: int = 0
    measurements: int = 0
    triples: int = 0


@dataclass
class Merge:
    """Takes in accounts, then gives the nodes of their graph.

    Accounts come in the order of their documents' sources, each text once. `identity` tells which entities are one
    across documents. What does not fit in memory lies in `folder` for the time being.
    """

    vocabulary: Vocabulary
    mint: Mint
    identity: Identity | None = None
    folder: Path | None = None
    most: int = MOST  #: rows of each kind in memory
    counts: Counts = field(default_factory=Counts)

    def __post_init__(self) -> None:
        self._nodes: Sorter[tuple[Node, ...]] = Sorter(self.folder, self.most, len)
        self._things: Sorter[_Row] = Sorter(self.folder, self.most)
        self._told: Sorter[_Telling] = Sorter(self.folder, self.most)
        self._predicates: dict[Term, str] = {}
        self._symmetric = {fg(name) for name in self.vocabulary.symmetric}
        self._types: dict[str, tuple[Pair, ...]] = {}  #: of the things of a class
        self._ranks = 0

    def add(self, account: Account, sources: Sequence[str] = ()) -> None:
        """Take in an account; `sources` are the names of the files that hold its text, its own where none are given."""
        places, rank = Minted(account, self.mint, self.identity), self._ranks
        self._ranks += 1
        for section, nodes in document_nodes(account, places, sources or (account.source,)):
            for n in range(0, len(nodes), _SLICE):
                self._nodes.add((section, rank, n), nodes[n : n + _SLICE])
        for entity in account.entities:
            former = entity.cls == "Country" and entity.iso is None
            cls = "FormerCountry" if former else entity.cls or "Topic"
            label = _label(places.names[entity.key])
            aliases: tuple[str, ...] = ()
            if entity.aliases or entity.label != label:
                names = {_label(name) for name in (entity.label, *entity.aliases)}
                aliases = tuple(sorted(names - {label, ""}))
            self._thing(places.entities[entity.key], _Name(label, cls, aliases, entity.iso, entity.ordinal))
        for contact in account.contacts:
            self._thing(places.entities[contact.entity], (iri(SCHEMA + contact.name), string(contact.value)))
        if account.publisher:
            label = _label(" ".join(account.publisher.split()))
            governmental = any(word in label.split() for word in _GOVERNMENTAL)
            cls = "GovernmentBody" if governmental else "Organization"
            self._thing(publisher(account, places), _Name(label, cls, (), None, None, weak=True))
        for fact in account.facts:
            self._state(fact, account, places, rank)
        for measure in account.measures:
            self._measure(measure, account, places, rank)
        self.counts.documents += 1
        self.counts.sentences += len(account.passages)
        self.counts.silent_sentences += [p.coverage for p in account.passages].count("Silent")

    def nodes(self) -> Iterator[Node]:
        """All nodes in the order of writing; to be asked for once, after the last account."""
        for (section, statement), said in groupby(self._told, key=itemgetter(0)):
            self._stated(section, statement, [telling for _, telling in said])
        for predicate, label in self._predicates.items():
            named_so = ((TYPE, iri(RDF + "Property")), (LABEL, english(label)))
            self._place((PREDICATES, predicate), Node(PREDICATES, predicate, named_so))
        for (thing,), named in groupby(self._things, key=itemgetter(0)):
            self._named(thing, [row for _, row in named])
        for _, nodes in self._nodes:
            self.counts.triples += sum([len(node.pairs) for node in nodes])
            yield from nodes

    def _place(self, key: Key, node: Node) -> None:
        self._nodes.add(key, (node,))

    # one account

    def _thing(self, node: Term, row: _Row) -> None:
        self._things.add((node,), row)

    def _state(self, fact: ToldFact, account: Account, places: Minted, rank: int) -> None:
        said = said_of(fact, places, self.vocabulary)
        if said.subject == said.target and fact.subject != fact.object:
            return  # two things of the document that are one
        if fact.label:
            self._predicates.setdefault(said.predicate, fact.label)
        passage = account.passages[fact.sentence]
        self._told.add(
            (STATEMENTS, said.name),
            _Telling(
                (rank, passage.start, passage.end),
                places.sentences[fact.sentence],
                (said.subject, said.predicate, said.target),
                ((STATUS, fg(fact.status)), *said.qualifiers),
                fact.confidence,
                () if fact.subject_at is None else (places.mention(fact.subject_at),),
                () if fact.object_at is None else (places.mention(fact.object_at),),
                fact.evidence,
            ),
        )

    def _measure(self, measure: ToldMeasure, account: Account, places: Minted, rank: int) -> None:
        passage = account.passages[measure.sentence]
        self._told.add(
            (MEASUREMENTS, measurement_of(measure, places)),
            _Telling(
                (rank, passage.start, passage.end),
                places.sentences[measure.sentence],
                tuple(sorted({places.entities[key] for key in measure.about})),
                tuple(_quantity(measure)),
                measure.confidence,
                tuple(places.mention(span) for span in measure.about_at),
                (places.mention(measure.at),),
                measure.evidence,
            ),
        )

    # all accounts

    def _stated(self, section: int, name: Term, tellings: Sequence[_Telling]) -> None:
        first = tellings[0]
        doubts: dict[Term, float] = {}
        subjects: list[Term] = []
        objects: list[Term] = []
        for telling in tellings:
            doubts.setdefault(telling.sentence, 1 - min(telling.confidence, _CERTAIN))
            ends = (telling.subjects, telling.objects)
            if section == STATEMENTS and telling.identity != first.identity:
                ends = (telling.objects, telling.subjects)  # a symmetric relation, said the other way round before
            subjects += ends[0]
            objects += ends[1]
        pairs = [*first.pairs]
        if section == STATEMENTS:
            subject, predicate, target = first.identity
            pairs += (_IS_STATEMENT, (SUBJECT, subject), (PREDICATE, predicate), (OBJECT, target))
            self._plain(first)
            order: tuple[Term, ...] = first.identity
            self.counts.statements += 1
            self.counts.open_statements += not predicate.startswith(_OWN)
        else:
            pairs += (_IS_MEASUREMENT, *[(ABOUT, each) for each in first.identity])
            for each in first.identity:
                self._thing(each, None)
            order = ("", "", "")
            self.counts.measurements += 1
        pairs.append((CONFIDENCE, _decimal(1 - prod(doubts.values()))))
        for role, nodes in ((DERIVED, doubts), (SUBJECTS, subjects), (OBJECTS, objects)):
            pairs += [(role, node) for node in nodes]
        place = min(tellings, key=itemgetter(0)).place
        node = Node(section, name, tuple(dict.fromkeys(pairs)), _trace(section, name, tellings))
        self._place((section, *place, *order, name), node)

    def _plain(self, first: _Telling) -> None:
        """The statement's own triple, and what it says that its ends are there."""
        subject, predicate, target = first.identity
        asserted = _ASSERTED in first.pairs
        self._thing(subject, (predicate, target) if asserted else None)
        if target.startswith("<"):
            turned = asserted and predicate in self._symmetric
            self._thing(target, (predicate, subject) if turned else None)

    def _named(self, node: Term, rows: Sequence[_Row]) -> None:
        told = [row for row in rows if isinstance(row, _Name)]
        others = [row for row in rows if not isinstance(row, _Name)]
        named = [name for name in told if not name.weak] or told
        labels = [name.label for name in named]
        label = _first(labels)
        aliases = {label, *labels}
        for name in named:
            aliases.update(name.aliases)
        pairs = [(LABEL, english(label))]
        if len(aliases) > 1:
            pairs += [(ALIAS, english(alias)) for alias in sorted(aliases - {label, ""})]
        classes = [name.cls for name in named]
        pairs += self._typed(_first([cls for cls in classes if cls != "Topic"] or classes))
        for name in named:
            if name.iso:
                pairs.append((fg("isoCode"), string(name.iso)))
                break
        for name in named:
            if name.ordinal:
                pairs.append((fg("ordinal"), integer(name.ordinal)))
                break
        pairs += [row for row in others if row is not None]
        for row in others:
            if row is None or not row[0].startswith(_SCHEMA):
                self.counts.entities += 1
                break
        self._place((ENTITIES, label.casefold(), label, node), Node(ENTITIES, node, tuple(dict.fromkeys(pairs))))

    def _typed(self, cls: str) -> tuple[Pair, ...]:
        if cls not in self._types:
            self._types[cls] = tuple((TYPE, fg(each)) for each in self.vocabulary.types(cls))
        return self._types[cls]


def merged(
    accounts: Iterable[Account], vocabulary: Vocabulary, mint: Mint, identity: Identity | None = None
) -> Iterator[Node]:
    """The nodes of the graph of accounts, held in memory. Accounts of one text count once."""
    merge = Merge(vocabulary, mint, identity)
    for account, sources in distinct(accounts):
        merge.add(account, sources)
    return merge.nodes()


def distinct(accounts: Iterable[Account]) -> Iterator[tuple[Account, tuple[str, ...]]]:
    """Each text once, in the order of the names of their files, with all names that it has."""
    by_text: dict[str, list[Account]] = {}
    for account in in_order(accounts):
        by_text.setdefault(account.sha256, []).append(account)
    for same in by_text.values():
        yield same[0], tuple(dict.fromkeys(account.source for account in same))


def said_of(fact: ToldFact, places: Minted, vocabulary: Vocabulary) -> Said:
    """A fact in terms of the graph."""
    predicate = iri(iris.open_predicate(fact.predicate)) if fact.label else fg(fact.predicate[0])
    subject = places.entities[fact.subject]
    target = places.entities[fact.object] if fact.object else english(" ".join((fact.literal or "").split()))
    qualifiers = tuple([(fg(q.name), _value(q, places)) for q in fact.qualifiers])
    ends = (subject, target)
    if not fact.label and target < subject and fact.predicate[0] in vocabulary.symmetric:
        ends = (target, subject)  # stated once, as the text first has it
    told = [f"{p[1:-1]} {o}" for p, o in sorted(qualifiers)]
    name = iri(places.mint.statement(ends[0], predicate, ends[1], fact.status, *told))
    return Said(name, subject, predicate, target, qualifiers)


def measurement_of(measure: ToldMeasure, places: Minted) -> Term:
    """What a measurement is called: the same for the same quantity of the same things."""
    name = places.mint.measurement(
        *sorted({places.entities[key][1:-1] for key in measure.about}),
        measure.indicator,
        measure.value,
        measure.unit,
        measure.comparator,
        measure.year or "",
        measure.per or "",
        measure.status,
    )
    return iri(name)


def _value(qualifier: Qualifier, places: Minted) -> Term:
    if qualifier.kind == "entity":
        return places.entities[qualifier.value]
    if qualifier.kind == "time":
        return time(qualifier.value)
    return integer(int(qualifier.value)) if qualifier.kind == "integer" else english(qualifier.value)


def _quantity(measure: ToldMeasure) -> Iterator[Pair]:
    yield fg("indicator"), english(measure.indicator)
    whole = measure.value.lstrip("-").isdigit()
    yield fg("value"), typed(measure.value, "integer" if whole else "decimal")
    yield fg("unit"), string(measure.unit)
    yield fg("comparator"), string(measure.comparator)
    if measure.year:
        yield fg("year"), time(measure.year)
    if measure.per:
        yield fg("per"), string(measure.per)
    yield STATUS, fg(measure.status)


def _trace(section: int, name: Term, tellings: Sequence[_Telling]) -> Trace | None:
    told = [replace(t.evidence, sentence=t.sentence[1:-1]) for t in tellings if t.evidence is not None]
    kind = "statement" if section == STATEMENTS else "measurement"
    return Trace(name[1:-1], kind, tuple(told)) if told else None


def _first(values: Sequence[str]) -> str:
    """The most frequent, ties by the alphabet."""
    if len(values) == 1:
        return values[0]
    counted = Counter(values)
    return min(counted, key=lambda x: (-counted[x], x))


@lru_cache(maxsize=1 << 14)
def _label(name: str) -> str:
    """A name without leading article, white space collapsed."""
    words = name.split()
    while len(words) > 1 and words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=1 << 10)
def _decimal(value: float) -> Term:
    return typed(f"{min(max(value, 0.0), 1.0):.2f}".rstrip("0").rstrip("."), "decimal")
