"""Open statements: what clauses say that no lexicon entry covers."""

from __future__ import annotations

from collections.abc import Sequence

from .clause import Clause
from .dating import dated
from .fact import Fact
from .match import Filled, Matcher
from .sentence import Sentence

MOST = 5  #: open statements a sentence
_LISTING = ("include", "comprise", "contain", "feature", "number")
_SKIP_ROLES = {
    "subject",
    "object",
    "goal",
    "purpose",
    "content",
    "gerund",
    "self",
    "poss",
    "listed",
    "indirect",
    "including",
    "after",
    "before",
}


def open_facts(sentence: Sentence, clauses: Sequence[Clause], matcher: Matcher, said: Sequence[Fact]) -> list[Fact]:
    """Facts under open predicates, from clauses whose predicates (and objects) are not `said` yet."""
    covered = {f.clause for f in said}
    aims = [(f.object_mention.first, f.object_mention.last) for f in said if f.literal and f.object_mention is not None]
    out: list[Fact] = []
    for clause in clauses:
        if clause.head in covered or clause.via in ("noun", "title", "listing") or clause.via.startswith("light"):
            continue
        ends = clause.heads("object") if clause.kind == "verb" else ()
        if clause.via in ("copula", "apposition") or clause.predicate in _LISTING:
            ends = (*ends, *clause.heads("subject"))
        governed = clause.via == "copula" and sentence.tokens[clause.head].head in covered
        if governed or any(h in covered for h in ends) or any(a <= clause.head <= b for a, b in aims):
            continue
        out += _facts(sentence, clause, matcher)
    unique: dict[tuple[str, str | None], Fact] = {}
    for fact in out:
        unique.setdefault((fact.subject, fact.object), fact)
    return sorted(unique.values(), key=lambda f: (-f.confidence, f.clause))[:MOST]


def _facts(sentence: Sentence, clause: Clause, matcher: Matcher) -> list[Fact]:
    subjects = _things(sentence, clause.heads("subject"), matcher)
    if not any(sentence.children(clause.head, "nsubj", "cop")) and clause.kind == "verb" and not clause.passive:
        subjects = [s for s in subjects if _actor(s, matcher)]
    out: list[Fact] = []
    if not subjects:
        return _agentless(sentence, clause, matcher)
    if clause.kind == "verb":
        verb = clause.predicate.split(" ")
        objects = _things(sentence, clause.heads("object"), matcher)
        out += _rows(clause, subjects, [*verb], objects)
        if not objects:
            out += _oblique(sentence, clause, subjects, verb, matcher)
    elif clause.kind == "noun":
        said = _things(sentence, clause.heads("self"), matcher, raw=True)
        out += _rows(
            clause, subjects, ["be"], [s for s in said if s.mention is not None and s.mention.kind != "pronoun"]
        )
    else:
        out += _oblique(sentence, clause, subjects, ["be", clause.predicate], matcher)
    return out


def _actor(filled: Filled, matcher: Matcher) -> bool:
    """May the thing be the understood subject of a verb? A bare abstraction ("importance of ensuring") may not."""
    entity = matcher.resolution.entities[filled.key]
    return entity.named or entity.cls not in (None, "Topic")


def _agentless(sentence: Sentence, clause: Clause, matcher: Matcher) -> list[Fact]:
    """A passive without agent: what it is done to, and where or for what."""
    if not clause.passive:
        return []
    patients = _things(sentence, clause.heads("object"), matcher)
    return _oblique(sentence, clause, patients, ["be", *clause.predicate.split(" ")], matcher)


def _oblique(
    sentence: Sentence, clause: Clause, subjects: Sequence[Filled], verb: list[str], matcher: Matcher
) -> list[Fact]:
    for role in clause.roles:
        if role.name in _SKIP_ROLES or role.name.startswith("according") or role.clausal:
            continue
        things = _things(sentence, clause.heads(role.name), matcher)
        if things:
            return _rows(clause, subjects, [*verb, *role.name.split(" ")], things)
    return []


def _things(sentence: Sentence, heads: Sequence[int], matcher: Matcher, *, raw: bool = False) -> list[Filled]:
    """Entities that a reader would take as things: no numbers, no bare quantity or pronoun words."""
    out: list[Filled] = []
    for head in heads:
        token = sentence.tokens[head]
        if token.tag in ("CD", "$", "DT") or token.text in ("%",):
            continue
        for filled in matcher.fill(sentence.index, head, raw=raw):
            label = matcher.resolution.entities[filled.key].label
            if len(label) > 1 and any(c.isalpha() for c in label) and all(o.key != filled.key for o in out):
                out.append(filled)
    return out


def _rows(clause: Clause, subjects: Sequence[Filled], lemmas: Sequence[str], objects: Sequence[Filled]) -> list[Fact]:
    if (tuple(lemmas) == ("be",) and clause.kind == "verb") or (len(lemmas) == 1 and lemmas[0] in ("do",)):
        return []
    return [
        Fact(
            subject=s.key,
            predicate=tuple(lemmas),
            object=o.key,
            literal=None,
            status=clause.status,
            qualifiers=tuple(dated(clause.times, "pointInTime")),
            confidence=0.8 * s.confidence * o.confidence,
            sentence=clause.sentence,
            subject_mention=s.mention,
            object_mention=o.mention,
            open=True,
            entry="",
            clause=clause.head,
        )
        for s in subjects
        for o in objects
        if s.key != o.key
    ]
