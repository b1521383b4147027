"""`factgraph audit`."""

from __future__ import annotations

import click

from .output import data


@click.command(
    epilog="""\b
Examples:
  factgraph audit graph.ttl
  factgraph audit graph.ttl --text note.txt --text report.pdf"""
)
@click.argument("graph")
@click.option(
    "--text", "texts", metavar="FILE", multiple=True, help="A text it was read from; can be given more than once."
)
def audit(graph: str, texts: tuple[str, ...]) -> None:
    """Check that what a GRAPH states stands in its sentences.

    Subject and object of each statement, what each measurement is of and its number must be found in each sentence it
    names, by a name or by what a pronoun or description there was resolved from. With a text, its sentences are looked
    up in it, too. The exit status is 1 at the first that is not there.
    """
    from ..builder.reading import find_inputs, read_input
    from ..exports.audit import as_text
    from ..exports.audit import audit as check
    from ..exports.load import load

    loaded = load(graph)
    documents = [read_input(one) for one in find_inputs(texts)] if texts else []
    found = check(loaded.triples, documents)
    data(as_text(found, len(documents)))
    if found.faults:
        raise click.exceptions.Exit(1)
