"""Mending participles hung too far away: "the OECD, through support funded by X" funds the support, not the OECD."""

from __future__ import annotations

from dataclasses import replace

from .sentence import Sentence, with_children


def with_near_participles(sentence: Sentence) -> Sentence:
    """The sentence with past participles moved to the noun right before them, where a comma parts them from theirs."""
    tokens = list(sentence.tokens)
    changed = False
    for token in sentence.by_dep.get("acl", ()):
        if token.tag != "VBN":
            continue
        before = sentence.tokens[token.i - 1] if token.i else token
        if before.pos not in ("NOUN", "PROPN") or before.i <= token.head:
            continue
        near = before.i
        while sentence.tokens[near].dep in ("flat", "compound") and sentence.tokens[near].head > token.head:
            near = sentence.tokens[near].head
        comma = any(t.text == "," for t in sentence.tokens[token.head + 1 : near])
        if near < token.i and comma and near not in sentence.subtree(token.i) and near != token.head:
            tokens[token.i] = replace(token, head=near)
            changed = True
    return replace(sentence, tokens=with_children(tokens)) if changed else sentence
