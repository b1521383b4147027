"""`factgraph explain`."""

from __future__ import annotations

import click

from .output import colour, data, data_json


@click.command(
    epilog="""\b
Examples:
  factgraph explain graph.ttl Mexico "member of"
  factgraph explain graph.ttl Mexico measurements
  factgraph explain graph.ttl - memberOf OECD"""
)
@click.argument("graph")
@click.argument("subject")
@click.argument("predicate", required=False)
@click.argument("object_", metavar="[OBJECT]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def explain(graph: str, subject: str, predicate: str | None, object_: str | None, as_json: bool) -> None:
    """Show what a GRAPH says of SUBJECT, in its own sentences.

    Names are labels, alternative labels or IRIs, in any case; "-" stands for any SUBJECT or PREDICATE. PREDICATE may be
    a relation, an indicator, or "measurements". The exit status is 1 where the graph does not say such a thing.
    """
    from ..exports import explain_text
    from ..exports.explain import explain as find
    from ..exports.load import load

    loaded = load(graph)
    findings = find(loaded.triples, loaded.base, subject, predicate, object_)
    if as_json:
        data_json(explain_text.as_json(findings))
    else:
        data(explain_text.as_text(findings, colour()))
