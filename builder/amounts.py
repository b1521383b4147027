"""Amounts in place of what they measure: "$20 million in food aid" is food aid, "tons of wheat" is wheat."""

from __future__ import annotations

from .classes import WordClasses
from .sentence import Sentence
from .spread import preposition

_MONEY = {"dollar", "euro", "pound", "yen", "franc", "peso", "rupee", "ruble", "yuan", "shilling", "rand", "cent"}
_SHARES = {
    "ton",
    "tonne",
    "kilogram",
    "package",
    "tranche",
    "shipment",
    "load",
    "truckload",
    "batch",
    "delivery",
    "amount",
    "level",
}
_OF = {"of", "in", "worth of"}


def measured(sentence: Sentence, i: int, classes: WordClasses) -> list[int]:
    """Heads of the nouns that the amount at token `i` is of; empty where it is no amount, or of nothing told."""
    if not _amount(sentence, i, classes):
        return []
    out: list[int] = []
    for child in sentence.children(i, "nmod", "obl"):
        if child.i > i and preposition(sentence, child.i) in _OF:
            out += measured(sentence, child.i, classes) or ([] if _amount(sentence, child.i, classes) else [child.i])
    return out or _beside(sentence, i, classes)


def _beside(sentence: Sentence, i: int, classes: WordClasses) -> list[int]:
    """The phrase right after the amount, where the parser hung it on the verb."""
    end = max(sentence.subtree(i)) + 1
    for child in sentence.children(sentence.tokens[i].head, "obl", "nmod"):
        cases = sentence.children(child.i, "case")
        if child.i > end and preposition(sentence, child.i) == "in" and any(c.i == end for c in cases):
            return [] if _amount(sentence, child.i, classes) else [child.i]
    return []


def _amount(sentence: Sentence, i: int, classes: WordClasses) -> bool:
    token = sentence.tokens[i]
    lemma = token.lemma.lower()
    counted = lemma in _MONEY and any(sentence.children(i, "nummod", "nmod", "compound", "amod", "det", "case"))
    if lemma in _SHARES:
        return any(preposition(sentence, c.i) == "of" for c in sentence.children(i, "nmod"))
    return token.tag in ("$", "CD") or counted or (lemma[-5:] in ("llion", "usand", "ndred") and token.pos == "NOUN")
