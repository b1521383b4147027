"""`factgraph query`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .output import data, talk


@click.command(
    epilog="""\b
Examples:
  factgraph query graph.ttl 'SELECT ?who WHERE { ?who fg:memberOf ?o . ?o rdfs:label "OECD"@en }'
  factgraph query graph.ttl members.rq --format csv"""
)
@click.argument("graph")
@click.argument("query")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["table", "csv", "tsv", "json", "xml", "turtle"]),
    help="How to write the answer: by default a table, for CONSTRUCT and DESCRIBE turtle.",
)
def query(graph: str, query: str, form: str | None) -> None:
    """Ask a GRAPH file a SPARQL QUERY.

    QUERY is the query itself, a file ending in .rq, or "-" for stdin. The prefixes dcterms fg id oa open owl prov rdf
    rdfs schema skos xsd are declared. Compare years as text: FILTER(str(?year) >= "2010").
    """
    from ..exports.load import load
    from ..exports.query import answer

    text = _text(query, graph)
    loaded = load(graph)
    result = answer(loaded, text, form)
    data(result.data)
    if result.note:
        talk(result.note)


def _text(query: str, graph: str) -> str:
    if query == "-":
        if graph == "-":
            raise click.UsageError("only one of GRAPH and QUERY can be stdin; give the other as a file")
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    if not query.endswith(".rq"):
        return query
    try:
        return Path(query).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(
            f"{query}: the query cannot be read: {getattr(error, 'strerror', None) or error}"
        ) from error
