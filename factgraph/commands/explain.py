"""`factgraph explain`."""

from __future__ import annotations

import os

import click

from .output import colour, data, data_json


@click.command(
    epilog="""\b
Examples:
  factgraph explain graph.ttl Mexico "member of"
  factgraph explain graph.ttl Mexico measurements
  factgraph explain graph.ttl - memberOf OECD
  factgraph explain --trace graph.ttl Mexico memberOf
  factgraph explain kept --identity OECD    which names are one thing, and why, in a workspace"""
)
@click.argument("graph", default=".")
@click.argument("subject", required=False)
@click.argument("predicate", required=False)
@click.argument("object_", metavar="[OBJECT]", required=False)
@click.option("--trace", is_flag=True, help="Tell how each was read, too, from the trace.jsonl beside GRAPH.")
@click.option("--trace-file", metavar="FILE", help="The trace to tell it from.")
@click.option("--identity", metavar="NAME", help="Tell which names, of which documents, are one thing with this one.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def explain(
    graph: str,
    subject: str | None,
    predicate: str | None,
    object_: str | None,
    trace: bool,
    trace_file: str | None,
    identity: str | None,
    as_json: bool,
) -> None:
    """Show what a GRAPH says of SUBJECT, in its own sentences.

    Names are labels, alternative labels or IRIs, in any case; "-" stands for any SUBJECT or PREDICATE. PREDICATE may be
    a relation, an indicator, or "measurements". With --identity, GRAPH may be the workspace of a build, which alone has
    the reasons. The exit status is 1 where the graph does not say such a thing.
    """
    from pathlib import Path

    from ..exports import explain_text
    from ..exports import trace as traced
    from ..exports.explain import explain as find
    from ..exports.load import load

    if identity is not None:
        _identity(graph, identity, as_json=as_json)
        return
    if subject is None:
        raise click.UsageError("Missing argument 'SUBJECT'.")
    path = Path(trace_file) if trace_file else traced.beside(graph) if trace else None
    traces = traced.load(path) if path else {}
    loaded = load(graph)
    findings = find(loaded.triples, loaded.base, subject, predicate, object_)
    how = [traced.of(finding.iri, traces, path) for finding in findings] if path else []
    if as_json:
        plain = explain_text.as_json(findings)
        data_json([{**one, "trace": by["evidence"]} for one, by in zip(plain, how, strict=True)] if how else plain)
    elif how:
        told = zip(findings, how, strict=True)
        data("\n".join(explain_text.as_text([one], colour()) + traced.as_text(by) for one, by in told))
    else:
        data(explain_text.as_text(findings, colour()))


def _identity(place: str, name: str, *, as_json: bool) -> None:
    from pathlib import Path

    from ..builder.workspace import FILE
    from ..exports import identity
    from ..exports.load import load

    folder = Path(place)
    if os.path.isfile(folder / FILE):  # false, too, where one may not look
        things = identity.of_workspace(folder, name)
    else:
        things = identity.of_graph(load(place).triples, name)
    if as_json:
        data_json(identity.as_json(things))
    else:
        data(identity.as_text(things))
