"""The graph stage: readings to RDF by the contract."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rdflib import RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS

from . import iris
from .audit import Fault, audit
from .check import check
from .classes import load_classes
from .errors import GraphError
from .fact import Fact, Measure, Qualifier
from .iris import Mint
from .mention_nodes import MentionNodes
from .trace import Said, traces
from .verb_forms import predicate_label

if TYPE_CHECKING:
    from ..ontology.vocabulary import Vocabulary
    from .coverage import Remainder
    from .document import Document
    from .entity import Entity, Resolution
    from .pipeline import Built, Reading

FG = Namespace(iris.FG)
OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")
Triple = tuple[URIRef, URIRef, URIRef | Literal]
_CERTAIN = 0.99


def to_graph(readings: Sequence[Reading], vocabulary: Vocabulary, base: str, *, trace: bool = False) -> Built:
    """One graph of all readings, checked, and how it came about, if `trace`.

    What its sentence does not bear out is left out, and told in `Built.faults`. Raises GraphError where the graph would
    break the contract.
    """
    from .pipeline import Built

    writer = _Writer(vocabulary, Mint(base))
    for reading in sorted(readings, key=lambda r: r.document.sha256):
        writer.add(reading)
    texts = {str(writer.document(r.document)): r.document.text for r in readings}
    triples = list(dict.fromkeys(writer.triples()))
    faults = _audit(triples, texts)
    if faults:
        writer.drop({fault.node for fault in faults})
        triples = list(dict.fromkeys(writer.triples()))
        for fault in _audit(triples, texts):
            raise GraphError(str(fault))
    check(triples, texts)
    graph = Graph()
    for prefix, namespace in vocabulary.prefixes.items():
        graph.bind(prefix, namespace)
    for triple in triples:
        graph.add(triple)
    return Built(
        graph,
        tuple(r.document for r in readings),
        sum(len(r.sentences) for r in readings),
        len(writer.statements),
        len(writer.things),
        len(writer.measurements),
        tuple(traces(writer.said, load_classes())) if trace else (),
        faults,
    )


def _audit(triples: Iterable[Triple], texts: Mapping[str, str]) -> tuple[Fault, ...]:
    return audit(((str(s), str(p), str(o), isinstance(o, Literal)) for s, p, o in triples), texts).faults


@dataclass
class _Thing:
    """An entity as the documents name it."""

    labels: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)
    iso: str | None = None
    ordinal: int | None = None


@dataclass
class _Statement:
    triple: Triple
    status: str
    qualifiers: tuple[tuple[URIRef, URIRef | Literal], ...]
    doubts: float = 1.0
    sources: set[URIRef] = field(default_factory=set)
    subjects: set[URIRef] = field(default_factory=set)
    objects: set[URIRef] = field(default_factory=set)


@dataclass
class _Measurement:
    measure: Measure
    about: tuple[URIRef, ...]
    sources: set[URIRef] = field(default_factory=set)
    subjects: set[URIRef] = field(default_factory=set)
    objects: set[URIRef] = field(default_factory=set)


class _Writer:
    """Collects readings, then gives their triples."""

    def __init__(self, vocabulary: Vocabulary, mint: Mint) -> None:
        self.vocabulary, self.mint = vocabulary, mint
        self.things: dict[URIRef, _Thing] = defaultdict(_Thing)
        self.statements: dict[URIRef, _Statement] = {}
        self.measurements: dict[URIRef, _Measurement] = {}
        self.predicates: dict[URIRef, str] = {}
        self.fixed: list[Triple] = []
        self.said: list[Said] = []
        self.mentions = MentionNodes(mint)

    def document(self, document: Document) -> URIRef:
        """IRI of a document."""
        return URIRef(self.mint.document(document.sha256))

    def add(self, reading: Reading) -> None:
        """Take in what one document says."""
        home = self.document(reading.document)
        places = {key: URIRef(self._entity_iri(entity, home)) for key, entity in reading.resolution.entities.items()}
        sentences = [URIRef(self.mint.sentence(home, s.start, s.end)) for s in reading.sentences]
        used = {k for f in reading.facts for k in (f.subject, f.object) if k}
        used |= {k for m in reading.measures for k in m.about}
        used |= {q.value for f in reading.facts for q in f.qualifiers if q.kind == "entity"}
        for key, entity in reading.resolution.entities.items():
            if entity.named or key in used:
                self._name(places[key], entity)
        self.fixed += self._source(reading, home, sentences, places)
        for fact in reading.facts:
            node = self._state(fact, home, sentences[fact.sentence], places, reading.resolution)
            self.said.append(Said(str(node), str(sentences[fact.sentence]), reading, fact))
        for measure in reading.measures:
            node = self._measure(measure, home, sentences[measure.sentence], places, reading.resolution)
            self.said.append(Said(str(node), str(sentences[measure.sentence]), reading, measure))

    def drop(self, nodes: Set[str]) -> None:
        """Leave out statements and measurements."""
        self.statements = {n: s for n, s in self.statements.items() if str(n) not in nodes}
        self.measurements = {n: m for n, m in self.measurements.items() if str(n) not in nodes}
        self.said = [said for said in self.said if said.node not in nodes]

    def _entity_iri(self, entity: Entity, home: URIRef) -> str:
        return self.mint.entity(entity.label) if entity.named else self.mint.described(home, entity.label)

    def _name(self, place: URIRef, entity: Entity) -> None:
        thing = self.things[place]
        thing.labels[_label(entity.label)] += 1
        former = entity.cls == "Country" and entity.iso is None
        thing.classes["FormerCountry" if former else entity.cls or "Topic"] += 1
        thing.aliases |= {_label(a) for a in entity.aliases}
        thing.iso = thing.iso or entity.iso
        thing.ordinal = thing.ordinal or entity.ordinal

    def _source(
        self, reading: Reading, home: URIRef, sentences: Sequence[URIRef], places: dict[str, URIRef]
    ) -> Iterator[Triple]:
        document = reading.document
        yield home, RDF.type, FG.Document
        yield home, DCTERMS.identifier, Literal(document.sha256)
        yield home, DCTERMS.source, Literal(document.source)
        if document.title:
            yield home, DCTERMS.title, Literal(" ".join(document.title.split()), lang="en")
            yield home, RDFS.label, Literal(" ".join(document.title.split()), lang="en")
        if document.issued:
            yield home, DCTERMS.issued, _time(document.issued)
        if document.publisher:
            name = " ".join(document.publisher.split())
            publisher = URIRef(self.mint.entity(name))
            if publisher not in self.things:
                self.things[publisher].labels[_label(name)] += 1
                self.things[publisher].classes["GovernmentBody" if _governmental(name) else "Organization"] += 1
            yield home, DCTERMS.publisher, publisher
        for contact in reading.contacts:
            yield places[contact.entity], SCHEMA[contact.name], Literal(contact.value)
        for key, entity in reading.resolution.entities.items():
            if entity.named:
                yield home, SCHEMA.mentions, places[key]
        for sentence, node, coverage in zip(reading.sentences, sentences, reading.coverage, strict=True):
            yield from self._sentence(node, home, sentence.start, sentence.end, document.text, coverage)
        for remainder in reading.remainders:
            yield from self._remainder(sentences[remainder.sentence], remainder)

    def _sentence(self, node: URIRef, home: URIRef, start: int, end: int, text: str, coverage: str) -> Iterator[Triple]:
        quote, position = URIRef(self.mint.quote(node)), URIRef(self.mint.position(node))
        yield node, RDF.type, FG.Sentence
        yield node, RDF.type, OA.SpecificResource
        yield node, OA.hasSource, home
        yield node, FG.coverage, FG[coverage]
        yield node, OA.hasSelector, quote
        yield node, OA.hasSelector, position
        yield quote, RDF.type, OA.TextQuoteSelector
        yield quote, OA.exact, Literal(text[start:end])
        yield position, RDF.type, OA.TextPositionSelector
        yield position, OA.start, _integer(start)
        yield position, OA.end, _integer(end)

    def _remainder(self, sentence: URIRef, remainder: Remainder) -> Iterator[Triple]:
        node = URIRef(self.mint.remainder(sentence, remainder.start, remainder.end))
        yield node, RDF.type, FG.Remainder
        yield node, RDF.type, OA.TextPositionSelector
        yield node, FG.ofSentence, sentence
        yield node, FG.reason, FG[remainder.reason]
        yield node, OA.start, _integer(remainder.start)
        yield node, OA.end, _integer(remainder.end)

    def _state(
        self, fact: Fact, home: URIRef, sentence: URIRef, places: dict[str, URIRef], resolution: Resolution
    ) -> URIRef:
        predicate = URIRef(iris.open_predicate(fact.predicate)) if fact.open else FG[fact.predicate[0]]
        if fact.open:
            self.predicates.setdefault(predicate, predicate_label(fact.predicate, verbal=fact.via != "noun"))
        target: URIRef | Literal = (
            places[fact.object] if fact.object else Literal(" ".join((fact.literal or "").split()), lang="en")
        )
        triple = (places[fact.subject], predicate, target)
        qualifiers = tuple(self._qualifier(q, places) for q in fact.qualifiers)
        ends = [triple[0].n3(), triple[2].n3()]
        if not fact.open and fact.predicate[0] in self.vocabulary.symmetric:
            ends.sort()  # stated once, as the text first has it
        identity = (ends[0], predicate.n3(), ends[1], fact.status, *(f"{p} {o.n3()}" for p, o in sorted(qualifiers)))
        node = URIRef(self.mint.statement(*identity))
        statement = self.statements.setdefault(node, _Statement(triple, fact.status, qualifiers))
        if sentence not in statement.sources:
            statement.doubts *= 1 - min(fact.confidence, _CERTAIN)
        statement.sources.add(sentence)
        roles = [statement.subjects, statement.objects]
        if statement.triple != triple:  # a symmetric relation, said the other way round before
            roles.reverse()
        for mention, mentions in zip((fact.subject_mention, fact.object_mention), roles, strict=True):
            if mention is not None:
                mentions.add(self.mentions.of(mention, home, resolution, places))
        spoken = [m for m in (fact.subject_mention, fact.object_mention) if m is not None]
        for here in (m for m in spoken if m.sentence == fact.sentence):
            for away in (m for m in spoken if m.sentence != fact.sentence):
                self.mentions.bridge(*(self.mentions.at(home, m.start, m.end) for m in (here, away)))
        return node

    def _qualifier(self, qualifier: Qualifier, places: dict[str, URIRef]) -> tuple[URIRef, URIRef | Literal]:
        name = FG[qualifier.name]
        if qualifier.kind == "entity":
            return name, places[qualifier.value]
        if qualifier.kind == "time":
            return name, _time(qualifier.value)
        if qualifier.kind == "integer":
            return name, _integer(int(qualifier.value))
        return name, Literal(qualifier.value, lang="en")

    def _measure(
        self, measure: Measure, home: URIRef, sentence: URIRef, places: dict[str, URIRef], resolution: Resolution
    ) -> URIRef:
        about = tuple(sorted({places[k] for k in measure.about}))
        identity = (
            *about,
            measure.indicator,
            measure.value,
            measure.unit,
            measure.comparator,
            measure.year or "",
            measure.per or "",
            measure.status,
        )
        node = URIRef(self.mint.measurement(*identity))
        measurement = self.measurements.setdefault(node, _Measurement(measure, about))
        measurement.sources.add(sentence)
        number = self.mentions.at(home, measure.start, measure.end)
        measurement.objects.add(number)
        for mention in measure.mentions:
            named = self.mentions.of(mention, home, resolution, places)
            measurement.subjects.add(named)
            if mention.sentence != measure.sentence:
                self.mentions.bridge(number, named)
        return node

    # triples

    def triples(self) -> Iterator[Triple]:
        """All triples of the graph."""
        yield from self.fixed
        for place, thing in self.things.items():
            yield from self._thing(place, thing)
        for node, statement in self.statements.items():
            yield from self._statement(node, statement)
        for node, measurement in self.measurements.items():
            yield from self._measurement(node, measurement)
        for predicate, label in self.predicates.items():
            yield predicate, RDF.type, RDF.Property
            yield predicate, RDFS.label, Literal(label, lang="en")
        told: list[_Statement | _Measurement] = [*self.statements.values(), *self.measurements.values()]
        yield from self.mentions.triples(m for one in told for m in (*one.subjects, *one.objects))

    def _thing(self, place: URIRef, thing: _Thing) -> Iterator[Triple]:
        label = _first(thing.labels)
        yield place, RDFS.label, Literal(label, lang="en")
        for alias in (thing.aliases | set(thing.labels)) - {label, ""}:
            yield place, SKOS.altLabel, Literal(alias, lang="en")
        known = Counter({c: n for c, n in thing.classes.items() if c != "Topic"}) or thing.classes
        for name in self.vocabulary.types(_first(known)):
            yield place, RDF.type, FG[name]
        if thing.iso:
            yield place, FG.isoCode, Literal(thing.iso)
        if thing.ordinal:
            yield place, FG.ordinal, _integer(thing.ordinal)

    def _statement(self, node: URIRef, statement: _Statement) -> Iterator[Triple]:
        subject, predicate, target = statement.triple
        yield node, RDF.type, RDF.Statement
        yield node, RDF.subject, subject
        yield node, RDF.predicate, predicate
        yield node, RDF.object, target
        yield node, FG.status, FG[statement.status]
        yield node, FG.confidence, _decimal(1 - statement.doubts)
        for name, value in statement.qualifiers:
            yield node, name, value
        for source in statement.sources:
            yield node, PROV.wasDerivedFrom, source
        for mention in statement.subjects:
            yield node, FG.subjectMention, mention
        for mention in statement.objects:
            yield node, FG.objectMention, mention
        if statement.status == "Asserted":
            yield subject, predicate, target
            if predicate.removeprefix(iris.FG) in self.vocabulary.symmetric and isinstance(target, URIRef):
                yield target, predicate, subject

    def _measurement(self, node: URIRef, measurement: _Measurement) -> Iterator[Triple]:
        measure = measurement.measure
        yield node, RDF.type, FG.Measurement
        for each in measurement.about:
            yield node, FG.about, each
        yield node, FG.indicator, Literal(measure.indicator, lang="en")
        integer = measure.value.lstrip("-").isdigit()
        yield node, FG.value, Literal(measure.value, datatype=XSD.integer if integer else XSD.decimal, normalize=False)
        yield node, FG.unit, Literal(measure.unit)
        yield node, FG.comparator, Literal(measure.comparator)
        if measure.year:
            yield node, FG.year, _time(measure.year)
        if measure.per:
            yield node, FG.per, Literal(measure.per)
        yield node, FG.status, FG[measure.status]
        yield node, FG.confidence, _decimal(measure.confidence)
        for source in measurement.sources:
            yield node, PROV.wasDerivedFrom, source
        for mention in measurement.subjects:
            yield node, FG.subjectMention, mention
        for mention in measurement.objects:
            yield node, FG.objectMention, mention


def _first(counted: Counter[str]) -> str:
    """The most frequent, ties by the alphabet."""
    return min(counted, key=lambda x: (-counted[x], x))


def _label(name: str) -> str:
    """A name without leading article, white space collapsed."""
    words = name.split()
    while len(words) > 1 and words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words)


def _governmental(name: str) -> bool:
    return any(
        w in name.split() for w in ("Bureau", "Office", "Department", "Ministry", "Embassy", "Agency", "Government")
    )


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.integer, normalize=False)


def _decimal(value: float) -> Literal:
    text = f"{min(max(value, 0.0), 1.0):.2f}".rstrip("0").rstrip(".")
    return Literal(text, datatype=XSD.decimal, normalize=False)


def _time(value: str) -> Literal:
    """A year, month or day with its XML Schema type."""
    kind = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}[len(value)]
    return Literal(value, datatype=kind, normalize=False)
