"""Mending words that the parser hung too low or too high within noun phrases.

"the Office of Trade in the Bureau of Health": "in" belongs to the Bureau, since a preposition stands before the whole
of its phrase. "A statement on the peace process issued by Peru": the statement is issued. "Peru, a partner and
recipient of aid": partner and recipient both tell what Peru is.
"""

from __future__ import annotations

from dataclasses import replace

from .classes import WordClasses
from .sentence import Sentence, Token, with_children

_COMPANY = (
    "partnership",
    "cooperation",
    "coordination",
    "collaboration",
    "conjunction",
    "consultation",
    "concert",
    "league",
)
_ISSUED = ("issue", "release", "publish")
_NOUNS = ("NOUN", "PROPN")


def with_attachments(sentence: Sentence, classes: WordClasses) -> Sentence:
    """The sentence with such words hung where they belong."""
    tokens = list(sentence.tokens)
    changed = False
    found = [(t, _outer(sentence, t)) for t in sentence.by_dep.get("case", ())]
    found += [(t, _joined(sentence, t)) for t in sentence.by_dep.get("conj", ())]
    found += [(t, _issued(sentence, t, classes)) for t in sentence.by_dep.get("acl", ())]
    for token, head in found:
        if head is not None:
            tokens[token.i] = replace(token, head=head)
            changed = True
    return replace(sentence, tokens=with_children(tokens)) if changed else sentence


def _outer(sentence: Sentence, case: Token) -> int | None:
    """The noun that the preposition belongs to, where it hangs on one inside that noun's own complement."""
    tokens = sentence.tokens
    inner = tokens[case.head]
    if inner.i < case.i or inner.pos not in _NOUNS:
        return None
    if not any(case.i < c.i < inner.i for c in sentence.children(inner.i, "case")):
        return None
    top = inner
    while top.dep == "nmod:poss" and top.head > top.i:  # "in the Department's Bureau"
        top = tokens[top.head]
    while top.dep.partition(":")[0] == "nmod" and top.dep != "nmod:poss" and case.i < top.head < top.i:
        top = tokens[top.head]
    bare = not any(c.i < top.i for c in sentence.children(top.i, "case"))
    return top.i if top.i != inner.i and bare and top.pos in _NOUNS else None


def _joined(sentence: Sentence, conjunct: Token) -> int | None:
    """What the conjunct was not joined to, but belongs to."""
    partner = _accompanying(sentence, conjunct)
    return partner if partner is not None else _apposed(sentence, conjunct)


def _accompanying(sentence: Sentence, conjunct: Token) -> int | None:
    """Who goes along, where those listed after the first were joined to the subject: "Oslo, in league with A, B"."""
    tokens = sentence.tokens
    subject = tokens[conjunct.head]
    if not subject.dep.startswith("nsubj") or subject.i > conjunct.i or conjunct.i > subject.head:
        return None
    for i in range(subject.i + 1, conjunct.i - 3):
        words = [t.text.lower() for t in tokens[i : i + 4]]
        if words[:2] == [",", "in"] and words[2] in _COMPANY and words[3] == "with":
            return next((c for c in range(i + 4, conjunct.i) if tokens[i + 3].head == c), None)
    return None


def _issued(sentence: Sentence, verb: Token, classes: WordClasses) -> int | None:
    """The report that is issued, where the verb was hung on what the report is about."""
    noun = sentence.tokens[verb.head]
    if verb.tag != "VBN" or verb.lemma.lower() not in _ISSUED or _report(noun, classes):
        return None
    for _ in range(4):
        if noun.dep.partition(":")[0] not in ("nmod", "conj") or noun.head >= noun.i:
            return None
        noun = sentence.tokens[noun.head]
        if _report(noun, classes):
            return noun.i
    return None


def _report(noun: Token, classes: WordClasses) -> bool:
    return classes.of_phrase([noun.lemma.lower()]) in ("Report", "Document")


def _apposed(sentence: Sentence, token: Token) -> int | None:
    """The description after a name that a second description is joined to, where it was joined to the name."""
    if token.tag not in ("NN", "NNS"):
        return None
    if any(sentence.children(token.i, "det", "cop", "nsubj")):
        return None
    beside = [c for c in sentence.children(token.head, "appos") if token.head < c.i < token.i]
    beside = [c for c in beside if c.tag in ("NN", "NNS")]
    if not beside or sentence.tokens[token.head].tag not in ("NNP", "NNPS") or beside[-1].tag != token.tag:
        return None
    above = beside[-1]
    between = set(range(max(sentence.subtree(above.i)) + 1, token.i)) - set(sentence.subtree(token.i))
    return above.i if not between else None
