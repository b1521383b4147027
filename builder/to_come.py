"""What lies inside a plan is planned too: "will travel to Oslo to open the Forum hosted by Peru"."""

from __future__ import annotations

from .actuality import status
from .classes import WordClasses
from .clause import Status
from .numbers import words
from .sentence import Sentence, Token

#: what one does to take part in an event, to hold it or to be where it is held
_ATTENDING = frozenset(
    words(
        "attend participate join host cohost lead chair cochair open launch hold convene inaugurate deliver speak"
        " travel visit represent conduct start begin establish head take go meet give make kick moderate address gather"
        " set"
    )
)
#: nouns by which an event is told to be one that takes place
_COMING = frozenset(words("next upcoming forthcoming future planned proposed"))
#: nouns between the event and the verb that leave it the thing attended
_PARTS = frozenset(
    words(
        "launch meeting session round iteration edition opening delegation start inauguration summit remark speech"
        " address statement participation ceremony visit trip travel ministerial forum convening tour plenary"
    )
)
_TOLD_BY = frozenset(words("by for after since from upon"))
_BUILDING = frozenset(words("groundbreaking construction site plan plans proposal design blueprint"))
_BREAKING = frozenset(words("break start begin plan announce propose select approve"))
_DEPTH = 30


def nested(sentence: Sentence, predicate: int, thing: int, classes: WordClasses) -> Status:
    """Planned where token `predicate`, or the event at token `thing`, stands in what somebody is yet to do.

    "Oslo will discuss the Lima Dialogue" does not make the Dialogue one that is still to come.
    """
    if _next(sentence, thing):
        return "Planned"
    at, first = sentence.tokens[predicate], True
    for _ in range(_DEPTH):
        if at.head == at.i:
            break
        below, at = at, sentence.tokens[at.head]
        if at.pos not in ("VERB", "AUX"):
            if first and at.i != thing and at.pos == "NOUN" and at.lemma.lower() not in _PARTS:
                return "Asserted"  # "within the structure of the Dialogue"
            continue
        if first and at.lemma.lower() not in _ATTENDING:
            return "Asserted"
        first = False
        if not _finite(sentence, at):
            if at.dep.partition(":")[0] in ("acl", "amod") and at.tag in ("VBN", "VBG"):
                return "Asserted"  # "pledges made at the Forum"
            if any(c.text.lower() in _TOLD_BY for c in sentence.children(at.i, "mark", "case")):
                return "Asserted"  # "thanked him for meeting to open the Forum"
            if at.head != at.i:
                continue
        held = status(sentence, at.i, classes)
        if held == "Asserted" and _infinitive(sentence, below) and below.dep.startswith("xcomp"):
            return "Planned" if classes.has("Prospective.verb", at.lemma.lower()) else "Asserted"
        return "Planned" if held == "Planned" else "Asserted"
    return "Asserted"


def when_it_comes(sentence: Sentence, predicate: int) -> bool:
    """Whether the predicate is in a "when" of what is to come: "looks forward to it when Berg travels to Peru"."""
    verb = sentence.tokens[predicate]
    marks = {c.text.lower() for c in sentence.children(verb.i, "mark", "advmod") if c.i < verb.i}
    return verb.dep.startswith("advcl") and "when" in marks and verb.tag in ("VBZ", "VBP")


def present(sentence: Sentence, predicate: int) -> bool:
    """Whether the verb at or above the predicate is in a present tense without "have"."""
    at = sentence.tokens[predicate]
    for _ in range(_DEPTH):
        if at.pos in ("VERB", "AUX") or any(sentence.children(at.i, "cop")):
            break
        if at.head == at.i:
            return False
        at = sentence.tokens[at.head]
    parts = [at, *sentence.children(at.i, "aux", "cop")]
    return any(t.tag in ("VBZ", "VBP") and t.lemma != "have" for t in parts) and all(t.tag != "VBD" for t in parts)


def to_be_built(sentence: Sentence, house: int) -> bool:
    """Whether a house is still to be built: "broke ground for a new embassy", "the groundbreaking of the embassy"."""
    at = sentence.tokens[house]
    for _ in range(_DEPTH):
        if at.head == at.i:
            return False
        at = sentence.tokens[at.head]
        if at.lemma.lower() in _BUILDING:
            return True
        if at.pos in ("VERB", "AUX"):
            ground = any(c.lemma.lower() in ("ground", "construction") for c in sentence.children(at.i, "obj"))
            return ground and at.lemma.lower() in _BREAKING
    return False


def _next(sentence: Sentence, thing: int) -> bool:
    """ "the next meeting of the Dialogue", "the upcoming Forum"."""
    at = sentence.tokens[thing]
    for _ in range(3):
        if any(c.lemma.lower() in _COMING for c in sentence.children(at.i, "amod")):
            return True
        of = any(c.text.lower() == "of" for c in sentence.children(at.i, "case"))
        if not of or sentence.tokens[at.head].pos not in ("NOUN", "PROPN"):
            return False
        at = sentence.tokens[at.head]
    return False


def _finite(sentence: Sentence, verb: Token) -> bool:
    return verb.tag in ("VBD", "VBZ", "VBP") or any(
        c.tag in ("MD", "VBD", "VBZ", "VBP") for c in sentence.children(verb.i, "aux", "cop")
    )


def _infinitive(sentence: Sentence, verb: Token) -> bool:
    return any(c.tag == "TO" for c in sentence.children(verb.i, "mark")) or verb.tag == "VBG"
