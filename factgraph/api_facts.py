"""What a graph says, as plain data: statements, measurements and documents, with the sentences that say them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from .api_html import Row, marked, statement_table
from .exports.explain import ANY, COMPARATOR, INDICATOR, PER, UNIT, VALUE, YEAR, Finding, Passage, explain
from .exports.index import DOCUMENT, LABEL, SOURCE, Index, index
from .exports.names import UnknownNameError
from .exports.terms import DCTERMS, Triple, iri, split, value, visible
from .exports.worded import End

Role = Literal["subject", "object"]
Status = Literal["asserted", "planned", "negated", "reported"]


@dataclass(frozen=True, slots=True)
class Thing:
    """A subject, predicate or object: what it is called, and its IRI, which a literal has not."""

    label: str
    iri: str | None

    def __str__(self) -> str:
        return line(self.label)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a subject or object is spoken of: code points of the sentence's text."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a document."""

    text: str
    start: int  #: code-point offset into the document's text
    end: int
    document: str  #: file name or URL
    mentions: tuple[Mention, ...]  #: in text order

    def __str__(self) -> str:
        return line(self.text)

    def _repr_html_(self) -> str:
        return marked(self.text, [(m.start, m.end, m.role) for m in self.mentions], self.document)


@dataclass(frozen=True, slots=True)
class Statement:
    """That a subject stands in a relation to an object, as sentences say it."""

    iri: str
    subject: Thing
    predicate: Thing
    object: Thing
    status: Status
    times: tuple[tuple[str, str], ...]  #: ("since", "1994"), ("until", …), ("in", …): years, months or days
    qualifiers: tuple[tuple[str, str], ...]  #: ("rank", "2")
    confidence: float  #: from 0 to 1
    evidence: tuple[Evidence, ...]  #: the sentences that say it
    named_in: tuple[Evidence, ...]  #: other sentences, which name what these only refer to

    def __str__(self) -> str:
        """`Mexico | memberOf | OECD | since 1994`."""
        ends = (self.subject.label, split(self.predicate.iri or "")[1] or self.predicate.label, self.object.label)
        return line(" | ".join((*ends, *_told(self.status, self.times, self.qualifiers))))

    def _repr_html_(self) -> str:
        return statement_table([self.row()])

    def row(self) -> Row:
        """The statement in a notebook's table."""
        ends = (self.subject.label, self.predicate.label, self.object.label)
        told = _told(self.status, self.times, self.qualifiers)
        return Row(ends, tuple(told), self.confidence, _markup((*self.evidence, *self.named_in)))


@dataclass(frozen=True, slots=True)
class Measurement:
    """A quantity said of one thing or several."""

    iri: str
    about: tuple[Thing, ...]
    indicator: str
    value: Decimal
    unit: str  #: ISO 4217 code, or a singular word
    comparator: str  #: one of = > >= < <= ~
    year: str | None
    per: str | None
    status: Status
    qualifiers: tuple[tuple[str, str], ...]
    confidence: float
    evidence: tuple[Evidence, ...]
    named_in: tuple[Evidence, ...]

    @property
    def quantity(self) -> str:
        """Comparator, value and unit, such as `> 5 USD per day`."""
        sign = "" if self.comparator == "=" else f"{self.comparator} "
        return f"{sign}{self.value:f} {self.unit}" + (f" per {self.per}" if self.per else "")

    def __str__(self) -> str:
        """`Mexico | two-way trade | > 550000000000 USD | in 2013`."""
        row = self.row()
        return line(" | ".join((*row.ends, *row.told)))

    def _repr_html_(self) -> str:
        return statement_table([self.row()])

    def row(self) -> Row:
        """The measurement in a notebook's table."""
        ends = (", ".join(thing.label for thing in self.about), self.indicator, self.quantity)
        told = _told(self.status, (("in", self.year),) if self.year else (), self.qualifiers)
        return Row(ends, tuple(told), self.confidence, _markup((*self.evidence, *self.named_in)))


@dataclass(frozen=True, slots=True)
class Source:
    """A document that was read."""

    iri: str
    names: tuple[str, ...]  #: file names or URLs it was found under
    title: str | None
    issued: str | None  #: ISO 8601: a year, month or day
    publisher: str | None
    sha256: str  #: hexadecimal, of the text in UTF-8
    text: str | None  #: as read: all offsets are code points of it; None where the graph was not built from it

    def __str__(self) -> str:
        return line(", ".join(self.names) + (f": {self.title}" if self.title else ""))


@dataclass(frozen=True, slots=True)
class Told:
    """All that a graph says, in text order."""

    statements: tuple[Statement, ...]
    measurements: tuple[Measurement, ...]
    documents: tuple[Source, ...]


def tell(triples: Sequence[Triple], base: str, texts: Mapping[str, str]) -> Told:
    """What sorted triples say; `texts` are the documents' by IRI."""
    try:
        found = explain(triples, base, ANY)
    except UnknownNameError:  # it says nothing
        found = []
    graph = index(triples)
    return Told(
        tuple(_statement(each) for each in found if each.kind == "statement"),
        tuple(_measurement(each, graph) for each in found if each.kind == "measurement"),
        tuple(_documents(graph, texts)),
    )


def line(text: str) -> str:
    """A text on one line, with its invisible characters made visible."""
    return visible(" ".join(text.split()))


def _statement(found: Finding) -> Statement:
    return Statement(
        found.iri,
        _thing(found.subjects[0]),
        Thing(found.relation, found.predicate),
        _thing(found.object),
        _status(found),
        found.times,
        found.qualifiers,
        float(found.confidence or 1),
        *_passages(found),
    )


def _measurement(found: Finding, graph: Index) -> Measurement:
    node = iri(found.iri)
    try:
        amount = Decimal(graph.text(node, VALUE) or "")
    except InvalidOperation:  # of a triple that the caller has added
        amount = Decimal("NaN")
    return Measurement(
        found.iri,
        tuple(_thing(each) for each in found.subjects),
        graph.text(node, INDICATOR) or "",
        amount,
        graph.text(node, UNIT) or "",
        graph.text(node, COMPARATOR) or "=",
        graph.text(node, YEAR),
        graph.text(node, PER),
        _status(found),
        found.qualifiers,
        float(found.confidence or 1),
        *_passages(found),
    )


def _documents(graph: Index, texts: Mapping[str, str]) -> Iterator[Source]:
    rows = [(graph.objects(node, SOURCE), node) for node in graph.instances(DOCUMENT) if graph.objects(node, SOURCE)]
    for names, node in sorted(rows):
        publisher = graph.first(node, iri(DCTERMS + "publisher"))
        yield Source(
            value(node),
            tuple(value(name) for name in names),
            graph.text(node, iri(DCTERMS + "title")),
            graph.text(node, iri(DCTERMS + "issued")),
            None if publisher is None else graph.text(publisher, LABEL),
            graph.text(node, iri(DCTERMS + "identifier")) or "",
            texts.get(value(node)),
        )


def _thing(end: End) -> Thing:
    return Thing(end.label, end.iri)


def _status(found: Finding) -> Status:
    known: tuple[Status, ...] = ("asserted", "planned", "negated", "reported")
    return next((status for status in known if status == found.status), "asserted")


def _passages(found: Finding) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    return tuple(map(_evidence, found.passages)), tuple(map(_evidence, found.resolved))


def _evidence(passage: Passage) -> Evidence:
    mentions = tuple(Mention(mark.start, mark.end, mark.role) for mark in passage.marks)
    return Evidence(passage.text, passage.start, passage.end, passage.source, mentions)


def _markup(sentences: Sequence[Evidence]) -> tuple[str, ...]:
    return tuple(each._repr_html_() for each in sentences)


def _told(status: Status, times: Sequence[tuple[str, str]], qualifiers: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield from (f"{name} {moment}" for name, moment in times)
    yield from (f"{name}: {said}" for name, said in qualifiers)
    if status != "asserted":
        yield status
