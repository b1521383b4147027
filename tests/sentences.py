"""Sentences made from text without a parser, for tests of what relies on words and offsets."""

from __future__ import annotations

import re

from factgraph.builder.sentence import Sentence, Token

_SPLIT = re.compile(
    r"(?:[A-Za-z]\.){2,}|[ap]\.m\.|(?:Sept|Jan|Feb|Aug|Oct|Nov|Dec|Mr|Mrs|Dr|No|Ave|St)\.(?=\s)|[A-Za-z]{1,3}\$"
    r"|[0-9]+(?:st|nd|rd|th)\b|[0-9]+(?:[.,:/][0-9]+)*(?:['’]?s\b)?|['’]s\b|[^\W_]+(?:[.&][^\W_]+)*|[^\w\s]"
)


def sentence_of(text: str, unsplit: bool = False) -> Sentence:
    """A sentence with no tags and no tree; `unsplit` parts tokens at white space and final punctuation alone."""
    found = re.finditer(r"\S+?(?=[.,;:]*(?:\s|$))|[.,;:]", text) if unsplit else _SPLIT.finditer(text)
    tokens = tuple(
        Token(i, m.group(), m.group().lower(), "", "", "", i, m.start(), m.end()) for i, m in enumerate(found)
    )
    return Sentence(0, 0, len(text), 0, tokens)


def words_of(sentence: Sentence, first: int, last: int) -> str:
    """The text of a token range, tokens parted as they were."""
    out, end = "", None
    for token in sentence.tokens[first : last + 1]:
        out += ("" if end is None or token.start == end else " ") + token.text
        end = token.end
    return out
