"""Mending what parsers get wrong most often in official prose: an office before a personal name.

Treebanks hold few long titles, so "Secretary of State John Kerry visited" comes out with two subjects. Where an
office's phrase ends right before a personal name and both hang on one head alike, the office is made the name's own.
"""

from __future__ import annotations

from dataclasses import replace

from .classes import WordClasses
from .sentence import Sentence, Token

_TWINS = ("nsubj", "obj", "obl", "nmod", "conj", "appos", "root", "iobj", "dislocated", "parataxis", "vocative")
_MOVED = ("case", "cc", "punct", "mark", "det")


def with_titles(sentence: Sentence, classes: WordClasses) -> Sentence:
    """The sentence with offices attached to the personal names that they stand before."""
    tokens = list(sentence.tokens)
    changed = False
    for name in sentence.tokens:
        if name.entity != "B-PER":
            continue
        person = _head_of_span(sentence, name.i)
        office = _office_before(sentence, name.i, person, classes)
        if office is not None:
            _attach(tokens, office, person, sentence)
            changed = True
    return replace(sentence, tokens=_with_children(tokens)) if changed else sentence


def _head_of_span(sentence: Sentence, start: int) -> int:
    """Head of the entity that starts at `start`."""
    end = start
    while end + 1 < len(sentence.tokens) and sentence.tokens[end + 1].entity == "I-PER":
        end += 1
    inside = range(start, end + 1)
    return next((i for i in inside if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i), start)


def _office_before(sentence: Sentence, start: int, person: int, classes: WordClasses) -> int | None:
    """Head of an office whose phrase ends right before the name, and that is the name's twin in the tree."""
    tokens = sentence.tokens
    name = tokens[person]
    for token in reversed(tokens[max(0, start - 14) : start]):
        if token.head == person and token.dep != "conj":
            return None
        if token.head == person or token.tag not in ("NN", "NNP") or not _is_office(sentence, token, classes):
            continue
        if max(i for i in sentence.subtree(token.i) if i < start) != start - 1 or person in sentence.subtree(token.i):
            continue
        twins = token.head == name.head and token.dep.partition(":")[0] in _TWINS
        if twins or (name.head == name.i and token.head == person):
            return token.i
    return None


def _is_office(sentence: Sentence, token: Token, classes: WordClasses) -> bool:
    words = [t.text.lower() for t in sentence.tokens[max(0, token.i - 2) : token.i + 1]]
    return classes.of_phrase(words) == "Office" or classes.has("Honorific", token.text.lower())


def _attach(tokens: list[Token], office: int, person: int, sentence: Sentence) -> None:
    tokens[office] = replace(tokens[office], head=person, dep="nmod:desc")
    for child in sentence.children(office, *_MOVED):
        if child.dep != "det" and child.i < office:
            tokens[child.i] = replace(tokens[child.i], head=person)


def _with_children(tokens: list[Token]) -> tuple[Token, ...]:
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            children[token.head].append(token.i)
    return tuple(replace(t, children=tuple(children[t.i])) for t in tokens)
