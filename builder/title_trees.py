"""Mending the tree around offices before personal names.

Parsers make two subjects of "Secretary of State John Kerry visited", and hang long titles anywhere. The office with all
that belongs to it is made one phrase under the name, and the name takes the place that the two had in the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .classes import WordClasses
from .office_words import LINKS
from .sentence import Sentence, Token, with_children
from .sentence import is_tree as roots_reached
from .titles import Title, persons, titles

_CLAUSAL = ("nsubj", "obj", "obl", "nmod", "conj", "root", "iobj", "appos", "ccomp", "xcomp", "dislocated", "parataxis")


def with_titles(sentence: Sentence, classes: WordClasses) -> Sentence:
    """The sentence with personal names labelled whole and offices hung on the names that they stand before."""
    sentence = _labelled(sentence, persons(sentence, classes))
    found = titles(sentence, classes)
    if not found:
        return sentence
    for person in dict.fromkeys(t.person for t in found):
        mended = _bound(sentence, [t for t in found if t.person == person], person)
        sentence = mended if mended is not None else sentence
    return _in_series(sentence, found)


def _in_series(sentence: Sentence, found: Sequence[Title]) -> Sentence:
    """The sentence with titled names that follow one another made one list: "Minister A, Envoy B, and Governor C"."""
    tokens = list(sentence.tokens)
    spans: dict[tuple[int, int], int] = {}
    for title in found:
        spans[title.person] = min(title.first, spans.get(title.person, title.first))
    before: tuple[int, int] | None = None
    for person, first in sorted(spans.items()):
        start = first - (first > 0 and tokens[first - 1].text.lower() == "the")
        gap = [t.text for t in tokens[before[1] + 1 : start]] if before is not None else None
        name = _head(tokens, person)
        if before is not None and gap in ([","], ["and"], ["&"], [",", "and"], [";"], [";", "and"]):
            other = _head(tokens, before)
            lead = tokens[other].head if tokens[other].dep == "conj" else other
            kind = tokens[name].dep.partition(":")[0]
            if kind in ("appos", "conj", "flat", "nmod", "dep", "parataxis", "compound") and name != lead:
                moved = list(tokens)
                moved[name] = replace(tokens[name], head=lead, dep="conj")
                tokens = moved if is_tree(moved) else tokens
        before = person
    changed = any(a is not b for a, b in zip(tokens, sentence.tokens, strict=True))
    return replace(sentence, tokens=with_children(tokens)) if changed else sentence


def _head(tokens: Sequence[Token], span: tuple[int, int]) -> int:
    inside = range(span[0], span[1] + 1)
    return next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), span[0])


def _labelled(sentence: Sentence, names: Sequence[tuple[int, int]]) -> Sentence:
    """Entity labels as the names reach, and each name one phrase."""
    if not names:
        return sentence
    tokens = list(sentence.tokens)
    changed = False
    for first, last in names:
        inside = range(first, last + 1)
        tops = [i for i in inside if tokens[i].head not in inside or tokens[i].head == i]
        for i in inside:
            label = "B-PER" if i == first else "I-PER"
            if tokens[i].entity != label:
                tokens[i] = replace(tokens[i], entity=label)
                changed = True
        for i in tops[1:]:
            tokens[i] = replace(tokens[i], head=tops[0], dep="flat")
            changed = True
    return replace(sentence, tokens=with_children(tokens)) if changed else sentence


def _bound(sentence: Sentence, offices: Sequence[Title], person: tuple[int, int]) -> Sentence | None:
    """The sentence with the offices hung on the name; None where that would tie the tree into a ring."""
    if offices[0].plural and any(sentence.tokens[i].text in (",", "and") for i in range(offices[0].last, person[0])):
        return None  # a later member of "Ministers A, B and C", which hangs on the first
    old = sentence.tokens
    group = range(offices[0].first, person[1] + 1)
    heads = [i for i in range(person[0], person[1] + 1) if old[i].head not in range(person[0], person[1] + 1)]
    name = next((i for i in range(person[0], person[1] + 1) if old[i].head == i), heads[0] if heads else person[0])
    tops = [i for i in group if old[i].head not in group or old[i].head == i]
    tops.sort(key=lambda i: (old[i].head != i, old[i].dep.partition(":")[0] not in _CLAUSAL, i))
    for top in tops:
        tokens = _hung(old, offices, name, top, group)
        if is_tree(tokens):
            return sentence if tokens == list(old) else replace(sentence, tokens=with_children(tokens))
    return None


def _hung(old: Sequence[Token], offices: Sequence[Title], name: int, top: int, group: range) -> list[Token]:
    tokens = list(old)
    place = old[top]
    tokens[name] = replace(
        old[name],
        head=name if place.head == top else place.head,
        dep="nsubj" if place.dep.partition(":")[0] not in _CLAUSAL else place.dep,
    )
    for office in offices:
        tokens[office.head] = replace(old[office.head], head=name, dep="nmod:desc")
        arrange(tokens, office.first, office.head, office.last)
    owned = {i for t in offices for i in range(t.first, t.last + 1)} | set(range(offices[-1].person[0], group.stop))
    for i in group:
        if i != name and i not in owned:
            tokens[i] = replace(tokens[i], head=name, dep=_loose(old[i]))
        elif i != name and i >= offices[-1].person[0] and old[i].head not in range(offices[-1].person[0], group.stop):
            tokens[i] = replace(tokens[i], head=name, dep="flat")
    for token in old:
        if token.head not in group or token.i in group or token.head == name:
            continue
        titled = any(t.first <= token.head <= t.last for t in offices)
        if titled and token.i < group.start and token.dep in ("det", "amod", "advmod", "compound", "nmod:poss"):
            tokens[token.i] = replace(token, head=offices[0].head)
        else:
            tokens[token.i] = replace(token, head=name)
    return tokens


def _loose(token: Token) -> str:
    return token.dep if token.dep in ("punct", "cc", "det", "case") else "nmod:desc"


def arrange(tokens: list[Token], first: int, head: int, last: int) -> None:
    """All words of the office under its noun: modifiers before it, complements after it."""
    inside = range(first, last + 1)
    complement = head
    for i in range(first, head):
        if tokens[i].head not in range(first, head + 1):
            tokens[i] = replace(tokens[i], head=head, dep="compound")
    link = None
    for i in range(head + 1, last + 1):
        token = tokens[i]
        if token.text.lower() in (*LINKS, "in") and token.tag in ("IN", "TO"):
            link = i
            continue
        if link is not None and (token.head not in inside or token.head in (head, i)) and token.tag != "DT":
            ahead = _last_capital(tokens, i, last)
            for k in range(i, ahead):
                if tokens[k].head not in range(i, ahead + 1):
                    tokens[k] = replace(tokens[k], head=ahead, dep="compound")
            tokens[ahead] = replace(tokens[ahead], head=head, dep="nmod")
            tokens[link] = replace(tokens[link], head=ahead, dep="case")
            complement, link = ahead, None
        elif token.head not in inside or token.head == i:
            tokens[i] = replace(token, head=complement)
    if link is not None and tokens[link].head not in inside:
        tokens[link] = replace(tokens[link], head=complement)


def _last_capital(tokens: Sequence[Token], i: int, last: int) -> int:
    while i < last and tokens[i + 1].text[:1].isupper():
        i += 1
    return i


def is_tree(tokens: Sequence[Token]) -> bool:
    """Does every token lead up to the one root?"""
    return sum([t.head == t.i for t in tokens]) == 1 and roots_reached(tokens)
