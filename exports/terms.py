"""Terms as they are written and shown: prefixes, shortened IRIs, terms of rdflib and pyoxigraph as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from ..builder import iris
from ..builder.errors import ExportError, GraphError
from ..builder.terms import Literal, Term, Triple, iri, is_iri, is_literal, literal, to_rdflib, value

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

__all__ = [
    "DCTERMS",
    "DEFAULT_BASE",
    "FG",
    "OA",
    "OPEN",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SKOS",
    "XSD",
    "Graphlike",
    "Literal",
    "Term",
    "Triple",
    "check_base",
    "iri",
    "is_iri",
    "is_literal",
    "literal",
    "oxigraph_text",
    "prefixes",
    "shortener",
    "split",
    "to_oxigraph",
    "to_rdflib",
    "triples",
    "value",
    "visible",
]

Graphlike: TypeAlias = "rdflib.Graph | Iterable[pyoxigraph.Triple] | Iterable[pyoxigraph.Quad] | Iterable[Triple]"

DEFAULT_BASE = iris.BASE
FG = iris.FG
OPEN = iris.OPEN
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
PROV = "http://www.w3.org/ns/prov#"
DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"

#: The graph contract's prefixes; `id` stands for the base of entities.
PREFIXES: Mapping[str, str] = {
    "dcterms": DCTERMS,
    "fg": FG,
    "id": DEFAULT_BASE,
    "oa": OA,
    "open": OPEN,
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": "https://schema.org/",
    "skos": SKOS,
    "xsd": XSD,
}

# Written raw, these break a line in some editors, hide themselves, or reorder what a reader sees around them.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")


def prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """The contract's prefixes, sorted, with `id` bound to the base of entities."""
    return {**PREFIXES, "id": base}


def visible(text: str) -> str:
    r"""The text with control and reordering characters written as \uXXXX, safe for a terminal and for Turtle."""
    return text if text.isprintable() else _INVISIBLE.sub(lambda m: f"\\u{ord(m[0]):04X}", text)


def split(name: str) -> tuple[str, str]:
    """An IRI as namespace (up to the last "#" or "/") and local name."""
    at = max(name.rfind("#"), name.rfind("/")) + 1
    return name[:at], name[at:]


def shortener(base: str = DEFAULT_BASE) -> Callable[[str], str | None]:
    """A function from IRI to prefixed name; None where the local name would need escapes."""
    names = {namespace: prefix for prefix, namespace in prefixes(base).items()}

    def shorten(name: str) -> str | None:
        at = max(name.rfind("#"), name.rfind("/")) + 1
        prefix = names.get(name[:at])
        return f"{prefix}:{name[at:]}" if prefix is not None and _LOCAL.fullmatch(name, at) else None

    return shorten


def triples(graph: Graphlike) -> list[Triple]:
    """The graph's triples, each once, sorted by code point.

    Raises GraphError for a term that RDF does not allow, such as an IRI with a space.
    """
    text = _converter()
    return sorted({(text(s), text(p), text(o)) for s, p, o in _parts(graph)})


def _parts(graph: Graphlike) -> Iterator[tuple[Any, Any, Any]]:
    for triple in graph:
        yield triple if isinstance(triple, tuple) else (triple.subject, triple.predicate, triple.object)


def _converter() -> Callable[[Any], Term]:
    """A function from a term of rdflib or pyoxigraph, or one already in text, to text."""
    from rdflib.term import Identifier

    # By identity: rdflib compares literals by value, where "7" and "07" may be one. Kept terms keep their identity.
    seen: dict[int, tuple[Any, Term]] = {}

    def convert(term: Any) -> Term:
        if type(term) is str:
            return term
        found = seen.get(id(term))
        if found is None:
            text = str(to_oxigraph(term)) if isinstance(term, Identifier) else oxigraph_text(term)
            found = seen[id(term)] = (term, text)
        return found[1]

    return convert


def oxigraph_text(term: Any) -> Term:
    """A term of pyoxigraph as text; a triple term (RDF 1.2) in its brackets, which `str` leaves out."""
    text = str(term)
    return f"<<( {text} )>>" if hasattr(term, "subject") else text


def to_oxigraph(term: Any) -> Any:
    """The pyoxigraph term of an rdflib term, in the same lexical form. Raises GraphError where RDF forbids it."""
    import pyoxigraph as ox
    from rdflib import BNode, URIRef

    text = str(term)
    try:
        if isinstance(term, URIRef):
            return ox.NamedNode(text)
        if isinstance(term, BNode):
            return ox.BlankNode(text)
        if term.language:
            return ox.Literal(text, language=term.language)
        return ox.Literal(text, datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None)
    except ValueError as error:
        shown = ascii(text if len(text) <= 80 else text[:80] + "...")
        raise GraphError(
            f"{type(term).__name__} {shown} is not valid RDF: {error}; mend it where it is made"
        ) from error


def check_base(base: str) -> str:
    """The base, where entities' IRIs can begin with it. Raises ExportError where they cannot."""
    import pyoxigraph as ox

    try:
        ox.NamedNode(base + "x")
    except ValueError as error:
        raise ExportError(f"the base {base!a} is no absolute IRI: {error}; give one such as {DEFAULT_BASE}") from error
    if not base.endswith(("/", "#")):
        raise ExportError(f"the base {base!a} must end in / or #; give {base}/ or {base}#")
    return base
