"""Measurements better left out: what is supposed, what only describes a kind of thing, what would not say enough."""

from __future__ import annotations

from collections.abc import Iterator

from .entity import Resolution
from .numbers import words
from .quantities import Quantity
from .sentence import Sentence, Token
from .spread import preposition
from .standing import CHANGE, Standing
from .units import ISO_4217, TIME_UNITS, plural_looking

#: nouns for what is yet to be
GOALS = frozenset(words("goal target objective aim ambition pledge proposal plan bid commitment promise quota offer"))
_MET = frozenset(words("meet reach achieve exceed surpass hit attain beat fulfil fulfill complete"))
_IFS = frozenset(words("if unless whenever suppose provided assuming"))
_PRESENT = frozenset({"VBZ", "VBP", "MD"})
#: nouns that only point at figures
_FIGURES = frozenset(words("number numbers figure figures statistic statistics data total totals result results"))
#: classes of what has people and parts
_HOLDERS = frozenset(words("Organization Company Country Place City Person School University GovernmentBody"))
_QUOTING = frozenset(words("say be remain come live stand follow"))
_AIMING = frozenset(words("focus work aim concentrate focused centered intent plan"))
_THESE = frozenset(words("this these those that"))
_DAYS = frozenset(words("anniversary birthday jubilee centennial bicentennial"))
_CHANGES = frozenset(CHANGE.values())


def withheld(sentence: Sentence, quantity: Quantity, where: Standing, resolution: Resolution) -> bool:
    """Whether nothing should be told of a quantity that stands so."""
    return (
        supposed(sentence, where.top)
        or (quantity.noun is not None and _of_a_kind(sentence, where, resolution))
        or _fragment(sentence, quantity, where)
        or _pointed_at(sentence, quantity)
        or _of_any(sentence, quantity, where)
        or _no_time(sentence, quantity, where)
        or _unsure(sentence, quantity, where)
        or _interest(sentence, quantity)
        or _no_dimension(sentence, quantity, where)
        or (where.case in ("up from", "down from", "from") and aimed_at(sentence, where.top))
    )


def bare_change(indicator: str) -> bool:
    """Whether an indicator tells of a change, but not of what: "increase"."""
    return indicator.lower() in _CHANGES


def untold(quantity: Quantity, where: Standing, indicator: str) -> bool:
    """Whether things counted deep in a phrase are told by one bare word, so that nobody knows which they are."""
    bare = indicator.isalpha() and indicator.islower() and plural_looking(indicator)
    return (
        quantity.noun is not None
        and bare
        and where.place in ("noun", "part", "adjunct")
        and where.case not in ("", "with")
    )


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
        marked = any(c.text.lower() in ("on", "toward", "towards", "at") for c in sentence.children(token.i, "mark"))
        if token.tag == "VBG" and marked and head.lemma.lower() in _AIMING:
            return True
        if clausal and token.dep.startswith("acl") and head.lemma.lower() in GOALS:
            verb = sentence.tokens[head.head]
            return not (verb.lemma.lower() in _MET and verb.tag in ("VBD", "VBN", "VBZ"))
    return False


def committed_to(sentence: Sentence, where: Standing) -> bool:
    """Whether it is what somebody only undertakes: "committed to a 50 percent reduction"."""
    verb = sentence.tokens[where.clause.head] if where.clause is not None else None
    outer = where.chain[-1] if where.chain else where.top
    to = preposition(sentence, outer) == "to" and verb is not None and sentence.tokens[outer].head == verb.i
    return to and verb is not None and verb.lemma.lower() in ("commit", "pledge", "committed", "agree", "vow")


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


def _pointed_at(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether it was said before, and is only pointed at: "these 28 officials", "this 10 percent"."""
    before = sentence.tokens[max(0, quantity.first - 1)]
    counts = quantity.noun is not None or quantity.unit == "percent"
    bare = quantity.noun is not None and not any(
        c.dep.partition(":")[0] in ("acl", "amod", "compound", "nmod", "nmod:poss")
        for c in sentence.children(quantity.noun)
    )
    if before.text.lower() == "all" and before.i < quantity.first and bare and quantity.value < 20:
        return True
    return counts and before.i < quantity.first and before.text.lower() in _THESE and before.dep == "det"


def _of_any(sentence: Sentence, quantity: Quantity, where: Standing) -> bool:
    """Whether it is a threshold of a rule: "any firm owned 50 percent or more by them"."""
    held = [where.top, *where.chain, *(t.i for t in _above(sentence, where.top))]
    return any(
        c.text.lower() in ("any", "whichever", "whatever") and c.dep == "det"
        for i in dict.fromkeys(held)
        for c in sentence.children(i, "det")
    )


def _no_time(sentence: Sentence, quantity: Quantity, where: Standing) -> bool:
    """Whether a time is no span that something lasts: "unprecedented in 2,000 years", "their 10-year anniversary"."""
    if quantity.unit not in TIME_UNITS:
        return False
    if quantity.first and sentence.tokens[quantity.first - 1].text.lower() == "every":
        return True
    around = [sentence.tokens[i].lemma.lower() for i in (where.noun, where.top, *where.chain) if i is not None]
    if any(lemma in _DAYS for lemma in around):
        return True
    of = any(preposition(sentence, c.i) == "of" for c in sentence.children(where.top, "nmod"))
    if where.place != "adjunct" or of:
        return where.place == "adjunct" and where.case == "" and sentence.tokens[where.top].dep == "obl"
    head = sentence.tokens[sentence.tokens[where.top].head]
    if where.case == "in" and quantity.comparator == "=" and head.pos == "VERB":
        return head.tag not in ("VBD", "VBN")
    return where.case not in ("", "for", "over", "after", "during", "throughout", "of")


def _unsure(sentence: Sentence, quantity: Quantity, where: Standing) -> bool:
    """Whether it stands as a subject behind its verb, where no "there" calls for it, or is vague and counts nothing."""
    if quantity.vague and not quantity.unit and quantity.noun is None:
        return True
    bare = not quantity.unit and quantity.noun is None and quantity.comparator == "="
    if where.place != "subject" or where.verb is None:
        return False
    if where.top < where.verb:
        return bare and sentence.tokens[where.verb].dep == "acl:relcl"
    return not any(sentence.children(where.verb, "expl")) and sentence.tokens[where.verb].lemma.lower() not in _QUOTING


def _interest(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a share is a threshold of ownership: "a 50 percent or greater interest"."""
    last = [t.text.lower() for t in sentence.tokens[quantity.first : quantity.last + 3]]
    return quantity.unit == "percent" and quantity.comparator == ">=" and "interest" in last


def _no_dimension(sentence: Sentence, quantity: Quantity, where: Standing) -> bool:
    """Whether money was hung on "long" or "high"."""
    adjective = where.verb is not None and sentence.tokens[where.verb].pos == "ADJ"
    return where.place == "level" and where.verb != where.top and adjective and quantity.unit in ISO_4217


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
