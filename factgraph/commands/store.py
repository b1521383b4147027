"""`factgraph store`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .output import data, data_json, talk

if TYPE_CHECKING:
    from ..exports.store_folder import Named


@click.group(
    epilog="""\b
Examples:
  factgraph store add facts one.ttl two.ttl
  factgraph store list facts
  factgraph query facts @memberships country=Mexico"""
)
def store() -> None:
    """Keep graphs in a store: a folder that answers queries without being loaded.

    Each document is a named graph, and all of them are the default graph. A store can be asked with "query" and
    served with "serve"; the other commands that take a GRAPH read it whole.
    """


@store.command(epilog="Example: factgraph store add facts one.ttl two.ttl")
@click.argument("folder", metavar="DIR")
@click.argument("graphs", metavar="GRAPH...", nargs=-1, required=True)
@click.option("--graph", "name", metavar="IRI", help="Put all into one named graph of this name.")
def add(folder: str, graphs: tuple[str, ...], name: str | None) -> None:
    """Add GRAPH files to the store DIR, which is made where there is none.

    A document that is there already is replaced, so that adding twice changes nothing.
    """
    from ..exports import store_folder

    written = store_folder.add(Path(folder), graphs, name)
    talk(f"added {_count(written)} to {folder}")


@store.command("list", epilog="Example: factgraph store list facts")
@click.argument("folder", metavar="DIR")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def list_(folder: str, as_json: bool) -> None:
    """List the named graphs of the store DIR, with their triples and titles."""
    from ..exports import store_folder
    from ..exports.opened import open_graphs
    from ..exports.terms import DCTERMS, iri, value, visible

    there = store_folder.listed(Path(folder))
    asked = open_graphs([folder])
    titles = [asked.text(graph.name, iri(DCTERMS + "title")) for graph in there]
    if as_json:
        named = zip(there, titles, strict=True)
        data_json([{"graph": value(graph.name), "title": title, "triples": graph.triples} for graph, title in named])
        return
    for graph, title in zip(there, titles, strict=True):
        data(f"{graph.triples:>9}  {visible(graph.name)}{f'  {visible(title)}' if title else ''}\n")


@store.command(epilog="Example: factgraph store drop facts https://example.org/id/document/d7")
@click.argument("folder", metavar="DIR")
@click.argument("names", metavar="GRAPH...", nargs=-1, required=True)
def drop(folder: str, names: tuple[str, ...]) -> None:
    """Take the named graphs GRAPH, as "list" shows them, out of the store DIR."""
    from ..exports import store_folder

    gone = store_folder.drop(Path(folder), names)
    talk(f"dropped {_count(gone)} from {folder}")


@store.command(epilog="Example: factgraph store compact facts")
@click.argument("folder", metavar="DIR")
def compact(folder: str) -> None:
    """Make the store DIR as small and quick as it gets."""
    from ..exports import store_folder

    before, after = store_folder.compact(Path(folder))
    talk(f"{folder} takes {_megabytes(after)}; before, {_megabytes(before)}")


def _count(graphs: list[Named]) -> str:
    triples = sum(graph.triples for graph in graphs)
    return f"{len(graphs)} {'graph' if len(graphs) == 1 else 'graphs'} with {triples} triples"


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
