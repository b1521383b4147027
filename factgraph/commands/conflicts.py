"""`factgraph conflicts`."""

from __future__ import annotations

import click

from .output import colour, data, data_json

_FOUND = 1  #: exit status


@click.command(
    epilog="""\b
Examples:
  factgraph conflicts graph.ttl
  factgraph conflicts --json graph.ttl"""
)
@click.argument("graph")
@click.option("--strict", is_flag=True, help="Exit with status 1 where there are any.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def conflicts(context: click.Context, graph: str, strict: bool, as_json: bool) -> None:
    """List what a GRAPH says that cannot all be right, with the sentences that say it.

    Figures disagree where they are of the same things, with the same indicator, unit and year, and no number could be
    meant by all. Facts disagree where they are stated and denied of one time, have two beginnings, or give two objects
    to a relation that has one. Nothing is taken out of the graph.
    """
    from ..exports import conflicts_text
    from ..exports.conflicts import conflicts as find
    from ..exports.load import load

    found = find(load(graph))
    if as_json:
        data_json(conflicts_text.as_json(found))
    else:
        data(conflicts_text.as_text(found, colour()))
    context.exit(_FOUND if strict and found else 0)
