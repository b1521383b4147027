"""How far a graph keeps the contract's own rules: exact evidence, one status, plain triples for what is Asserted."""

from __future__ import annotations

from rdflib import Namespace
from rdflib.term import Node
from score_contract import RELATIONS, STATUSES, SYMMETRIC
from score_share import Share
from score_view import View, sources

OA = Namespace("http://www.w3.org/ns/oa#")


def evidence(view: View, text: str) -> Share:
    """Statements and measurements with a sentence, all of whose sentences stand in the text where they say."""
    nodes = [*(each.node for each in view.statements), *view.measurements]
    found = [sources(view, node) for node in nodes]
    return Share(sum(bool(each) and all(_exact(view, source, text) for source in each) for each in found), len(nodes))


def _exact(view: View, source: Node, text: str) -> bool:
    parts = _selectors(view, source)
    exact, start, end = (
        next((found for part in parts if (found := view.graph.value(part, name)) is not None), None)
        for name in (OA.exact, OA.start, OA.end)
    )
    if exact is None or start is None or end is None:
        return False
    return text[int(str(start)) : int(str(end))] == str(exact)


def _selectors(view: View, source: Node) -> list[Node]:
    """A sentence and all that selects it, by oa:hasSelector and oa:refinedBy, nearest first."""
    parts = [source]
    for part in parts:
        for link in (OA.hasSelector, OA.refinedBy):
            parts += [each for each in sorted(view.graph.objects(part, link), key=str) if each not in parts]
    return parts


def rules_kept(view: View) -> Share:
    """Statements with one status, and a plain triple exactly where it is Asserted; stray plain triples break a rule."""
    stated = {each.triple for each in view.statements}
    asserted = {each.triple for each in view.statements if each.status == "Asserted"}
    joined = {(each.subject, each.object) for each in view.statements}
    good = sum(
        each.status in STATUSES and (each.triple in view.plain) == (each.triple in asserted) for each in view.statements
    )
    stray = [
        (subject, relation, target)
        for subject, relation, target in view.plain
        if relation in RELATIONS
        and (subject, target) not in joined
        and not (relation in SYMMETRIC and (target, relation, subject) in stated)
    ]
    return Share(good, len(view.statements) + len(stray))


def open_share(view: View) -> Share:
    """Statements with open predicates, and the sentences that any statement is derived from."""
    count = sum(each.relation.startswith("open#") for each in view.statements)
    return Share(count, len({source for each in view.statements for source in sources(view, each.node)}))
