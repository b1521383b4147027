"""`factgraph view`."""

from __future__ import annotations

from pathlib import Path

import click

from .output import data, talk


@click.command(
    epilog="""\b
Examples:
  factgraph view graph.ttl --open
  factgraph view graph.ttl -o graph.html --max-nodes 1000
  factgraph view one.ttl two.ttl -o both.html --title 'Both texts'"""
)
@click.argument("graphs", metavar="GRAPH...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", help="The page to write; without it, the page goes to stdout.")
@click.option("--open", "opening", is_flag=True, help="Open the page in the browser; without -o it is beside GRAPH.")
@click.option("--max-nodes", metavar="N", type=int, help="Most entities to draw at once; 300 where not given.")
@click.option("--no-source", is_flag=True, help="Leave the text out, but for the sentences that say something.")
@click.option("--title", help="The page's title.")
def view(
    graphs: tuple[str, ...],
    output: str | None,
    opening: bool,
    max_nodes: int | None,
    no_source: bool,
    title: str | None,
) -> None:
    """Draw a GRAPH file, or several as one, as an HTML page.

    The page opens by a double click and needs no network. Of a graph with more entities than N it shows communities
    first. Any RDF file can be drawn; one that "build" wrote comes with the sentences that say its statements.
    """
    from ..exports import files
    from ..exports.load import load_all
    from ..exports.picture import MAX_NODES, page

    to = Path(output) if output and output != "-" else _beside(graphs[0]) if opening else None
    if opening and output == "-":
        raise click.UsageError("--open needs a file to open; give -o FILE, or leave -o out")
    if max_nodes is not None and max_nodes < 1:
        raise click.UsageError("--max-nodes must be 1 or more")
    if to:
        files.check(to)
    found = load_all(graphs)
    name = "Graph" if graphs[0] == "-" else Path(graphs[0]).resolve().stem
    html = page(found.triples, {}, title, max_nodes=max_nodes or MAX_NODES, with_source=not no_source, untitled=name)
    if to is None:
        data(html)
        return
    files.write({to: html.encode("utf-8")})
    talk(f"wrote {to}")
    if opening:
        _open(to)


def _beside(graph: str) -> Path:
    """Where the page of a graph file or folder goes by default."""
    if graph == "-":
        raise click.UsageError("--open needs a file to write when GRAPH is stdin; give -o FILE")
    path = Path(graph)
    return path / "graph.html" if path.is_dir() else path.with_suffix(".html")


def _open(page: Path) -> None:
    import webbrowser

    if not webbrowser.open(page.resolve().as_uri()):
        talk(f"no browser could be started; open {page} yourself")
