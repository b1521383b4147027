"""Agreements told together by their partners: "pacts with Japan, the EU and Chile" are three."""

from __future__ import annotations

from collections.abc import Mapping

from .mention import Mention
from .sentence import Sentence


def partners(sentence: Sentence, noun: int) -> list[int]:
    """Heads of two or more coordinated partners of a plural agreement noun; none where there is one only."""
    if sentence.tokens[noun].tag not in ("NNS", "NNPS"):
        return []
    for child in sentence.children(noun, "nmod"):
        cases = [c.text.lower() for c in sentence.children(child.i, "case")]
        if cases == ["with"] and child.i > noun:
            found = [child.i, *(c.i for c in sentence.children(child.i, "conj"))]
            return found if len(found) > 1 else []
    return []


def each_with_one(sentence: Sentence, mention: Mention, by_head: Mapping[tuple[int, int], Mention]) -> list[str]:
    """A description for each of the agreements: "pact with Japan", "pact with the EU"."""
    if mention.cls != "Agreement" or mention.kind != "nominal":
        return []
    found = [by_head.get((mention.sentence, head)) for head in partners(sentence, mention.head)]
    if not found or None in found:
        return []
    noun = sentence.tokens[mention.head].lemma.lower()
    words = [t.text for t in sentence.tokens[mention.first : mention.head] if t.tag not in ("CD", "JJR")]
    return [" ".join([*words, noun, "with", other.text]) for other in found if other is not None]
