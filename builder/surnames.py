"""Surnames that were taken for places: "Kari Berg founded it. Berg joined the board."."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from .mention import Mention
from .sentence import Sentence

_TAKEN_FOR = ("Place", "Organization", None)


def with_surnames(sentences: Sequence[Sentence], rows: Sequence[Sequence[Mention]]) -> list[Sequence[Mention]]:
    """The mentions, those of one word that act and that one person of the text has for a last name being persons."""
    persons: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for one in row:
            if one.kind == "name" and one.cls == "Person" and " " in one.text and not one.canonical:
                persons[one.text.split()[-1]].add(one.text)
    return [
        [replace(m, cls="Person") if len(persons[m.text]) == 1 and _acts(sentences[m.sentence], m) else m for m in row]
        if any(m.text in persons for m in row)
        else row
        for row in rows
    ]


def _acts(sentence: Sentence, mention: Mention) -> bool:
    if mention.kind != "name" or mention.canonical or mention.cls not in _TAKEN_FOR or mention.first != mention.last:
        return False
    token = sentence.tokens[mention.head]
    return token.dep.startswith("nsubj") and sentence.tokens[token.head].pos == "VERB"
