"""Facts and figures of a graph that cannot all be right, with the sentences that say them.

What counts is asserted, and for figures reported, too. Nothing is decided: all sides are kept.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import combinations, product
from typing import Literal, TypeAlias

from ..ontology.vocabulary import FILE
from .explain import COMPARATOR, STATUS, VALUE
from .facts import Fact, Facts, Told
from .index import TYPE
from .load import Loaded
from .terms import FG, PREFIXES, Term, iri, value
from .weight import ASSERTED
from .worded import End, Kind, symmetric

ConflictKind: TypeAlias = Literal[
    "two values of one year", "two values without a year", "stated and denied", "two beginnings", "two objects"
]
KINDS: tuple[ConflictKind, ...] = (
    "stated and denied",
    "two beginnings",
    "two objects",
    "two values of one year",
    "two values without a year",
)
Day: TypeAlias = tuple[int, int, int]
Span: TypeAlias = tuple[Day, Day]  #: first and last day

NEGATED, REPORTED = iri(FG + "Negated"), iri(FG + "Reported")
START, FINISH, POINT = (iri(FG + name) for name in ("startDate", "endDate", "pointInTime"))
FUNCTIONAL = iri(PREFIXES["owl"] + "FunctionalProperty")
_DATE = re.compile(r"(-?\d{4,9})(?:-(\d\d))?(?:-(\d\d))?")
_ANY = (Decimal("-Infinity"), Decimal("Infinity"))
_ALWAYS: Span = ((10**9, 1, 1), (10**9, 1, 1))


@dataclass(frozen=True, slots=True)
class Conflict:
    """Facts of one thing that exclude one another."""

    kind: ConflictKind
    subjects: tuple[End, ...]
    relation: str  #: the predicate's label, or the indicator
    object: End | None  #: None for figures, and where the objects are what disagrees
    year: str | None
    sides: tuple[Told, ...]  #: each excludes at least one of the others; oldest document first


def conflicts(graph: Loaded) -> list[Conflict]:
    """Find what disagrees in a graph, by kind as in `KINDS`, then by what it is of."""
    facts = Facts(graph)
    found = (*_denied(facts), *_begun_twice(facts), *_two_objects(facts), *_figures(facts))
    return sorted(found, key=_order)


def _order(conflict: Conflict) -> tuple[int, list[str], str, str, str, list[str]]:
    about = [end.label.casefold() for end in conflict.subjects]
    object_ = conflict.object.label if conflict.object else ""
    nodes = [side.iri for side in conflict.sides]
    return KINDS.index(conflict.kind), about, conflict.relation, object_, conflict.year or "", nodes


def _conflict(facts: Facts, kind: ConflictKind, sides: Iterable[Fact]) -> Conflict:
    told = sorted(map(facts.tell, sides), key=_age)
    first = told[0]
    is_of_one = kind in ("stated and denied", "two beginnings")
    return Conflict(
        kind=kind,
        subjects=first.subjects,
        relation=first.relation,
        object=first.object if is_of_one else None,
        year=dict(first.times).get("in") if first.kind == "measurement" else None,
        sides=tuple(told),
    )


def _age(told: Told) -> tuple[str, str, int, str]:
    first = min(told.quotes, key=lambda q: (q.issued or "", q.source, q.start), default=None)
    return (first.issued or "", first.source, first.start, told.iri) if first else ("", "", -1, told.iri)


# Figures


def _figures(facts: Facts) -> Iterator[Conflict]:
    """Measures of the same things with the same indicator, unit, year and "per", that no number could meet.

    Two figures without a year in one sentence are of different times or parts, as that sentence tells its reader.
    """
    claims = (f for f in _of(facts, "measurement", (ASSERTED, REPORTED)) if f.core[0] and _bounds(f))
    documents = frozenset(facts.documents)
    for group in _grouped(claims, lambda fact: (_about(fact, documents), fact.core[1:])).values():
        bounds = [(*(_bounds(fact) or _ANY), fact) for fact in group]
        lowest, highest = min(high for _, high, _ in bounds), max(low for low, _, _ in bounds)
        sides = [fact for low, high, fact in bounds if high < highest or lowest < low]
        dated = bool(group[0].core[4])
        if sides and (dated or len({sentence for fact in sides for sentence in fact.evidence}) != 1):
            yield _conflict(facts, "two values of one year" if dated else "two values without a year", sides)


def _about(fact: Fact, documents: Collection[Term]) -> Hashable:
    """What a measurement is of. A thing that two texts only describe is the same with the same thing by name."""
    steps = {term: _below(term, documents) for term in fact.core[0]}
    return fact.core[0] if all(steps.values()) else tuple(sorted(step or term for term, step in steps.items()))


def _below(node: Term, documents: Collection[Term]) -> str | None:
    """What the IRI of a thing known within its document says after that of the document."""
    cuts = (at for at, character in enumerate(node) if character == "/")
    return next((node[at:] for at in cuts if f"{node[:at]}>" in documents), None)


def _bounds(fact: Fact) -> tuple[Decimal, Decimal] | None:
    """The least and the greatest number that a measurement allows, a tenth around "about"; None where it has none."""
    signs, amounts = ([value(o) for p, o in fact.said if p == predicate] for predicate in (COMPARATOR, VALUE))
    try:
        (amount,) = map(Decimal, amounts)
        around = abs(amount) / 10 if signs == ["~"] else Decimal(0)
    except (ValueError, ArithmeticError):
        return None
    if not amount.is_finite():
        return None
    low = _ANY[0] if signs in (["<"], ["<="]) else amount - around
    return low, _ANY[1] if signs in ([">"], [">="]) else amount + around


def _of(facts: Facts, kind: Kind, statuses: Iterable[Term]) -> Iterator[Fact]:
    wanted = {(STATUS, status) for status in statuses}
    return (fact for fact in facts.all if fact.kind == kind and not wanted.isdisjoint(fact.said))


# Statements


def _denied(facts: Facts) -> Iterator[Conflict]:
    """What is asserted and denied, both of one time or both of none."""
    claims, denials = (_grouped(_of(facts, "statement", (s,)), _triple) for s in (ASSERTED, NEGATED))
    for key, denied in denials.items():
        yield from _found(facts, "stated and denied", product(claims.get(key, ()), denied), _at_once)


def _begun_twice(facts: Facts) -> Iterator[Conflict]:
    """What began on two days, and had not ended in between."""
    begun = (fact for fact in _of(facts, "statement", (ASSERTED,)) if _date(fact, START))
    for group in _grouped(begun, lambda fact: (_triple(fact), _qualifiers(fact))).values():
        yield from _found(facts, "two beginnings", combinations(group, 2), _overlap)


def _two_objects(facts: Facts) -> Iterator[Conflict]:
    """Objects of a relation that the ontology or the graph declares functional, of one time."""
    functional = _functional() | set(facts.graph.instances(FUNCTIONAL))
    claims = (fact for fact in _of(facts, "statement", (ASSERTED,)) if functional.intersection(fact.core[1]))
    for group in _grouped(claims, lambda fact: fact.core[:2]).values():
        pairs = (pair for pair in combinations(group, 2) if pair[0].core[2] != pair[1].core[2])
        yield from _found(facts, "two objects", pairs, _at_once)


def _found(
    facts: Facts, kind: ConflictKind, pairs: Iterable[tuple[Fact, Fact]], exclude: Callable[[Fact, Fact], bool]
) -> Iterator[Conflict]:
    sides = {fact.node: fact for pair in pairs if exclude(*pair) for fact in pair}
    if sides:
        yield _conflict(facts, kind, sides.values())


def _grouped(facts: Iterable[Fact], key: Callable[[Fact], Hashable]) -> dict[Hashable, list[Fact]]:
    out: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in facts:
        out[key(fact)].append(fact)
    return out


def _triple(fact: Fact) -> Hashable:
    """Subject, predicate and object; the ends of a symmetric relation in any order."""
    subject, predicate, object_ = fact.core
    ends = sorted((subject, object_)) if symmetric().intersection(predicate) else (subject, object_)
    return predicate, tuple(ends)


def _qualifiers(fact: Fact) -> Hashable:
    return tuple(pair for pair in fact.said if pair[0] not in (START, FINISH, POINT))


def _at_once(first: Fact, second: Fact) -> bool:
    """Whether the times that two facts name have a day in common, or neither names any.

    A beginning alone names the time when it began: what was so since 2012 need not be so in 2015.
    """
    one, other = _span(first), _span(second)
    if one is None or other is None:
        return one is other
    return one[0] <= other[1] and other[0] <= one[1]


def _overlap(first: Fact, second: Fact) -> bool:
    """Whether the later of two facts, with another beginning, began before the earlier had ended."""
    one, other = sorted((_date(fact, START) or _ALWAYS, _date(fact, FINISH) or _ALWAYS) for fact in (first, second))
    return one[0][1] < other[0][0] and other[0][0] < one[1][0]


def _span(fact: Fact) -> Span | None:
    start, finish, point = (_date(fact, predicate) for predicate in (START, FINISH, POINT))
    times = [time for time in (start, finish, point) if time]
    return (min(time[0] for time in times), max(time[1] for time in times)) if times else None


def _date(fact: Fact, predicate: Term) -> Span | None:
    """The first and last day of a year, month or day; None where the fact has none."""
    for _, term in (pair for pair in fact.said if pair[0] == predicate):
        parts = _DATE.match(value(term))
        if parts:
            year, month, day = (int(part) if part else None for part in parts.groups())
            return (year or 0, month or 1, day or 1), (year or 0, month or 12, day or 31)
    return None


@cache
def _functional() -> frozenset[Term]:
    """The ontology's functional relations: a graph need not carry its ontology."""
    import pyoxigraph as ox

    ontology = files("factgraph.ontology").joinpath(FILE).read_text(encoding="utf-8")
    wanted = ox.NamedNode(value(FUNCTIONAL))
    quads = ox.parse(ontology, format=ox.RdfFormat.TURTLE)
    return frozenset(str(q.subject) for q in quads if q.object == wanted and str(q.predicate) == TYPE)
