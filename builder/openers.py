"""Mending a subject that the parser took for part of the phrase that opens the sentence.

"Through the Nile Forum, Egypt, Sudan, and Uganda cooperate": all four nouns look like one list, and the verb is left
without a subject. A finite verb without one, right after such a list, gets what follows the list's first comma.
"""

from __future__ import annotations

from dataclasses import replace

from .sentence import Sentence, Token, with_children

_GROUP = ("aux", "advmod", "cop", "expl")
_FINITE = frozenset(("VBZ", "VBP", "VBD", "MD"))
_CLAUSES = frozenset(("root", "ccomp", "parataxis", "advcl"))


def with_subjects(sentence: Sentence) -> Sentence:
    """The sentence with stranded subjects given back to their verbs."""
    tokens = list(sentence.tokens)
    changed = False
    root = next((t for t in tokens if t.head == t.i), None)
    late = _late_verb(sentence, root) if root is not None else None
    if root is not None and late is not None:
        changed = True
        tokens[late.i] = replace(late, head=late.i, dep="root")
        tokens[root.i] = replace(root, head=late.i, dep="nsubj")
    for verb, base in zip(sentence.tokens, sentence.bases, strict=True) if "," in sentence.texts else ():
        found = _stranded(sentence, verb) if base in _CLAUSES else None
        if found is None:
            continue
        changed = True
        first, others = found
        tokens[first] = replace(tokens[first], head=verb.i, dep="nsubj")
        for other in others:
            tokens[other] = replace(tokens[other], head=first)
        comma = sentence.tokens[_left(sentence, first) - 1]
        tokens[comma.i] = replace(tokens[comma.i], head=verb.i)
    return replace(sentence, tokens=with_children(tokens)) if changed else sentence


def _stranded(sentence: Sentence, verb: Token) -> tuple[int, list[int]] | None:
    """First member of the subject inside the opening phrase, and its later siblings there."""
    tokens = sentence.tokens
    before = [
        c for c in sentence.children(verb.i, "obl", "nmod") if c.i < verb.i and any(sentence.children(c.i, "case"))
    ]
    if not before or not _wants_subject(sentence, verb):
        return None
    for phrase in before:
        inside = sentence.subtree(phrase.i)
        last = max(inside)
        group = range(last + 1, verb.i)
        if any(tokens[k].head != verb.i or tokens[k].dep.partition(":")[0] not in _GROUP for k in group):
            continue
        top = phrase.i
        while True:
            after_comma = [
                c.i
                for c in sentence.children(top, "conj", "appos")
                if tokens[max(_left(sentence, c.i) - 1, 0)].text == ","
            ]
            if after_comma:
                return after_comma[0], after_comma[1:]
            lower = [c.i for c in sentence.children(top, "nmod") if c.i > top]
            if not lower:
                break
            top = lower[-1]
    return None


def _late_verb(sentence: Sentence, root: Token) -> Token | None:
    """The finite verb made a conjunct of its own subject: "Not only Kenya but also Togo ratified it"."""
    if root.pos not in ("NOUN", "PROPN") or any(sentence.children(root.i, "cop", "nsubj")):
        return None
    verbs = [c for c in sentence.children(root.i, "conj") if c.pos == "VERB" and c.tag in _FINITE]
    bare = [v for v in verbs if not any(sentence.children(v.i, "nsubj", "cc")) and v.i > root.i]
    return bare[0] if len(bare) == 1 else None


def _wants_subject(sentence: Sentence, verb: Token) -> bool:
    kids = sentence.children(verb.i)
    if any(k.dep.startswith(("nsubj", "csubj", "expl")) or k.dep == "mark" for k in kids):
        return False
    auxiliary = [k for k in kids if k.dep.startswith(("aux", "cop"))]
    return verb.tag in _FINITE or any(k.tag in _FINITE for k in auxiliary)


def _left(sentence: Sentence, i: int) -> int:
    """First token of the phrase, its leading comma aside."""
    inside = sentence.subtree(i)
    return next(k for k in inside if sentence.tokens[k].dep != "punct" or k >= i)
