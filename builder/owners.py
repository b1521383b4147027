"""Ends found by the surface, wherever a parser hung them: possessors, events on whose margins, headlines' subjects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .mention import Mention
from .sentence import Sentence

_INSIDE = ("amod", "compound", "nummod")


def owner_before(sentence: Sentence, noun: int, names: Iterable[Mention]) -> int | None:
    """Head of the name that owns the noun: "Climate Envoy John Kerry’s first visit"."""
    if sentence.tokens[noun].pos != "NOUN":
        return None
    first = min([noun, *(c.i for c in sentence.children(noun, *_INSIDE) if c.i < noun)])
    mark = first - 1
    if mark < 1 or sentence.tokens[mark].tag != "POS":
        return None
    return next((m.head for m in names if m.last == mark - 1 and not m.inner), None)


def beside(sentence: Sentence, i: int) -> list[int]:
    """Heads of what an event is on the margins of: "on the margins of the summit"; else nothing."""
    if sentence.tokens[i].lemma.lower() not in ("margin", "sideline", "fringe"):
        return []
    return [
        c.i for c in sentence.children(i, "nmod") if any(k.text.lower() == "of" for k in sentence.children(c.i, "case"))
    ]


def headlined(sentence: Sentence, i: int, mentions: Mapping[int, Mention]) -> int | None:
    """Head of the name that an infinitive is said of: "Norway To Host Oslo Conference"."""
    token = sentence.tokens[i]
    if not any(c.tag == "TO" and c.i < i for c in sentence.children(i, "mark")):
        return None
    tops = [token.head] if token.dep == "acl" else [t.i for t in sentence.tokens[:i] if t.head == t.i]
    if token.dep != "acl" and token.head != i:
        return None
    named = [h for h in tops if h in mentions and mentions[h].kind == "name" and sentence.tokens[h].head == h]
    return named[0] if named and mentions[named[0]].cls not in ("Office", "Agreement", "Initiative") else None
