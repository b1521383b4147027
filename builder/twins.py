"""Mending two subjects of one verb that stand side by side: the first describes the second.

"The multi-agency Harbor Group meets" has one subject. Parsers that do not know the words make two of it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from .sentence import Sentence, Token, with_children

_NOUNS = ("NOUN", "PROPN", "ADJ")


def with_one_subject(sentence: Sentence) -> Sentence:
    """The sentence with the first of two touching subjects made a modifier of the second."""
    verbs = [t.head for t, base in zip(sentence.tokens, sentence.bases, strict=True) if base == "nsubj"]
    if len(verbs) == len(set(verbs)):
        return sentence
    tokens = list(sentence.tokens)
    changed = False
    for verb in set(verbs):
        subjects = [c for c in sentence.children(verb, "nsubj") if c.pos in _NOUNS]
        for one, other in pairwise(subjects):
            if _touch(sentence, one, other):
                tokens[one.i] = replace(one, head=other.i, dep="compound")
                for child in sentence.children(one.i, "det"):
                    tokens[child.i] = replace(child, head=other.i)
                changed = True
    return replace(sentence, tokens=with_children(tokens)) if changed else sentence


def with_one_predicate(sentence: Sentence) -> Sentence:
    """The sentence with subjects and copulas taken from a noun's modifier up to the noun that it modifies."""
    tokens = list(sentence.tokens)
    changed = False
    for token in [tokens[c.head] for c in sentence.by_dep.get("cop", ())]:
        if token.dep not in ("nmod:desc", "compound", "flat"):
            continue
        for child in sentence.children(token.i, "nsubj", "cop", "aux", "advmod"):
            tokens[child.i] = replace(child, head=token.head)
            changed = True
    return replace(sentence, tokens=with_children(tokens)) if changed else sentence


def _touch(sentence: Sentence, one: Token, other: Token) -> bool:
    """Does the second phrase begin where the first ends, with no article of its own?"""
    second = sentence.subtree(other.i)
    determined = any(sentence.children(other.i, "det", "nmod:poss", "case"))
    return max(sentence.subtree(one.i)) + 1 == min(second) and not determined
