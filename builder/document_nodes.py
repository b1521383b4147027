"""The nodes that belong to one document: itself, its sentences with their selectors and remainders, its mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from . import iris
from .account import Account, Span, led_to
from .minted import Minted
from .node import DOCUMENTS, MENTIONS, SENTENCES, Node, Pair
from .terms import Term, english, iri, string, typed

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
SCHEMA = "https://schema.org/"


@lru_cache(maxsize=1024)
def fg(name: str) -> Term:
    """A term of the vocabulary."""
    return iri(iris.term(name))


TYPE, LABEL = iri(RDF + "type"), iri(RDFS + "label")
_IDENTIFIER, _SOURCE, _TITLE, _ISSUED, _PUBLISHER = (
    iri(DCTERMS + name) for name in ("identifier", "source", "title", "issued", "publisher")
)
_MENTIONS, _SPEAKS = iri(SCHEMA + "mentions"), fg("speaksFor")
_START, _END, _EXACT = iri(OA + "start"), iri(OA + "end"), iri(OA + "exact")
_SELECTOR, _HOME, _COVERAGE = iri(OA + "hasSelector"), iri(OA + "hasSource"), fg("coverage")
_OF, _REASON = fg("ofSentence"), fg("reason")
_IS_DOCUMENT, _IS_SENTENCE, _IS_REMAINDER = ((TYPE, fg(name)) for name in ("Document", "Sentence", "Remainder"))
_IS_RESOURCE, _IS_POSITION, _IS_QUOTE = (
    (TYPE, iri(OA + name)) for name in ("SpecificResource", "TextPositionSelector", "TextQuoteSelector")
)


def integer(number: int) -> Term:
    """A whole number."""
    return typed(str(number), "integer")


def time(value: str) -> Term:
    """A year, month or day with its XML Schema type."""
    return typed(value, {4: "gYear", 7: "gYearMonth", 10: "date"}[len(value)])


def document_nodes(account: Account, places: Minted, sources: Sequence[str]) -> Iterator[tuple[int, tuple[Node, ...]]]:
    """Sections with their nodes in the order of writing; `sources` are names that the document was found under."""
    spans = _mentions(account)
    pairs = dict.fromkeys(_document(account, places, sources, spans))
    yield DOCUMENTS, (Node(DOCUMENTS, iri(places.home), tuple(pairs)),)
    yield SENTENCES, tuple(_sentences(account, places))
    links: dict[Span, list[Pair]] = {}
    for link in account.links:
        links.setdefault(link.here, []).append((fg(link.kind), places.mention(link.there)))
    yield (
        MENTIONS,
        tuple(Node(MENTIONS, places.mention(span), (*_position(*span), *links.get(span, ()))) for span in spans),
    )


def _document(account: Account, places: Minted, sources: Iterable[str], spans: Iterable[Span]) -> Iterator[Pair]:
    yield _IS_DOCUMENT
    yield _IDENTIFIER, string(account.sha256)
    for source in sources:
        yield _SOURCE, string(source)
    if account.title:
        title = english(" ".join(account.title.split()))
        yield _TITLE, title
        yield LABEL, title
    if account.issued:
        yield _ISSUED, time(account.issued)
    if account.publisher:
        yield _PUBLISHER, publisher(account, places)
    for entity in account.entities:
        if entity.named:
            yield _MENTIONS, places.entities[entity.key]
    said = set(spans)
    for speaker in account.speakers:
        if speaker.at in said:
            yield _SPEAKS, places.entities[speaker.entity]


def publisher(account: Account, places: Minted) -> Term:
    """IRI of the publisher."""
    return iri(places.mint.entity(" ".join((account.publisher or "").split())))


def _sentences(account: Account, places: Minted) -> Iterator[Node]:
    """Each sentence with its selectors, and what of it gave nothing."""
    left: dict[int, list[Node]] = {}
    for one in sorted(account.remainders, key=lambda remainder: (remainder.start, remainder.end)):
        sentence = places.sentences[one.sentence]
        node = iri(places.mint.remainder(sentence[1:-1], one.start, one.end))
        pairs = (_IS_REMAINDER, (_OF, sentence), (_REASON, fg(one.reason)), *_position(one.start, one.end))
        left.setdefault(one.sentence, []).append(Node(SENTENCES, node, pairs))
    home = (_HOME, iri(places.home))
    order = sorted(enumerate(account.passages), key=lambda row: (row[1].start, row[1].end))
    for n, passage in order:
        sentence, start, end = places.sentences[n], passage.start, passage.end
        quote, position = iri(places.mint.quote(sentence[1:-1])), iri(places.mint.position(sentence[1:-1]))
        coverage, selectors = (_COVERAGE, fg(passage.coverage)), ((_SELECTOR, quote), (_SELECTOR, position))
        yield Node(SENTENCES, sentence, (_IS_SENTENCE, _IS_RESOURCE, home, coverage, *selectors))
        yield Node(SENTENCES, position, _position(start, end))
        yield Node(SENTENCES, quote, (_IS_QUOTE, (_EXACT, string(account.text[start:end]))))
        yield from left.get(n, ())


def _position(start: int, end: int) -> tuple[Pair, ...]:
    return (_IS_POSITION, (_START, integer(start)), (_END, integer(end)))


def _mentions(account: Account) -> list[Span]:
    spans = [s for f in account.facts for s in (f.subject_at, f.object_at) if s is not None]
    spans += [s for m in account.measures for s in (m.at, *m.about_at)]
    return led_to(spans, account)
