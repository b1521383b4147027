"""Does each statement stand where it says? Its ends and its evidence are looked up in the sentences it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice

from . import iris
from .audit_graph import (
    BRIDGED,
    EVIDENCE,
    MEASUREMENT,
    OBJECT,
    OBJECTS,
    PREDICATE,
    RESOLVED,
    SENTENCE,
    SPEAKS,
    STATEMENT,
    SUBJECT,
    SUBJECTS,
    Audited,
    Passage,
)
from .audit_words import all_in, expresses, is_first_person, names, stands_in, whole

_ABOUT, _VALUE, _INDICATOR = (iris.term(n) for n in ("about", "value", "indicator"))
_QUOTED = (iris.term("as"), iris.term("rankedAs"))  #: qualifiers in the sentence's own words


@dataclass(frozen=True, slots=True)
class Fault:
    """What is not so of a statement, a measurement, a sentence or a mention."""

    node: str  #: its IRI
    says: str  #: what it is or says
    what: str  #: what is wrong
    sentence: str = ""  #: words of the sentence in question

    def __str__(self) -> str:
        where = f"; the sentence is {shown(self.sentence)}" if self.sentence else ""
        return f"{shown(self.says, 200)} <{shown(self.node, 200)}>: {self.what}{where}"


@dataclass(frozen=True, slots=True)
class Audit:
    """How much was checked, and what was found."""

    statements: int
    measurements: int
    mentions: int
    sentences: int
    faults: tuple[Fault, ...]


def audit(graph: Audited, texts: Mapping[str, str] | None = None) -> Audit:
    """Check every statement and measurement against the sentences that it names, in time linear in the graph.

    Each end must be named by a mention in each of the sentences, by its own words or by those it was resolved from.
    `texts` maps document IRIs to texts, which sentences are compared with. One fault is told of each node.
    """
    statements, measurements = graph.typed(STATEMENT), graph.typed(MEASUREMENT)
    faults = [*_sentences(graph, texts or {})]
    for nodes, check in ((statements, _statement), (measurements, _measurement)):
        faults += [fault for node in nodes for fault in islice(check(graph, node), 1)]
    faults += () if faults else _mentions(graph)
    return Audit(len(statements), len(measurements), len(graph.mentions), len(graph.typed(SENTENCE)), tuple(faults))


def _sentences(graph: Audited, texts: Mapping[str, str]) -> Iterator[Fault]:
    """Sentences without one quote and one position, and quotes that the text does not hold there."""
    for node in graph.typed(SENTENCE):
        passage = graph.sentences.get(node)
        if passage is None:
            yield Fault(node, "a sentence", "it needs exactly one document, one quote and one position")
            continue
        start, end, text = passage.start, passage.end, texts.get(passage.document)
        if len(passage.exact) != end - start:
            yield Fault(node, "a sentence", f"its quote does not fill {start} to {end}", passage.exact)
        elif text is not None and text[start:end] != passage.exact:
            held = shown(text[start:end]) if start < len(text) else f"no such place, only {len(text)} characters"
            yield Fault(node, "a sentence", f"the text has at {start} to {end}: {held}", passage.exact)


def _mentions(graph: Audited) -> Iterator[Fault]:
    """Mentions, used or not, that lie in no sentence or cut a word."""
    for node in graph.mentions:
        wrong = _misplaced(graph, node, graph.home(node))
        if wrong:
            yield Fault(node, "a mention", wrong)


def _misplaced(graph: Audited, mention: str, document: str | None) -> str | None:
    """What is wrong with where a mention stands."""
    return graph.once(_place_fault, mention, document)


def _place_fault(graph: Audited, mention: str, document: str | None) -> str | None:
    place = graph.place(mention, document)
    if place is None:
        return f"the mention {shown(mention)} lies in no sentence of its document"
    passage, start, end = place
    return None if whole(passage.exact, start, end) else f"the mention {_quote(passage.exact[start:end])} cuts a word"


def _statement(graph: Audited, node: str) -> Iterator[Fault]:
    subject, predicate, target = (graph.one(node, p) for p in (SUBJECT, PREDICATE, OBJECT))
    if subject is None or predicate is None or target is None:
        yield Fault(node, "a statement", "it needs exactly one subject, one predicate and one object")
        return
    literal = graph.is_literal(node)
    told = (graph.label(subject), re.split("[#/]", predicate)[-1], target if literal else graph.label(target))
    says = " | ".join(told)
    passages = _evidence(graph, node)
    if not passages:
        yield Fault(node, says, "it names no sentence that the graph has")
    reached: set[str] = set()
    for passage in passages:
        led = _led(graph, node, passage)
        reached.update(led)
        wrong = _unnamed(graph, node, SUBJECTS, [subject], passage, led)
        if not wrong and not literal:
            wrong = _unnamed(graph, node, OBJECTS, [target], passage, led)
        if wrong:
            yield Fault(node, says, wrong, passage.exact)
        spans = graph.inside(graph.of(node, OBJECTS), passage) if literal else []
        if literal and not any(stands_in(target, graph.words(m, passage.document)) for m in spans):
            yield Fault(node, says, "no object mention in the sentence holds the words of the object", passage.exact)
    yield from _stray(graph, node, says, passages, reached)
    for quoted in (t for p in _QUOTED for t in graph.of(node, p)):
        if not any(all_in(quoted, p.exact) for p in passages):
            yield Fault(node, says, f"words of {_quote(quoted)} are not in the sentence", passages[0].exact)


def _measurement(graph: Audited, node: str) -> Iterator[Fault]:
    about, value, indicator = graph.of(node, _ABOUT), graph.one(node, _VALUE), graph.one(node, _INDICATOR)
    if not about or value is None or indicator is None:
        yield Fault(node, "a measurement", "it needs something it is about, one value and one indicator")
        return
    says = f"{', '.join(map(graph.label, sorted(about)))} | {indicator} | {value}"
    passages = _evidence(graph, node)
    if not passages:
        yield Fault(node, says, "it names no sentence that the graph has")
    reached: set[str] = set()
    for passage in passages:
        led = _led(graph, node, passage)
        reached.update(led)
        wrong = next((w for each in about if (w := _unnamed(graph, node, SUBJECTS, [each], passage, led, about))), None)
        if wrong:
            yield Fault(node, says, wrong, passage.exact)
        spans = graph.inside(graph.of(node, OBJECTS), passage)
        wrong = next((w for m in spans if (w := _misplaced(graph, m, passage.document))), None)
        if wrong:
            yield Fault(node, says, wrong, passage.exact)
        places = [place for m in spans if (place := graph.place(m, passage.document)) is not None]
        if not any(expresses(passage.exact, start, end, value) for _, start, end in places):
            yield Fault(node, says, "no object mention in the sentence says the number", passage.exact)
    yield from _stray(graph, node, says, passages, reached)


def _evidence(graph: Audited, node: str) -> list[Passage]:
    """Sentences that the node was derived from, in text order; none where one of them is no sentence of the graph."""
    found = [graph.sentences.get(s) for s in graph.of(node, EVIDENCE)]
    known = [p for p in found if p is not None]
    return sorted(known, key=lambda p: (p.document, p.start)) if len(known) == len(found) else []


def _led(graph: Audited, node: str, passage: Passage) -> list[str]:
    """Mentions of the node in a sentence, and those that they are linked to as parts of one thing said."""
    return graph.chain(graph.inside(graph.of(node, SUBJECTS) + graph.of(node, OBJECTS), passage), BRIDGED)


def _unnamed(
    graph: Audited,
    node: str,
    role: str,
    ends: Sequence[str],
    passage: Passage,
    led: Iterable[str],
    others: Iterable[str] = (),
) -> str | None:
    """What is wrong with the mentions of an end in a sentence, among those `led` to; None where all name it."""
    what = "subject" if role == SUBJECTS else "object"
    own = graph.of(node, role)
    mentions = [m for m in led if m in own]
    if not mentions:
        return f"no {what} mention lies in the sentence, and none is linked to from it"
    document = passage.document
    for mention in graph.chain(mentions, RESOLVED):
        wrong = _misplaced(graph, mention, document)
        if wrong:
            return wrong
    for mention in mentions:
        if not any(_names(graph, mention, end, document) for end in (*ends, *others)):
            return f"{_quote(graph.words(mention, document))} does not name the {what}, nor does what it stands for"
    for end in ends:
        if not any(_names(graph, mention, end, document) for mention in mentions):
            return f"no {what} mention names {_quote(graph.label(end))}"
    return None


def _names(graph: Audited, mention: str, entity: str, document: str) -> bool:
    """Whether the mention, or one that it was resolved from, names the entity in its own words."""
    return graph.once(_named, mention, entity, document)


def _named(graph: Audited, mention: str, entity: str, document: str) -> bool:
    forms, label = graph.forms(entity), graph.label(entity)
    for each in graph.chain([mention], RESOLVED):
        words = graph.words(each, document)
        if words and names(words, forms, label):
            return True
        if is_first_person(words) and entity in graph.of(document, SPEAKS):
            return True
    return False


def _stray(graph: Audited, node: str, says: str, passages: list[Passage], reached: Set[str]) -> Iterator[Fault]:
    """Mentions of the node outside its sentences that nothing in them leads to."""
    for mention in (*graph.of(node, SUBJECTS), *graph.of(node, OBJECTS)):
        if mention not in reached:
            yield Fault(node, says, "a mention of it lies outside its sentences", passages[0].exact if passages else "")


def _quote(text: str) -> str:
    return f"“{shown(text)}”"


def shown(text: str, most: int = 120) -> str:
    """The text on one line, shortened, with control characters escaped."""
    line = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in " ".join(text.split()))
    return line if len(line) <= most else f"{line[: most - 1]}…"
