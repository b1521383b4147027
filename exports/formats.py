"""The formats a graph can be written in, by name and by file suffix. All are sorted and repeatable.

`FORMATS` are those of RDF that `load` reads again and `build` writes too; `EXPORTS` are all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..builder.errors import ExportError
from .annotated import annotated
from .datasets import nquads, trig
from .jsonld import jsonld
from .network.cypher import cypher
from .network.graphs import cytoscape, gexf, graphml
from .network.markdown import markdown
from .network.model import Network, network
from .network.tables import tables, zipped
from .network.workbook import workbook
from .rdfxml import rdfxml
from .terms import DEFAULT_BASE, Graphlike, triples
from .turtle import turtle


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a graph."""

    name: str  #: as given to --format
    title: str
    suffixes: tuple[str, ...]  #: with the dot; the first is the one we give
    write: Callable[[Graphlike, str], str | bytes]  #: graph and base IRI to text
    parts: Callable[[Graphlike], dict[str, bytes]] | None = None  #: to files of a folder, where it is more than one
    binary: bool = False  #: not to be shown on a terminal


def ntriples(graph: Graphlike, base: str = DEFAULT_BASE) -> str:
    """Write a graph as canonical N-Triples, sorted by code point; `base` plays no part."""
    return "".join(f"{s} {p} {o} .\n" for s, p, o in triples(graph))


def _of_network(write: Callable[[Network], bytes]) -> Callable[[Graphlike, str], bytes]:
    return lambda graph, _: write(_network(graph))


def _tables(graph: Graphlike) -> dict[str, bytes]:
    return tables(_network(graph))


def _network(graph: Graphlike) -> Network:
    found = triples(graph)
    for triple in found:
        "".join(triple).encode("utf-8")  # not every writer would tell of a lone surrogate
    return network(found)


FORMATS = (
    Format("turtle", "Turtle", (".ttl",), turtle),
    Format("ntriples", "N-Triples", (".nt",), ntriples),
    Format("nquads", "N-Quads", (".nq",), nquads),
    Format("trig", "TriG", (".trig",), trig),
    Format("jsonld", "JSON-LD", (".jsonld",), jsonld),
    Format("rdfxml", "RDF/XML", (".rdf", ".xml"), rdfxml),
)

EXPORTS = (
    *FORMATS,
    Format("turtle12", "RDF 1.2 Turtle", (".ttl",), annotated),
    Format("graphml", "GraphML", (".graphml",), _of_network(graphml)),
    Format("gexf", "GEXF", (".gexf",), _of_network(gexf)),
    Format("csv", "CSV", (".zip",), lambda graph, _: zipped(_tables(graph)), _tables, binary=True),
    Format("cypher", "Cypher", (".cypher", ".cql"), _of_network(cypher)),
    Format("cytoscape", "Cytoscape JSON", (".cyjs", ".json"), _of_network(cytoscape)),
    Format("xlsx", "Excel workbook", (".xlsx",), _of_network(workbook), binary=True),
    Format("markdown", "Markdown", (".md",), _of_network(markdown)),
)


def known_suffixes() -> str:
    """All suffixes, for a message."""
    return " ".join(s for f in FORMATS for s in f.suffixes)


def by_suffix(suffix: str, among: Sequence[Format] = FORMATS) -> Format | None:
    """The format of a file suffix such as ".ttl", in any case, the first that has it; None where unknown."""
    return next((f for f in among if suffix.lower() in f.suffixes), None)


def by_name(name: str, among: Sequence[Format] = FORMATS) -> Format:
    """The format of a name ("turtle") or bare suffix ("ttl"), in any case. Raises ExportError where unknown."""
    wanted = name.lower().lstrip(".")
    for f in among:
        if wanted == f.name or f".{wanted}" in f.suffixes:
            return f
    raise ExportError(f"unknown format {name!r}; known are {', '.join(f.name for f in among)}")


def encode(graph: Graphlike, form: Format, base: str = DEFAULT_BASE) -> bytes:
    """Write a graph in a format, in UTF-8. Raises GraphError or ExportError for what cannot be written."""
    try:
        written = form.write(graph, base)
        return written if isinstance(written, bytes) else written.encode("utf-8")
    except UnicodeEncodeError as error:
        raise _lone_surrogate(error) from error


def encode_parts(graph: Graphlike, form: Format) -> dict[str, bytes]:
    """Write a graph in a format that has several files, by file name. Raises GraphError or ExportError."""
    try:
        return form.parts(graph) if form.parts else {}
    except UnicodeEncodeError as error:
        raise _lone_surrogate(error) from error


def _lone_surrogate(error: UnicodeEncodeError) -> ExportError:
    code = f"U+{ord(error.object[error.start]):04X}"
    return ExportError(f"the graph has the lone surrogate {code}, which is no character; mend it where it is made")
