"""Mending what stands in the wrong list: conjuncts hung across a verb or a name, and subjects among objects.

"The delegation, led by Anna Berg, included officers from A, B, and C": none of these led it. "The chair of the Forum, a
partnership of states, banks, and firms": nobody chairs firms. "They found donors and Peru has paid": they did not find
Peru.
"""

from __future__ import annotations

from dataclasses import replace

from .sentence import Sentence, Token, with_children

_WHERE = ("in", "at", "on", "by", "with", "from", "for", "to", "of")
_FINITE = ("VBZ", "VBP", "VBD", "MD")
_NOUNS = ("NOUN", "PROPN")


def with_conjuncts(sentence: Sentence) -> Sentence:
    """The sentence with such conjuncts and subjects hung where they belong."""
    if "conj" in sentence.by_dep:
        for mend in (_uncrossed, _of_description, _late_subject):
            sentence = _moved(sentence, mend(sentence))
    return _moved(sentence, _no_subject(sentence))


def _moved(sentence: Sentence, moved: dict[int, Token]) -> Sentence:
    """The sentence with those tokens in the places of theirs."""
    if not moved:
        return sentence
    return replace(sentence, tokens=with_children([moved.get(t.i, t) for t in sentence.tokens]))


def _uncrossed(sentence: Sentence) -> dict[int, Token]:
    """A conjunct with a word between it and its first member that both hang on belongs to the list right before it."""
    moved: dict[int, Token] = {}
    for token in sentence.by_dep.get("conj", ()):
        if token.pos not in _NOUNS or token.head > token.i:
            continue
        above = _ancestors(sentence, token.head)
        crossed = [i for i in above if token.head < i < token.i and sentence.tokens[i].pos in ("VERB", "AUX")]
        if not crossed:
            continue
        before = [t for t in sentence.tokens[max(crossed) + 1 : token.i] if t.dep == "conj" and t.pos in _NOUNS]
        heads = [t.head for t in before if t.head > max(crossed) and max(crossed) not in _passed(sentence, t.head)]
        if heads:
            moved[token.i] = replace(token, head=heads[-1])
    return moved


def _passed(sentence: Sentence, i: int) -> set[int]:
    """Words between the token and the word that it hangs on."""
    head = sentence.tokens[i].head
    return set(range(min(i, head) + 1, max(i, head)))


def _of_description(sentence: Sentence) -> dict[int, Token]:
    """ "the Forum, a partnership of states, banks, and firms": the last plural goes with the plurals before it."""
    moved: dict[int, Token] = {}
    for token in sentence.by_dep.get("conj", ()):
        name = sentence.tokens[token.head]
        if token.tag != "NNS" or name.tag not in ("NNP", "NNPS"):
            continue
        if any(sentence.children(token.i, "det", "nmod:poss")):
            continue
        for description in sentence.children(name.i, "appos"):
            if not name.i < description.i < token.i or description.tag != "NN":
                continue
            told = [c for c in sentence.children(description.i, "nmod") if description.i < c.i < token.i]
            members = [c for c in told if c.tag == "NNS" and any(sentence.children(c.i, "conj"))]
            if members:
                moved[token.i] = replace(token, head=members[-1].i)
    return moved


def _late_subject(sentence: Sentence) -> dict[int, Token]:
    """ "found donors and Peru has paid": a name right before a finite verb that has no subject of its own."""
    moved: dict[int, Token] = {}
    conjuncts = sentence.by_dep.get("conj", ())
    above = [sentence.tokens[t.head] for t in conjuncts if t.pos in _NOUNS]
    verbs = {t.head for t in above if t.dep.startswith(("obj", "obl"))}
    for verb in conjuncts:
        if (
            verb.pos != "VERB"
            or verb.head not in verbs
            or any(sentence.children(verb.i, "nsubj", "csubj", "expl", "mark"))
        ):
            continue
        group = sorted([verb.i, *(c.i for c in sentence.children(verb.i, "aux", "advmod", "cop") if c.i < verb.i)])
        if sentence.tokens[group[0]].tag not in _FINITE or any(c.i < verb.i for c in sentence.children(verb.i, "cc")):
            continue
        noun = next((t for t in conjuncts if _ends_before(sentence, t, group[0])), None)
        if noun is None or noun.pos not in _NOUNS or not sentence.tokens[noun.head].dep.startswith(("obj", "obl")):
            continue
        first = min(sentence.subtree(noun.i))
        joint = [c for c in sentence.children(noun.i, "cc") if c.i == first]
        if not joint or sentence.tokens[noun.head].head != verb.head:
            continue
        moved[noun.i] = replace(noun, head=verb.i, dep="nsubj")
        moved[joint[0].i] = replace(joint[0], head=verb.i)
    return moved


def _ends_before(sentence: Sentence, token: Token, i: int) -> bool:
    return token.i < i and max(sentence.subtree(token.i)) == i - 1


def _no_subject(sentence: Sentence) -> dict[int, Token]:
    """ "leading efforts, including at the bank": what a preposition of place stands before is no subject."""
    moved: dict[int, Token] = {}
    for token in sentence.by_dep.get("nsubj", ()):
        if token.i > token.head and sentence.tokens[token.head].tag == "VBG":
            cases = [c.text.lower() for c in sentence.children(token.i, "case")]
            if cases and cases[-1] in _WHERE:
                moved[token.i] = replace(token, dep="obl")
    return moved


def _ancestors(sentence: Sentence, i: int) -> list[int]:
    out: list[int] = []
    while sentence.tokens[i].head != i and len(out) < len(sentence.tokens):
        i = sentence.tokens[i].head
        out.append(i)
    return out
