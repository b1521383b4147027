"""Mending the tree of "Commander-in-Chief", which parsers take for a commander in some chief."""

from __future__ import annotations

from dataclasses import replace

from .sentence import Sentence, with_children

_AFTER = ["-", "in", "-", "Chief"]


def with_in_chief(sentence: Sentence) -> Sentence:
    """The sentence with the words of each such office under its last one."""
    if _AFTER[-1] not in sentence.texts:
        return sentence
    tokens = list(sentence.tokens)
    changed = False
    for i in range(len(tokens) - 4):
        if [t.text for t in tokens[i + 1 : i + 5]] != _AFTER or tokens[i + 4].head not in range(i, i + 5):
            continue
        noun, last = tokens[i], i + 4
        group = range(i, last)
        root = noun.head == i
        tokens[last] = replace(tokens[last], head=last if root else noun.head, dep=noun.dep)
        for token in list(tokens):
            if token.i in group:
                tokens[token.i] = replace(token, head=last, dep="compound")
            elif token.i != last and token.head in group:
                tokens[token.i] = replace(token, head=last)
        changed = True
    return replace(sentence, tokens=with_children(tokens)) if changed else sentence
