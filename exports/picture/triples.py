"""Any graph as sorted N-Triples text, in which even what RDF does not allow can do no harm."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import lt
from typing import TYPE_CHECKING, Any

from ..terms import XSD, Graphlike, Term, Triple

if TYPE_CHECKING:
    from rdflib.term import Identifier

_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_IN_IRIS = re.compile(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_TO_ESCAPE = re.compile(r'["\\\n\r]')
_ROUNDS = 16


def graph_triples(graph: Graphlike) -> list[Triple]:
    """The graph's triples, each once, sorted by code point, with blank nodes named by what is said of them.

    Takes rdflib graphs as they are, with terms that RDF does not allow: a lone surrogate becomes U+FFFD, so that
    offsets stay right, and what may not stand in an IRI is percent-encoded.
    """
    if isinstance(graph, Sequence) and _is_ready(graph):
        return list(graph)
    seen: dict[int, tuple[Any, Term]] = {}

    def text(term: Any) -> Term:
        if type(term) is str:
            return term
        found = seen.get(id(term))
        if found is None:
            found = seen[id(term)] = (term, _text(term))
        return found[1]

    parts = (t if isinstance(t, tuple) else (t.subject, t.predicate, t.object) for t in graph)
    found = {(text(s), text(p), text(o)) for s, p, o in parts}
    return sorted(_named(found) if _has_blank_nodes(found) else found)


def _is_ready(triples: Sequence[Any]) -> bool:
    """Whether these are triples as `graph_triples` gives them, so that it need not take a minute for a million."""
    is_text = all(type(triple) is tuple and type(triple[0]) is str for triple in triples)
    return is_text and all(map(lt, triples, triples[1:])) and not _has_blank_nodes(triples)


def _has_blank_nodes(triples: Iterable[Triple]) -> bool:
    return any(s[0] == "_" or o[0] == "_" for s, _, o in triples)


def plain_text(text: str) -> str:
    """The text with U+FFFD for each lone surrogate."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def _text(term: Any) -> Term:
    from rdflib import BNode, Literal, URIRef

    if isinstance(term, URIRef):
        return f"<{_NOT_IN_IRIS.sub(_percent, str(term))}>"
    if isinstance(term, BNode):
        return f"_:{term}"
    return _literal(term) if isinstance(term, Literal) else plain_text(str(term))


def _literal(term: Identifier) -> Term:
    body = _TO_ESCAPE.sub(lambda m: _ESCAPES[m[0]], plain_text(str(term)))
    language, datatype = getattr(term, "language", None), getattr(term, "datatype", None)
    if language:
        return f'"{body}"@{language}'
    typed = datatype is not None and str(datatype) != XSD + "string"
    return f'"{body}"^^{_text(datatype)}' if typed else f'"{body}"'


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in plain_text(match[0]).encode("utf-8"))


def _named(triples: Iterable[Triple]) -> set[Triple]:
    """The triples with blank nodes named `_:b1`, `_:b2` ... in an order that their own names have no part in.

    A parser names them by chance. Each gets a signature of the triples it is in, sharpened by its neighbours'
    signatures until no more can be told apart; neighbours of one that has its number come next, so that of two equal
    structures each keeps its numbers together.
    """
    around: dict[Term, list[tuple[str, Term]]] = defaultdict(list)
    for s, p, o in triples:
        if s[0] == "_":
            around[s].append((f"> {p}", o))
        if o[0] == "_":
            around[o].append((f"< {p}", s))
    signature = dict.fromkeys(around, "")
    for _ in range(_ROUNDS):
        sharper = {node: _digest(pairs, signature) for node, pairs in around.items()}
        settled = len(set(sharper.values())) == len(set(signature.values()))
        signature = sharper
        if settled:
            break
    names: dict[Term, Term] = {}
    for first in sorted(around, key=lambda node: signature[node]):
        waiting = [first]
        while waiting:
            node = waiting.pop()
            if node in names:
                continue
            names[node] = f"_:b{len(names) + 1}"
            beside = sorted((way, signature[other], other) for way, other in around[node] if other in around)
            waiting += [other for _, _, other in reversed(beside)]
    return {(names.get(s, s), p, names.get(o, o)) for s, p, o in triples}


def _digest(pairs: Iterable[tuple[str, Term]], signature: dict[Term, str]) -> str:
    lines = sorted(f"{way} {signature.get(other, other)}" for way, other in pairs)
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
