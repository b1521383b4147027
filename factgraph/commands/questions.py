"""`factgraph questions`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .output import data, data_json

if TYPE_CHECKING:
    from ..exports.questions import Question

_VALUES = {"entity": "NAME", "relation": "RELATION", "object": "NAME|WORDS", "year": "YEAR"}


@click.command(
    epilog="""\b
Examples:
  factgraph questions
  factgraph questions memberships
  factgraph query graph.ttl @memberships country=Mexico"""
)
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def questions(name: str | None, as_json: bool) -> None:
    """List the questions that come with factgraph.

    With a NAME, tell that question's parameters and print its SPARQL, which runs as it stands in any store. Ask it of a
    graph with factgraph query GRAPH @NAME.
    """
    from ..exports.questions import question
    from ..exports.questions import questions as all_questions

    if as_json:
        told = [question(name)] if name else all_questions()
        data_json([_as_json(each) for each in told])
    elif name:
        data(_in_full(question(name)))
    else:
        width = max(len(each.name) for each in all_questions())
        data("".join(f"{each.name:<{width}}  {_line(each)}\n" for each in all_questions()))


def _line(question: Question) -> str:
    takes = ", ".join(p.name for p in question.parameters)
    return f"{question.title} ({takes})" if takes else question.title


def _in_full(question: Question) -> str:
    lines = [f"# {question.title}", f"# {question.description}"]
    lines += [f"#   {p.name}={_VALUES[p.kind]}{' (needed)' * p.required}: {p.description}" for p in question.parameters]
    return "\n".join(lines) + f"\n\n{question.query}"


def _as_json(question: Question) -> dict[str, object]:
    parameters = [
        {"name": p.name, "kind": p.kind, "required": p.required, "description": p.description}
        for p in question.parameters
    ]
    return {
        "name": question.name,
        "title": question.title,
        "description": question.description,
        "parameters": parameters,
        "query": question.query,
    }
