"""`factgraph export`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .output import data, talk

if TYPE_CHECKING:
    from ..exports.formats import Format
    from ..exports.weight import Weight


@click.command(
    epilog="""\b
Examples:
  factgraph export graph.ttl -f trig > graph.trig
  factgraph export graph.ttl -o facts.xlsx --provenance light
  factgraph export one.ttl two.ttl -f csv -o tables/
  factgraph export graph.ttl -f markdown --no-open"""
)
@click.argument("graphs", metavar="GRAPH...", nargs=-1, required=True)
@click.option("-f", "--format", "form", metavar="FORMAT", help="Needed where OUT has no suffix that tells it.")
@click.option("-o", "--output", metavar="OUT", help="A file or a folder; without it, the graph goes to stdout.")
@click.option(
    "--provenance",
    type=click.Choice(["none", "light", "full"]),
    default="full",
    help="How much to tell of where facts come from; full where not given.",
)
@click.option("--no-open", is_flag=True, help="Leave out statements with open predicates.")
@click.option(
    "--unsorted", is_flag=True, help="Turtle or N-Triples of all there is, quickly, in no order for a reader."
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def export(
    graphs: tuple[str, ...],
    form: str | None,
    output: str | None,
    provenance: Weight,
    no_open: bool,
    unsorted: bool,
    quiet: bool,
) -> None:
    """Write a GRAPH file, or several as one, in another format.

    FORMAT is one of RDF: turtle, ntriples, nquads, trig, jsonld, rdfxml, turtle12 (annotations of RDF 1.2); or of nodes
    and edges: graphml, gexf, csv, cypher, cytoscape, xlsx, markdown. With --provenance none there are plain triples and
    names only; with light also statements with their status, times, qualifiers and sentences; with full all there is.
    On stderr stands how many triples each would give.
    """
    from ..exports import files
    from ..exports.formats import encode, encode_parts
    from ..exports.load import load_all
    from ..exports.native import native
    from ..exports.weight import WEIGHTS, weigh

    chosen, to = _target(form, output)
    in_folder = to is not None and chosen.parts is not None and to.suffix.lower() != ".zip"
    if to is None and chosen.binary and sys.stdout.isatty():
        raise click.UsageError(f"{chosen.title} is not for a terminal; give -o")
    if to and not in_folder:
        files.check(to)
    if unsorted:
        if provenance != "full" or no_open:
            raise click.UsageError("--unsorted writes all there is; leave out --provenance and --no-open")
        written = native(graphs, chosen.name)
        if to is None:
            data(written)
        else:
            files.write({to: written})
        return
    found = load_all(graphs)
    by_weight = {weight: weigh(found.triples, weight, open_statements=not no_open) for weight in WEIGHTS}
    graph = by_weight[provenance]
    if to is None:
        data(encode(graph, chosen, found.base))
    elif in_folder:
        files.write({to / name: content for name, content in encode_parts(graph, chosen).items()})
    else:
        files.write({to: encode(graph, chosen, found.base)})
    if not quiet:
        talk("triples by provenance: " + ", ".join(f"{weight} {len(kept)}" for weight, kept in by_weight.items()))
        talk(f"wrote {provenance} as {chosen.title}" + (f" to {to}" if to else ""))


def _target(form: str | None, output: str | None) -> tuple[Format, Path | None]:
    """The format, and the file or, for a format of several files, the folder; None for stdout."""
    from ..exports.formats import EXPORTS, by_name, by_suffix

    chosen = by_name(form, EXPORTS) if form else None
    if output in (None, "-"):
        if chosen is None:
            raise click.UsageError("no format is given; give -f FORMAT, or -o FILE with a suffix that tells it")
        return chosen, None
    path = Path(output or "")
    chosen = chosen or by_suffix(path.suffix, EXPORTS)
    if chosen is None:
        raise click.UsageError(f"{output} does not tell its format; give -f FORMAT, or a suffix such as .ttl or .xlsx")
    is_folder = path.is_dir() or (output or "").endswith(("/", os.sep))
    return chosen, path / f"graph{chosen.suffixes[0]}" if is_folder and not chosen.parts else path
