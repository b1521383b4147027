"""Which sentences a graph was read from in full, in part or not at all, and what was left of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from ..builder.errors import GraphError
from .index import (
    DERIVED,
    EXACT,
    HAS_SELECTOR,
    HAS_SOURCE,
    MEASUREMENT,
    OF_SENTENCE,
    PREDICATE,
    REASON,
    REMAINDER,
    SENTENCE,
    SOURCE,
    STATEMENT,
    Index,
    index,
)
from .names import words
from .terms import FG, OPEN, Term, Triple, iri, split, value

Kind = Literal["read", "partly", "silent"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_COVERAGE = iri(FG + "coverage")


@dataclass(frozen=True, slots=True)
class Left:
    """A part of a sentence that gave nothing."""

    text: str
    start: int  #: code-point offsets into the document's text
    end: int
    reason: str  #: local name of the fg:Reason
    why: str  #: its label
    meaning: str  #: its definition; "" for a reason that the vocabulary lacks


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, what it gave and what was left of it."""

    coverage: Kind
    text: str
    source: str  #: file name or URL of the document
    document: str  #: IRI of the document
    start: int  #: code-point offsets into the document's text
    end: int
    statements: int
    open_statements: int  #: of the statements, those with an open predicate
    measurements: int
    left: tuple[Left, ...]  #: in text order

    @property
    def words(self) -> tuple[int, int]:
        """How many words the sentence has, and how many of them stand in no part that was left."""
        found = [(m.start(), m.end()) for m in re.finditer(r"\S+", self.text) if any(c.isalnum() for c in m[0])]
        if self.coverage == "silent":
            return len(found), 0
        gaps = [(each.start - self.start, each.end - self.start) for each in self.left]
        return len(found), sum(not any(s < end and start < e for s, e in gaps) for start, end in found)


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over all sentences of a graph."""

    sentences: int
    read: int
    partly: int
    silent: int
    words: int
    words_read: int
    left: tuple[tuple[str, int], ...]  #: label of a reason and how often it holds, the most frequent first


def coverage(triples: Iterable[Triple]) -> list[Sentence]:
    """The sentences of a graph by document and place.

    Raises GraphError where there are none, and where a sentence or remainder does not say where it stands.
    """
    graph = index(triples)
    given = _given(graph)
    left: dict[Term, list[Term]] = defaultdict(list)
    for node in graph.instances(REMAINDER):
        for sentence in graph.objects(node, OF_SENTENCE):
            left[sentence].append(node)
    found = [_sentence(graph, node, given[node], left[node]) for node in graph.instances(SENTENCE)]
    if not found:
        raise GraphError("the graph has no sentences; coverage needs a graph made with factgraph build")
    return sorted(found, key=lambda s: (s.source, s.document, s.start, s.end))


def totals(sentences: Sequence[Sentence]) -> Totals:
    """What the sentences come to."""
    kinds = Counter(s.coverage for s in sentences)
    reasons = Counter(each.why for s in sentences for each in s.left)
    counted = [s.words for s in sentences]
    return Totals(
        sentences=len(sentences),
        read=kinds["read"],
        partly=kinds["partly"],
        silent=kinds["silent"],
        words=sum(n for n, _ in counted),
        words_read=sum(n for _, n in counted),
        left=tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
    )


def _given(graph: Index) -> dict[Term, Counter[str]]:
    """By sentence, how many nodes of each kind come from it."""
    given: dict[Term, Counter[str]] = defaultdict(Counter)
    for node in graph.instances(STATEMENT):
        is_open = (graph.text(node, PREDICATE) or "").startswith(OPEN)
        for sentence in graph.objects(node, DERIVED):
            given[sentence].update({"statements": 1, "open": int(is_open)})
    for node in graph.instances(MEASUREMENT):
        for sentence in graph.objects(node, DERIVED):
            given[sentence]["measurements"] += 1
    return given


def _sentence(graph: Index, node: Term, given: Counter[str], left: Iterable[Term]) -> Sentence:
    start, end = graph.position(node)
    text = next((t for s in graph.objects(node, HAS_SELECTOR) if (t := graph.text(s, EXACT)) is not None), None)
    kind = split(graph.text(node, _COVERAGE) or "")[1].lower()
    if text is None or start < 0 or kind not in KINDS:
        raise GraphError(f"sentence {node} lacks its quote, position or fg:coverage; build the graph again")
    document = graph.first(node, HAS_SOURCE) or ""
    return Sentence(
        coverage=KINDS[KINDS.index(kind)],
        text=text,
        source=graph.text(document, SOURCE) or value(document),
        document=value(document),
        start=start,
        end=end,
        statements=given["statements"],
        open_statements=given["open"],
        measurements=given["measurements"],
        left=tuple(
            sorted((_left(graph, each, text, start) for each in left), key=lambda e: (e.start, e.end, e.reason))
        ),
    )


def _left(graph: Index, node: Term, text: str, offset: int) -> Left:
    from ..ontology.vocabulary import load_vocabulary

    start, end = graph.span(node)
    name = split(graph.text(node, REASON) or "")[1]
    known = load_vocabulary().reasons.get(name)
    if not offset <= start < end <= offset + len(text):
        raise GraphError(f"remainder {node} does not stand inside its sentence; build the graph again")
    part = text[start - offset : end - offset]
    return Left(part, start, end, name, known.label if known else words(name), known.definition if known else "")
