"""Mending the tree inside names that the gazetteer knows: one name hangs on one head.

Parsers that have not seen a name split it: in "participates in Power Africa and in X" they make "Africa" an object.
What hangs on another word of the name than its head is moved to the head.
"""

from __future__ import annotations

from dataclasses import replace

from .gazetteer import Gazetteer
from .sentence import Sentence, Token, with_children

_INSIDE = frozenset(("of", "for", "on", "to", "in", "against"))
_OUTER = ("conj", "appos", "acl", "nmod", "cc", "nummod")


def with_known_names(sentence: Sentence, gazetteer: Gazetteer) -> Sentence:
    """The sentence with each known name of several words under one head."""
    tokens = list(sentence.tokens)
    changed = False
    for match in gazetteer.matches(sentence.texts):
        span = range(match.start, match.end)
        if len(span) < 2 or any(tokens[i].pos in ("VERB", "AUX") for i in span):
            continue
        changed |= _unite(tokens, span)
        if match.entry.kind == "Country":
            changed |= _lift(tokens, span)
    flats = [t for t in tokens if t.dep.partition(":")[0] == "flat"] if "flat" in sentence.bases else ()
    for flat in flats:
        for child in [t for t in tokens if t.head == flat.i and t.i != flat.i and t.dep in ("conj", "acl:relcl")]:
            tokens[child.i] = replace(child, head=flat.head)
            changed = True
    return replace(sentence, tokens=with_children(tokens)) if changed else sentence


def _unite(tokens: list[Token], span: range) -> bool:
    """Put the words of the span under one head, if they hang on several outside it."""
    tops = [i for i in span if tokens[i].head not in span or tokens[i].head == i]
    link = next((i for i in span if tokens[i].text.lower() in _INSIDE and i > span.start), span.stop)
    head = next((i for i in reversed(range(span.start, link)) if tokens[i].pos not in ("PUNCT", "DET")), span.start)
    if len(tops) < 2:
        return False
    free = [i for i in tops if not _returns(tokens, i, span)]
    cased = [i for i in free if any(t.dep == "case" and t.head == i for t in tokens)]
    if not free:
        return False
    anchor = cased[0] if cased else free[-1]
    place = tokens[anchor]
    root = place.head == place.i
    for top in tops:
        if top != head:
            inner = "nmod" if top > link else "compound"
            tokens[top] = replace(tokens[top], head=head, dep=inner)
    tokens[head] = replace(tokens[head], head=head if root else place.head, dep=place.dep)
    for token in list(tokens):
        if token.i not in span and token.head in span and token.head != head:
            tokens[token.i] = replace(token, head=head)
    return True


def _lift(tokens: list[Token], span: range) -> bool:
    """Join to the whole name what was joined to a word inside it: "the United States of America, Italy, and Chile"."""
    tops = [i for i in span if tokens[i].head not in span]
    moved = [t for t in tokens if t.dep == "conj" and t.i >= span.stop and t.head in span and t.head not in tops]
    for token in moved if len(tops) == 1 else ():
        tokens[token.i] = replace(token, head=tops[0])
    return bool(moved) and len(tops) == 1


def _returns(tokens: list[Token], i: int, span: range) -> bool:
    """Does the way up from the word lead back into the name?"""
    at = i
    for _ in range(len(tokens)):
        if tokens[at].head == at:
            return False
        at = tokens[at].head
        if at in span:
            return True
    return True
