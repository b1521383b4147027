"""What a worker does with the store for each request. All limits but that of time are kept here."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..opened import Opened
from ..query_error import explain_error
from ..terms import prefixes
from .checks import check_query, default_graphs
from .errors import RequestError
from .media import GRAPHS, RESULTS

if TYPE_CHECKING:
    import pyoxigraph


class _Sink(io.BytesIO):
    """Takes bytes up to a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.left = limit

    def write(self, data: Any) -> int:
        """Keep the bytes; raises OSError where they are too many."""
        self.left -= len(data)
        if self.left < 0:
            raise OSError("too large")
        return super().write(data)


def query(
    graph: Opened,
    text: str,
    *,
    results: str | None,
    triples: str | None,
    max_rows: int,
    max_answer: int,
    allow_service: bool = False,
    default: list[str] | None = None,
    named: list[str] | None = None,
) -> tuple[str, bytes]:
    """Run a query; its answer in the media type `results` or `triples`, whichever kind it gives, and that type.

    `default` and `named` are the graphs of the protocol's dataset, both None where it gives none. Raises RequestError.
    """
    import pyoxigraph as ox

    check_query(text, allow_service)
    found = run(graph, text, default, named)
    sink = _Sink(max_answer)
    is_graph = isinstance(found, ox.QueryTriples)
    media = triples if is_graph else results
    if media is None:
        kinds = GRAPHS if is_graph else RESULTS
        raise RequestError(406, f"this query's answer can be had as {', '.join(kinds)}; send one of these as Accept")
    try:
        if is_graph:
            limited = list(islice(dict.fromkeys(found), max_rows + 1))
            _within(len(limited), max_rows)
            form = getattr(ox.RdfFormat, GRAPHS[media])
            ox.serialize(limited, sink, format=form, prefixes=prefixes(graph.base))
        else:
            found.serialize(sink, format=getattr(ox.QueryResultsFormat, RESULTS[media]))
    except (OSError, RuntimeError, ValueError) as error:
        if sink.left < 0:
            raise RequestError(
                403, f"the answer is larger than {max_answer} bytes; ask for less, with LIMIT"
            ) from error
        raise RequestError(500, f"the query failed: {error}") from error
    data = sink.getvalue()
    if isinstance(found, ox.QuerySolutions):
        _within(_count(data, RESULTS[media], max_rows), max_rows)
    return media, data


def run(graph: Opened, text: str, default: list[str] | None = None, named: list[str] | None = None) -> Any:
    """What pyoxigraph gives for a query over a dataset. Raises RequestError for what is no query."""
    import pyoxigraph as ox

    store, options = graph.store, dict[str, Any]()
    if default is not None or named is not None:
        options["default_graph"] = [_node(name) for name in default or []]
        options["named_graphs"] = [_node(name) for name in named or []]
    merged = list(dict.fromkeys((default or []) if options else default_graphs(text)))
    if len(merged) > 1:  # Oxigraph gives a triple as often as there are graphs with it; a merge has it once
        store = _merged(store, [_node(name) for name in merged], options.get("named_graphs"))
        options["default_graph"] = ox.DefaultGraph()
    try:
        return store.query(text, prefixes=prefixes(graph.base), **options)
    except SyntaxError as error:
        raise RequestError(400, explain_error(str(error), text, graph.base)) from error
    except ValueError as error:
        raise RequestError(400, f"query: {error}") from error
    except (OSError, RuntimeError) as error:
        raise RequestError(500, f"the query failed: {error}") from error


def _merged(store: pyoxigraph.Store, graphs: Iterable[Any], named: list[Any] | None) -> pyoxigraph.Store:
    import pyoxigraph as ox

    out = ox.Store()
    for graph in graphs:
        out.bulk_extend(
            ox.Quad(q.subject, q.predicate, q.object) for q in store.quads_for_pattern(None, None, None, graph)
        )
    for graph in store.named_graphs() if named is None else named:
        out.bulk_extend(store.quads_for_pattern(None, None, None, graph))
    return out


def _within(rows: int, most: int) -> None:
    if rows > most:
        raise RequestError(403, f"the answer has more than {most} rows; ask for less, with LIMIT and OFFSET")


def _count(data: bytes, form: str, most: int) -> int:
    """How many rows written results have, up to one more than `most`."""
    import pyoxigraph as ox

    if form == "CSV":
        lines = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
        return sum(1 for _ in islice(lines, 1, most + 2))
    rows = ox.parse_query_results(data, format=getattr(ox.QueryResultsFormat, form))
    return sum(1 for _ in islice(rows, most + 1)) if isinstance(rows, ox.QuerySolutions) else 0


def _node(name: str) -> Any:
    import pyoxigraph as ox

    try:
        return ox.NamedNode(name)
    except ValueError as error:
        raise RequestError(400, f"{name!a} is no absolute IRI: {error}") from error


def dump(graph: Opened, to: str, form: str, name: str | None) -> None:
    """Write the named graph, all named graphs where the format has them, or the default graph, to a file.

    Raises RequestError for a graph that is not there.
    """
    import pyoxigraph as ox

    of: Any = ox.DefaultGraph()
    if name is not None:
        of = _node(name)
        if not graph.store.contains_named_graph(of):
            raise RequestError(404, f"there is no graph <{name}>")
    with open(to, "wb") as file:
        if form in ("TRIG", "N_QUADS"):
            quads = (
                q for each in graph.store.named_graphs() for q in graph.store.quads_for_pattern(None, None, None, each)
            )
            ox.serialize(quads, file, format=getattr(ox.RdfFormat, form), prefixes=prefixes(graph.base))
        else:
            graph.store.dump(file, format=getattr(ox.RdfFormat, form), from_graph=of, prefixes=prefixes(graph.base))


def picture(graph: Opened, to: str, most: int, title: str) -> None:
    """Draw the graph as a page in a file. Raises RequestError where there is too much to draw."""
    import pyoxigraph as ox

    from ..picture import page

    quads = list(islice(graph.store.quads_for_pattern(None, None, None, ox.DefaultGraph()), most + 1))
    if len(quads) > most:
        raise RequestError(403, f"the graph has more than {most} triples, too many to draw here; use factgraph view")
    triples = tuple(sorted((str(q.subject), str(q.predicate), str(q.object)) for q in quads))
    with open(to, "wb") as file:
        file.write(page(triples, {}, untitled=title).encode("utf-8"))


def about(graph: Opened) -> dict[str, Any]:
    """How many triples the graph has, and each of its named graphs."""
    import pyoxigraph as ox

    def count(query: str) -> list[Any]:
        found = graph.store.query(query)
        if isinstance(found, ox.QuerySolutions):
            return list(found)
        return []

    (row,) = count("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    named = count("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    return {
        "triples": int(row["n"].value),
        "graphs": sorted((each["g"].value, int(each["n"].value)) for each in named),
    }
