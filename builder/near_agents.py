"""Mending who did what a participle tells, where they were hung on the verb: "designated a network led by A. Lund".

Also which of several a "which" clause tells of: "the Archive and the School, which trains actors".
"""

from __future__ import annotations

from dataclasses import replace

from .sentence import Sentence, Token, with_children


def with_near_agents(sentence: Sentence) -> Sentence:
    """The sentence with such agents and clauses hung where they belong."""
    tokens = list(sentence.tokens)
    changed = False
    for token in sentence.by_dep.get("obj", ()) if "by" in sentence.lows else ():
        participle = _participle(sentence, token)
        if participle is not None:
            tokens[token.i] = replace(token, head=participle, dep="obl:agent")
            changed = True
    for token in sentence.by_dep.get("advcl:relcl", ()):
        led = _of_which(sentence, token)
        if led is not None:
            tokens[token.i] = replace(token, head=led.head, dep="acl:relcl")
            tokens[led.i] = replace(led, head=token.i, dep="nsubj")
            changed = True
    for token in sentence.by_dep.get("acl:relcl", ()):
        last = _last_listed(sentence, token)
        if last is not None:
            tokens[token.i] = replace(token, head=last)
            changed = True
    return replace(sentence, tokens=with_children(tokens)) if changed else sentence


def _participle(sentence: Sentence, second: Token) -> int | None:
    """The participle right before the "by" that a second object of a verb starts with."""
    others = sentence.children(second.head, "obj")
    if len(others) < 2:
        return None
    first = min(sentence.subtree(second.i))
    if not any(c.i < first for c in others) or first < 1 or sentence.tokens[first].text.lower() != "by":
        return None
    before = sentence.tokens[first - 1]
    return before.i if before.tag == "VBN" and before.dep == "acl" and before.head < before.i else None


def _of_which(sentence: Sentence, verb: Token) -> Token | None:
    """The "leaders" of "a network, the leaders of which have helped", taken for a description of the network."""
    if any(sentence.children(verb.i, "nsubj")):
        return None
    for token in sentence.tokens[: verb.i]:
        if token.text.lower() == "which" and token.i > 1 and sentence.tokens[token.i - 1].text.lower() == "of":
            noun = sentence.tokens[token.head]
            if noun.dep == "appos" and noun.i < token.i:
                return noun
    return None


def _last_listed(sentence: Sentence, verb: Token) -> int | None:
    """The last of a list before ", which", where the clause has a singular verb and was hung on the first."""
    which = next((c for c in sentence.children(verb.i, "nsubj") if c.text.lower() == "which" and c.i < verb.i), None)
    if which is None or verb.tag != "VBZ" or which.i < 2 or sentence.tokens[which.i - 1].text != ",":
        return None
    listed = [c for c in sentence.children(verb.head, "conj") if c.i < which.i]
    if not listed or sentence.tokens[verb.head].i > which.i:
        return None
    last = listed[-1]
    end = max(i for i in sentence.subtree(last.i) if i < which.i)
    return last.i if end >= which.i - 2 else None
