"""The score of one graph against the gold facts of its text, and sums of scores."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TypeAlias

from score_contract import COMPLETE, RELATIONS
from score_gold import Entity, Fact, Forbidden, Gold, Measure, Open, Relation
from score_match import Matched, believes, find_relation, has_entity, has_open, lacking, states
from score_rules import evidence, open_share, rules_kept
from score_share import NOTHING, Share
from score_view import Statement, View

Verdict: TypeAlias = tuple[Fact, str]  #: empty where the graph is right about the fact, else what is the matter


@dataclass(frozen=True, slots=True)
class Score:
    """All figures of a text or of a set of texts."""

    entities: Share = NOTHING
    relations: Share = NOTHING  #: recall
    measurements: Share = NOTHING
    open: Share = NOTHING
    precision: Share = NOTHING  #: of Asserted statements with a relation that gold has completely
    precision_all: Share = NOTHING  #: of those with any relation of the contract, where gold has all of them completely
    status: Share = NOTHING  #: of the relations found
    qualifiers: Share = NOTHING  #: of the relations found
    evidence: Share = NOTHING
    rules: Share = NOTHING
    open_statements: Share = NOTHING  #: over the sentences that state something
    forbidden: Share = NOTHING  #: found, which should be none
    texts: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Score)))

    @property
    def f1(self) -> float:
        """Harmonic mean of the relations' recall and precision, 0 to 1."""
        recall, precision = self.relations.ratio, self.precision.ratio
        return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


@dataclass(frozen=True, slots=True)
class Fault:
    """A gold fact missed or a forbidden one found, or a statement that gold does not have."""

    kind: str  #: "missed", "forbidden" or "wrong"
    where: str  #: the gold file's stem and, but for a wrong statement, the line
    what: str


@dataclass(frozen=True, slots=True)
class Scored:
    """A score and what lowers it."""

    score: Score
    faults: tuple[Fault, ...]


def compare(gold: Gold, view: View, text: str, *, whole: bool = False) -> Scored:
    """The score of a graph. `whole`: gold has every relation of the contract completely, so all count for precision."""
    relations = [each for each in gold.facts if isinstance(each, Relation)]
    matched = [(each, find_relation(view, each)) for each in relations]
    verdicts: list[Verdict] = [(each, "" if found else "not found") for each, found in matched]
    verdicts += [(each, _verdict(view, each)) for each in gold.facts if not isinstance(each, Relation)]
    wrong = _wrong(view, relations, RELATIONS if whole else COMPLETE)
    found = Score(
        entities=_share(verdicts, Entity),
        relations=_share(verdicts, Relation),
        measurements=_share(verdicts, Measure),
        open=_share(verdicts, Open),
        precision=_precision(view, relations, COMPLETE),
        precision_all=_precision(view, relations, RELATIONS) if whole else Share(),
        status=_statuses(matched),
        qualifiers=_qualifiers(matched),
        evidence=evidence(view, text),
        rules=rules_kept(view),
        open_statements=open_share(view),
        forbidden=_found(verdicts),
        texts=1,
    )
    faults = [_fault(gold, fact, why) for fact, why in sorted(verdicts, key=lambda each: each[0].line) if why]
    return Scored(found, (*faults, *(Fault("wrong", gold.stem, _said(view, each)) for each in wrong)))


def _verdict(view: View, fact: Entity | Measure | Open | Forbidden) -> str:
    """Empty where the graph is right about a fact, else what is the matter."""
    match fact:
        case Entity():
            return "" if has_entity(view, fact) else "not found"
        case Measure():
            return ", ".join(lacking(view, fact))
        case Open():
            return "" if has_open(view, fact) else "not found"
        case Forbidden():
            return "found" if believes(view, fact) else ""


def _share(verdicts: list[Verdict], kind: type[Fact]) -> Share:
    mine = [why for fact, why in verdicts if isinstance(fact, kind)]
    return Share(mine.count(""), len(mine))


def _found(verdicts: list[Verdict]) -> Share:
    mine = [why for fact, why in verdicts if isinstance(fact, Forbidden)]
    return Share(mine.count("found"), len(mine))


def _statuses(matched: list[tuple[Relation, Matched | None]]) -> Share:
    found = [each for _, each in matched if each is not None]
    return Share(sum(each.status for each in found), len(found))


def _qualifiers(matched: list[tuple[Relation, Matched | None]]) -> Share:
    found = [(fact, each) for fact, each in matched if each is not None]
    return Share(sum(each.qualifiers for _, each in found), sum(len(fact.qualifiers) for fact, _ in found))


def _asserted(view: View, names: frozenset[str]) -> list[Statement]:
    return [each for each in view.statements if each.relation in names and each.status == "Asserted"]


def _wrong(view: View, gold: list[Relation], names: frozenset[str]) -> list[Statement]:
    """Asserted statements with relations of these names that no Asserted gold relation has."""
    allowed = [fact for fact in gold if fact.status == "Asserted"]
    return [each for each in _asserted(view, names) if not any(states(view, each, fact) for fact in allowed)]


def _precision(view: View, gold: list[Relation], names: frozenset[str]) -> Share:
    total = len(_asserted(view, names))
    return Share(total - len(_wrong(view, gold, names)), total)


def _fault(gold: Gold, fact: Fact, why: str) -> Fault:
    kind = "forbidden" if isinstance(fact, Forbidden) else "missed"
    return Fault(kind, f"{gold.stem}:{fact.line}", f"{_shown(fact)} ({why}) << {fact.quote}")


def _shown(fact: Fact) -> str:
    match fact:
        case Entity():
            return f"{fact.names[0]} a {'/'.join(fact.classes)}"
        case Measure():
            parts = [fact.comparator or "=", f"{fact.value:.12g}", fact.unit, fact.year or ""]
            return f"{'/'.join(fact.about)}: {' '.join(parts).strip()}"
        case Open():
            return f"{fact.subject[0]} | … | {fact.object[0]}"
        case Forbidden():
            return f"{fact.subject[0]} | {'/'.join(fact.relations)} | {fact.object[0]}"
        case Relation():
            qualifiers = [f"{name}={value[0]}" for name, value in fact.qualifiers]
            target = fact.text if fact.text is not None else fact.object[0]
            return " | ".join([fact.subject[0], "/".join(fact.relations), target, fact.status, *qualifiers])


def _said(view: View, statement: Statement) -> str:
    ends = (min(view.names.get(node, {str(node)})) for node in (statement.subject, statement.object))
    subject, target = ends
    return f"{subject} | {statement.relation} | {target}"
