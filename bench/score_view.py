"""A graph as the graph contract lays it out: names, statements, measurements, plain triples."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import PROV, RDF, RDFS, SKOS, Graph, Literal, Namespace
from rdflib.term import Node
from score_contract import SYMMETRIC
from score_names import fold, likeness

FG = Namespace("https://w3id.org/factgraph/ontology#")
OPEN = Namespace("https://w3id.org/factgraph/open#")
AKIN = 0.6  #: likeness from which a name is taken for another


@dataclass(frozen=True, slots=True)
class Statement:
    """One `rdf:Statement`."""

    node: Node
    subject: Node
    relation: str  #: local name; an open one begins "open#"
    object: Node
    status: str | None  #: local name; None where there is none, or more than one

    @property
    def triple(self) -> tuple[Node, str, Node]:
        """What it states."""
        return self.subject, self.relation, self.object


@dataclass(frozen=True)
class View:
    """What the rules of comparison look at."""

    graph: Graph
    names: Mapping[Node, frozenset[str]]  #: folded
    statements: tuple[Statement, ...]
    measurements: tuple[Node, ...]
    plain: frozenset[tuple[Node, str, Node]]  #: triples with `fg:` and open predicates

    def called(self, node: Node, wanted: Iterable[str]) -> bool:
        """Whether a node bears one of the names, or is a literal that says it."""
        folded = {fold(name) for name in wanted}
        return not folded.isdisjoint({fold(str(node))} if isinstance(node, Literal) else self._names(node))

    def akin(self, node: Node, wanted: Iterable[str]) -> bool:
        """Whether a node bears one of the names or one like it."""
        wanted = tuple(wanted)
        names = (str(node),) if isinstance(node, Literal) else self._names(node)
        return self.called(node, wanted) or any(likeness(a, b) >= AKIN for a in names for b in wanted)

    def wording(self, node: Node) -> str:
        """A literal's text, or all names of a node together."""
        return str(node) if isinstance(node, Literal) else " ".join(sorted(self._names(node)))

    def _names(self, node: Node) -> frozenset[str]:
        return self.names.get(node, frozenset())


def local(term: Node) -> str:
    """The last part of an IRI; that of an open predicate begins "open#"."""
    text = str(term)
    name = re.split(r"[#/]", text)[-1]
    return f"open#{name}" if text == str(OPEN) + name else name


def ends(relation: str, subject: Node, target: Node) -> tuple[tuple[Node, Node], ...]:
    """A relation's subject and object; the other way round too where it is symmetric."""
    return ((subject, target), (target, subject)) if relation in SYMMETRIC else ((subject, target),)


def view_of(graph: Graph) -> View:
    """Look at a graph. Statements and measurements come in the order of their IRIs."""
    names: dict[Node, set[str]] = defaultdict(set)
    for naming in (RDFS.label, SKOS.prefLabel, SKOS.altLabel):
        for node, label in graph.subject_objects(naming):
            names[node].add(fold(str(label)))
    nodes = sorted(graph.subjects(RDF.type, RDF.Statement), key=str)
    return View(
        graph,
        {node: frozenset(each) for node, each in names.items()},
        tuple(found for node in nodes if (found := _statement(graph, node)) is not None),
        tuple(sorted(graph.subjects(RDF.type, FG.Measurement), key=str)),
        frozenset((s, local(p), o) for s, p, o in graph if str(p).startswith((str(FG), str(OPEN)))),
    )


def _statement(graph: Graph, node: Node) -> Statement | None:
    subject, relation, target = (graph.value(node, each) for each in (RDF.subject, RDF.predicate, RDF.object))
    if subject is None or relation is None or target is None:
        return None
    statuses = [local(each) for each in graph.objects(node, FG.status)]
    return Statement(node, subject, local(relation), target, statuses[0] if len(statuses) == 1 else None)


def sources(view: View, node: Node) -> tuple[Node, ...]:
    """The sentences a statement or measurement is derived from."""
    return tuple(sorted(view.graph.objects(node, PROV.wasDerivedFrom), key=str))
