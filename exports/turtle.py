"""Canonical Turtle: the same triples give the same bytes, and a changed fact is a changed line.

Each subject stands on a line of its own, then one predicate and object a line, then a full stop on a line of its own,
so that adding or removing a line never touches its neighbours. All prefixes of the contract are declared, used or not.
The order of subjects is that of `order`. See Turtle (W3C Recommendation, 25 February 2014).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..builder.errors import GraphError
from .order import arrange
from .terms import (
    DEFAULT_BASE,
    RDF,
    XSD,
    Graphlike,
    Term,
    Triple,
    is_iri,
    prefixes,
    shortener,
    triples,
    visible,
)

_BARE = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "double": re.compile(r"[+-]?(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+"),
    XSD + "boolean": re.compile(r"true|false"),
}
_TYPE = f"<{RDF}type>"


def turtle(graph: Graphlike, base: str = DEFAULT_BASE) -> str:
    """Write a graph as canonical Turtle; `base` is what the prefix `id:` stands for.

    Raises GraphError for a term that RDF does not allow.
    """
    return "".join(_chunks(graph, base))


def _chunks(graph: Graphlike, base: str) -> Iterator[str]:
    yield heading(base)
    yield from body(triples(graph), Writer(base))


def heading(base: str) -> str:
    """The declarations of all prefixes."""
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes(base).items())


def body(found: Iterable[Triple], write: Writer) -> Iterator[str]:
    """Sorted triples, without the declarations of prefixes."""
    for section in arrange(found):
        yield f"\n# {section.title}\n"
        for subject, pairs in section.blocks:
            yield f"\n{write(subject)}\n"
            for predicate, object_ in pairs:
                yield f"    {write.predicate(predicate)} {write(object_)} ;\n"
            yield "    .\n"


class Writer(dict[Term, str]):
    """Writes terms as Turtle, remembering those it has seen lately."""

    def __init__(self, base: str, most: int = 1 << 17) -> None:
        self._shorten = shortener(base)
        self._most = most

    def __missing__(self, term: Term) -> str:
        if len(self) >= self._most:
            self.clear()
        found = self[term] = self._write(term)
        return found

    def __call__(self, term: Term) -> str:
        """A term as Turtle."""
        return self[term]

    def predicate(self, term: Term) -> str:
        """A term where a predicate stands: rdf:type is "a"."""
        return "a" if term == _TYPE else self[term]

    def _write(self, term: Term) -> str:
        if term.startswith('"'):
            return self._literal(term)
        if is_iri(term):
            return self._shorten(term[1:-1]) or visible(term)
        if term.startswith("_:"):
            return term
        raise GraphError(f"{term[:80]} is a quoted triple, which Turtle 1.1 cannot hold; use plain statements")

    def _literal(self, term: Term) -> str:
        end = term.rindex('"')
        body, tail = term[1:end], term[end + 1 :]
        if not tail.startswith("^^"):
            return visible(term)
        datatype = tail[3:-1]
        bare = _BARE.get(datatype)
        if bare and bare.fullmatch(body):
            return body
        return f'"{visible(body)}"^^{self[tail[2:]]}'
