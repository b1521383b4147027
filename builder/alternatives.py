"""What is said of one of several only: "an officer, director, or member of the firm" is not said to be each of them."""

from __future__ import annotations

from .classes import WordClasses
from .fact import Fact
from .mention import Mention
from .sentence import Sentence

_RELATIONS = (
    "holdsOffice",
    "memberOf",
    "ledBy",
    "chairedBy",
    "launchedBy",
    "issued",
    "partyTo",
    "ambassadorTo",
    "signed",
)


def sound_office(sentence: Sentence, fact: Fact, classes: WordClasses) -> bool:
    """Is the statement made of its ends alone, and of now as far as the sentence tells?"""
    return not one_of_several(sentence, fact) and not past_too(sentence, fact, classes)


def one_of_several(sentence: Sentence, fact: Fact) -> bool:
    """Is an end of the statement a member of a list that "or" joins?"""
    ends = (fact.subject_mention, fact.object_mention)
    if fact.predicate[0] not in _RELATIONS:
        return False
    told = fact.via == "copula" and fact.clause >= 0 and _joined_by_or(sentence, fact.clause, range(0))
    return told or any(m is not None and m.sentence == sentence.index and _either(sentence, m) for m in ends)


def past_too(sentence: Sentence, fact: Fact, classes: WordClasses) -> bool:
    """ "former Chair and Director of the Fund": is the office the second of two that one "former" goes with?"""
    office = fact.object_mention
    if fact.predicate[0] != "holdsOffice" or office is None or office.sentence != sentence.index:
        return False
    token = sentence.tokens[office.head]
    if token.dep != "conj" or token.head > office.first or any(sentence.children(token.i, "det", "nmod:poss")):
        return False
    between = sentence.tokens[token.head + 1 : office.first]
    if any(t.text in (";", "the", "a", "an", "current", "now") for t in between):
        return False
    return any(classes.has("Former", c.text.lower()) for c in sentence.children(token.head, "amod", "compound"))


def _either(sentence: Sentence, mention: Mention) -> bool:
    return _joined_by_or(sentence, mention.head, range(mention.first, mention.last + 1))


def _joined_by_or(sentence: Sentence, head: int, inside: range) -> bool:
    """Is there an "or" in the list that the token is a member of, outside its own name?"""
    top = head
    while sentence.tokens[top].dep == "conj":
        top = sentence.tokens[top].head
    members = [top, *(c.i for c in sentence.children(top, "conj"))]
    marks = [c for m in members for c in sentence.children(m, "cc") if c.text.lower() == "or"]
    return any(c.i not in inside for c in marks)
