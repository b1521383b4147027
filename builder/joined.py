"""Mending a sentence that was parted within a title: "Ambassador to Ghana | Anna Berg opened the clinic"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .classes import WordClasses
from .sentence import Sentence, Token, with_children
from .titles import titles

_FINAL = (".", "!", "?", ":", ";", ")", '"', "”", "…", "—")


def joined(sentences: Sequence[Sentence], text: str, classes: WordClasses) -> tuple[Sentence, ...]:
    """The sentences, renumbered, those made one whose parting cuts an office from the name that it belongs to."""
    out: list[Sentence] = []
    for sentence in sentences:
        whole = _whole(out[-1], sentence, text, classes) if out else None
        if whole is not None:
            out[-1] = whole
        else:
            index = sentences[0].index + len(out)
            out.append(sentence if sentence.index == index else replace(sentence, index=index))
    return tuple(out)


def _whole(one: Sentence, other: Sentence, text: str, classes: WordClasses) -> Sentence | None:
    """Both as one sentence, if a title runs from the end of the first to the start of the second."""
    if one.block != other.block or one.tokens[-1].text in _FINAL:
        return None
    between = text[one.end : other.start]
    first = next((k for k, t in enumerate(other.tokens[:2]) if t.entity == "B-PER"), None)
    if first is None or "\n" in between or "\r" in between:
        return None
    size = len(one.tokens)
    name = size + first
    tokens = [*one.tokens, *(_moved(t, size) for t in other.tokens)]
    found = [t for t in titles(replace(one, tokens=tuple(tokens)), classes) if t.last < size <= t.person[1]]
    if not found:
        return None
    root = next(t for t in one.tokens if t.head == t.i)
    if any(t.first <= root.i <= t.last for t in found):
        tokens[root.i] = replace(root, head=name, dep="nmod:desc")
    else:  # "A mission led by Director | Anna Berg will travel": the mission travels
        place = tokens[name]
        tokens[root.i] = replace(root, head=root.i if place.head == name else place.head, dep=place.dep)
        tokens[name] = replace(place, head=found[-1].head, dep="appos")
        if place.head == name:
            tokens[root.i] = replace(root, dep="root")
    return replace(one, end=other.end, tokens=with_children(tokens))


def _moved(token: Token, by: int) -> Token:
    return replace(token, i=token.i + by, head=token.head + by)
