"""Why a clause gave nothing: one of the reasons that the vocabulary names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from .clause import Clause
from .fact import Fact
from .match import Matcher
from .open_facts import is_actor, tells_more
from .sentence import Sentence

Reason = Literal[
    "NoClause",
    "Question",
    "NoSubject",
    "NoObject",
    "UnresolvedReference",
    "NounReadOnly",
    "NoEntry",
    "NotKept",
    "QuantityOfNothing",
]

_REFERRING = ("PRP", "PRP$", "DT", "WP", "WDT")
_NO_PLACE = ("subject", "object", "self", "poss", "indirect", "goal", "purpose", "content", "gerund")


def reason(sentence: Sentence, clause: Clause, facts: Sequence[Fact], matcher: Matcher) -> Reason:
    """Why a clause that gave nothing did: the first thing that a statement of it lacks."""
    patient = clause.passive and not clause.heads("subject")
    subjects = clause.heads("object" if patient else "subject")
    if _unresolved(sentence, subjects, matcher):
        return "UnresolvedReference"
    if not _acting(sentence, clause, subjects, matcher):
        return "NoSubject"
    objects = () if patient else _objects(clause)
    if clause.kind == "noun":
        objects = clause.heads("self") or (clause.head,)
    if not objects or (clause.kind != "noun" and not _filled(sentence, objects, matcher)):
        objects = (*objects, *(r.head for r in clause.roles if r.name not in _NO_PLACE and not r.clausal))
    if not _filled(sentence, objects, matcher):
        return "UnresolvedReference" if _unresolved(sentence, objects, matcher) else "NoObject"
    stating = {f.clause for f in facts}
    if stating and not all(stating.isdisjoint(sentence.subtree(head)) for head in objects):
        return "NounReadOnly"
    return "NotKept" if any(f.open for f in facts) and tells_more(sentence, clause, matcher) else "NoEntry"


def _acting(sentence: Sentence, clause: Clause, subjects: Sequence[int], matcher: Matcher) -> bool:
    """Is there a subject, of its own or understood, that a statement may have?"""
    found = [f for head in subjects for f in matcher.fill(sentence.index, head)]
    own = clause.kind != "verb" or clause.passive or any(sentence.children(clause.head, "nsubj", "cop"))
    return any(own or is_actor(f, matcher) for f in found)


def _objects(clause: Clause) -> tuple[int, ...]:
    return clause.heads("object") if clause.kind == "verb" else ()


def _filled(sentence: Sentence, heads: Sequence[int], matcher: Matcher) -> bool:
    return any(matcher.fill(sentence.index, head) for head in heads)


def _unresolved(sentence: Sentence, heads: Sequence[int], matcher: Matcher) -> bool:
    """Is none of the phrases resolved, and one of them a pronoun or a phrase that points to something?"""
    if _filled(sentence, heads, matcher):
        return False
    return any(
        ((sentence.index, head) in matcher.resolution.mentions or sentence.tokens[head].tag in _REFERRING)
        and not sentence.tokens[head].dep.startswith("expl")
        for head in heads
    )
