"""What a worker does to a store. Each is done to a copy, so that one that is stopped half-way has done nothing."""

from __future__ import annotations

from pathlib import Path

from ..query_error import explain_error
from ..store_folder import ADDED, base_of, changing, merge, own_blank_nodes, put, update
from ..terms import Term, Triple, prefixes, value
from .checks import check_update
from .errors import RequestError
from .media import GRAPHS


def change(folder: Path, text: str, allow_service: bool) -> None:
    """Run a SPARQL 1.1 update. Raises RequestError, with the store as it was."""
    check_update(text, allow_service)
    base = base_of(folder)
    with changing(folder) as store:

        def apply() -> None:
            try:
                store.update(text, prefixes=prefixes(base))
            except SyntaxError as error:
                raise RequestError(400, explain_error(str(error), text, base).replace("query", "update", 1)) from error
            except (OSError, RuntimeError, ValueError) as error:
                raise RequestError(400, f"the update failed: {error}") from error

        update(store, apply)


def write_graph(folder: Path, name: str | None, media: str, body: bytes, replace: bool) -> bool:
    """Replace a graph by what is sent, or add it to the graph. Whether the graph was not there before.

    Without a name, what is sent is added to the graph of what belongs to none. Raises RequestError.
    """
    import pyoxigraph as ox

    graph = _term(name) if name is not None else ADDED
    try:
        found = ox.parse(body, format=getattr(ox.RdfFormat, GRAPHS[media]), base_iri=name)
        triples: set[Triple] = {(str(q.subject), str(q.predicate), str(q.object)) for q in found}
    except (SyntaxError, ValueError) as error:
        raise RequestError(400, f"the graph cannot be read: {error}") from error
    with changing(folder) as store:
        is_new = not store.contains_named_graph(ox.NamedNode(value(graph)))
        own = own_blank_nodes(graph, triples)
        if replace:
            put(store, {graph: own})
        else:
            merge(store, graph, own)
    return is_new


def drop_graph(folder: Path, name: str) -> None:
    """Take a graph out of the store. Raises RequestError where it is not there."""
    import pyoxigraph as ox

    graph = _term(name)
    with changing(folder) as store:
        if not store.contains_named_graph(ox.NamedNode(name)):
            raise RequestError(404, f"there is no graph <{name}>")
        put(store, {graph: set()})


def _term(name: str) -> Term:
    import pyoxigraph as ox

    try:
        return str(ox.NamedNode(name))
    except ValueError as error:
        raise RequestError(400, f"{name!a} is no absolute IRI: {error}") from error
