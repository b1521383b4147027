"""The formats a graph can be written in, by name and by file suffix. All are sorted and repeatable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..builder.errors import ExportError
from .jsonld import jsonld
from .rdfxml import rdfxml
from .terms import DEFAULT_BASE, Graphlike, triples
from .turtle import turtle


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a graph."""

    name: str  #: as given to --format
    title: str
    suffixes: tuple[str, ...]  #: with the dot; the first is the one we give
    write: Callable[[Graphlike, str], str]  #: graph and base IRI to text


def ntriples(graph: Graphlike, base: str = DEFAULT_BASE) -> str:
    """Write a graph as canonical N-Triples, sorted by code point; `base` plays no part."""
    return "".join(f"{s} {p} {o} .\n" for s, p, o in triples(graph))


#: Turtle is TriG, and N-Triples are N-Quads, where all triples are in the default graph.
FORMATS = (
    Format("turtle", "Turtle", (".ttl",), turtle),
    Format("ntriples", "N-Triples", (".nt",), ntriples),
    Format("nquads", "N-Quads", (".nq",), ntriples),
    Format("trig", "TriG", (".trig",), turtle),
    Format("jsonld", "JSON-LD", (".jsonld",), jsonld),
    Format("rdfxml", "RDF/XML", (".rdf", ".xml"), rdfxml),
)


def known_suffixes() -> str:
    """All suffixes, for a message."""
    return " ".join(s for f in FORMATS for s in f.suffixes)


def by_suffix(suffix: str) -> Format | None:
    """The format of a file suffix such as ".ttl", in any case; None where unknown."""
    return next((f for f in FORMATS if suffix.lower() in f.suffixes), None)


def by_name(name: str) -> Format:
    """The format of a name ("turtle") or bare suffix ("ttl"), in any case. Raises ExportError where unknown."""
    wanted = name.lower().lstrip(".")
    for f in FORMATS:
        if wanted == f.name or f".{wanted}" in f.suffixes:
            return f
    raise ExportError(f"unknown format {name!r}; known are {', '.join(f.name for f in FORMATS)}")


def encode(graph: Graphlike, form: Format, base: str = DEFAULT_BASE) -> bytes:
    """Write a graph in a format, in UTF-8. Raises GraphError or ExportError for what cannot be written."""
    return form.write(graph, base).encode("utf-8")
