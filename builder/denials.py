"""What a coordination denies: "signed the treaty but not the protocol", "have a pact but no treaty"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .clause import Clause, Role
from .sentence import Sentence

_DENYING = frozenset({"not", "n't", "rather", "instead", "no", "never"})


def is_denied(sentence: Sentence, conjunct: int) -> bool:
    """Is the conjunct named only to be left out: "but not Chile"?"""
    if _DENYING.isdisjoint(sentence.words):
        return False
    return any(
        k.i < conjunct and k.text.lower() in _DENYING for k in sentence.children(conjunct, "advmod", "cc", "det")
    )


def denials(sentence: Sentence, clauses: Iterable[Clause]) -> Iterator[Clause]:
    """Negated twins of asserted clauses, for the conjuncts of their roles that are denied."""
    if _DENYING.isdisjoint(sentence.words):
        return
    for clause in clauses:
        if clause.status != "Asserted" or clause.via in ("noun", "title", "located", "listing"):
            continue
        for role in clause.roles:
            if role.clausal or role.name == "subject":
                continue
            for conjunct in sentence.children(role.head, "conj"):
                if is_denied(sentence, conjunct.i):
                    yield _twin(sentence, clause, role, conjunct.i)


def _twin(sentence: Sentence, clause: Clause, role: Role, denied: int) -> Clause:
    others = tuple(r for r in clause.roles if r.name != role.name)
    negated = replace(clause, roles=(*others, Role(role.name, denied)), status="Negated", times=(), own=())
    if role.name != "self" or role.head != clause.head:
        return negated
    token = sentence.tokens[denied]
    words = [c.lemma.lower() for c in sentence.children(denied, "amod", "compound")]
    return replace(negated, head=denied, predicate=token.lemma.lower(), modifiers=tuple(words))
