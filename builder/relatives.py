"""Mending relative clauses that the parser hung on the verb: "Anna Berg, who became Minister in 2012, visited Accra".

Also descriptions that open a sentence: "A native of Oslo, Anna Berg wrote ..." is about Anna Berg, not about a native.
"""

from __future__ import annotations

from dataclasses import replace

from .sentence import Sentence, Token, with_children


def with_relatives(sentence: Sentence) -> Sentence:
    """The sentence with such clauses and descriptions hung on what they tell of."""
    return _bracketed(_described(_related(sentence)))


def _bracketed(sentence: Sentence) -> Sentence:
    """What stands in brackets is no member of a list outside them: "Anna Berg (CEO, Nordlys) and Ole Lund"."""
    if "(" not in sentence.texts:
        return sentence
    tokens = list(sentence.tokens)
    changed = False
    for token in sentence.by_dep.get("conj", ()):
        between = [t.text for t in sentence.tokens[token.head : token.i]]
        if between.count("(") <= between.count(")"):
            continue
        opening = max(t.i for t in sentence.tokens[token.head : token.i] if t.text == "(")
        if opening + 1 < token.i and sentence.tokens[opening + 1].head == token.head:
            tokens[token.i] = replace(token, head=opening + 1, dep="appos")
            changed = True
    return replace(sentence, tokens=with_children(tokens)) if changed else sentence


def _related(sentence: Sentence) -> Sentence:
    if "who" not in sentence.lows:
        return sentence
    tokens = list(sentence.tokens)
    changed = False
    for verb in (*sentence.by_dep.get("advcl", ()), *sentence.by_dep.get("acl:relcl", ())):
        who = next((c for c in sentence.children(verb.i, "nsubj") if c.text.lower() == "who" and c.i < verb.i), None)
        if who is None or who.i < 2:
            continue
        if verb.dep == "acl:relcl":
            near = _nearer(sentence, verb, who.i)
            if near is not None:
                tokens[verb.i] = replace(verb, head=near)
                changed = True
            continue
        before = sentence.tokens[who.i - 1]
        noun = _top(sentence, who.i - 2 if before.text == "," else who.i - 1, verb.i)
        if noun is not None:
            tokens[verb.i] = replace(verb, head=noun, dep="acl:relcl")
            changed = True
    return replace(sentence, tokens=with_children(tokens)) if changed else sentence


def _nearer(sentence: Sentence, verb: Token, who: int) -> int | None:
    """The last name of "Anna Berg and Ole Lund, who served as Director", where one person is told of."""
    above = sentence.tokens[verb.head]
    names = [c for c in sentence.children(above.i, "conj") if c.entity[2:] == "PER" and c.i < who]
    single = any(c.tag in ("NN", "NNP") for c in sentence.children(verb.i, "obl", "xcomp", "obj"))
    return names[-1].i if names and above.entity[2:] == "PER" and single else None


def _top(sentence: Sentence, i: int, verb: int) -> int | None:
    """Head of the noun phrase that ends at the token."""
    tokens = sentence.tokens
    while tokens[i].head < i and tokens[i].dep.partition(":")[0] in ("flat", "compound", "goeswith", "punct"):
        i = tokens[i].head
    return i if tokens[i].pos in ("PROPN", "NOUN") and i not in sentence.subtree(verb) else None


def _described(sentence: Sentence) -> Sentence:
    """An indefinite description before the name of the person that it describes, made that name's apposition."""
    tokens = sentence.tokens
    if not tokens or tokens[0].text.lower() not in ("a", "an"):
        return sentence
    for noun in tokens:
        if noun.dep.partition(":")[0] != "nsubj" or noun.pos != "NOUN" or min(sentence.subtree(noun.i)) != 0:
            continue
        name = _name_below(sentence, noun)
        if name is None:
            return sentence
        out = list(tokens)
        out[name.i] = replace(name, head=noun.head, dep=noun.dep)
        out[noun.i] = replace(noun, head=name.i, dep="appos")
        return replace(sentence, tokens=with_children(out))
    return sentence


def _name_below(sentence: Sentence, noun: Token) -> Token | None:
    """The personal name in apposition that ends the subject, after a comma."""
    for child in sentence.children(noun.i, "appos", "conj"):
        inside = sentence.subtree(child.i)
        comma = min(inside) > 0 and "," in (sentence.tokens[min(inside) - 1].text, sentence.tokens[min(inside)].text)
        ends = max(i for i in inside if sentence.tokens[i].text != ",") >= max(
            i for i in sentence.subtree(noun.i) if sentence.tokens[i].text != ","
        )
        joint = any(c.text.lower() in ("and", "or") for c in sentence.children(child.i, "cc"))
        if child.entity[2:] == "PER" and comma and ends and not joint:
            return child
    return None
