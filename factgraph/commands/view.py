"""`factgraph view`."""

from __future__ import annotations

from pathlib import Path

import click

from .output import data, talk


@click.command(epilog="Example: factgraph view graph.ttl -o graph.html")
@click.argument("graph")
@click.option("-o", "--output", metavar="FILE", help="The page to write; without it, the page goes to stdout.")
@click.option("--title", help="The page's title.")
def view(graph: str, output: str | None, title: str | None) -> None:
    """Draw a GRAPH file as one HTML page.

    The page opens by a double click and needs no network.
    """
    from ..exports import files
    from ..exports.load import load, rdflib_graph
    from ..exports.picture import page

    if output:
        files.check(Path(output))
    html = page(rdflib_graph(load(graph).triples), {}, title)
    if not output:
        data(html)
        return
    files.write({Path(output): html.encode("utf-8")})
    talk(f"wrote {output}")
