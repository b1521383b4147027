"""Which gold facts a graph states: the rules of comparison."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import RDF, RDFS, URIRef
from rdflib.term import Node
from score_contract import CLASSES
from score_gold import Entity, Forbidden, Measure, Names, Open, Relation
from score_names import fold, likeness
from score_view import AKIN, FG, Statement, View, ends, local

MOST_CLASSES = 4  #: a node with more classes of the contract than this counts as having none
SAME_CLAUSE = 0.5  #: likeness from which two clauses say the same
NUMBERS = frozenset({"rank", "ordinal"})


@dataclass(frozen=True, slots=True)
class Matched:
    """A gold relation found in a graph."""

    statement: Statement
    status: bool  #: whether it is the gold's
    qualifiers: int  #: how many of the gold's it has


def find_relation(view: View, fact: Relation) -> Matched | None:
    """The statement of a gold relation: of several, the one with most of its qualifiers, then with its status."""
    found = [
        Matched(each, each.status == fact.status, sum(_qualified(view, each, k, v) for k, v in fact.qualifiers))
        for each in view.statements
        if states(view, each, fact) and _ranked_so(view, each, fact)
    ]
    if found:
        return max(found, key=lambda each: (each.qualifiers, each.status))
    plain = _plain_literal(view, fact)
    if plain is None:
        return None
    qualifiers = sum(_qualified(view, plain, k, v) for k, v in fact.qualifiers)
    return Matched(plain, plain.status == fact.status, qualifiers)


def states(view: View, statement: Statement, fact: Relation) -> bool:
    """Whether a statement's relation and ends are those of a gold relation, qualifiers and status aside."""
    if statement.relation not in fact.relations:
        return False
    return any(
        view.called(subject, fact.subject) and _is_object(view, target, fact)
        for subject, target in ends(statement.relation, statement.subject, statement.object)
    )


def _is_object(view: View, node: Node, fact: Relation) -> bool:
    if fact.text is None:
        return view.called(node, fact.object)
    return likeness(view.wording(node), fact.text) >= SAME_CLAUSE


def _ranked_so(view: View, statement: Statement, fact: Relation) -> bool:
    """The second-largest market is another fact than the third-largest."""
    return all(_qualified(view, statement, name, value) for name, value in fact.qualifiers if name == "rank")


def _qualified(view: View, statement: Statement, name: str, wanted: Names) -> bool:
    holder = statement.object if name == "ordinal" else statement.node
    return any(_same_value(view, name, node, wanted) for node in view.graph.objects(holder, FG[name]))


def _same_value(view: View, name: str, node: Node, wanted: Names) -> bool:
    if isinstance(node, URIRef):
        return view.called(node, wanted)
    said = str(node)
    if name in NUMBERS:
        return said in wanted
    return any(each.casefold() in said.casefold() or likeness(said, each) >= AKIN for each in wanted)


def _plain_literal(view: View, fact: Relation) -> Statement | None:
    """A property of a node with a literal, such as schema:address, taken for an Asserted statement."""
    if fact.text is None:
        return None
    found = [
        Statement(subject, subject, local(relation), target, "Asserted")
        for subject, relation, target in view.graph
        if local(relation) in fact.relations
        and view.called(subject, fact.subject)
        and likeness(str(target), fact.text) >= SAME_CLAUSE
    ]
    return min(found, key=lambda each: (str(each.node), each.relation, str(each.object)), default=None)


def lacking(view: View, fact: Measure) -> tuple[str, ...]:
    """What the nearest measurement of the same value has wrong; ("value",) where none has the value."""
    found = [_differences(view, node, fact) for node in view.measurements if _same_number(view, node, fact.value)]
    return min(found, key=len, default=("value",))


def _same_number(view: View, node: Node, wanted: float) -> bool:
    try:
        value = float(str(view.graph.value(node, FG.value)))
    except ValueError:
        return False
    return abs(value - wanted) <= 1e-6 * max(1.0, abs(wanted))


def _differences(view: View, node: Node, fact: Measure) -> tuple[str, ...]:
    unit, year, comparator = (view.graph.value(node, FG[name]) for name in ("unit", "year", "comparator"))
    about = tuple(view.graph.objects(node, FG.about))
    same = {
        "unit": fold(str(unit or "")).rstrip("s") == fold(fact.unit).rstrip("s"),
        "about": not fact.about or any(view.akin(each, fact.about) for each in about),
        "year": fact.year is None or fact.year in str(year or ""),
        "comparator": fact.comparator in (None, str(comparator or "=")),
    }
    return tuple(name for name, right in same.items() if not right)


def has_entity(view: View, fact: Entity) -> bool:
    """Whether a node bears one of the names and one of the classes."""
    wanted = {fold(name) for name in fact.names}
    return any(
        not names.isdisjoint(wanted) and _classed(view, node, fact.classes) for node, names in view.names.items()
    )


def _classed(view: View, node: Node, wanted: tuple[str, ...]) -> bool:
    direct = [FG[local(each)] for each in view.graph.objects(node, RDF.type)]
    above = (each for one in direct for each in view.graph.transitive_objects(one, RDFS.subClassOf))
    classes = {local(each) for each in above if each is not None}
    return not classes.isdisjoint(wanted) and len(classes & CLASSES) <= MOST_CLASSES


def has_open(view: View, fact: Open) -> bool:
    """Whether any statement at all joins the two, whatever its relation."""
    return any(
        view.akin(each.subject, fact.subject) and view.akin(each.object, fact.object) for each in view.statements
    )


def believes(view: View, fact: Forbidden) -> bool:
    """Whether a graph says what it must not, as a plain triple or as an Asserted statement."""
    stated = {each.triple for each in view.statements if each.status == "Asserted"}
    return any(
        relation in fact.relations and view.called(one, fact.subject) and view.called(other, fact.object)
        for subject, relation, target in view.plain | stated
        for one, other in ends(relation, subject, target)
    )
