"""`factgraph query`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .output import data, talk, width


@click.command(
    epilog="""\b
Examples:
  factgraph query graph.ttl 'SELECT ?who WHERE { ?who fg:memberOf ?o . ?o rdfs:label "OECD"@en }'
  factgraph query graph.ttl members.rq --format csv
  factgraph query graph.ttl @memberships country=Mexico"""
)
@click.argument("graph")
@click.argument("query")
@click.argument("parameters", nargs=-1, metavar="[NAME=VALUE]...")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["table", "csv", "tsv", "json", "xml", "turtle"]),
    help="How to write the answer: by default a table, for CONSTRUCT and DESCRIBE turtle.",
)
@click.option("--also", "others", metavar="GRAPH", multiple=True, help="Ask this graph together with the first.")
def query(graph: str, query: str, parameters: tuple[str, ...], form: str | None, others: tuple[str, ...]) -> None:
    """Ask a GRAPH file, or a store, a SPARQL QUERY.

    QUERY is the query itself, a file ending in .rq or .sparql, "-" for stdin, or "@" and the name of one of factgraph
    questions, which NAME=VALUE narrows: a VALUE is a label, an alternative label, an IRI or a prefixed name. The
    prefixes dcterms fg id oa open owl prov rdf rdfs schema skos xsd are declared. Compare years as text:
    FILTER(str(?year) >= "2010").
    """
    from ..exports.opened import open_graphs
    from ..exports.query import answer
    from ..exports.questions import question, written

    if query.startswith("@"):
        asked, given = question(query[1:]), _parameters(parameters)
        result = written(open_graphs([graph, *others]), asked, given, form, width())
    elif parameters:
        raise click.UsageError(f"{parameters[0]!r} is too many; NAME=VALUE goes with a question such as @memberships")
    else:
        text = _text(query, "-" if "-" in others else graph)
        result = answer(open_graphs([graph, *others]), text, form, width())
    data(result.data)
    if result.note:
        talk(result.note)


def _text(query: str, graph: str) -> str:
    if query == "-":
        if graph == "-":
            raise click.UsageError("only one of GRAPH and QUERY can be stdin; give the other as a file")
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    if not query.endswith((".rq", ".sparql")):
        return query
    try:
        return Path(query).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(
            f"{query}: the query cannot be read: {getattr(error, 'strerror', None) or error}"
        ) from error


def _parameters(given: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or not name:
            raise click.UsageError(f"{each!r} is no parameter; write NAME=VALUE")
        if name in found:
            raise click.UsageError(f"{name} is given twice; give it once")
        found[name] = value
    return found
