"""The source texts of a graph, cut into sentences and what stands between them, with offsets as a browser counts."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from ...builder.errors import ExportError, GraphError
from ...builder.iris import FG
from ...ontology.vocabulary import load_vocabulary
from ..index import (
    END,
    EXACT,
    HAS_SELECTOR,
    HAS_SOURCE,
    LABEL,
    OF_SENTENCE,
    REASON,
    REMAINDER,
    SENTENCE,
    SOURCE,
    START,
    Index,
)
from ..terms import DCTERMS, Term, iri, is_iri, value
from .terms import TITLE, as_written, local_name, term_of, text_of, words

NO_SUCH = -1  #: index of text that is no sentence
COVERAGE = iri(FG + "coverage")
ISSUED, PUBLISHER = iri(DCTERMS + "issued"), iri(DCTERMS + "publisher")


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
    quote: str  #: IRI of its text quote selector
    position: str  #: IRI of its text position selector
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
    term: str = ""  #: its title as `terms.as_written` has it


@dataclass(frozen=True, slots=True)
class Span:
    """A mention inside a passage, in UTF-16 code units of that passage's text, as JavaScript slices strings."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """All documents of a graph, by title, and all their sentences in text order."""

    documents: tuple[Page, ...] = ()
    passages: tuple[Passage, ...] = ()

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


@dataclass(frozen=True, slots=True, order=True)
class _Sentence:
    """A sentence as the graph has it; in text order within a document."""

    start: int
    end: int
    node: Term
    quote: Term
    position: Term
    text: str


def read_source(graph: Index, texts: Mapping[str, str]) -> Source:
    """Gather the documents and sentences of `graph`; `texts` maps document IRI -> text as read, and may lack any.

    A document without its text is shown by its sentences alone. Raises ExportError where a text given is not the one
    the graph was built from, GraphError where a sentence lacks its document, quote or position.
    """
    found: dict[Term, list[_Sentence]] = defaultdict(list)
    for node in graph.instances(SENTENCE):
        document, sentence = _sentence(graph, node)
        found[document].append(sentence)
    remainders: dict[Term, list[Term]] = defaultdict(list)
    for node in graph.instances(REMAINDER):
        for sentence_node in graph.objects(node, OF_SENTENCE):
            remainders[sentence_node].append(node)
    pages: list[Page] = []
    passages: list[Passage] = []
    for number, document in enumerate(sorted(found, key=lambda node: (_title(graph, node), node))):
        first = len(passages)
        for each in sorted(found[document]):
            coverage = local_name(value(graph.first(each.node, COVERAGE) or iri(FG + "Read")))
            left = tuple(_left(graph, remainders.get(each.node, ()), each.start, each.text))
            names = (value(each.node), value(each.quote), value(each.position))
            passages.append(Passage(*names, each.start, each.end, each.text, coverage, number, left))
        pieces = _pieces(value(document), passages[first:], first, texts.get(value(document)))
        written = as_written(term_of(graph, document, TITLE))
        pages.append(Page(value(document), _title(graph, document), _about(graph, document), pieces, written))
    return Source(tuple(pages), tuple(passages))


def span(source: Source, among: Sequence[int], start: int, end: int) -> Span | None:
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


def place_of(graph: Index, selector: Term) -> tuple[int, int] | None:
    """The code points an oa:TextPositionSelector names, or None where it names none."""
    start, end = (graph.text(selector, prop) for prop in (START, END))
    if start is None or end is None or not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        return None
    return int(start), int(end)


def _sentence(graph: Index, node: Term) -> tuple[Term, _Sentence]:
    document = graph.first(node, HAS_SOURCE)
    selectors = graph.objects(node, HAS_SELECTOR)
    quote = next(((s, t) for s in selectors if (t := text_of(graph, s, EXACT)) is not None), None)
    place = next(((s, p) for s in selectors if (p := place_of(graph, s)) is not None), None)
    if document is None or quote is None or place is None:
        raise GraphError(f"sentence {node} lacks its oa:hasSource, oa:exact or oa:start and oa:end; build it again")
    return document, _Sentence(*place[1], node, quote[0], place[0], quote[1])


def _left(graph: Index, remainders: Sequence[Term], offset: int, text: str) -> Iterator[Left]:
    """What was left of the sentence `text` that begins at code point `offset` of its document."""
    reasons = load_vocabulary().reasons
    found = ((place_of(graph, node), node) for node in remainders)
    for place, node in sorted((place, node) for place, node in found if place is not None):
        start, end = place[0] - offset, place[1] - offset
        if not 0 <= start < end <= len(text):
            raise GraphError(f"remainder {node} does not stand inside its sentence; build the graph again")
        name = min((local_name(value(o)) for o in graph.objects(node, REASON)), default="")
        why = reasons[name].label if name in reasons else words(name).lower()
        before = _utf16(text[:start])
        yield Left(before, before + _utf16(text[start:end]), why)


def _pieces(document: str, passages: list[Passage], first: int, text: str | None) -> tuple[tuple[str, int], ...]:
    pieces: list[tuple[str, int]] = []
    at = 0
    for i, passage in enumerate(passages, first):
        if passage.start < at:
            raise GraphError(f"sentences of <{document}> overlap at offset {passage.start}; build the graph again")
        if text is None:
            gap = "" if not pieces else " " if passage.start - at <= 1 else "\n\n"
        else:
            gap = text[at : passage.start]
            if text[passage.start : passage.end] != passage.text:
                raise ExportError(
                    f"the text given for <{document}> differs from the graph's at offset {passage.start}; "
                    "give the text the graph was built from, or none"
                )
        pieces += [(gap, NO_SUCH), (passage.text, i)]
        at = passage.end
    if text is not None:
        pieces.append((text[at:], NO_SUCH))
    return tuple(piece for piece in pieces if piece[0])


def _title(graph: Index, document: Term) -> str:
    found = text_of(graph, document, TITLE, SOURCE)
    return found if found is not None else local_name(value(document))


def _about(graph: Index, document: Term) -> tuple[tuple[str, str], ...]:
    rows = ((name, _name(graph, document, p)) for name, p in (("issued", ISSUED), ("publisher", PUBLISHER)))
    source = ("source", _name(graph, document, SOURCE))
    return tuple((name, said) for name, said in (*rows, source) if said)


def _name(graph: Index, node: Term, prop: Term) -> str | None:
    linked = next((o for o in graph.objects(node, prop) if is_iri(o)), None)
    if linked is not None:
        return text_of(graph, linked, LABEL) or value(linked)
    return text_of(graph, node, prop)


def _utf16(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
