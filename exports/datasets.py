"""TriG and N-Quads: a named graph for each document, what is no document's in the default graph.

The graph's name is the document's IRI. See TriG and N-Quads (W3C Recommendations, 25 February 2014).
"""

from __future__ import annotations

from collections.abc import Iterator

from .by_document import by_document
from .terms import DEFAULT_BASE, Graphlike, triples
from .turtle import Writer, body, heading


def trig(graph: Graphlike, base: str = DEFAULT_BASE) -> str:
    """Write a graph as TriG, laid out as Turtle is. Raises GraphError for a term that RDF does not allow."""
    return "".join(_chunks(graph, base))


def _chunks(graph: Graphlike, base: str) -> Iterator[str]:
    write = Writer(base)
    yield heading(base)
    for document, found in by_document(triples(graph)).items():
        if document is None:
            yield from body(found, write)
        else:
            yield f"\n{write(document)} {{\n"
            yield from body(found, write)
            yield "}\n"


def nquads(graph: Graphlike, base: str = DEFAULT_BASE) -> str:
    """Write a graph as canonical N-Quads, sorted by code point; `base` plays no part."""
    return "".join(sorted(_lines(graph)))


def _lines(graph: Graphlike) -> Iterator[str]:
    for document, found in by_document(triples(graph)).items():
        name = f" {document}" if document else ""
        for s, p, o in found:
            yield f"{s} {p} {o}{name} .\n"
