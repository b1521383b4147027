"""RDF terms as N-Triples text: `<iri>`, `_:label` or a quoted literal. One form for making, writing and looking up.

Terms are kept in the exact lexical form they came in: `"550000000000"^^xsd:decimal` stays so.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import pyoxigraph as ox

from .errors import GraphError

Term: TypeAlias = str  #: a term in N-Triples form
Triple: TypeAlias = tuple[Term, Term, Term]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


class Literal(NamedTuple):
    """A literal taken apart: lexical form, datatype IRI, and language tag where it has one."""

    value: str
    datatype: str
    language: str | None


def iri(value: str) -> Term:
    """The term of a valid IRI."""
    return f"<{value}>"


def english(text: str) -> Term:
    """The term of a text in English. Raises GraphError for one with a lone surrogate, which RDF does not allow."""
    if _is_plain(text):
        return f'"{text}"@en'
    try:
        return str(ox.Literal(text, language="en"))
    except ValueError as error:
        raise _lone_surrogate(text) from error


def string(text: str) -> Term:
    """The term of a plain text. Raises GraphError for one with a lone surrogate, which RDF does not allow."""
    if _is_plain(text):
        return f'"{text}"'
    try:
        return str(ox.Literal(text))
    except ValueError as error:
        raise _lone_surrogate(text) from error


def _is_plain(text: str) -> bool:
    """Whether the text stands in a literal as it is."""
    return text.isprintable() and '"' not in text and "\\" not in text


def typed(value: str, datatype: str) -> Term:
    """The term of a value of a datatype of XML Schema, given by its local name, in a form without quotation marks."""
    return f'"{value}"^^<{_XSD}{datatype}>'


def _lone_surrogate(text: str) -> GraphError:
    return GraphError(f"{ascii(text)[:80]} holds a lone surrogate; decode the text anew")


def is_iri(term: Term) -> bool:
    """Whether the term is an IRI."""
    return term.startswith("<") and not term.startswith("<<")


def is_literal(term: Term) -> bool:
    """Whether the term is a literal."""
    return term.startswith('"')


def literal(term: Term) -> Literal:
    """Take a literal term apart."""
    end = term.rindex('"')
    body, tail = unescaped(term[1:end]), term[end + 1 :]
    if tail.startswith("@"):
        return Literal(body, _LANG_STRING, tail[1:])
    return Literal(body, tail[3:-1] if tail else _XSD + "string", None)


def value(term: Term) -> str:
    """The IRI without its brackets, the literal's lexical form, or the blank node as written."""
    if is_literal(term):
        return unescaped(term[1 : term.rindex('"')])
    return term[1:-1] if is_iri(term) else term


def unescaped(body: str) -> str:
    """What the text between the quotation marks of a literal stands for."""
    if "\\" not in body:
        return body
    return _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else _ESCAPED.get(m[3], m[3]), body)


def to_rdflib(term: Term) -> Any:
    """The rdflib term of a term, in the same lexical form."""
    from rdflib import BNode, URIRef
    from rdflib import Literal as RdflibLiteral

    if is_iri(term):
        return URIRef(term[1:-1])
    if not is_literal(term):
        return BNode(term[2:])
    text, datatype, language = literal(term)
    if language:
        return RdflibLiteral(text, lang=language)
    return RdflibLiteral(text, datatype=None if datatype == _XSD + "string" else URIRef(datatype), normalize=False)


@lru_cache(maxsize=4096)
def check_iri(term: Term) -> None:
    """Raise GraphError where the IRI of a term is not absolute or not one at all (RFC 3987)."""
    try:
        ox.NamedNode(term[1:-1])
    except ValueError as error:
        shown = ascii(term[1:-1])[1:-1][:120]
        raise GraphError(f"{shown} is not an absolute IRI: {error}; mint it with builder/iris.py") from error
