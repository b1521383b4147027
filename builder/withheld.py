"""Measurements better left out: what is supposed, what only describes a kind of thing, what would not say enough."""

from __future__ import annotations

from collections.abc import Iterator

from .entity import Resolution
from .numbers import words
from .quantities import Quantity
from .sentence import Sentence, Token
from .standing import CHANGE, Standing

#: nouns for what is yet to be
GOALS = frozenset(words("goal target objective aim ambition pledge proposal plan bid commitment promise quota offer"))
_MET = frozenset(words("meet reach achieve exceed surpass hit attain beat fulfil fulfill complete"))
_IFS = frozenset(words("if unless whenever suppose provided assuming"))
_PRESENT = frozenset({"VBZ", "VBP", "MD"})
#: nouns that only point at figures
_FIGURES = frozenset(words("number numbers figure figures statistic statistics data total totals result results"))
#: classes of what has people and parts
_HOLDERS = frozenset(words("Organization Company Country Place City Person School University GovernmentBody"))
_CHANGES = frozenset(CHANGE.values())


def withheld(sentence: Sentence, quantity: Quantity, where: Standing, resolution: Resolution) -> bool:
    """Whether nothing should be told of a quantity that stands so."""
    return (
        supposed(sentence, where.top)
        or (quantity.noun is not None and _of_a_kind(sentence, where, resolution))
        or _fragment(sentence, quantity, where)
        or (where.case in ("up from", "down from", "from") and aimed_at(sentence, where.top))
    )


def bare_change(indicator: str) -> bool:
    """Whether an indicator tells of a change, but not of what: "increase"."""
    return indicator.lower() in _CHANGES


def points_at_figures(label: str) -> bool:
    """Whether what would bear a quantity is only a word for figures: "these numbers"."""
    return label.lower() in _FIGURES


def supposed(sentence: Sentence, i: int) -> bool:
    """Whether token `i` stands in a condition, or in the "when" of what holds in general."""
    for token in _above(sentence, i):
        if token.dep.partition(":")[0] != "advcl":
            continue
        marks = {c.text.lower() for c in sentence.children(token.i, "mark", "advmod") if c.i < token.i}
        if marks & _IFS:
            return "as" not in marks and "even" not in marks
        if "when" in marks:
            return _present(sentence, token) and not _past(sentence, sentence.tokens[token.head])
    return False


def aimed_at(sentence: Sentence, i: int) -> bool:
    """Whether token `i` stands in the wording of a goal ("the goal of planting 5 million trees") not said to be met."""
    for token in _above(sentence, i):
        if token.dep.partition(":")[0] not in ("acl", "nmod", "advcl", "xcomp"):
            continue
        head = sentence.tokens[token.head]
        clausal = token.tag in ("VBG", "VB")
        if clausal and token.dep.startswith("acl") and head.lemma.lower() in GOALS:
            verb = sentence.tokens[head.head]
            return not (verb.lemma.lower() in _MET and verb.tag in ("VBD", "VBN", "VBZ"))
    return False


def _of_a_kind(sentence: Sentence, where: Standing, resolution: Resolution) -> bool:
    """Whether it only tells what kind of things are meant: "companies with more than 1,000 employees"."""
    if where.case != "with":
        return False
    noun = sentence.tokens[max(0, sentence.subtree(where.top)[0] - 1)]
    mention = resolution.mentions.get((sentence.index, noun.i))
    if mention is None or mention.cls not in _HOLDERS:
        return False
    return noun.tag == "NNS" and not any(
        c.text.lower() in ("the", "these", "those", "both") or c.dep in ("nummod", "nmod:poss")
        for c in sentence.children(noun.i)
    )


def _fragment(sentence: Sentence, quantity: Quantity, where: Standing) -> bool:
    """Whether a share stands in a line of a list that names no doer: "Cutting 40 percent of the cost"."""
    if where.clause is None or quantity.unit != "percent":
        return False
    verb = sentence.tokens[where.clause.head]
    return verb.tag == "VBG" and verb.dep == "root" and not any(sentence.children(verb.i, "nsubj", "aux"))


def _present(sentence: Sentence, verb: Token) -> bool:
    parts = [verb, *sentence.children(verb.i, "aux", "cop")]
    return any(t.tag in _PRESENT for t in parts) and all(t.tag not in ("VBD", "VBN") for t in parts)


def _past(sentence: Sentence, verb: Token) -> bool:
    return any(t.tag == "VBD" for t in (verb, *sentence.children(verb.i, "aux", "cop")))


def _above(sentence: Sentence, i: int) -> Iterator[Token]:
    """Token `i` and those above it, up to the root."""
    for _ in range(40):
        token = sentence.tokens[i]
        yield token
        if token.head == i:
            return
        i = token.head
