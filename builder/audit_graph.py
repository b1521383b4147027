"""A graph as its audit asks for it: sentences by place, mentions by the words they stand on, chains of mentions."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Any, TypeVar

from . import iris
from .triple_index import Row

Answer = TypeVar("Answer")

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OA = "http://www.w3.org/ns/oa#"
TYPE, SUBJECT, PREDICATE, OBJECT = (RDF + n for n in ("type", "subject", "predicate", "object"))
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
ALIAS = "http://www.w3.org/2004/02/skos/core#altLabel"
SOURCE, SELECTOR, EXACT, START, END = (OA + n for n in ("hasSource", "hasSelector", "exact", "start", "end"))
EVIDENCE = "http://www.w3.org/ns/prov#wasDerivedFrom"
STATEMENT, MEASUREMENT, SENTENCE = RDF + "Statement", iris.term("Measurement"), iris.term("Sentence")
SUBJECTS, OBJECTS = iris.term("subjectMention"), iris.term("objectMention")
RESOLVED, BRIDGED, SPEAKS = (iris.term(n) for n in ("resolvedFrom", "bridgedFrom", "speaksFor"))


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a graph."""

    document: str
    start: int
    end: int
    exact: str


Place = tuple[Passage, int, int]  #: a sentence, and a stretch of it
_UNKNOWN: Any = object()
_NONE: list[str] = []


class Audited:
    """Triples by predicate IRI and subject, values as text; `literals` are the statements whose object is a literal."""

    def __init__(self, rows: Mapping[str, Row], literals: Set[str]) -> None:
        self._values, self._literals = rows, literals
        self._answers: dict[tuple[object, ...], Any] = {}
        self._looked: dict[tuple[str, str | None], Any] = {}
        self._starts, self._ends = rows.get(START, {}), rows.get(END, {})
        self.sentences = {node: p for node in self.typed(SENTENCE) if (p := self._passage(node)) is not None}
        self._places = _places(self.sentences.values())
        self.mentions = self._mentions()

    def once(self, function: Callable[..., Answer], *asked: str | None) -> Answer:
        """What the function says of the graph, kept for the next time that it is asked the same."""
        key = (function, *asked)
        found: Answer = self._answers.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            found = self._answers[key] = function(self, *asked)
        return found

    def of(self, node: str, predicate: str) -> list[str]:
        """Objects of the node's triples with that predicate, as text."""
        found = self._values.get(predicate)
        return found.get(node, _NONE) if found else _NONE

    def one(self, node: str, predicate: str) -> str | None:
        """The object of the node's one triple with that predicate; None where there is none or more than one."""
        found = self.of(node, predicate)
        return found[0] if len(found) == 1 else None

    def typed(self, cls: str) -> list[str]:
        """Nodes of a class, sorted."""
        return sorted(node for node, classes in self._values.get(TYPE, {}).items() if cls in classes)

    def is_literal(self, node: str) -> bool:
        """Whether the statement's object is a literal."""
        return node in self._literals

    def label(self, node: str) -> str:
        """What to call a node."""
        return min(self.of(node, LABEL), default=node)

    def forms(self, node: str) -> list[str]:
        """The names that the graph gives an entity."""
        return [*self.of(node, LABEL), *self.of(node, ALIAS)]

    def home(self, mention: str) -> str | None:
        """The document whose IRI the mention's IRI goes on from; None where none is, and it may be of any."""
        base, part, _ = mention.rpartition("/mention/")
        return base if part and base in self._places else None

    def place(self, mention: str, document: str | None = None) -> Place | None:
        """The sentence that the mention lies in, and where in it; None where it lies in none of the document.

        A mention whose IRI does not tell its document is looked for in `document`, or else in all.
        """
        key = (mention, document)
        found: Place | None = self._looked.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            found = self._looked[key] = self._look(mention, document)
        return found

    def _look(self, mention: str, document: str | None) -> Place | None:
        span, home = self._span(mention), self.home(mention) or document
        if span is None or (document is not None and home != document):
            return None
        for each in [home] if home is not None else sorted(self._places):
            starts, row = self._places.get(each, ([], []))
            at = bisect_right(starts, span[0]) - 1
            if at >= 0 and span[1] <= row[at].end:
                return row[at], span[0] - row[at].start, span[1] - row[at].start
        return None

    def words(self, mention: str, document: str) -> str:
        """The characters that the mention stands on; none where it lies in no sentence of the document."""
        place = self.place(mention, document)
        return place[0].exact[place[1] : place[2]] if place else ""

    def inside(self, mentions: Iterable[str], passage: Passage) -> list[str]:
        """Those of the mentions that lie in the sentence."""
        return [m for m in mentions if (place := self.place(m, passage.document)) is not None and place[0] is passage]

    def chain(self, mentions: Iterable[str], link: str) -> list[str]:
        """The mentions and all that the links lead to, nearest first."""
        found = dict.fromkeys(mentions)
        waiting, links = list(found), self._values.get(link)
        if not links:
            return waiting
        for mention in waiting:
            new = [m for m in links.get(mention, ()) if m not in found]
            found |= dict.fromkeys(new)
            waiting += new
        return waiting

    def _span(self, selector: str) -> tuple[int, int] | None:
        starts, ends = self._starts.get(selector, ()), self._ends.get(selector, ())
        if len(starts) != 1 or len(ends) != 1:
            return None
        both = starts[0] + ends[0]
        if not (both.isascii() and both.isdigit() and starts[0] and ends[0]):
            return None
        start, end = int(starts[0]), int(ends[0])
        return (start, end) if start < end else None

    def _passage(self, node: str) -> Passage | None:
        selectors = self.of(node, SELECTOR)
        spans = [s for s in map(self._span, selectors) if s is not None]
        exact = [t for s in selectors for t in self.of(s, EXACT)]
        document = self.one(node, SOURCE)
        if document is None or len(spans) != 1 or len(exact) != 1:
            return None
        return Passage(document, *spans[0], exact[0])

    def _mentions(self) -> list[str]:
        """Every mention that a statement, a measurement or another mention names, sorted."""
        links = (SUBJECTS, OBJECTS, RESOLVED, BRIDGED)
        return sorted({m for p in links for found in self._values.get(p, {}).values() for m in found})


def _places(passages: Iterable[Passage]) -> Mapping[str, tuple[list[int], list[Passage]]]:
    """Starts and sentences of each document, in text order."""
    rows: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        rows[passage.document].append(passage)
    for row in rows.values():
        row.sort(key=lambda p: (p.start, p.end))
    return {document: ([p.start for p in row], row) for document, row in rows.items()}
