"""Surnames that were taken for places: "Kari Berg founded it. Berg joined the board."."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from .mention import Mention
from .sentence import Sentence

_TAKEN_FOR = ("Place", "Organization", None)


def with_surnames(sentences: Sequence[Sentence], rows: Sequence[Sequence[Mention]]) -> Sequence[Sequence[Mention]]:
    """The mentions, those of one word that act and that one person of the text has for a last name being persons."""
    alone = {surname for surname, persons in by_surname(rows).items() if len(persons) == 1}
    if not alone:
        return rows
    return [
        [replace(m, cls="Person") if m.text in alone and _acts(sentences[m.sentence], m) else m for m in row]
        for row in rows
    ]


def by_surname(rows: Sequence[Sequence[Mention]]) -> dict[str, set[str]]:
    """The persons whom a text names in full, by the last words of their names."""
    full: dict[str, set[str]] = defaultdict(set)
    for mention in (m for row in rows for m in row if m.cls == "Person" and m.kind == "name"):
        words = mention.text.split()
        if len(words) > 1:
            full[words[-1]].add(mention.text)
    return full


def _acts(sentence: Sentence, mention: Mention) -> bool:
    if mention.kind != "name" or mention.canonical or mention.cls not in _TAKEN_FOR or mention.first != mention.last:
        return False
    token = sentence.tokens[mention.head]
    return token.dep.startswith("nsubj") and sentence.tokens[token.head].pos == "VERB"
