"""Graphs read back from files, in the exact lexical forms they were written in."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ..builder.errors import GraphError
from .annotated import unreified
from .formats import known_suffixes
from .terms import DEFAULT_BASE, Term, Triple, oxigraph_text, to_rdflib

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pyoxigraph
    import rdflib

T = TypeVar("T")
_REIFIES = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies"
_BASE = re.compile(rb"^@prefix id: <([^>]*)> \.$", re.MULTILINE)
_PYOXIGRAPH = {
    ".ttl": "TURTLE",
    ".nt": "N_TRIPLES",
    ".nq": "N_QUADS",
    ".trig": "TRIG",
    ".jsonld": "JSON_LD",
    ".rdf": "RDF_XML",
    ".xml": "RDF_XML",
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A graph as read."""

    triples: tuple[Triple, ...]  #: each once, sorted by code point
    base: str  #: what the file's prefix `id:` stands for; the default base where it declares none


def load(path: str) -> Loaded:
    """Read a graph file. "-" is Turtle on stdin; graph names of quads are dropped, and
    statements of RDF 1.2 (reifiers with a status) become rdf:Statements again.

    A folder stands for its graph.ttl, or is a store. Raises GraphError for a file that is missing, not RDF, or of an
    unknown suffix.
    """
    from .store_folder import is_store, load_store

    if is_store(path):
        return load_store(Path(path))
    found, base = _parsed(
        path, lambda quads: _kept_once((str(q.subject), str(q.predicate), oxigraph_text(q.object)) for q in quads)
    )
    return Loaded(tuple(sorted(unreified(found))), base)


def load_quads(path: str) -> tuple[list[tuple[Triple, Term | None]], str]:
    """The triples of a graph file with the name of their graph, None for the default graph; and its base, as `load`."""
    import pyoxigraph as ox

    def named(quads: Any) -> list[tuple[Triple, Term | None]]:
        return [
            (
                (str(q.subject), str(q.predicate), oxigraph_text(q.object)),
                str(q.graph_name) if isinstance(q.graph_name, ox.NamedNode) else None,
            )
            for q in quads
        ]

    return _parsed(path, named)


def _parsed(path: str, take: Callable[[Any], T]) -> tuple[T, str]:
    """What `take` makes of a file's quads, and the file's base."""
    import pyoxigraph as ox

    data, suffix, name = _read(path)
    try:
        quads = ox.parse(data, format=getattr(ox.RdfFormat, _PYOXIGRAPH[suffix]))
        found = take(quads)
    except (SyntaxError, ValueError) as error:
        raise _unreadable(name, error) from error
    return found, quads.prefixes.get("id", DEFAULT_BASE)


def load_all(paths: Sequence[str]) -> Loaded:
    """Several graph files as one graph; their blank nodes stay apart. Raises GraphError as `load` does."""
    if len(paths) == 1:
        return load(paths[0])
    if sum(path == "-" for path in paths) > 1:
        raise GraphError("stdin can be read once only; name the other graphs' files")
    found: set[Triple] = set()
    bases = []
    for number, path in enumerate(paths):
        one = load(path)
        bases.append(one.base)
        found.update((_apart(s, number), p, _apart(o, number)) for s, p, o in one.triples)
    return Loaded(tuple(sorted(found)), bases[0])


def _apart(term: Term, number: int) -> Term:
    return f"_:f{number}{term[2:]}" if term.startswith("_:") else term


def rdflib_graph(triples: Sequence[Triple]) -> rdflib.Graph:
    """The triples as an rdflib graph, literals not normalized."""
    from rdflib import Graph

    graph = Graph()
    seen = {term: to_rdflib(term) for triple in triples for term in triple}
    graph.addN((seen[s], seen[p], seen[o], graph) for s, p, o in triples)
    return graph


def direct(path: str) -> tuple[pyoxigraph.Store, str] | None:
    """A Turtle or N-Triples file straight in an Oxigraph store, and its base; None where `load` has to read it.

    Several times quicker than `store(load(path).triples)`, with the same triples. Raises GraphError as `load` does.
    """
    import pyoxigraph as ox

    if Path(path).is_dir() and not (Path(path) / "graph.ttl").is_file():
        return None
    data, suffix, name = _read(path)
    if suffix not in (".ttl", ".nt"):
        return None
    out = ox.Store()
    try:
        out.bulk_load(data, format=getattr(ox.RdfFormat, _PYOXIGRAPH[suffix]))
    except (SyntaxError, ValueError) as error:
        raise _unreadable(name, error) from error
    if next(out.quads_for_pattern(None, ox.NamedNode(_REIFIES), None, None), None) is not None:
        return None  # statements of RDF 1.2
    found = _BASE.search(data)
    return out, found[1].decode("utf-8", "replace") if found else DEFAULT_BASE


def store(triples: Iterable[Triple]) -> pyoxigraph.Store:
    """The triples as an Oxigraph store in memory, ready for SPARQL. Oxigraph compares and shows numbers by value."""
    import pyoxigraph as ox

    out = ox.Store()
    out.bulk_load("".join(f"{s} {p} {o} .\n" for s, p, o in triples).encode("utf-8"), format=ox.RdfFormat.N_TRIPLES)
    return out


def _read(path: str) -> tuple[bytes, str, str]:
    if path == "-":
        return sys.stdin.buffer.read(), ".ttl", "stdin"
    file = Path(path)
    if file.is_dir():
        file = file / "graph.ttl"
        if not file.is_file():
            raise GraphError(f"{path} is a folder without a graph.ttl; name a graph file")
    suffix = file.suffix.lower()
    if suffix not in _PYOXIGRAPH and os.path.exists(file):  # which, unlike Path's, raises nothing
        kind = f"unknown kind of graph file {suffix!r}" if suffix else "unknown kind of graph file, without a suffix"
        raise GraphError(f"{path}: {kind}; known suffixes are {known_suffixes()}")
    try:
        return file.read_bytes(), suffix, str(file)
    except FileNotFoundError as error:
        raise GraphError(f"{path}: no such file; make it with factgraph build") from error
    except OSError as error:
        raise GraphError(f"{path}: cannot be read: {error.strerror or error}") from error


def _kept_once(triples: Iterable[Triple]) -> set[Triple]:
    """The triples as a set in which equal terms are one object: they take less room and are quicker to compare."""
    names: dict[Term, Term] = {}
    keep = names.setdefault
    return {(keep(s, s), keep(p, p), keep(o, o)) for s, p, o in triples}


def _unreadable(name: str, error: Exception) -> GraphError:
    return GraphError(f"{name}{_where(error)}: {_reason(error)}; not a graph that can be read")


def _where(error: Exception) -> str:
    line, column = getattr(error, "lineno", None), getattr(error, "offset", None)
    return f", line {line}, column {column}" if line else ""


def _reason(error: Exception) -> str:
    text = str(error.msg if isinstance(error, SyntaxError) else error)
    return " ".join(text.partition(": ")[2].split() or text.split())
