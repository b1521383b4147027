"""Mending coordination that the parser hung too low: like is joined with like.

"a market for oil and a market for gas" joins markets, not oil and a market; "led by the Secretary of State and the
Prime Minister" joins two offices, not State and a minister. A conjunct that repeats the noun above, or is an office
as the noun above is one, and has an article of its own, is made the conjunct of that noun.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from .classes import WordClasses
from .sentence import Sentence, Token, with_children

_NOUNS = ("NOUN", "PROPN")


def with_parallels(sentence: Sentence, classes: WordClasses) -> Sentence:
    """The sentence with conjuncts lifted to the noun that they are parallel to."""
    conjuncts = [t for t in sentence.by_dep.get("conj", ()) if t.pos in _NOUNS]
    tokens = list(sentence.tokens)
    changed = False
    for token in conjuncts:
        above = _parallel(sentence, token, classes)
        if above is not None:
            tokens[token.i] = replace(token, head=above)
            for late in _late_complements(sentence, token):
                tokens[late] = replace(tokens[late], head=token.i, dep="nmod")
            changed = True
    for first in {t.head for t in sentence.by_dep.get("conj", ())}:
        for one, other in _pairs_within(sentence, first):
            tokens[other] = replace(tokens[other], head=one)
            changed = True
    return replace(sentence, tokens=with_children(tokens)) if changed else sentence


def _pairs_within(sentence: Sentence, first: int) -> list[tuple[int, int]]:
    """Items of a list that are pairs: "fuels and oils" in "parts, fuels and oils, and plastics"."""
    members = sentence.children(first, "conj")
    out: list[tuple[int, int]] = []
    if len(members) < 2:
        return out
    for one, other in pairwise(members):
        later = any(any(sentence.children(m.i, "cc")) for m in members if m.i > other.i)
        joined = [t.text.lower() for t in sentence.tokens[one.i + 1 : other.i]]
        if later and joined and joined[0] in ("and", "or") and len(joined) < 3 and "," not in joined:
            out.append((one.i, other.i))
    return out


def _parallel(sentence: Sentence, token: Token, classes: WordClasses) -> int | None:
    """The noun above the one that the conjunct hangs on, where the two are alike and their neighbour is not."""
    beside = sentence.tokens[token.head]
    above = sentence.tokens[beside.head]
    if beside.dep == "appos" and _named(sentence, token) and _named(sentence, above) and not _named(sentence, beside):
        return above.i
    shared = _second_object(sentence, token, beside)
    if shared is not None:
        return shared
    if beside.dep.partition(":")[0] != "nmod" or above.i > beside.i or above.pos not in _NOUNS:
        return None
    if not any(c.tag in ("DT", "PRP$") for c in sentence.children(token.i, "det", "nmod")):
        return None
    if _alike(token, above) and not _alike(token, beside):
        return above.i
    offices = _office(sentence, token, classes) and _office(sentence, above, classes)
    return above.i if offices and not _office(sentence, beside, classes) else None


def _second_object(sentence: Sentence, token: Token, beside: Token) -> int | None:
    """ "buys oil from Iraq and tea from Kenya": the second has a complement as the verb has."""
    if beside.dep.partition(":")[0] != "obl" or any(sentence.children(token.i, "case")):
        return None
    case = [c.text.lower() for c in sentence.children(beside.i, "case")]
    own = [c.text.lower() for n in sentence.children(token.i, "nmod") for c in sentence.children(n.i, "case")]
    own += [c.text.lower() for late in _late_complements(sentence, token) for c in sentence.children(late, "case")]
    if not case or case[0] not in own:
        return None
    objects = [o.i for o in sentence.children(beside.head, "obj") if o.i < beside.i]
    return objects[-1] if objects else None


def _late_complements(sentence: Sentence, token: Token) -> list[int]:
    """Complements that begin right after the conjunct and hang on the verb above."""
    verb = sentence.tokens[sentence.tokens[token.head].head]
    return [
        o.i for o in sentence.children(verb.i, "obl") if any(c.i == token.i + 1 for c in sentence.children(o.i, "case"))
    ]


def _named(sentence: Sentence, token: Token) -> bool:
    """A proper name, or a noun with one beside it: "her brother Emil"."""
    return token.pos == "PROPN" or any(c.pos == "PROPN" for c in sentence.children(token.i, "appos"))


def _alike(one: Token, other: Token) -> bool:
    return one.lemma.lower() == other.lemma.lower()


def _office(sentence: Sentence, token: Token, classes: WordClasses) -> bool:
    words = [t.text.lower() for t in sentence.tokens[max(0, token.i - 2) : token.i]] + [token.lemma.lower()]
    return classes.of_phrase(words) == "Office"
