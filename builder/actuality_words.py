"""The words that made a clause Planned, Negated or Reported, for those who ask."""

from __future__ import annotations

from collections.abc import Iterator

from .classes import WordClasses
from .clause import Status
from .sentence import Sentence, Token

_CLAUSES = ("Planned", "Reported", "Negated")
_CONDITIONS = ("if", "unless", "whether", "lest", "provided", "until", "till", "without")


def because(sentence: Sentence, predicate: int, status: Status, classes: WordClasses) -> list[int]:
    """Token indices of the words, next to the predicate or to what governs it, that its status comes from.

    Empty for what is Asserted, and where no single word tells (a question, a gerund under a plan).
    """
    if status not in _CLAUSES:
        return []
    i = predicate
    for _ in range(len(sentence.tokens)):
        found = list(dict.fromkeys(_signs(sentence, i, status, classes)))
        if found:
            return sorted(found)
        if sentence.tokens[i].head == i:
            break
        i = sentence.tokens[i].head
    return []


def _signs(sentence: Sentence, i: int, status: Status, classes: WordClasses) -> Iterator[int]:
    governor = sentence.tokens[sentence.tokens[i].head]
    for child in sentence.children(i):
        if _tells(child, status, classes):
            yield child.i
        elif child.dep.partition(":")[0] in ("nsubj", "obj"):
            yield from (d.i for d in sentence.children(child.i, "det", "cc") if _tells(d, status, classes))
        elif status == "Reported" and any(c.text.lower() == "according" for c in sentence.children(child.i, "case")):
            yield child.i
    if governor.i != i and _governs(governor, status, classes):
        yield governor.i


def _tells(child: Token, status: Status, classes: WordClasses) -> bool:
    """Does a word beside the predicate give it the status?"""
    word, base = child.text.lower(), child.dep.partition(":")[0]
    if status == "Negated":
        denies = classes.has("Negation", word) or classes.has("Barely", word) or word in ("nobody", "none", "neither")
        return (base in ("advmod", "cc", "det", "nsubj") and denies) or (base == "mark" and word == "without")
    if status == "Planned":
        return (
            (base == "aux" and (classes.has("Prospective.modal", word) or word == "going"))
            or (base == "mark" and (child.tag == "TO" or word in _CONDITIONS))
            or (child.tag == "TO" and base in ("aux", "mark"))
        )
    doubted = base in ("advmod", "amod") and classes.has("Doubted", word)
    return doubted or (base == "parataxis" and classes.has("Reporting.verb", child.lemma.lower()))


def _governs(governor: Token, status: Status, classes: WordClasses) -> bool:
    """Does the word above give what is below it the status?"""
    lemma = governor.lemma.lower()
    name = {"Planned": "Prospective.verb", "Negated": "Negative.verb", "Reported": "Reporting.verb"}[status]
    return classes.has(name, lemma)
