"""SPARQL 1.1 queries over a graph file's triples, on Oxigraph. Nothing outside the graph is ever asked or changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..builder.errors import ExportError, GraphError
from .load import Loaded
from .opened import Opened, opened
from .query_error import TOKEN, explain_error, place
from .table import table
from .terms import Term, prefixes
from .turtle import turtle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pyoxigraph

_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_RESULT_FORMATS = ("csv", "tsv", "json", "xml")
_UPDATES = {"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"}
_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave, written out."""

    data: bytes
    note: str | None  #: for the user, not part of the data


def answer(graph: Loaded | Opened, query: str, form: str | None = None, width: int | None = None) -> Answer:
    """Run a query and write its answer as "table", "csv", "tsv", "json", "xml" or "turtle".

    Without a form, bindings and truth values come as a table, triples as Turtle; a table is made to fit a terminal of a
    given width. Raises GraphError for a query that
    cannot be run, ExportError for a form that does not fit the answer.
    """
    asked = opened(graph) if isinstance(graph, Loaded) else graph
    try:
        return written(run(asked.store, query, asked.base), asked, form, width)
    except (OSError, RuntimeError) as error:  # what only shows while the answer is worked out
        raise GraphError(f"query: {' '.join(str(error).split())}") from error


def written(result: Any, graph: Opened, form: str | None, width: int | None = None) -> Answer:
    """Write out what `run` gave, as `answer` does.

    Raises OSError or RuntimeError for what only shows while the rows are worked out.
    """
    import pyoxigraph as ox

    if isinstance(result, ox.QueryTriples):
        return _triples(result, graph, form or "turtle", width)
    if form == "turtle":
        raise ExportError("only CONSTRUCT and DESCRIBE give Turtle; use table, csv, tsv, json or xml")
    if form in _RESULT_FORMATS:
        written: bytes = result.serialize(format=getattr(ox.QueryResultsFormat, form.upper()))
        return Answer(written if written.endswith(b"\n") else written + b"\n", None)
    if isinstance(result, ox.QueryBoolean):
        return Answer(b"true\n" if result else b"false\n", None)
    columns = [v.value for v in result.variables]
    rows = [[None if t is None else str(t) for t in solution] for solution in result]
    return tabled(columns, rows, graph, width)


def tabled(
    columns: Sequence[str], rows: Sequence[Sequence[Term | None]], graph: Opened, width: int | None = None
) -> Answer:
    """Rows as a table, which is made to fit a terminal of a given width."""
    laid = table(columns, rows, graph, graph.base, width)
    note = f"cut to fit {width} columns; a pipe or --format csv has all of it" if laid.cut else None
    return Answer(laid.text.encode("utf-8"), note if rows else "nothing found")


def _triples(result: Any, graph: Opened, form: str, width: int | None) -> Answer:
    if form not in ("turtle", "table"):
        raise ExportError(f"{form} is for SELECT and ASK; CONSTRUCT and DESCRIBE give turtle or table")
    found = sorted({(str(t.subject), str(t.predicate), str(t.object)) for t in result})
    if form == "turtle":
        return Answer(turtle(found, graph.base).encode("utf-8"), None if found else "nothing found")
    return tabled(("subject", "predicate", "object"), found, graph, width)


def run(
    store: pyoxigraph.Store,
    query: str,
    base: str,
    names: Mapping[str, str] | None = None,
    options: Mapping[str, Any] | None = None,
) -> Any:
    """Run a query: QuerySolutions, QueryBoolean or QueryTriples of pyoxigraph. The contract's prefixes are declared.

    `names` are prefixes instead of these; `options` are for pyoxigraph. Raises GraphError, with line and column, for
    what is not SPARQL, for updates, and for SERVICE.
    """
    refuse_words(query)
    refuse_words(decoded(query))
    try:
        return store.query(query, prefixes=prefixes(base) if names is None else dict(names), **(options or {}))
    except SyntaxError as error:
        raise GraphError(explain_error(str(error), query, base)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise GraphError(f"query: {' '.join(str(error).split())}") from error


def decoded(query: str) -> str:
    """The query with its code point escapes resolved (SPARQL 1.1, section 19.2), as a parser sees it."""
    return _CODE_POINT.sub(_code_point, query)


def _code_point(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number < 0x110000 else match[0]


def _words(query: str) -> Iterator[re.Match[str]]:
    return (m for m in TOKEN.finditer(query) if m["word"] or m["prefix"])


def refuse_words(query: str) -> None:
    """Raise GraphError where a query has the word SERVICE outside of terms, or begins with an update's."""
    form = None
    for match in _words(query):
        word = (match["word"] or match["prefix"]).upper()
        # "in" and not "==": Oxigraph reads two words in `trueSERVICE <...>`, and the keyword in `SERVICE:x {}`.
        if "SERVICE" in word:
            raise GraphError(f"query{place(query, match.start())}: SERVICE is refused; a query stays in its graph")
        if form is None and word in _UPDATES:
            raise GraphError(f"query{place(query, match.start())}: {word} is refused; queries do not change the graph")
        form = word if form is None and word in _FORMS else form
