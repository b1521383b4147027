"""`factgraph term`."""

from __future__ import annotations

import click

from .output import data, data_json


@click.command(
    epilog="""\b
Examples:
  factgraph term
  factgraph term memberOf
  factgraph term 'trade partner of'"""
)
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.option("--page", "as_page", is_flag=True, help="Write the whole vocabulary as a page of Markdown.")
def term(name: str | None, as_json: bool, as_page: bool) -> None:
    """Tell what a term of the vocabulary means, or list them all.

    NAME is a name such as memberOf or fg:memberOf, an IRI, or a label, in any case.
    """
    from ..exports import glossary

    if as_page:
        if name or as_json:
            raise click.UsageError("--page goes with neither a NAME nor --json")
        data(glossary.page())
        return
    found = [glossary.entry(name)] if name else list(glossary.glossary().values())
    if as_json:
        data_json([_as_json(each) for each in found])
    elif name:
        data(glossary.told(found[0]))
    else:
        width = max(len(each.name) for each in found)
        data("".join(f"fg:{each.name:<{width}}  {each.kind:<10}  {each.definition or each.label}\n" for each in found))


def _as_json(each: object) -> dict[str, object]:
    from dataclasses import asdict
    from typing import Any, cast

    out: dict[str, object] = asdict(cast(Any, each))
    return out | {"details": dict(cast(Any, out["details"]))}
