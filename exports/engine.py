"""Graphs as rdflib's users know them, answered by Oxigraph: `load` gives an rdflib.Graph, by way of oxrdflib's store.

oxrdflib is corrected in what matters here: literals keep the form that the store has them in (rdflib would make
"5.5E+11" of "550000000000"^^xsd:decimal), queries reach no other machine, and none falls back on rdflib's own engine.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node, Variable

from ..builder.errors import ExportError, GraphError
from .opened import Opened, open_graphs
from .query import run
from .query_values import with_values
from .terms import XSD, prefixes, to_oxigraph

_STRING = XSD + "string"
_UNION = "__UNION__"  #: what rdflib calls the union of all named graphs
_READ_ONLY = "a graph read with load is not changed by SPARQL; use its add and remove, or factgraph serve --writable"


def load(*graphs: str | os.PathLike[str]) -> Graph:
    """Graph files as one graph, or the one store folder named, ready to be asked: `.query()` is answered by Oxigraph.

    The graph contract's prefixes are declared in queries and in what is serialized. Files are held in memory, where
    triples can be added and removed; a store folder is read where it lies, as it is now, and cannot be changed. All
    that its documents say is in this graph, and each document's own graph can be asked for with GRAPH and FROM.

    Numbers and dates have the canonical form of their value: Oxigraph keeps "007"^^xsd:integer as "7". Queries with
    SERVICE, and updates, raise GraphError, as does what cannot be read.
    """
    if not graphs:
        raise TypeError("load() needs a graph file or a store folder")
    return over(open_graphs([os.fspath(path) for path in graphs]))


def over(opened: Opened) -> Graph:
    """The rdflib graph of an opened graph."""
    graph = Graph(_Engine(opened), identifier=DATASET_DEFAULT_GRAPH_ID, bind_namespaces="none")
    for prefix, namespace in prefixes(opened.base).items():
        graph.bind(prefix, namespace)
    return graph


def opened_of(graph: object) -> Opened | None:
    """What a graph of `load` stands on; None for any other graph."""
    return graph.store.opened if isinstance(graph, Graph) and isinstance(graph.store, _Engine) else None


class _Engine(OxigraphStore):
    """Oxigraph as a store of rdflib."""

    def __init__(self, opened: Opened) -> None:
        super().__init__(store=opened.store)
        self.opened = opened
        self._contexts: dict[Any, Graph] = {}

    def query(  # type: ignore[override]  # rdflib's other stores take other words, too
        self,
        query: Query | str,
        initNs: Mapping[str, Any],  # noqa: N803
        initBindings: Mapping[str, Node],  # noqa: N803
        queryGraph: str,  # noqa: N803
        base: str | None = None,
    ) -> Result:
        """Answer a query, prepared or not. Raises GraphError for what cannot be run."""
        # Never NotImplementedError: rdflib would take over, and do what SERVICE says.
        bound = {**dict(self.namespaces()), **initNs}
        if isinstance(query, Query):
            query, own, base = query._original_args
            bound |= own
        options: dict[str, Any] = {"base_iri": base} if base else {}
        if queryGraph == _UNION:
            options["use_default_graph_as_union"] = True
        elif queryGraph != DATASET_DEFAULT_GRAPH_ID:  # that one goes without saying, and leaves FROM its meaning
            options["default_graph"] = to_oxigraph(queryGraph)
        names = {prefix: str(namespace) for prefix, namespace in bound.items()}
        given = with_values(query, {str(name).lstrip("?$"): to_oxigraph(term) for name, term in initBindings.items()})
        try:
            return _result(run(self.opened.store, given, self.opened.base, names, options), names)
        except GraphError:
            if given != query:
                run(self.opened.store, query, self.opened.base, names, options)  # to name the place in the user's text
            raise

    def update(self, *_: object, **__: object) -> None:
        """Raise GraphError."""
        raise GraphError(f"update: {_READ_ONLY}")

    def triples(
        self, triple_pattern: tuple[Node | None, Node | None, Node | None], context: Graph | None = None
    ) -> Iterator[tuple[tuple[Any, Any, Any], Iterator[Graph | None]]]:
        """The triples that fit a pattern, in a graph or in any."""
        s, p, o = (None if part is None else to_oxigraph(part) for part in triple_pattern)
        try:
            quads = self.opened.store.quads_for_pattern(s, p, o, None if context is None else _name(context))
        except TypeError:  # a literal as a subject, say: no triple has that
            return
        for quad in quads:
            triple = _term(quad.subject), _term(quad.predicate), _term(quad.object)
            yield triple, iter((self._context(quad.graph_name),))

    def add(self, triple: tuple[Node, Node, Node], context: Graph, quoted: bool = False) -> None:
        """Add a triple. Raises ExportError where the graph is a store's, GraphError where it is no RDF."""
        self.addN([(*triple, context)])

    def addN(self, quads: Iterable[tuple[Node, Node, Node, Graph]]) -> None:  # noqa: N802
        """Add triples, as `add` does."""
        added = [_quad(*quad) for quad in quads]
        self._change(lambda: self.opened.store.extend(added))

    def remove(self, triple: tuple[Node | None, Node | None, Node | None], context: Graph | None = None) -> None:
        """Remove the triples that fit a pattern. Raises ExportError where the graph is a store's."""
        for found, graphs in list(self.triples(triple, context)):
            for graph in graphs:
                quad = _quad(*found, graph or Graph(identifier=DATASET_DEFAULT_GRAPH_ID))
                self._change(lambda quad=quad: self.opened.store.remove(quad))

    def __len__(self, context: Graph | None = None) -> int:
        if context is None:
            return super().__len__(context)
        rows = run(self.opened.store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "", {}, {"default_graph": _name(context)})
        return int(next(rows)["n"].value)

    def _change(self, change: Any) -> None:
        try:
            change()
        except (OSError, RuntimeError) as error:
            raise ExportError(f"a store folder cannot be changed here: {error}; use factgraph store") from error

    def _context(self, name: Any) -> Graph:
        """The graph of a name; one for all triples, as making one takes longer than reading a triple."""
        if name not in self._contexts:
            identifier = DATASET_DEFAULT_GRAPH_ID if isinstance(name, ox.DefaultGraph) else _term(name)
            self._contexts[name] = Graph(self, identifier=identifier)
        return self._contexts[name]


def _result(found: Any, names: Mapping[str, str]) -> Result:
    """What pyoxigraph found, as rdflib gives it; rows are made as they are asked for."""
    if isinstance(found, ox.QueryBoolean):
        result = Result("ASK")
        result.askAnswer = bool(found)
    elif isinstance(found, ox.QuerySolutions):
        result = Result("SELECT")
        result.vars = [Variable(variable.value) for variable in found.variables]
        result.bindings = _rows(found, result.vars)
    else:
        result = Result("CONSTRUCT")
        result.graph = Graph(bind_namespaces="none")
        for prefix, namespace in names.items():
            result.graph.bind(prefix, namespace)
        for triple in _worked_out(found):
            result.graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    return result


def _rows(found: Any, variables: list[Variable]) -> Iterator[dict[Variable, Any]]:
    for row in _worked_out(found):
        yield {name: _term(term) for name, term in zip(variables, row, strict=True) if term is not None}


def _worked_out(found: Iterable[Any]) -> Iterator[Any]:
    try:
        yield from found
    except (OSError, RuntimeError) as error:
        raise GraphError(f"query: {' '.join(str(error).split())}") from error


def _quad(subject: Node, predicate: Node, object: Node, context: Graph) -> ox.Quad:
    parts = to_oxigraph(subject), to_oxigraph(predicate), to_oxigraph(object)
    try:
        return ox.Quad(*parts, _name(context))
    except TypeError as error:
        raise GraphError(f"{' '.join(map(str, parts))} is no triple: {error}; mend it where it is made") from error


def _name(context: Graph) -> Any:
    identifier = context.identifier
    return ox.DefaultGraph() if identifier == DATASET_DEFAULT_GRAPH_ID else to_oxigraph(identifier)


@lru_cache(maxsize=20_000)
def _term(term: Any) -> Any:
    """The rdflib term of a term of pyoxigraph, in the same lexical form."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if not isinstance(term, ox.Literal):
        raise GraphError(f"rdflib has no term for {term}, which is RDF 1.2; read the graph as a file")
    if term.language:
        return Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    return Literal(term.value, datatype=None if datatype == _STRING else URIRef(datatype), normalize=False)
