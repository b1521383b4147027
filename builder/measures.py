"""Measurements: quantities, with what they are said of."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from .clause import Clause
from .fact import Measure
from .match import Matcher
from .quantities import Quantity
from .sentence import Sentence
from .times import Time
from .units import CURRENCY_NAMES, counted_unit

_ABOUT_ROLES = ("subject", "object", "indirect", "to", "for", "in", "of", "between", "with", "on", "by", "from", "poss")


def measures(
    sentence: Sentence,
    quantities: Sequence[Quantity],
    clauses: Sequence[Clause],
    times: Sequence[Time],
    matcher: Matcher,
) -> list[Measure]:
    """Measurements of a sentence; a quantity said of nothing that is known is left out."""
    out = []
    for quantity in quantities:
        if any(t.first <= quantity.last and quantity.first <= t.last for t in times) or _anaphoric(
            sentence, quantity, matcher
        ):
            continue
        measure = _measure(sentence, quantity, clauses, times, matcher)
        if measure is not None:
            out.append(measure)
    return out


def _anaphoric(sentence: Sentence, quantity: Quantity, matcher: Matcher) -> bool:
    """ "the two countries" counts nothing: it points back."""
    if quantity.noun is None or quantity.value > 10:
        return False
    mention = matcher.resolution.mentions.get((sentence.index, quantity.noun))
    reference = matcher.resolution.of(sentence.index, quantity.noun)
    return mention is not None and mention.definite and (reference is None or reference.antecedent is not None)


def canonical(value: Decimal) -> str:
    """Canonical lexical form of an xsd:decimal or integer.

    >>> canonical(Decimal("5.50E+11")), canonical(Decimal("2.50"))
    ('550000000000', '2.5')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _measure(
    sentence: Sentence, quantity: Quantity, clauses: Sequence[Clause], times: Sequence[Time], matcher: Matcher
) -> Measure | None:
    tokens = sentence.tokens
    inside = range(quantity.first, quantity.last + 1)
    tops = [i for i in inside if tokens[i].head not in inside or tokens[i].head == i]
    top = quantity.noun if quantity.noun is not None else tops[-1]
    by_head = {c.head: c for c in clauses if c.via in ("verb", "copula")}
    governor = _governor(sentence, top, by_head)
    clause = by_head.get(governor)
    about = _about(sentence, quantity, top, clause, clauses, matcher)
    if not about:
        return None
    unit = _unit(sentence, quantity)
    year = _year(clause, times, sentence, top)
    return Measure(
        about=tuple(about),
        indicator=_indicator(sentence, quantity, top, clause),
        value=canonical(quantity.value),
        unit=unit,
        comparator=quantity.comparator,
        year=year,
        per=quantity.per,
        status=clause.status if clause is not None else "Asserted",
        confidence=0.9,
        sentence=sentence.index,
        start=tokens[quantity.first].start,
        end=tokens[quantity.last].end,
    )


def _unit(sentence: Sentence, quantity: Quantity) -> str:
    """ISO 4217 code or singular word; a noun left to the tree ("billions of dollars") gives its own."""
    if quantity.unit and quantity.unit not in CURRENCY_NAMES:
        return quantity.unit
    token = sentence.tokens[quantity.noun] if quantity.noun is not None else None
    word = quantity.unit or (counted_unit(token.text, token.lemma) if token is not None else "item")
    return "person" if word == "people" else CURRENCY_NAMES.get(word, word)


def _governor(sentence: Sentence, i: int, clauses: dict[int, Clause]) -> int:
    for _ in range(30):
        if i in clauses or sentence.tokens[i].head == i:
            return i
        i = sentence.tokens[i].head
    return i


def _about(
    sentence: Sentence, quantity: Quantity, top: int, clause: Clause | None, clauses: Sequence[Clause], matcher: Matcher
) -> list[str]:
    """Entities the quantity is said of: what is counted, the subject, whoever they belong to, what it is for."""
    nouns = {c.head: c for c in clauses if c.via == "noun"}
    heads: list[int] = []
    chain = top
    for _ in range(6):  # the noun phrases that the quantity stands in
        if chain in nouns and not (quantity.noun is None and chain in range(quantity.first, quantity.last + 1)):
            heads.append(chain)
            heads += [r.head for r in nouns[chain].roles if not r.clausal and r.name in _ABOUT_ROLES]
        if (clause is not None and chain == clause.head) or sentence.tokens[chain].head == chain:
            break
        chain = sentence.tokens[chain].head
    if clause is not None:
        rows = [r for r in clause.roles if not r.clausal and r.name in _ABOUT_ROLES]
        for role in rows:
            if role.head == top:
                continue
            heads.append(role.head)
            if role.head in nouns and role.name in ("subject", "object"):
                heads += [
                    r.head
                    for r in nouns[role.head].roles
                    if r.name in ("poss", "to", "in", "of", "by", "between", "with") and not r.clausal
                ]
    if top in nouns:
        heads += [r.head for r in nouns[top].roles if not r.clausal and r.name in _ABOUT_ROLES]
    keys: list[str] = []
    for head in dict.fromkeys(heads):
        if head in range(quantity.first, quantity.last + 1) and head != quantity.noun:
            continue
        for filled in matcher.fill(sentence.index, head):
            if filled.key not in keys and any(c.isalpha() for c in matcher.resolution.entities[filled.key].label):
                keys.append(filled.key)
    return keys[:6]


def _year(clause: Clause | None, times: Sequence[Time], sentence: Sentence, top: int) -> str | None:
    """Year of the time that dates the clause, or that stands by the quantity."""
    dated = [
        t for t in (clause.times if clause is not None else ()) if t.relation not in ("since", "from", "for", "after")
    ]
    dated = dated or [t for t in times if _near(sentence, t, top)]
    exact = [t for t in dated if not (t.relative and t.end)]
    return exact[0].value[:4] if exact else None


def _near(sentence: Sentence, time: Time, top: int) -> bool:
    at = time.first
    for _ in range(8):
        if at == top:
            return True
        at = sentence.tokens[at].head
    return False


def _indicator(sentence: Sentence, quantity: Quantity, top: int, clause: Clause | None) -> str:
    """What is measured, in the sentence's words: the counted noun phrase, or the subject, or the predicate."""
    tokens = sentence.tokens
    inside = set(range(quantity.first, quantity.last + 1))
    if clause is not None:
        for child in sentence.children(clause.head, "nsubj"):
            subtree = sentence.subtree(child.i)
            if not inside & set(subtree) and child.pos != "PRON":
                return _words(sentence, subtree)
    phrase = [i for i in sentence.subtree(top) if i not in inside or i == quantity.noun]
    if phrase and any(tokens[i].pos in ("NOUN", "PROPN") for i in phrase):
        return _words(sentence, phrase)
    if clause is not None:
        around = [i for i in sentence.subtree(clause.head) if i not in inside and i > clause.head - 1]
        return _words(sentence, around or [clause.head])
    return _words(sentence, list(range(len(tokens))))


def _words(sentence: Sentence, indices: Sequence[int]) -> str:
    """Text of the tokens, articles and edge punctuation left out, cut at a readable length."""
    tokens = [sentence.tokens[i] for i in indices]
    while tokens and (tokens[0].pos in ("DET", "PUNCT", "ADP", "CCONJ")):
        tokens = tokens[1:]
    while tokens and tokens[-1].pos in ("PUNCT", "ADP", "CCONJ"):
        tokens = tokens[:-1]
    out = ""
    for n, token in enumerate(tokens):
        gap = n and (token.start > tokens[n - 1].end)
        out += (" " if gap else "") + token.text
        if len(out) > 120 and gap:
            break
    return " ".join(out.split()) or sentence.tokens[indices[0]].text
