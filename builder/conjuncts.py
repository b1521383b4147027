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
    for mend in (_uncrossed, _of_description, _late_subject, _no_subject):
        tokens = mend(sentence)
        if tokens != list(sentence.tokens):
            sentence = replace(sentence, tokens=with_children(tokens))
    return sentence


def _uncrossed(sentence: Sentence) -> list[Token]:
    """A conjunct with a word between it and its first member that both hang on belongs to the list right before it."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens:
        if token.dep != "conj" or token.pos not in _NOUNS or token.head > token.i:
            continue
        above = _ancestors(sentence, token.head)
        crossed = [i for i in above if token.head < i < token.i and sentence.tokens[i].pos in ("VERB", "AUX")]
        if not crossed:
            continue
        before = [t for t in sentence.tokens[max(crossed) + 1 : token.i] if t.dep == "conj" and t.pos in _NOUNS]
        heads = [t.head for t in before if t.head > max(crossed) and max(crossed) not in _passed(sentence, t.head)]
        if heads:
            tokens[token.i] = replace(token, head=heads[-1])
    return tokens


def _passed(sentence: Sentence, i: int) -> set[int]:
    """Words between the token and the word that it hangs on."""
    head = sentence.tokens[i].head
    return set(range(min(i, head) + 1, max(i, head)))


def _of_description(sentence: Sentence) -> list[Token]:
    """ "the Forum, a partnership of states, banks, and firms": the last plural goes with the plurals before it."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens:
        if token.dep != "conj" or token.tag != "NNS" or any(sentence.children(token.i, "det", "nmod:poss")):
            continue
        name = sentence.tokens[token.head]
        if name.tag not in ("NNP", "NNPS"):
            continue
        for description in sentence.children(name.i, "appos"):
            if not name.i < description.i < token.i or description.tag != "NN":
                continue
            told = [c for c in sentence.children(description.i, "nmod") if description.i < c.i < token.i]
            members = [c for c in told if c.tag == "NNS" and any(sentence.children(c.i, "conj"))]
            if members:
                tokens[token.i] = replace(token, head=members[-1].i)
    return tokens


def _late_subject(sentence: Sentence) -> list[Token]:
    """ "found donors and Peru has paid": a name right before a finite verb that has no subject of its own."""
    tokens = list(sentence.tokens)
    for verb in sentence.tokens:
        if verb.pos != "VERB" or verb.dep != "conj" or any(sentence.children(verb.i, "nsubj", "csubj", "expl", "mark")):
            continue
        group = sorted([verb.i, *(c.i for c in sentence.children(verb.i, "aux", "advmod", "cop") if c.i < verb.i)])
        if sentence.tokens[group[0]].tag not in _FINITE or any(c.i < verb.i for c in sentence.children(verb.i, "cc")):
            continue
        noun = next((t for t in sentence.tokens if _ends_before(sentence, t, group[0]) and t.dep == "conj"), None)
        if noun is None or noun.pos not in _NOUNS or not sentence.tokens[noun.head].dep.startswith(("obj", "obl")):
            continue
        first = min(sentence.subtree(noun.i))
        joint = [c for c in sentence.children(noun.i, "cc") if c.i == first]
        if not joint or sentence.tokens[noun.head].head != verb.head:
            continue
        tokens[noun.i] = replace(noun, head=verb.i, dep="nsubj")
        tokens[joint[0].i] = replace(joint[0], head=verb.i)
    return tokens


def _ends_before(sentence: Sentence, token: Token, i: int) -> bool:
    return token.i < i and max(sentence.subtree(token.i)) == i - 1


def _no_subject(sentence: Sentence) -> list[Token]:
    """ "leading efforts, including at the bank": what a preposition of place stands before is no subject."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens:
        if token.dep == "nsubj" and token.i > token.head and sentence.tokens[token.head].tag == "VBG":
            cases = [c.text.lower() for c in sentence.children(token.i, "case")]
            if cases and cases[-1] in _WHERE:
                tokens[token.i] = replace(token, dep="obl")
    return tokens


def _ancestors(sentence: Sentence, i: int) -> list[int]:
    out: list[int] = []
    while sentence.tokens[i].head != i and len(out) < len(sentence.tokens):
        i = sentence.tokens[i].head
        out.append(i)
    return out
