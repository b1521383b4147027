"""How a quantity stands in its sentence: as what is told of a subject, an object, a count, part of a noun phrase."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from .clause import Clause
from .numbers import words
from .quantities import Quantity
from .sentence import Sentence, Token
from .spread import preposition
from .units import TIME_UNITS

Place = Literal["level", "change", "object", "subject", "noun", "adjunct", "part"]

#: verbs that tell how much their subject is
LEVEL = frozenset(
    words(
        "be total number reach exceed equal average stand amount remain surpass top hit near approach become come "
        "measure cost weigh last span cover extend stretch run sit settle hover"
    )
)
#: verbs that tell how their subject, or their object, changes, and the noun for it
CHANGE = {
    "grow": "growth", "rise": "rise", "increase": "increase", "climb": "rise", "jump": "rise", "surge": "rise",
    "soar": "rise", "expand": "expansion", "fall": "fall", "decline": "decline", "drop": "drop",
    "decrease": "decrease", "shrink": "decrease", "plunge": "fall", "slump": "fall", "tumble": "fall",
    "contract": "contraction", "widen": "increase", "narrow": "decrease", "raise": "increase", "cut": "reduction",
    "reduce": "reduction", "lower": "reduction", "boost": "increase", "slash": "reduction", "lift": "increase",
    "swell": "growth", "slip": "fall", "dip": "fall", "accelerate": "increase", "slow": "decrease", "gain": "gain",
    "appreciate": "rise", "depreciate": "fall", "improve": "improvement", "double": "growth", "triple": "growth",
    "quadruple": "growth", "halve": "reduction",
}  # fmt: skip
_TRANSITIVE = frozenset(words("raise cut reduce lower boost slash lift gain"))
#: verbs that take their object to a level
LIFT = frozenset(
    words("bring take push raise cut reduce lower boost slash lift increase double triple quadruple expand limit cap")
)
#: verbs that say what something is held to be worth
_VALUING = frozenset(words("value estimate price appraise assess put"))
#: nouns for what amounts to a sum
_SUMS = frozenset(
    words(
        "limit cap ceiling floor drawdown fine penalty reward loan grant fund budget prize investment contribution "
        "package request commitment pledge deficit surplus debt stake donation payment settlement contract award sale "
        "purchase total sum amount cost price value fee tax bill salary income revenue profit loss dividend tranche "
        "assistance aid bounty ransom bribe gift credit allocation appropriation allotment population area height "
        "length width depth weight speed distance capacity output production"
    )
)
ASIDE = frozenset(words("including included excluding plus minus like"))
_ASIDES = frozenset({"such as", "as well as", "along with", "together with", "in addition to", "up from", "down from"})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a quantity stands."""

    place: Place
    top: int  #: head token of the quantity's own phrase
    noun: int | None = None  #: noun that it modifies or is "of", or the whole that it is a part of
    clause: Clause | None = None  #: the clause it stands in
    verb: int | None = None  #: the verb whose subject, object or level it is
    told: int | None = None  #: the subject it counts, where that stands apart: "tourists numbered ..."
    chain: tuple[int, ...] = ()  #: the noun phrases it stands in, inmost first
    case: str = ""  #: the preposition before it


def standing(sentence: Sentence, quantity: Quantity, clauses: Mapping[int, Clause]) -> Standing:
    """How `quantity` stands. `clauses` are those with verb or copula, by their heads."""
    told = _told(sentence, quantity)
    top = _top(sentence, quantity, told)
    clause = clauses.get(_governor(sentence, top, clauses))
    item = _from(sentence, _first_conjunct(sentence, top, clauses))
    token = sentence.tokens[item]
    base = token.dep.partition(":")[0]
    chain = _chain(sentence, item, clauses)
    head = sentence.tokens[token.head]
    verb = head.i if head.i in clauses and head.pos in ("VERB", "AUX") else None
    case = preposition(sentence, item)
    place: Place = "adjunct"
    noun: int | None = None
    if item in clauses and (_cop(sentence, item) or told is not None or base in ("root", "acl", "advcl", "ccomp")):
        place, verb = "level", item
    elif told is not None and verb is not None:
        place = "level"
    elif head.pos in ("ADJ", "VERB") and base == "obl" and case == "" and head.i in clauses and _cop(sentence, head.i):
        place, verb = "level", head.i
    elif case in _ASIDES or case in ASIDE or (base in ("appos", "parataxis", "list", "dep") and head.i != token.i):
        place, noun = ("part", head.i) if verb is None or case in ASIDE else ("object", None)
    elif case == "to" and quantity.noun is None and (lifter := _lifter(sentence, token.head, clauses)) is not None:
        place, verb, clause = "level", lifter, clauses[lifter]
    elif verb is not None:
        place = _under_verb(sentence, token, head, quantity, case)
    elif head.pos in ("NOUN", "PROPN", "PRON", "SYM", "NUM", "ADJ") and base not in ("obl", "root"):
        nested = head.lemma.lower() in ("percent", "%", "point") or head.tag == "$"
        moved = clause is not None and sentence.tokens[clause.head].lemma.lower() in CHANGE
        head = sentence.tokens[_bearing(sentence, head.i, chain)] if case == "of" and quantity.noun is None else head
        worth = next((c.i for c in sentence.children(head.i, "nsubj") if head.lemma.lower() == "worth"), head.i)
        place, noun = "noun", worth
        lifted = clause is not None and sentence.tokens[clause.head].lemma.lower() in LIFT
        if moved and nested and clause is not None and case == "to":
            place, noun, verb = "level", None, clause.head
        if lifted and clause is not None and case == "to" and quantity.noun is None and clause.heads("object"):
            place, noun, verb = "level", None, clause.head
    return Standing(place, top, noun, clause, verb, told, chain, case)


def _under_verb(sentence: Sentence, token: Token, verb: Token, quantity: Quantity, case: str) -> Place:
    base, lemma = token.dep.partition(":")[0], verb.lemma.lower()
    if quantity.unit == "time":
        return "adjunct"
    if base in ("nsubj", "csubj"):
        return "subject"
    if lemma in LIFT and case == "to" and any(sentence.children(verb.i, "obj")):
        return "level"
    bare = base == "obl" or (base == "obj" and lemma not in _TRANSITIVE)
    if lemma in CHANGE and case in ("by", "to", "from", "at", "in", "") and quantity.noun is None and bare:
        return "change" if case in ("by", "") else "level" if case != "in" else "adjunct"
    if base in ("obj", "xcomp", "iobj", "ccomp") or (case == "" and base != "obl"):
        return "level" if lemma in LEVEL and quantity.noun is None else "object"
    level = lemma in LEVEL and case in ("at", "to", "from", "") and quantity.unit not in TIME_UNITS
    if quantity.noun is None and (level or (lemma in _VALUING and case in ("at", "to"))):
        return "level"
    if quantity.unit in TIME_UNITS or quantity.unit == "time" or case in ("for", "after", "before", "within", "since"):
        return "level" if lemma in ("last", "span", "take") and quantity.unit in TIME_UNITS else "adjunct"
    return "object"


def _lifter(sentence: Sentence, i: int, clauses: Mapping[int, Clause]) -> int | None:
    """Of "brings the aid given since the war began to $5 million", with the amount hung too low: "brings"."""
    if sentence.tokens[i].pos not in ("VERB", "AUX") or sentence.tokens[i].lemma.lower() in LIFT | LEVEL | set(CHANGE):
        return None
    for _ in range(4):
        token = sentence.tokens[i]
        i = token.head
        above = sentence.tokens[i]
        if above.lemma.lower() in LIFT and i in clauses and any(sentence.children(i, "obj")):
            inside = token.dep.partition(":")[0] in ("obj", "nmod", "acl", "advcl")
            return i if inside and above.lemma.lower() in ("bring", "take", "push", "raise", "lift") else None
    return None


def _bearing(sentence: Sentence, noun: int, chain: Sequence[int]) -> int:
    """The noun that an amount is of: "a limit on remittances of $1,000" is a limit of $1,000."""
    for i in (noun, *chain):
        if sentence.tokens[i].lemma.lower() in _SUMS:
            return i
    return noun


def _cop(sentence: Sentence, i: int) -> bool:
    return any(sentence.children(i, "cop"))


def _told(sentence: Sentence, quantity: Quantity) -> int | None:
    """The counted noun where it is a subject that stands before the number's own phrase."""
    noun, tokens = quantity.noun, sentence.tokens
    if noun is None or noun >= quantity.first:
        return None
    top = _top(sentence, quantity, noun)
    if not tokens[noun].dep.startswith("nsubj"):
        verb = tokens[tokens[top].head]
        return noun if verb.dep == "acl" and verb.head == noun and verb.lemma.lower() in LEVEL else None
    return noun if tokens[noun].head in (top, tokens[top].head) and top != noun else None


def _top(sentence: Sentence, quantity: Quantity, told: int | None) -> int:
    """The highest token of the quantity and its counted noun."""
    inside = list(range(quantity.first, quantity.last + 1))
    if quantity.noun is not None and told is None and quantity.noun > quantity.first and quantity.noun not in inside:
        inside.append(quantity.noun)
    tokens = sentence.tokens
    tops = [i for i in inside if (tokens[i].head not in inside or tokens[i].head == i) and not _function(tokens[i])]
    return min(tops or [inside[-1]], key=lambda i: (_depth(sentence, i), -i))


def _function(token: Token) -> bool:
    return token.dep.partition(":")[0] in ("case", "advmod", "mark", "cc", "punct", "det")


def _depth(sentence: Sentence, i: int) -> int:
    for depth in range(60):
        if sentence.tokens[i].head == i:
            return depth
        i = sentence.tokens[i].head
    return 60


def _governor(sentence: Sentence, i: int, clauses: Mapping[int, Clause]) -> int:
    for _ in range(40):
        if i in clauses or sentence.tokens[i].head == i:
            return i
        i = sentence.tokens[i].head
    return i


def _first_conjunct(sentence: Sentence, i: int, clauses: Mapping[int, Clause]) -> int:
    for _ in range(12):
        token = sentence.tokens[i]
        if token.dep.partition(":")[0] != "conj" or i in clauses or sentence.tokens[token.head].pos in ("VERB", "AUX"):
            return i
        i = token.head
    return i


def _from(sentence: Sentence, i: int) -> int:
    """Of "from 2 to 3 million", the first number, where the parser hung the second on it."""
    token = sentence.tokens[i]
    head = sentence.tokens[token.head]
    second = token.dep.partition(":")[0] in ("nmod", "obl") and preposition(sentence, i) == "to"
    return head.i if second and head.pos in ("NUM", "SYM") and head.i != i else i


def _chain(sentence: Sentence, i: int, clauses: Mapping[int, Clause]) -> tuple[int, ...]:
    """Noun phrases above token `i`, up to the predicate."""
    out: list[int] = []
    for _ in range(12):
        token = sentence.tokens[i]
        if i in clauses or token.head == i or token.dep.partition(":")[0] in ("acl", "advcl"):
            break
        head = sentence.tokens[token.head]
        if head.i in clauses:
            break
        if head.pos in ("NOUN", "PROPN") and token.dep.partition(":")[0] != "conj":
            out.append(head.i)
        i = token.head
    return tuple(out)


def definite(sentence: Sentence, i: int, determiners: Sequence[str] = ("the", "this", "these", "those")) -> bool:
    """Whether the noun phrase at `i` is spoken of as known: with an article, a demonstrative or an owner."""
    return any(
        (c.dep.partition(":")[0] == "det" and c.text.lower() in determiners) or c.dep == "nmod:poss"
        for c in sentence.children(i)
    )
