"""The nodes that belong to one document: itself, its sentences with their selectors and remainders, its mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from . import iris
from .account import Account, led_to
from .minted import Minted
from .node import DOCUMENTS, MENTIONS, SENTENCES, Node, Pair
from .spill import Key
from .terms import Term, english, iri, string, typed

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
SCHEMA = "https://schema.org/"

TYPE, LABEL = iri(RDF + "type"), iri(RDFS + "label")
_POSITION, _START, _END = iri(OA + "TextPositionSelector"), iri(OA + "start"), iri(OA + "end")
_SELECTOR = iri(OA + "hasSelector")


def fg(name: str) -> Term:
    """A term of the vocabulary."""
    return iri(iris.term(name))


def integer(number: int) -> Term:
    """A whole number."""
    return typed(str(number), "integer")


def time(value: str) -> Term:
    """A year, month or day with its XML Schema type."""
    return typed(value, {4: "gYear", 7: "gYearMonth", 10: "date"}[len(value)])


def document_nodes(account: Account, places: Minted, rank: int, sources: Sequence[str]) -> Iterator[tuple[Key, Node]]:
    """Nodes, and keys that put them in order; `rank` is the document's, `sources` are names it was found under."""
    yield (DOCUMENTS, rank), Node(DOCUMENTS, iri(places.home), tuple(_document(account, places, sources)))
    for n, passage in enumerate(account.passages):
        yield from _sentence(places.sentences[n], account, passage.start, passage.end, passage.coverage, places, rank)
    for remainder in account.remainders:
        sentence = places.sentences[remainder.sentence]
        node = iri(places.mint.remainder(sentence, remainder.start, remainder.end))
        passage = account.passages[remainder.sentence]
        pairs: tuple[Pair, ...] = (
            (TYPE, fg("Remainder")),
            (TYPE, _POSITION),
            (fg("ofSentence"), iri(sentence)),
            (fg("reason"), fg(remainder.reason)),
            (_START, integer(remainder.start)),
            (_END, integer(remainder.end)),
        )
        key = (SENTENCES, rank, passage.start, passage.end, iri(sentence), 2, remainder.start, remainder.end, node)
        yield key, Node(SENTENCES, node, pairs)
    for start, end in _mentions(account):
        node = iri(places.mention((start, end)))
        pairs = (
            (TYPE, _POSITION),
            (_START, integer(start)),
            (_END, integer(end)),
            *((fg(k.kind), iri(places.mention(k.there))) for k in account.links if k.here == (start, end)),
        )
        yield (MENTIONS, rank, start, end, node), Node(MENTIONS, node, pairs)


def _document(account: Account, places: Minted, sources: Iterable[str]) -> Iterator[Pair]:
    yield TYPE, fg("Document")
    yield iri(DCTERMS + "identifier"), string(account.sha256)
    for source in sources:
        yield iri(DCTERMS + "source"), string(source)
    if account.title:
        title = english(" ".join(account.title.split()))
        yield iri(DCTERMS + "title"), title
        yield LABEL, title
    if account.issued:
        yield iri(DCTERMS + "issued"), time(account.issued)
    if account.publisher:
        yield iri(DCTERMS + "publisher"), iri(publisher(account, places))
    for entity in account.entities:
        if entity.named:
            yield iri(SCHEMA + "mentions"), iri(places.entities[entity.key])
    said = set(_mentions(account))
    for speaker in account.speakers:
        if speaker.at in said:
            yield fg("speaksFor"), iri(places.entities[speaker.entity])


def publisher(account: Account, places: Minted) -> str:
    """IRI of the publisher."""
    return places.mint.entity(" ".join((account.publisher or "").split()))


def _sentence(
    node: str, account: Account, start: int, end: int, coverage: str, places: Minted, rank: int
) -> Iterator[tuple[Key, Node]]:
    quote, position = iri(places.mint.quote(node)), iri(places.mint.position(node))
    pairs: tuple[Pair, ...] = (
        (TYPE, fg("Sentence")),
        (TYPE, iri(OA + "SpecificResource")),
        (iri(OA + "hasSource"), iri(places.home)),
        (fg("coverage"), fg(coverage)),
        (_SELECTOR, quote),
        (_SELECTOR, position),
    )
    key = (SENTENCES, rank, start, end, iri(node))
    yield (*key, 0), Node(SENTENCES, iri(node), pairs)
    pairs = ((TYPE, _POSITION), (_START, integer(start)), (_END, integer(end)))
    yield (*key, 1, position), Node(SENTENCES, position, pairs)
    pairs = ((TYPE, iri(OA + "TextQuoteSelector")), (iri(OA + "exact"), string(account.text[start:end])))
    yield (*key, 1, quote), Node(SENTENCES, quote, pairs)


def _mentions(account: Account) -> list[tuple[int, int]]:
    spans = [s for f in account.facts for s in (f.subject_at, f.object_at) if s is not None]
    spans += [s for m in account.measures for s in (m.at, *m.about_at)]
    return led_to(spans, account)
