"""The trace: how each statement and measurement was read, step by step, for those who ask why the graph says so."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from .actuality_words import because
from .chains import chain
from .classes import WordClasses
from .confidence import load_rates
from .fact import Fact, Measure
from .iris import LEX
from .mention import Mention
from .sentence import Sentence

if TYPE_CHECKING:
    from .pipeline import Reading

_GROUP = ("compound:prt", "fixed", "cop", "aux:pass")  #: relations of words that belong to a predicate


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of the document's text."""

    text: str
    start: int  #: code-point offset
    end: int


@dataclass(frozen=True, slots=True)
class Step:
    """A mention, and what it was taken to stand for."""

    mention: Words
    rule: str  #: what decided it
    confidence: float
    entities: tuple[str, ...]  #: labels


@dataclass(frozen=True, slots=True)
class End:
    """How a subject or object was found."""

    path: tuple[str, ...] | None  #: dependency labels from the predicate, "^" for a step up; None where no path leads
    words: Words | None  #: the mention, or where a literal stands
    steps: tuple[Step, ...]  #: the mention and all that it was resolved through, nearest first


@dataclass(frozen=True, slots=True)
class Evidence:
    """How one sentence was read."""

    sentence: str  #: IRI; empty as long as there is none
    entry: str | None  #: IRI of the lexicon entry; None for open statements and measurements
    how: str  #: "verb", "copula", "apposition", "title", "noun", "light:have" ..., or "quantity"
    predicate: tuple[Words, ...]  #: its tokens
    subjects: tuple[End, ...]  #: one; of a measurement, one for each thing it is said of
    object: End
    status: str
    because: tuple[Words, ...]  #: words that made the status other than Asserted
    confidence: Mapping[str, float]  #: factors of the reading's confidence


@dataclass(frozen=True, slots=True)
class Trace:
    """How a statement or measurement came about."""

    node: str  #: IRI
    kind: str  #: "statement" or "measurement"
    evidence: tuple[Evidence, ...]  #: one or more for each sentence, in text order


def evidence_of_fact(reading: Reading, fact: Fact, classes: WordClasses) -> Evidence:
    """How a fact was read."""
    sentence = reading.sentences[fact.sentence]
    subject = _end(reading, sentence, fact.clause, fact.subject_mention)
    object_ = _end(reading, sentence, fact.clause, fact.object_mention)
    return Evidence(
        sentence="",
        entry=LEX + fact.entry if fact.entry else None,
        how=fact.via,
        predicate=tuple(_predicate(sentence, fact.clause)),
        subjects=(subject,),
        object=object_,
        status=fact.status,
        because=tuple(_token(sentence, i) for i in because(sentence, fact.clause, fact.status, classes)),
        confidence=_factors(fact.confidence, {"subject": subject, "object": object_}),
    )


def evidence_of_measure(reading: Reading, measure: Measure) -> Evidence:
    """How a measurement was read."""
    text = reading.document.text
    sentence = reading.sentences[measure.sentence]
    inside = [t.i for t in sentence.tokens if measure.start <= t.start and t.end <= measure.end]
    head = next((i for i in inside if sentence.tokens[i].head not in inside), inside[0])
    number = Words(text[measure.start : measure.end], measure.start, measure.end)
    return Evidence(
        sentence="",
        entry=None,
        how="quantity",
        predicate=(),
        subjects=tuple(_end(reading, sentence, head, mention) for mention in measure.mentions),
        object=End(None, number, ()),
        status=measure.status,
        because=(),
        confidence={"wording": measure.confidence},
    )


def _end(reading: Reading, sentence: Sentence, predicate: int, mention: Mention | None) -> End:
    if mention is None:
        return End(None, None, ())
    resolution, text = reading.resolution, reading.document.text

    def words(one: Mention) -> Words:
        return Words(text[one.start : one.end], one.start, one.end)

    steps = tuple(
        Step(words(m), r.rule, round(r.confidence, 4), tuple(resolution.entities[k].label for k in r.entities))
        for m, r in chain(mention, resolution)
    )
    here = mention.sentence == sentence.index
    return End(path(sentence, predicate, mention.head) if here else None, words(mention), steps)


def path(sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
    """Dependency labels on the way from one token to another; those of steps up begin with "^"."""
    up, down = list(_upwards(sentence, start)), list(_upwards(sentence, end))
    meet = next(i for i in up if i in down)
    climbed = [f"^{sentence.tokens[i].dep}" for i in up[: up.index(meet)]]
    return (*climbed, *(sentence.tokens[i].dep for i in reversed(down[: down.index(meet)])))


def _upwards(sentence: Sentence, i: int) -> Iterator[int]:
    """The token, its head, and so on to the root."""
    yield i
    while sentence.tokens[i].head != i:
        i = sentence.tokens[i].head
        yield i


def _predicate(sentence: Sentence, head: int) -> Iterator[Words]:
    for i in sorted({head, *(c.i for c in sentence.children(head) if c.dep in _GROUP)}):
        yield _token(sentence, i)


def _token(sentence: Sentence, i: int) -> Words:
    token = sentence.tokens[i]
    return Words(token.text, token.start, token.end)


def _factors(confidence: float, ends: Mapping[str, End]) -> dict[str, float]:
    """The confidence as a product: how surely each end was resolved, to the power of the rates, and all the rest."""
    power = load_rates().strength
    sure = {name: end.steps[0].confidence ** power if end.steps else 1.0 for name, end in ends.items()}
    rest = confidence
    for factor in sure.values():
        rest /= factor
    return {"wording": round(rest, 4), **sure}


def as_line(trace: Trace) -> str:
    """The trace as a line of JSON."""
    return json.dumps(asdict(trace), ensure_ascii=False, separators=(", ", ": ")) + "\n"
