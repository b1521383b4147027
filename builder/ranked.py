"""How a predicate noun ranks its subject: the rank beside it, and what it is ranked as."""

from __future__ import annotations

from collections.abc import Sequence

from .mention import Mention
from .ranks import Rank
from .sentence import Sentence

_IN_PHRASE = ("compound", "amod", "det", "case", "flat", "nummod", "punct")


def rank_of(ranks: Sequence[Rank], head: int, mention: Mention | None) -> Rank | None:
    """The rank that stands in the noun phrase of the predicate noun at token `head`."""
    first = mention.first if mention is not None else head
    return next((r for r in ranks if first - 2 <= r.first <= head), None)


def ranked_as(sentence: Sentence, head: int, mention: Mention | None, rank: Rank | None) -> str:
    """The noun phrase without its rank, with what follows "of" or "for": "supplier of crude oil"."""
    first = mention.first if mention is not None else head
    for owner in sentence.children(head, "nmod:poss"):
        first = max(first, max(sentence.subtree(owner.i)) + 1) if owner.i < head else first
    growing = sentence.tokens[min(first + 1, head)].tag == "VBG" and sentence.tokens[first].tag == "JJS"
    if rank is not None and not growing:  # of "fastest growing", the superlative is part of what is ranked
        while first <= rank.last and first < head and not _plain(sentence, first):
            first += 1
    last = head
    for child in sentence.children(head, "nmod"):
        cases = [c.text.lower() for c in sentence.children(child.i, "case")]
        if child.i > head and cases and cases[0] in ("of", "for"):
            last = max(last, max(i for i in sentence.subtree(child.i) if _same_phrase(sentence, i, child.i)))
    tokens = sentence.tokens[first : last + 1]
    return "".join(
        t.text + (" " if n + 1 < len(tokens) and tokens[n + 1].start > t.end else "") for n, t in enumerate(tokens)
    )


def _same_phrase(sentence: Sentence, i: int, top: int) -> bool:
    while i != top:
        if sentence.tokens[i].dep.partition(":")[0] not in _IN_PHRASE:
            return False
        i = sentence.tokens[i].head
    return True


def _plain(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    return token.tag in ("NN", "NNS", "NNP") or (
        token.tag in ("JJ", "VBG")
        and token.text.lower() not in ("top", "leading", "main")
        and not token.text.lower().endswith(("st", "nd", "rd", "th"))
    )
