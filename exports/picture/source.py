"""The source texts of a graph, cut into sentences and what stands between them, with offsets as a browser counts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from rdflib import DCTERMS, RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from ...builder.errors import ExportError, GraphError
from ...ontology.vocabulary import load_vocabulary
from .terms import FG, OA, local_name, text_of, words

NO_SUCH = -1  #: index of text that is no sentence


@dataclass(frozen=True, slots=True)
class Left:
    """A part of a passage that gave nothing, in UTF-16 code units of the passage's text, and why."""

    start: int
    end: int
    why: str  #: label of the reason


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a document."""

    iri: str
    start: int  #: code-point offset into the document's text
    end: int
    text: str
    coverage: str  #: "Read", "Partly" or "Silent"
    document: int  #: index into `Source.documents`
    left: tuple[Left, ...] = ()  #: in text order


@dataclass(frozen=True, slots=True)
class Page:
    """A document: what it says of itself, and its text as alternating sentences and gaps."""

    iri: str
    title: str
    about: tuple[tuple[str, str], ...]  #: (name, value) pairs: issued, publisher, source
    pieces: tuple[tuple[str, int], ...]  #: (text, index into `Source.passages` or `NO_SUCH`), in text order


@dataclass(frozen=True, slots=True)
class Span:
    """A mention inside a passage, in UTF-16 code units of that passage's text, as JavaScript slices strings."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """All documents of a graph, by title, and all their sentences in text order."""

    documents: tuple[Page, ...]
    passages: tuple[Passage, ...]

    @cached_property
    def index(self) -> dict[str, int]:
        """Sentence IRI -> index into `passages`."""
        return {passage.iri: i for i, passage in enumerate(self.passages)}

    @cached_property
    def members(self) -> tuple[range, ...]:
        """The indices of each document's passages."""
        counts = [sum(1 for _, i in page.pieces if i != NO_SUCH) for page in self.documents]
        ends = list(accumulate(counts))
        return tuple(range(end - count, end) for end, count in zip(ends, counts, strict=True))


def read_source(graph: Graph, texts: Mapping[str, str]) -> Source:
    """Gather the documents and sentences of `graph`; `texts` maps document IRI -> text as read, and may lack any.

    A document without its text is shown by its sentences alone. Raises ExportError where a text given is not the one
    the graph was built from, GraphError where a sentence lacks its document, quote or position.
    """
    found = sorted(
        (_passage_parts(graph, node) for node in graph.subjects(RDF.type, FG.Sentence)),
        key=lambda parts: (parts[0], parts[1], parts[2], parts[3]),
    )
    documents = sorted({parts[0] for parts in found}, key=lambda iri: (_title(graph, iri), iri))
    left = {node: tuple(_left(graph, node, start, text)) for _, start, _, node, text, _ in found}
    pages: list[Page] = []
    passages: list[Passage] = []
    for number, iri in enumerate(documents):
        first = len(passages)
        passages.extend(Passage(p[3], p[1], p[2], p[4], p[5], number, left[p[3]]) for p in found if p[0] == iri)
        pieces = _pieces(iri, passages[first:], first, texts.get(iri))
        pages.append(Page(iri, _title(graph, iri), _about(graph, iri), pieces))
    return Source(tuple(pages), tuple(passages))


def span(source: Source, among: list[int], start: int, end: int) -> Span | None:
    """The span of a mention at code points `start`..`end` of a document of the passages `among` (indices).

    Looked for in those passages first, then in the rest of their documents (where a pronoun was resolved from); None
    where it lies in no sentence.
    """
    for i in among:
        if (found := _span_in(source.passages[i], i, start, end)) is not None:
            return found
    for document in sorted({source.passages[i].document for i in among}):
        members = source.members[document]
        at = bisect_right(members, start, key=lambda i: source.passages[i].start) - 1
        if at >= 0 and (found := _span_in(source.passages[members[at]], members[at], start, end)) is not None:
            return found
    return None


def _span_in(passage: Passage, index: int, start: int, end: int) -> Span | None:
    if not passage.start <= start <= end <= passage.end:
        return None
    before = _utf16(passage.text[: start - passage.start])
    return Span(index, before, before + _utf16(passage.text[start - passage.start : end - passage.start]))


def position(graph: Graph, selector: Node) -> tuple[int, int] | None:
    """The code points an oa:TextPositionSelector names, or None where it names none."""
    start, end = (text_of(graph, selector, prop) for prop in (OA.start, OA.end))
    if start is None or end is None or not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        return None
    return int(start), int(end)


def _passage_parts(graph: Graph, node: Node) -> tuple[str, int, int, str, str, str]:
    """(document, start, end, sentence IRI, text, coverage)."""
    document = min((str(o) for o in graph.objects(node, OA.hasSource)), default=None)
    selectors = sorted(graph.objects(node, OA.hasSelector), key=str)
    exact = next((t for s in selectors if (t := text_of(graph, s, OA.exact)) is not None), None)
    place = next((p for s in selectors if (p := position(graph, s)) is not None), None)
    if document is None or exact is None or place is None:
        raise GraphError(f"sentence <{node}> lacks its oa:hasSource, oa:exact or oa:start and oa:end; build it again")
    coverage = local_name(str(graph.value(node, FG.coverage, any=True) or FG.Read))
    return document, place[0], place[1], str(node), exact, coverage


def _left(graph: Graph, sentence: str, offset: int, text: str) -> Iterator[Left]:
    """What was left of the sentence `text` that begins at code point `offset` of its document."""
    reasons = load_vocabulary().reasons
    found = ((position(graph, node), node) for node in graph.subjects(FG.ofSentence, URIRef(sentence)))
    for place, node in sorted((place, str(node)) for place, node in found if place is not None):
        start, end = place[0] - offset, place[1] - offset
        if not 0 <= start < end <= len(text):
            raise GraphError(f"remainder <{node}> does not stand inside its sentence; build the graph again")
        name = min((local_name(str(o)) for o in graph.objects(URIRef(node), FG.reason)), default="")
        why = reasons[name].label if name in reasons else words(name).lower()
        before = _utf16(text[:start])
        yield Left(before, before + _utf16(text[start:end]), why)


def _pieces(iri: str, passages: list[Passage], first: int, text: str | None) -> tuple[tuple[str, int], ...]:
    pieces: list[tuple[str, int]] = []
    at = 0
    for i, passage in enumerate(passages, first):
        if passage.start < at:
            raise GraphError(f"sentences of <{iri}> overlap at offset {passage.start}; build the graph again")
        if text is None:
            gap = "" if not pieces else " " if passage.start - at <= 1 else "\n\n"
        else:
            gap = text[at : passage.start]
            if text[passage.start : passage.end] != passage.text:
                raise ExportError(
                    f"the text given for <{iri}> differs from the graph's at offset {passage.start}; "
                    "give the text the graph was built from, or none"
                )
        pieces += [(gap, NO_SUCH), (passage.text, i)]
        at = passage.end
    if text is not None:
        pieces.append((text[at:], NO_SUCH))
    return tuple(piece for piece in pieces if piece[0])


def _title(graph: Graph, iri: str) -> str:
    found = text_of(graph, URIRef(iri), DCTERMS.title, DCTERMS.source)
    return found if found is not None else local_name(iri)


def _about(graph: Graph, iri: str) -> tuple[tuple[str, str], ...]:
    known = (("issued", DCTERMS.issued), ("publisher", DCTERMS.publisher), ("source", DCTERMS.source))
    rows = ((name, _name(graph, URIRef(iri), prop)) for name, prop in known)
    return tuple((name, value) for name, value in rows if value)


def _name(graph: Graph, node: Node, prop: URIRef) -> str | None:
    linked = min((o for o in graph.objects(node, prop) if isinstance(o, URIRef)), default=None)
    if linked is not None:
        return text_of(graph, linked, RDFS.label) or str(linked)
    return text_of(graph, node, prop)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
