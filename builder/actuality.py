"""Is a clause asserted, planned, denied or only reported?"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from .classes import WordClasses
from .clause import Status
from .once import once
from .sentence import Sentence, Token

_HYPOTHETICAL = {"if", "unless", "whether", "lest", "provided", "until", "till"}
_SCALING = {"double", "triple", "quadruple", "halve", "treble"}  # "nearly doubled" is a rough figure, no denial
_NOT_DONE = {"without", "instead", "rather"}  # "instead of paying", "rather than leave"
_DEPTH = 12
_NOBODY = {"nobody", "none", "neither", "nothing"}
_GOVERNED = {"conj", "xcomp", "ccomp", "advcl", "acl", "obl", "csubj", "parataxis"}


class _Signs(NamedTuple):
    """Whether a sentence has words that may make a clause anything but asserted; most have few or none."""

    denying: bool
    modal: bool
    attributing: bool


@once
def status(sentence: Sentence, i: int, classes: WordClasses, depth: int = 0) -> Status:
    """Status of the clause headed by token `i`, from its own words and from what governs it."""
    token = sentence.tokens[i]
    leaf = not token.children
    signs = _signs(sentence, classes)
    if not leaf and signs.denying and negated(sentence, i, classes):
        return "Negated"
    if depth > _DEPTH:
        return "Asserted"
    if sentence.bases[i] == "ccomp" and _told(sentence, token, classes):
        return "Reported"
    below = sentence.related[i]
    if ("aux" in below or "cop" in below) and ((signs.modal and _modal(sentence, i, classes)) or _to_be(sentence, i)):
        return "Planned"
    if not leaf and signs.attributing and _attributed(sentence, i, classes):
        return "Reported"
    if token.head == i:
        to_come = any(c.tag == "TO" and c.i < i for c in sentence.children(i, "mark"))  # "Norway To Host Oslo Forum"
        return "Planned" if to_come or sentence.tokens[-1].text == "?" else "Asserted"
    return _governed(sentence, token, classes, depth)


@once
def _signs(sentence: Sentence, classes: WordClasses) -> _Signs:
    words = sentence.words
    denying, modal, doubting = _words(classes)
    doubted = "according" in words or "parataxis" in sentence.bases or not doubting.isdisjoint(words)
    return _Signs(not denying.isdisjoint(words), not modal.isdisjoint(words), doubted)


@cache
def _words(classes: WordClasses) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Words one of which is in every clause that is denied, planned by an auxiliary, told with a doubting adverb."""
    lists = classes.lists
    denying = lists["Negation"] | lists["Barely"] | _NOBODY | _NOT_DONE | {"no"}
    return denying, lists["Prospective.modal"] | {"going"}, lists["Doubted"]


def presumed(sentence: Sentence, i: int, classes: WordClasses) -> Status:
    """Status of what the noun at token `i` tells of, as given, by what it directly stands under.

    "Oslo will praise Lima's aid to Quito" takes the aid for given; "will announce aid", "a request for aid" do not.
    """
    tokens, lists = sentence.tokens, classes.lists
    for _ in range(_DEPTH):
        token = tokens[i]
        governor = tokens[token.head]
        if governor.i == i:
            return "Asserted"
        lemma = governor.lemma.lower()
        if governor.pos in ("NOUN", "PROPN"):
            if lemma in lists["Prospective.noun"]:
                whose = token.dep == "nmod:poss" or any(c.text.lower() == "of" for c in sentence.children(i, "case"))
                if not whose:
                    return "Planned"
            i = governor.i
            continue
        if governor.pos not in ("VERB", "AUX"):
            return "Asserted"
        if lemma in lists["Prospective.verb"]:
            return "Planned"
        if lemma in lists["Negative.verb"]:
            return "Negated"
        return status(sentence, governor.i, classes) if lemma in lists["Bringing.verb"] else "Asserted"
    return "Asserted"


def negated(sentence: Sentence, i: int, classes: WordClasses) -> bool:
    """Is there a denying word beside the predicate, its subject or its object?"""
    for child in sentence.children(i):
        base = sentence.bases[child.i]
        if base == "advmod" and any(d.text.lower() == "no" for d in sentence.children(child.i)):
            return True  # no longer, no more
        if base == "advmod" and child.i < i and classes.has("Barely", child.text.lower()):
            return sentence.tokens[i].lemma.lower() not in _SCALING
        if base in ("advmod", "cc", "det") and classes.has("Negation", child.text.lower()):
            return not _not_only(sentence, child)
        if base in ("nsubj", "obj") and any(
            classes.has("Negation", d.text.lower()) for d in sentence.children(child.i, "det", "cc")
        ):
            return True
        if base == "nsubj" and child.text.lower() in _NOBODY:
            return True
        if base in ("mark", "cc") and child.text.lower() in _NOT_DONE:
            return True
    return False


def _not_only(sentence: Sentence, word: Token) -> bool:
    after = sentence.tokens[word.i + 1 : word.i + 2]
    return bool(after) and after[0].text.lower() in ("only", "just", "merely", "simply", "least")


def _modal(sentence: Sentence, i: int, classes: WordClasses) -> bool:
    return any(
        child.tag == "MD" or (child.text.lower() == "going" and child.tag == "VBG")
        for child in sentence.children(i, "aux")
        if classes.has("Prospective.modal", child.text.lower()) or child.tag != "MD"
    )


def _to_be(sentence: Sentence, i: int) -> bool:
    """ "is to hold": be and an infinitive in one verb group."""
    below = sentence.related[i]
    bare = [k.i for k in (*below.get("aux", ()), *below.get("cop", ())) if k.lemma == "be"]
    if not bare:
        return False
    to = next((k.i for k in sentence.children(i) if k.text.lower() == "to" and k.tag == "TO" and k.i < i), -1)
    return any(be < to for be in bare)


def _told(sentence: Sentence, token: Token, classes: WordClasses) -> bool:
    """Is the complement clause what someone says: "reported that Jordan will join"?"""
    finite = not any(c.tag == "TO" for c in sentence.children(token.i, "mark"))
    return finite and classes.has("Reporting.verb", sentence.tokens[token.head].lemma.lower())


def _attributed(sentence: Sentence, i: int, classes: WordClasses) -> bool:
    """ "..., the minister said", "according to ...", "reportedly"."""
    for child in sentence.children(i, "parataxis", "obl", "advmod"):
        if child.dep.startswith("parataxis") and child.pos == "VERB" and classes.has("Reporting.verb", child.lemma):
            return any(sentence.children(child.i, "nsubj"))
        if child.dep.startswith("obl") and any(
            c.text.lower() == "according" for c in sentence.children(child.i, "case")
        ):
            return True
        if child.dep.startswith("advmod") and classes.has("Doubted", child.text.lower()):
            return True
    return False


def _governed(sentence: Sentence, token: Token, classes: WordClasses, depth: int) -> Status:
    base = sentence.bases[token.i]
    if base not in _GOVERNED or (base == "obl" and token.tag != "VBG"):
        return "Asserted"
    governor = sentence.tokens[token.head]
    marking = sentence.children(token.i, "mark")
    marks = {c.text.lower() for c in marking}
    infinitive = "to" in marks or any(c.tag == "TO" for c in marking)
    depth = depth + 1 if depth or _deep(sentence, token) else 0  # one answer a token, where the depth plays no part
    above: Status = (
        status(sentence, governor.i, classes, depth)
        if governor.pos in ("VERB", "AUX") or base == "conj"
        else "Asserted"
    )
    if base == "conj":
        return _conjoined(sentence, token, governor, above)
    if base in ("xcomp", "ccomp"):
        lemma = governor.lemma.lower()
        if classes.has("Negative.verb", lemma):
            return {"Asserted": "Negated", "Negated": "Asserted"}.get(above, above)  # type: ignore[return-value]
        if governor.pos == "ADJ" and not infinitive:
            return "Planned"
        if base == "ccomp" and not infinitive and classes.has("Reporting.verb", lemma):
            return "Reported"
        if base == "xcomp" and (classes.has("Aspectual.verb", lemma) or classes.has("Joint.verb", lemma)):
            return above
        if base == "xcomp" and not infinitive and not classes.has("Prospective.verb", lemma):
            return above
        return "Planned"
    if base in ("advcl", "acl", "obl") and token.tag == "VBG" and classes.has("Reporting.verb", governor.lemma.lower()):
        return "Reported"
    if base == "csubj" and not infinitive:
        return _impersonal(governor, classes)
    if token.dep == "acl" and "that" in marks:
        return above if governor.lemma.lower() in ("fact", "reality", "truth") else "Reported"
    if base == "advcl":
        if _inverted(sentence, token):
            return "Planned"
        if infinitive and classes.has("Joint.verb", governor.lemma.lower()):
            return above
        if infinitive or marks & _HYPOTHETICAL:
            return "Planned"
        return "Planned" if above == "Planned" and token.tag in ("VBG", "VBN") else "Asserted"
    if base == "acl" and infinitive:
        return "Planned"
    return above if base in ("parataxis", "csubj") and above != "Reported" else "Asserted"


def _deep(sentence: Sentence, token: Token) -> bool:
    """Do more words stand above the token than are asked?"""
    for _ in range(_DEPTH):
        if token.head == token.i:
            return False
        token = sentence.tokens[token.head]
    return True


def _impersonal(governor: Token, classes: WordClasses) -> Status:
    """ "It is said that ...", "it is unlikely that ..."."""
    if classes.has("Reporting.verb", governor.lemma.lower()):
        return "Reported"
    return "Planned" if governor.pos == "ADJ" else "Asserted"


def _inverted(sentence: Sentence, token: Token) -> bool:
    """ "Had Ghana joined, ...": a condition without "if"."""
    subject = next((c.i for c in sentence.children(token.i, "nsubj")), -1)
    return any(c.lemma in ("have", "be", "should") and c.i < subject for c in sentence.children(token.i, "aux"))


def _conjoined(sentence: Sentence, token: Token, governor: Token, above: Status) -> Status:
    """A second conjunct shares modal and governor of the first, unless it has a subject of its own."""
    own = any(sentence.children(token.i, "nsubj", "cop")) or any(
        c.dep == "aux" and c.i > governor.i for c in sentence.children(token.i, "aux")
    )
    if own:
        reported = above == "Reported" and any(c.text.lower() == "that" for c in sentence.children(token.i, "mark"))
        return "Reported" if reported else "Asserted"
    if above == "Negated":
        adversative = any(c.text.lower() in ("but", "yet") for c in sentence.children(token.i, "cc"))
        return "Asserted" if adversative else "Negated"
    return above
