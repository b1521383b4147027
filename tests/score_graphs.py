"""Small graphs and gold facts written as lines, for tests of the scorer."""

from __future__ import annotations

import re
from pathlib import Path

from rdflib import PROV, RDF, RDFS, Graph, Literal, URIRef
from score_count import Scored, compare
from score_gold import Gold, fact_of
from score_view import FG, OPEN, view_of

from .contract_graph import ID, TEXT

STATED = ("Asserted", "Planned", "Negated", "Reported")


def graph_of(*statements: str) -> Graph:
    """Statements written "Chile | memberOf | OECD | Planned | rank=2"; every end is a node but a text in quotes."""
    graph = Graph()
    for number, statement in enumerate(statements):
        subject, relation, target, *rest = statement.split(" | ")
        status = next((each for each in rest if each in STATED), "Asserted")
        node = ID[f"statement-{number}"]
        triple = (thing(graph, subject), OPEN[relation[5:]] if relation.startswith("open#") else FG[relation])
        ends = (*triple, Literal(target[1:-1]) if target.startswith('"') else thing(graph, target))
        for name, value in zip((RDF.subject, RDF.predicate, RDF.object), ends, strict=True):
            graph.add((node, name, value))
        graph.add((node, RDF.type, RDF.Statement))
        graph.add((node, FG.status, FG[status]))
        graph.add((node, PROV.wasDerivedFrom, ID[f"sentence-{number}"]))
        if status == "Asserted":
            graph.add(ends)
        for each in rest:
            qualifier, _, said = each.partition("=")
            if said:
                graph.add((node, FG[qualifier], Literal(said)))
    return graph


def thing(graph: Graph, label: str) -> URIRef:
    """A node with a label."""
    node = ID[re.sub(r"\W", "-", label)]
    graph.add((node, RDFS.label, Literal(label, lang="en")))
    return node


def measured(graph: Graph, about: str, **properties: object) -> Graph:
    """The graph with one more measurement."""
    node = ID[f"measurement-{len(graph)}"]
    graph.add((node, RDF.type, FG.Measurement))
    graph.add((node, FG.about, thing(graph, about)))
    for name, value in properties.items():
        graph.add((node, FG[name], Literal(value)))
    return graph


def relation(line: str, **more: object) -> dict[str, object]:
    """A gold relation written as `graph_of` has it; names are separated by "/"."""
    subject, names, target, *rest = line.split(" | ")
    ends = {"o_text": target[1:-1]} if target.startswith('"') else {"o": target.split("/")}
    status = rest[0] if rest else "Asserted"
    row = {"kind": "relation", "s": subject.split("/"), "p": names.split("/"), "status": status, "quote": "x"}
    return {**row, **ends, **more}


def forbidden(line: str) -> dict[str, object]:
    """A forbidden fact, written likewise."""
    return {**relation(line), "kind": "forbidden"}


def gold_of(*rows: dict[str, object]) -> Gold:
    """Gold facts of these JSON objects."""
    facts = (fact_of(row, number) for number, row in enumerate(rows, 1))
    return Gold(Path("note.jsonl"), tuple(fact for fact in facts if fact is not None))


def compared(graph: Graph, *rows: dict[str, object], whole: bool = False) -> Scored:
    """The score of a graph by gold facts of these JSON objects."""
    return compare(gold_of(*rows), view_of(graph), TEXT, whole=whole)
