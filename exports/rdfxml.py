"""RDF/XML: one rdf:Description a subject, one property a line, in the order of `order`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from ..builder.errors import ExportError, GraphError
from .order import arrange
from .terms import DEFAULT_BASE, RDF, XSD, Graphlike, Term, is_iri, is_literal, literal, prefixes
from .terms import triples as sorted_triples

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production [2]
_START = (
    r"A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF"
)
_START += r"\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
_RESERVED = {"RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "Description", "li"}
_RESERVED |= {"aboutEach", "aboutEachPrefix", "bagID"}  # RDF 1.1 XML Syntax, section 6.2.3
_LOCAL = re.compile(rf"[{_START}][{_START}\-.0-9\u00B7\u0300-\u036F\u203F-\u2040]*$")


def rdfxml(graph: Graphlike, base: str = DEFAULT_BASE) -> str:
    """Write a graph as RDF/XML.

    Raises ExportError for what XML cannot hold: a control character, or a predicate without an XML name at its end.
    """
    triples = sorted_triples(graph)
    names = {namespace: prefix for prefix, namespace in prefixes(base).items()}
    tags = {p: _tag(p, names) for p in dict.fromkeys(p for _, p, _ in triples)}
    return "".join(_lines(triples, tags, names))


def _lines(triples: list[tuple[Term, Term, Term]], tags: dict[Term, str], names: dict[str, str]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    for namespace, prefix in names.items():
        yield f"\n    xmlns:{prefix}={_attribute(namespace)}"
    yield ">\n"
    for section in arrange(triples):
        yield f"\n  <!-- {section.title} -->\n"
        for subject, pairs in section.blocks:
            yield f"  <rdf:Description {_reference('about', subject)}>\n"
            for predicate, object_ in pairs:
                yield f"    {_property(tags[predicate], object_)}\n"
            yield "  </rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _tag(predicate: Term, names: dict[str, str]) -> str:
    """The qualified name of a predicate; a namespace without a prefix of ours becomes one declared on the spot."""
    value = predicate[1:-1]
    start = next((i for i in range(len(value)) if _LOCAL.match(value, i)), None)
    if not start or (value.startswith(RDF) and value[len(RDF) :] in _RESERVED):
        raise ExportError(f"RDF/XML cannot name the predicate {predicate}; use Turtle, N-Triples or JSON-LD")
    # The longest local name may begin inside a path segment that our prefixes cut elsewhere.
    for at in range(start, len(value)):
        if value[:at] in names and _LOCAL.match(value, at):
            return f"{names[value[:at]]}:{value[at:]}"
    return f"ns:{value[start:]} xmlns:ns={_attribute(value[:start])}"


def _property(tag: str, term: Term) -> str:
    if not is_literal(term):
        return f"<{tag} {_reference('resource', term)}/>"
    text, datatype, language = literal(term)
    kind = ""
    if language:
        kind = f" xml:lang={_attribute(language)}"
    elif datatype != XSD + "string":
        kind = f" rdf:datatype={_attribute(datatype)}"
    return f"<{tag}{kind}>{_text(text)}</{tag.partition(' ')[0]}>"


def _reference(kind: str, term: Term) -> str:
    if is_iri(term):
        return f"rdf:{kind}={_attribute(term[1:-1])}"
    if term.startswith("<<"):
        raise GraphError(f"{term[:80]} is a quoted triple, which RDF/XML cannot hold; use N-Triples")
    return f"rdf:nodeID={_attribute('b' + term[2:])}"  # a label may begin with a digit, an XML name may not


def _text(text: str) -> str:
    _check(text)
    # A bare carriage return would be read back as a line feed (XML 1.0, section 2.11).
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _attribute(text: str) -> str:
    _check(text)
    return quoteattr(text)


def _check(text: str) -> None:
    found = _FORBIDDEN.search(text)
    if found:
        code = f"U+{ord(found[0]):04X}"
        raise ExportError(
            f"RDF/XML cannot hold the character {code}, which the graph has; use Turtle, N-Triples or JSON-LD"
        )
