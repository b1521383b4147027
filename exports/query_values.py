"""Values for a query's variables, given beside it, as rdflib's `initBindings` are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..builder.errors import GraphError
from .query_error import TOKEN

_NAME = re.compile(r"\w+")
_DEPTH = {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}


def with_values(query: str, values: Mapping[str, Any]) -> str:
    """The query with VALUES, of terms of pyoxigraph, where its WHERE begins, so that all of it sees them.

    Raises GraphError for blank nodes, which have no name in a query, and for a query without a place for them.
    """
    if not values:
        return query
    for name, term in values.items():
        if not _NAME.fullmatch(name):
            raise GraphError(f"{name!a} is no variable's name; give letters, digits and _ only")
        if str(term).startswith("_:"):
            raise GraphError(f"?{name} cannot be bound to a blank node; bind IRIs and literals")
    signs = list(_signs(query))
    groups = [at for at, sign, depth in signs if sign == "{" and depth == 0]
    form = next((word for _, word, _ in signs if word in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")), "")
    if form == "CONSTRUCT":
        del groups[:1]  # the template, or a WHERE that is one, too
    if not groups:
        raise GraphError("query: there is no place for the values of variables; write VALUES ?name { … } in its WHERE")
    names, terms = " ".join(f"?{name}" for name in values), " ".join(map(str, values.values()))
    return f"{query[: groups[0] + 1]} VALUES ({names}) {{ ({terms}) }} {query[groups[0] + 1 :]}"


def _signs(query: str) -> Iterator[tuple[int, str, int]]:
    """Words, in capitals, and brackets outside of terms and comments: offset, text, and how deep they stand."""
    depth = at = 0
    while at < len(query):
        token = TOKEN.match(query, at)
        if token and token.end() > at:
            if token["word"]:
                yield at, token["word"].upper(), depth
            at = token.end()
            continue
        turn = _DEPTH.get(query[at], 0)
        if turn > 0:
            yield at, query[at], depth
        depth += turn
        at += 1
