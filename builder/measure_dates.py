"""The year a quantity is said of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .clause import Clause
from .quantities import Quantity
from .sentence import Sentence
from .standing import Standing
from .times import Time

_OPEN = ("since", "from", "for", "after")  #: relations of times that do not say when the quantity held
_NOW = frozenset({"now", "currently", "today", "already", "still", "presently"})
_LINKS = frozenset({"in", "on", "by", "during", "at", "as", "of", "for", "(", "the", "end", "through", "until"})


def year(
    sentence: Sentence,
    quantity: Quantity,
    where: Standing,
    times: Sequence[Time],
    others: Sequence[Quantity],
    clauses: Mapping[int, Clause],
) -> str | None:
    """Year of the time beside the quantity, of its phrase, of its clause, or of one coordinated with that."""
    exact = [t for t in times if t.relation not in _OPEN and _one_year(t) and not _compared(sentence, t)]
    beside = [t for t in exact if _beside(sentence, quantity, t)]
    if beside:
        return beside[0].value[:4]
    phrases = {where.top, *where.chain}
    within = [t for t in exact if _above(sentence, t) in phrases]
    if within:
        return within[-1].value[:4]
    clause = where.clause
    if clause is None:
        return None
    taken = {id(t) for t in exact for q in others if q is not quantity and _beside(sentence, q, t)}
    own = [t for t in exact if _dates(sentence, t, clause) and id(t) not in taken]
    if own:
        return min(own, key=lambda t: (t.first < quantity.first, abs(t.first - quantity.last))).value[:4]
    if any(_dates(sentence, t, clause) for t in times):
        return None
    shared = [t for t in exact for c in _coordinated(sentence, clause, clauses, t) if _dates(sentence, t, c)]
    return shared[0].value[:4] if shared else None


def _compared(sentence: Sentence, time: Time) -> bool:
    """Whether the time is what another is set against: "an increase over 2021"."""
    before = sentence.tokens[time.first - 1].text.lower() if time.first else ""
    start = time.first
    while start and sentence.tokens[start - 1].text not in (",", ";", ":", "–", "—"):
        start -= 1
    if sentence.tokens[start].text.lower() in ("since", "after", "before", "until") and start < time.first - 1:
        return True
    return before in ("over", "than", "versus", "vs", "above", "below")


def _one_year(time: Time) -> bool:
    return time.end is None or time.end[:4] == time.value[:4]


def _beside(sentence: Sentence, quantity: Quantity, time: Time) -> bool:
    """Right behind the quantity and its noun, only a preposition between: "$5 billion in 2010"."""
    last = max(quantity.last, quantity.noun or 0) if (quantity.noun or 0) < time.first else quantity.last
    gap = [t.text.lower() for t in sentence.tokens[last + 1 : time.first]]
    return time.first > last and len(gap) < 4 and set(gap) <= _LINKS


def _above(sentence: Sentence, time: Time) -> int:
    """The token that the time hangs on."""
    inside = range(time.first, time.last + 1)
    tops = [i for i in inside if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i]
    return sentence.tokens[tops[0]].head if tops else time.first


def _dates(sentence: Sentence, time: Time, clause: Clause) -> bool:
    """Whether the time says when the clause holds, rather than being part of a name or of some other noun."""
    above = _above(sentence, time)
    if above == clause.head or above == sentence.tokens[clause.head].head == clause.head:
        return True
    token = sentence.tokens[above]
    inside = range(time.first, time.last + 1)
    attribute = any(
        sentence.tokens[i].head == above and sentence.tokens[i].dep.partition(":")[0] in ("compound", "nummod", "amod")
        for i in inside
    )
    if attribute or time not in clause.times:
        return False
    for _ in range(4):  # a phrase of the clause itself: "exports in 2013 went ..."
        if any(c.text.lower() in (*_OPEN, "before", "until") for c in sentence.children(token.i, "case", "mark")):
            return False
        if token.head == clause.head:
            return token.dep.partition(":")[0] in ("nsubj", "obj", "obl", "advmod")
        if token.dep.partition(":")[0] not in ("nmod", "obl", "advmod", "fixed"):
            return False
        token = sentence.tokens[token.head]
    return False


def _coordinated(sentence: Sentence, clause: Clause, clauses: Mapping[int, Clause], time: Time) -> list[Clause]:
    """Clauses coordinated with this one that may share their time with it."""
    tokens = sentence.tokens
    at = tokens[clause.head]
    if any(c.text.lower() in _NOW for c in sentence.children(clause.head, "advmod")):
        return []
    out: list[Clause] = []
    if at.dep.partition(":")[0] == "conj" and at.head in clauses:
        subjects = list(sentence.children(clause.head, "nsubj"))
        own = any(c.text.lower() == "that" for c in sentence.children(clause.head, "mark"))
        same = (not subjects or subjects[0].tag == "PRP") and not own
        if same and _tense(sentence, clause.head) == _tense(sentence, at.head):
            out.append(clauses[at.head])
        siblings = [c.i for c in sentence.children(at.head, "conj") if c.i != at.i and c.i in clauses]
    else:
        siblings = [c.i for c in sentence.children(clause.head, "conj") if c.i in clauses]
    for i in siblings:  # a date at the end, said of all
        alone = not any(sentence.children(i, "nsubj", "expl"))
        if alone and time.first > i and _tense(sentence, i) == _tense(sentence, clause.head):
            out.append(clauses[i])
    return out


def _tense(sentence: Sentence, i: int) -> str:
    """ "past", "present" or "to" of a predicate, by its form or its auxiliary's."""
    helps = list(sentence.children(i, "aux", "cop"))
    if any(c.tag == "MD" for c in helps):
        return "modal"
    tag = helps[0].tag if helps else sentence.tokens[i].tag
    return {"VBD": "past", "VBN": "past", "VBZ": "present", "VBP": "present"}.get(tag, "to")
