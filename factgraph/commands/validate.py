"""`factgraph validate`."""

from __future__ import annotations

from pathlib import Path

import click

from .output import data


@click.command(epilog="Example: factgraph validate graph.ttl")
@click.argument("graph")
def validate(graph: str) -> None:
    """Check whether a GRAPH file keeps the graph contract.

    The exit status is 1 where it does not.
    """
    from ..exports.validate import validate as check

    path = Path(graph)
    report = check(path / "graph.ttl" if path.is_dir() else path)
    data(str(report).rstrip("\n") + "\n")
    if not report.conforms:
        raise click.exceptions.Exit(1)
