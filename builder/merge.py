"""The graph stage: accounts to nodes by the contract, each thing and each statement once, however many say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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


_Row: TypeAlias = tuple[int, Term, tuple[Pair, ...], Trace | None]  #: a node's fields, which cost less on disk


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
        self._nodes: Sorter[_Row] = Sorter(self.folder, self.most)
        self._things: Sorter[_Name | Pair | None] = Sorter(self.folder, self.most)
        self._told: Sorter[_Telling] = Sorter(self.folder, self.most)
        self._predicates: dict[Term, str] = {}
        self._ranks = 0

    def add(self, account: Account, sources: Sequence[str] = ()) -> None:
        """Take in an account; `sources` are the names of the files that hold its text, its own where none are given."""
        places, rank = Minted(account, self.mint, self.identity), self._ranks
        self._ranks += 1
        for key, node in document_nodes(account, places, rank, sources or (account.source,)):
            self._place(key, node)
        for entity in account.entities:
            former = entity.cls == "Country" and entity.iso is None
            cls = "FormerCountry" if former else entity.cls or "Topic"
            names = {_label(name) for name in (entity.label, *entity.aliases)}
            label = _label(places.names[entity.key])
            name = _Name(label, cls, tuple(sorted(names - {label, ""})), entity.iso, entity.ordinal)
            self._thing(iri(places.entities[entity.key]), name)
        for contact in account.contacts:
            self._thing(iri(places.entities[contact.entity]), (iri(SCHEMA + contact.name), string(contact.value)))
        if account.publisher:
            label = _label(" ".join(account.publisher.split()))
            governmental = any(word in label.split() for word in _GOVERNMENTAL)
            cls = "GovernmentBody" if governmental else "Organization"
            self._thing(iri(publisher(account, places)), _Name(label, cls, (), None, None, weak=True))
        for fact in account.facts:
            self._state(fact, account, places, rank)
        for measure in account.measures:
            self._measure(measure, account, places, rank)
        self.counts.documents += 1
        self.counts.sentences += len(account.passages)
        self.counts.silent_sentences += sum(p.coverage == "Silent" for p in account.passages)

    def nodes(self) -> Iterator[Node]:
        """All nodes in the order of writing; to be asked for once, after the last account."""
        for (section, statement), said in groupby(self._told, key=lambda row: row[0][:2]):
            self._stated(section, statement, [telling for _, telling in said])
        for predicate, label in self._predicates.items():
            named_so = ((TYPE, iri(RDF + "Property")), (LABEL, english(label)))
            self._place((PREDICATES, predicate), Node(PREDICATES, predicate, named_so))
        for (thing,), named in groupby(self._things, key=itemgetter(0)):
            self._named(thing, [row for _, row in named])
        for _, (section, subject, pairs, trace) in self._nodes:
            once = tuple(dict.fromkeys(pairs))
            self.counts.triples += len(once)
            yield Node(section, subject, once, trace)

    def _place(self, key: Key, node: Node) -> None:
        self._nodes.add(key, (node.section, node.subject, node.pairs, node.trace))

    # one account

    def _thing(self, node: Term, row: _Name | Pair | None) -> None:
        self._things.add((node,), row)

    def _state(self, fact: ToldFact, account: Account, places: Minted, rank: int) -> None:
        predicate = predicate_of(fact)
        subject, target = iri(places.entities[fact.subject]), target_of(fact, places)
        if subject == target and fact.subject != fact.object:
            return  # two things of the document that are one
        if fact.label:
            self._predicates.setdefault(predicate, fact.label)
        passage = account.passages[fact.sentence]
        self._told.add(
            (STATEMENTS, iri(statement_iri(fact, places, self.vocabulary))),
            _Telling(
                (rank, passage.start, passage.end),
                iri(places.sentences[fact.sentence]),
                (subject, predicate, target),
                ((fg("status"), fg(fact.status)), *qualifiers_of(fact, places)),
                fact.confidence,
                () if fact.subject_at is None else (iri(places.mention(fact.subject_at)),),
                () if fact.object_at is None else (iri(places.mention(fact.object_at)),),
                fact.evidence,
            ),
        )

    def _measure(self, measure: ToldMeasure, account: Account, places: Minted, rank: int) -> None:
        passage = account.passages[measure.sentence]
        self._told.add(
            (MEASUREMENTS, iri(measurement_iri(measure, places))),
            _Telling(
                (rank, passage.start, passage.end),
                iri(places.sentences[measure.sentence]),
                tuple(sorted({iri(places.entities[key]) for key in measure.about})),
                tuple(_quantity(measure)),
                measure.confidence,
                tuple(iri(places.mention(span)) for span in measure.about_at),
                (iri(places.mention(measure.at)),),
                measure.evidence,
            ),
        )

    # all accounts

    def _stated(self, section: int, name: Term, tellings: Sequence[_Telling]) -> None:
        first = tellings[0]
        doubts: dict[Term, float] = {}
        subjects: dict[Term, None] = {}
        objects: dict[Term, None] = {}
        for telling in tellings:
            doubts.setdefault(telling.sentence, 1 - min(telling.confidence, _CERTAIN))
            roles = [subjects, objects]
            if section == STATEMENTS and telling.identity != first.identity:
                roles.reverse()  # a symmetric relation, said the other way round before
            for role, mentions in zip(roles, (telling.subjects, telling.objects), strict=True):
                role |= dict.fromkeys(mentions)
        pairs = [*first.pairs]
        if section == STATEMENTS:
            subject, predicate, target = first.identity
            pairs += [(TYPE, iri(RDF + "Statement")), (SUBJECT, subject), (PREDICATE, predicate), (OBJECT, target)]
            self._plain(first)
            order: tuple[Term, ...] = first.identity
            self.counts.statements += 1
            self.counts.open_statements += not predicate.startswith(f"<{iris.FG}")
        else:
            pairs += [(TYPE, fg("Measurement")), *((fg("about"), each) for each in first.identity)]
            for each in first.identity:
                self._thing(each, None)
            order = ("", "", "")
            self.counts.measurements += 1
        pairs.append((fg("confidence"), _decimal(1 - prod(doubts.values()))))
        pairs += [(DERIVED, sentence) for sentence in doubts]
        pairs += [(fg("subjectMention"), mention) for mention in subjects]
        pairs += [(fg("objectMention"), mention) for mention in objects]
        place = min(telling.place for telling in tellings)
        node = Node(section, name, tuple(pairs), _trace(section, name, tellings))
        self._place((section, *place, *order, name), node)

    def _plain(self, first: _Telling) -> None:
        """The statement's own triple, and what it says that its ends are there."""
        subject, predicate, target = first.identity
        asserted = (fg("status"), fg("Asserted")) in first.pairs
        self._thing(subject, (predicate, target) if asserted else None)
        if target.startswith("<"):
            local = predicate[1:-1].removeprefix(iris.FG)
            turned = asserted and local in self.vocabulary.symmetric
            self._thing(target, (predicate, subject) if turned else None)

    def _named(self, node: Term, rows: Sequence[_Name | Pair | None]) -> None:
        named = [row for row in rows if isinstance(row, _Name)]
        named = [name for name in named if not name.weak] or named
        labels = Counter(name.label for name in named)
        label = _first(labels)
        pairs = [(LABEL, english(label))]
        aliases = {alias for name in named for alias in name.aliases} | set(labels)
        pairs += [(ALIAS, english(alias)) for alias in sorted(aliases - {label, ""})]
        classes = Counter(name.cls for name in named)
        known = Counter({c: n for c, n in classes.items() if c != "Topic"}) or classes
        pairs += [(TYPE, fg(cls)) for cls in self.vocabulary.types(_first(known))]
        iso = next((name.iso for name in named if name.iso), None)
        ordinal = next((name.ordinal for name in named if name.ordinal), None)
        if iso:
            pairs.append((fg("isoCode"), string(iso)))
        if ordinal:
            pairs.append((fg("ordinal"), integer(ordinal)))
        others = [row for row in rows if not isinstance(row, _Name)]
        pairs += [row for row in others if row is not None]
        self.counts.entities += any(row is None or not row[0].startswith(f"<{SCHEMA}") for row in others)
        self._place((ENTITIES, label.casefold(), label, node), Node(ENTITIES, node, tuple(pairs)))


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


def predicate_of(fact: ToldFact) -> Term:
    """The predicate of a fact."""
    return iri(iris.open_predicate(fact.predicate)) if fact.label else fg(fact.predicate[0])


def target_of(fact: ToldFact, places: Minted) -> Term:
    """The object of a fact."""
    return iri(places.entities[fact.object]) if fact.object else english(" ".join((fact.literal or "").split()))


def qualifiers_of(fact: ToldFact, places: Minted) -> list[Pair]:
    """Qualifiers and times of a fact."""
    return [(fg(q.name), _value(q, places)) for q in fact.qualifiers]


def statement_iri(fact: ToldFact, places: Minted, vocabulary: Vocabulary) -> str:
    """What the statement of a fact is called: the same for the same triple, status, qualifiers and times."""
    predicate = predicate_of(fact)
    ends = [iri(places.entities[fact.subject]), target_of(fact, places)]
    if not fact.label and fact.predicate[0] in vocabulary.symmetric:
        ends.sort()  # stated once, as the text first has it
    qualifiers = (f"{p[1:-1]} {o}" for p, o in sorted(qualifiers_of(fact, places)))
    return places.mint.statement(ends[0], predicate, ends[1], fact.status, *qualifiers)


def measurement_iri(measure: ToldMeasure, places: Minted) -> str:
    """What a measurement is called: the same for the same quantity of the same things."""
    return places.mint.measurement(
        *sorted({places.entities[key] for key in measure.about}),
        measure.indicator,
        measure.value,
        measure.unit,
        measure.comparator,
        measure.year or "",
        measure.per or "",
        measure.status,
    )


def _value(qualifier: Qualifier, places: Minted) -> Term:
    if qualifier.kind == "entity":
        return iri(places.entities[qualifier.value])
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
    yield fg("status"), fg(measure.status)


def _trace(section: int, name: Term, tellings: Sequence[_Telling]) -> Trace | None:
    told = [replace(t.evidence, sentence=t.sentence[1:-1]) for t in tellings if t.evidence is not None]
    kind = "statement" if section == STATEMENTS else "measurement"
    return Trace(name[1:-1], kind, tuple(told)) if told else None


def _first(counted: Mapping[str, int]) -> str:
    """The most frequent, ties by the alphabet."""
    return min(counted, key=lambda x: (-counted[x], x))


def _label(name: str) -> str:
    """A name without leading article, white space collapsed."""
    words = name.split()
    while len(words) > 1 and words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words)


def _decimal(value: float) -> Term:
    return typed(f"{min(max(value, 0.0), 1.0):.2f}".rstrip("0").rstrip("."), "decimal")
