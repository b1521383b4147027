"""JSON-LD 1.1 with the contract's prefixes as its context, subjects and values in the order of `order`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ..builder.errors import GraphError
from .order import arrange
from .terms import DEFAULT_BASE, RDF, XSD, Graphlike, Term, Triple, is_iri, is_literal, literal, prefixes, shortener
from .terms import triples as sorted_triples

_TYPE = f"<{RDF}type>"


def jsonld(graph: Graphlike, base: str = DEFAULT_BASE) -> str:
    """Write a graph as flattened and compacted JSON-LD. Numbers are typed strings, so that none is rounded."""
    triples = sorted_triples(graph)
    context = _context(triples, base)
    write = _Writer(context, base)
    nodes = [write.node(*block) for section in arrange(triples) for block in section.blocks]
    return json.dumps({"@context": context, "@graph": nodes}, ensure_ascii=False, indent=1) + "\n"


def _context(triples: Iterable[Triple], base: str) -> dict[str, str]:
    """The prefixes, less those that are the scheme of an IRI in the graph, which would be read as a prefixed name."""
    schemes = {t[1:-1].partition(":")[0] for triple in triples for t in triple if is_iri(t)}
    usable = ":/?#[]@"  # a prefix must end in one of these to be one (JSON-LD 1.1, section 4.1.5)
    return {p: ns for p, ns in prefixes(base).items() if p not in schemes and ns[-1:] in usable}


class _Writer:
    def __init__(self, context: dict[str, str], base: str) -> None:
        self._context = context
        self._shorten = shortener(base)

    def name(self, term: Term) -> str:
        """An IRI, shortened where the context has its prefix, or a blank node label."""
        if term.startswith("<<"):
            raise GraphError(f"{term[:80]} is a quoted triple, which JSON-LD 1.1 cannot hold; use N-Triples")
        if not is_iri(term):
            return term
        short = self._shorten(term[1:-1])
        return short if short and short.partition(":")[0] in self._context else term[1:-1]

    def value(self, term: Term) -> Any:
        """A value object or node reference; plain strings bare."""
        if not is_literal(term):
            return {"@id": self.name(term)}
        text, datatype, language = literal(term)
        if language:
            return {"@value": text, "@language": language}
        return text if datatype == XSD + "string" else {"@value": text, "@type": self.name(f"<{datatype}>")}

    def node(self, subject: Term, pairs: Iterable[tuple[Term, Term]]) -> dict[str, Any]:
        """A subject with all its properties; several values of one property are a list."""
        out: dict[str, list[Any]] = {}
        for predicate, object_ in pairs:
            if predicate == _TYPE and not is_literal(object_):
                out.setdefault("@type", []).append(self.name(object_))
            else:
                out.setdefault(self.name(predicate), []).append(self.value(object_))
        return {"@id": self.name(subject)} | {k: v[0] if len(v) == 1 else v for k, v in out.items()}
