"""`factgraph coverage`."""

from __future__ import annotations

import click

from .output import colour, data, data_json


@click.command(
    epilog="""\b
Examples:
  factgraph coverage graph.ttl
  factgraph coverage graph.ttl --only silent --only partly"""
)
@click.argument("graph")
@click.option(
    "--only",
    type=click.Choice(["read", "partly", "silent"]),
    multiple=True,
    help="List these sentences only; can be given more than once.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def coverage(graph: str, only: tuple[str, ...], as_json: bool) -> None:
    """List what was read of each sentence of a GRAPH, what was left, and why.

    A sentence is read where each of its clauses and quantities gave a statement or measurement, partly read where some
    did, and silent where none did. The totals count all sentences, whichever are listed.
    """
    from ..exports import coverage_text
    from ..exports.coverage import coverage as find
    from ..exports.coverage import totals
    from ..exports.load import load

    found = find(load(graph).triples)
    total = totals(found)
    listed = [sentence for sentence in found if not only or sentence.coverage in only]
    if as_json:
        data_json(coverage_text.as_json(listed, total))
    else:
        data(coverage_text.as_text(listed, total, colour()))
