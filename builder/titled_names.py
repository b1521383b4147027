"""Names of persons that a label has taken a description into: "Senior Official Murray", "Activist Ana Cruz"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .classes import WordClasses
from .mention import Mention
from .sentence import Sentence


def without_descriptions(
    sentences: Sequence[Sentence], rows: Sequence[Sequence[Mention]], classes: WordClasses
) -> list[Sequence[Mention]]:
    """The mentions, persons from where their own names begin."""
    return [
        [_named(sentences[m.sentence], m, classes) if m.cls == "Person" and m.kind == "name" else m for m in row]
        for row in rows
    ]


def _named(sentence: Sentence, mention: Mention, classes: WordClasses) -> Mention:
    """The name after the last noun that says what kind of person it is, which is no part of it."""
    words = range(mention.first, mention.last)
    last = next((i for i in reversed(words) if _describes(sentence.lows[i], classes)), None)
    if last is None or mention.head <= last or mention.canonical:
        return mention
    start = sentence.tokens[last + 1]
    text = mention.text.split(f"{sentence.texts[last]} ", 1)[-1]
    return replace(mention, first=start.i, start=start.start, text=text)


def _describes(word: str, classes: WordClasses) -> bool:
    return classes.has("Describing", word) or (word.isalpha() and classes.of_phrase([word]) == "Person")
