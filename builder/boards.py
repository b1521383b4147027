"""Bodies told together by what they govern: "the boards of Acme and the Lund Museum" are two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .mention import Mention
from .sentence import Sentence

_BOARDS = ("board", "council", "committee")


def each_board(sentence: Sentence, mention: Mention, by_head: Mapping[tuple[int, int], Mention]) -> list[str]:
    """A description for each of the boards of several bodies: "board of Acme", "board of the Lund Museum"."""
    if not _is_board(sentence, mention):
        return []
    bodies = _governed(sentence, mention, by_head)
    if not bodies:
        return []
    lemma = sentence.tokens[mention.head].lemma.lower()
    words = [t.text for t in sentence.tokens[mention.first : mention.head] if t.tag not in ("CD", "JJR", "DT")]
    return [" ".join([*words, lemma, "of", *_article(sentence, body), body.text]) for body in bodies]


def whole_lists(sentence: Sentence, mentions: list[Mention]) -> list[Mention]:
    """The mentions, those of several boards reaching to the end of what the boards are of."""
    if not any(m.kind == "nominal" and sentence.tokens[m.head].lemma.lower() in _BOARDS for m in mentions):
        return mentions
    by_head = {(m.sentence, m.head): m for m in mentions}
    out = []
    for mention in mentions:
        last = max([mention.last, *(b.last for b in _governed(sentence, mention, by_head))])
        out.append(replace(mention, last=last, end=sentence.tokens[last].end) if last > mention.last else mention)
    return out


def _governed(sentence: Sentence, mention: Mention, by_head: Mapping[tuple[int, int], Mention]) -> list[Mention]:
    """The bodies that have a board each."""
    if not _is_board(sentence, mention):
        return []
    noun = sentence.tokens[mention.head]
    whose = [c for c in sentence.children(mention.head, "nmod") if c.i > mention.head and _of(sentence, c.i)]
    if len(whose) != 1:
        return []
    more = [c.i for c in sentence.children(whose[0].i, "conj") if not _of(sentence, c.i)]
    more += [c.i for c in sentence.children(whose[0].i, "appos") if more and c.i < more[-1]]  # a list's second member
    heads = [whose[0].i, *sorted(more)]
    bodies = [m for h in heads if (m := by_head.get((mention.sentence, h))) is not None and m.kind == "name"]
    if len(bodies) != len(heads) or (len(bodies) == 1 and noun.tag == "NN"):
        return []
    return bodies


def _is_board(sentence: Sentence, mention: Mention) -> bool:
    return mention.kind == "nominal" and sentence.tokens[mention.head].lemma.lower() in _BOARDS


def _of(sentence: Sentence, i: int) -> bool:
    return [c.text.lower() for c in sentence.children(i, "case")] == ["of"]


def _article(sentence: Sentence, body: Mention) -> list[str]:
    before = sentence.tokens[body.first - 1] if body.first else None
    return ["the"] if before is not None and before.text.lower() == "the" else []
