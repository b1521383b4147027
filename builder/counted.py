"""The noun a number counts: by the tree where the sentence has one, else by the words that follow."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .numbers import Number, Piece, low, words
from .sentence import Sentence
from .units import plural_looking

_STOP = frozenset(
    words(
        "of in on at by for from to with without into onto over under after before during since until through between "
        "among against about around as than per via within across along despite including the a an this that these "
        "those each every is are was were be been being has have had do does did will would can could may might must "
        "shall should who which whose whom where when while because if although though but nor so yet not also only "
        "he she it they we you i him her them us its his their our my your what all both any more most less such and "
        "or said says including according"
    )
)
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_INSIDE = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "CD", "HYPH", "AFX", "RB", "FW"})
#: numbers that are nouns themselves and take "of"
_NOUN_NUMBERS = frozenset(words("tens dozens scores hundreds thousands millions billions trillions"))
_GAP = 9  #: words a counted noun may stand behind its number


def is_parsed(sentence: Sentence) -> bool:
    """Whether the tokens carry a parser's tags and relations."""
    return any(t.pos not in ("", "X", "_") for t in sentence.tokens)


def counted_noun(sentence: Sentence, ps: Sequence[Piece], stop: int, last: int) -> int | None:
    """The token of the noun counted by a number whose last token is `last`, looked for from piece `stop` on."""
    if stop < len(ps) and ps[stop].dash:
        return _hyphened(ps, stop)
    of_start = _after_of(ps, stop)
    if of_start == stop and low(ps, stop - 1) in _NOUN_NUMBERS:
        return None
    if is_parsed(sentence):
        return _by_tree(sentence, last) if of_start == stop else _by_tags(sentence, ps, of_start)
    return _by_words(ps, of_start)


def _after_of(ps: Sequence[Piece], i: int) -> int:
    """Past "of" and an article: "hundreds of thousands of crossings", "20 of the states"."""
    if low(ps, i) != "of":
        return i
    return i + 2 if low(ps, i + 1) in ("the", "these", "those", "its", "their", "our", "his", "her") else i + 1


def _hyphened(ps: Sequence[Piece], i: int) -> int | None:
    """The noun of "15-member": only nouns that count; "two-way" and "three-pronged" say how, not how many."""
    if ps[i].glued and low(ps, i + 1) in ("member", "nation", "country", "person"):
        return ps[i + 1].token
    return None


def _by_tree(sentence: Sentence, last: int) -> int | None:
    tokens = sentence.tokens
    token = tokens[last]
    for _ in range(3):
        if token.dep.partition(":")[0] in ("nummod", "amod", "det") and 0 <= token.head < len(tokens):
            head = tokens[token.head]
            if head.pos in ("NOUN", "PROPN") and head.i > last:
                return head.i
        if token.dep.partition(":")[0] not in ("compound", "nummod", "flat") or not 0 <= token.head < len(tokens):
            break
        token = tokens[token.head]
    return _tagged(sentence, last + 1)


def _by_tags(sentence: Sentence, ps: Sequence[Piece], start: int) -> int | None:
    return _tagged(sentence, ps[start].token) if start < len(ps) else None


def _tagged(sentence: Sentence, start: int) -> int | None:
    """The head of the noun phrase that begins at token `start`."""
    best: int | None = None
    for token in sentence.tokens[start : start + _GAP]:
        if token.tag in _NOUNS:
            best = token.i
        elif token.tag == "CC" and (best is None or sentence.tokens[best].tag not in ("NNS", "NNPS")):
            continue
        elif token.tag not in _INSIDE or (best is not None and sentence.tokens[best].tag in ("NNS", "NNPS")):
            break
    return best


def _by_words(ps: Sequence[Piece], start: int) -> int | None:
    """The first plural among the words of the noun phrase; past "and" while no plural has come."""
    for at in range(start, min(len(ps), start + _GAP)):
        piece = ps[at]
        if piece.dash or (at == start and piece.text[0].isdigit()) or (piece.low in ("and", "or") and at > start):
            continue
        if not re.fullmatch(r"[^\W\d_][\w.']*", piece.text) or piece.low in _STOP:
            return None
        if plural_looking(piece.low) and not piece.low.endswith(("'s", "ous", "less", "ness")):
            named = piece.capital and at + 1 < len(ps) and ps[at + 1].capital
            if not named:
                return piece.token
    return None


def subject_noun(sentence: Sentence, ps: Sequence[Piece], number: Number) -> int | None:
    """The subject whose number is told: "tourists numbered 20 million", "visitors were over 14 million"."""
    if not is_parsed(sentence):
        return None
    tokens = sentence.tokens
    token = tokens[ps[number.stop - 1].token]
    if not 0 <= token.head < len(tokens):
        return None
    head = tokens[token.head]
    told = token.dep == "root" or any(True for _ in sentence.children(token.i, "cop"))
    if not told and head.lemma.lower() not in ("number", "total", "reach", "exceed", "be", "surpass"):
        return None
    if not told and head.dep == "acl" and sentence.tokens[head.head].tag in ("NNS", "NNPS"):
        return head.head
    for subject in sentence.children(token.i if told else head.i, "nsubj"):
        if subject.tag in ("NNS", "NNPS"):
            return subject.i
    return None
