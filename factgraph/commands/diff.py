"""`factgraph diff`."""

from __future__ import annotations

import click

from .output import colour, data, data_json

_DIFFER = 1  #: exit status


@click.command(
    epilog="""\b
Examples:
  factgraph diff old/ new/
  factgraph diff --brief old.ttl new.ttl
  factgraph diff --patch old.ttl new.ttl > patch.ru"""
)
@click.argument("a")
@click.argument("b")
@click.option("--brief", is_flag=True, help="Only count.")
@click.option("--all", "everything", is_flag=True, help="List triples of sentences, mentions and open predicates, too.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.option("--patch", "as_patch", is_flag=True, help="Write the SPARQL Update that makes A's triples B's.")
@click.pass_context
def diff(context: click.Context, a: str, b: str, brief: bool, everything: bool, as_json: bool, as_patch: bool) -> None:
    """Tell what graph B says that graph A does not, and the other way round.

    Added (+), dropped (-) and changed (~) statements and measurements come with their sentences, under their document;
    those said by other sentences or with another confidence are marked "=". Things are known by their names where their
    IRIs differ. Names of graphs do not count. The exit status is 1 where the graphs differ.
    """
    from ..builder.errors import GraphError
    from ..exports import diff_text
    from ..exports.blank_nodes import settled
    from ..exports.diff import diff as compare
    from ..exports.load import load
    from ..exports.patch import patch

    if as_patch and (as_json or brief or everything):
        raise click.UsageError("--patch goes with no other option")
    if a == b == "-":
        raise GraphError("stdin can be read once only; name the other graph's file")
    first, second = load(a), load(b)
    if as_patch:
        before, after = set(settled(first.triples)), set(settled(second.triples))
        data(patch(before - after, after - before))
        differ = before != after
    else:
        found = compare(first, second)
        differ = bool(found)
        if as_json:
            data_json(diff_text.as_json(found, everything=everything, brief=brief))
        else:
            data(diff_text.as_text(found, colour(), everything=everything, brief=brief))
    context.exit(_DIFFER if differ else 0)
