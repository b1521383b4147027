"""SERVICE and LOAD are refused, as they make the engine reach into the network: looked for in what a parser finds.

The parser is rdflib's and the engine is Oxigraph, which might read a text in another way. So the words are looked for
as well, and what rdflib cannot parse must not have them anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...builder.errors import GraphError
from ..query import decoded, refuse_words
from ..terms import prefixes
from .errors import RequestError

_SERVICE = "SERVICE is refused: a query stays in its graph; whoever serves it can start it with --allow-service"
_LOAD = "LOAD is refused: send the graph itself, to /store"


def check_query(query: str, allow_service: bool) -> None:
    """Raise RequestError where a query must not be run: it has SERVICE, or might."""
    from rdflib.plugins.sparql.parser import parseQuery

    if not allow_service:
        _check(query, parseQuery, {"ServiceGraphPattern": _SERVICE}, ("service",))
        try:
            refuse_words(query)
            refuse_words(decoded(query))
        except GraphError as error:
            raise RequestError(403, str(error)) from error


def check_update(update: str, allow_service: bool) -> None:
    """Raise RequestError where an update must not be run: it has LOAD or SERVICE, or might."""
    from rdflib.plugins.sparql.parser import parseUpdate

    parts = {"Load": _LOAD} | ({} if allow_service else {"ServiceGraphPattern": _SERVICE})
    _check(update, parseUpdate, parts, ("load",) if allow_service else ("load", "service"))
    # Oxigraph may find a word where rdflib finds a part of one, as in `SERVICE:x {}`.
    bare = _without_terms(decoded(update)).upper()
    for word, reason in (("LOAD", _LOAD), ("SERVICE", _SERVICE)):
        if word in bare and not (word == "SERVICE" and allow_service):
            raise RequestError(403, reason)


def default_graphs(query: str) -> list[str]:
    """The graphs of a query's FROM clauses; empty where there is none or rdflib cannot read the query."""
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    if len(re.findall("from", query, re.IGNORECASE)) < 2:
        return []
    try:
        clauses = translateQuery(parseQuery(query), initNs=prefixes()).algebra.datasetClause or []
        return [str(clause.default) for clause in clauses if clause.default]
    except Exception:  # it has its own opinion on what a query is; Oxigraph is the one to complain
        return []


def _check(text: str, parse: Any, refused: dict[str, str], words: tuple[str, ...]) -> None:
    try:
        names = set(_names(parse(text)))
    except Exception:  # pyparsing's, recursion too deep, and rdflib's own opinions on what a query is
        if any(word in decoded(text).lower() for word in words):
            raise RequestError(
                403, f"{' and '.join(words).upper()} cannot be ruled out in what is no plain SPARQL 1.1"
            ) from None
        return
    for name, reason in refused.items():
        if name in names:
            raise RequestError(403, reason)


def _names(parsed: Any) -> Iterator[str]:
    """The names of all parts of a parsed query."""
    from pyparsing import ParseResults
    from rdflib.plugins.sparql.parserutils import CompValue

    waiting = [parsed]
    while waiting:
        part = waiting.pop()
        if isinstance(part, CompValue):
            yield part.name
            waiting += list(part.values())
        elif isinstance(part, ParseResults | list | tuple):
            waiting += list(part)


def _without_terms(text: str) -> str:
    from ..query_error import TOKEN

    return TOKEN.sub(lambda m: " " if m["skip"] else (m["prefix"] or m["word"] or "") + " ", text)
