"""Blank nodes called by what is said of them, so that those of two files can be compared.

Colours are refined until they tell no more nodes apart, as in graph isomorphism (and in RDF Dataset Canonicalization):
a node's colour comes from its triples, with the colours of the blank nodes in them. Nodes that stay alike are told
apart one by one. Where they are not interchangeable, equal graphs may be called different, never different ones equal.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from .terms import Term, Triple

_DEPTH = 2  #: steps of neighbours that every colour tells of
_ROUNDS = 200  #: further steps, for nodes that are still alike
_MOST = 100  #: nodes alike that are told apart one by one


def settled(triples: Sequence[Triple]) -> tuple[Triple, ...]:
    """Sorted triples with their blank nodes renamed; the same tuple where there are none."""
    blank = [t for t in triples if _is_blank(t[0]) or _is_blank(t[2])]
    if not blank:
        return tuple(triples)
    names = _names(blank)

    def name(term: Term) -> Term:
        return names.get(term, term)

    return tuple(sorted({(name(s), p, name(o)) for s, p, o in triples}))


def _is_blank(term: Term) -> bool:
    return term.startswith("_:")


def _names(triples: Sequence[Triple]) -> dict[Term, Term]:
    """A name for each blank node, no two the same, so that graphs with equal triples are equal graphs."""
    around: dict[Term, list[Triple]] = defaultdict(list)
    for triple in triples:
        for term in dict.fromkeys((triple[0], triple[2])):
            if _is_blank(term):
                around[term].append(triple)
    colours = dict.fromkeys(around, "")
    for _ in range(_DEPTH):
        colours = _round(around, colours, around)
    colours = _refined(around, colours)
    for _ in range(_MOST):
        linked = _linked_alike(around, colours)
        if not linked:
            break
        first = min(linked, key=lambda node: (colours[node], node))
        colours = _refined(around, colours | {first: _hash(colours[first], "first")})
    seen: Counter[str] = Counter()
    names = {}
    for node in sorted(around, key=lambda node: (colours[node], node)):
        seen[colours[node]] += 1
        names[node] = f"_:b{colours[node]}" + (f"x{seen[colours[node]]}" if seen[colours[node]] > 1 else "")
    return names


def _refined(around: Mapping[Term, Sequence[Triple]], colours: dict[Term, str]) -> dict[Term, str]:
    """Colours that tell apart all that the triples around tell apart. What is alone in its colour keeps it."""
    for _ in range(_ROUNDS):
        alike = _alike(colours)
        if not alike:
            break
        after = _round(around, colours, alike)
        if len(set(after.values())) == len(set(colours.values())):
            break
        colours = after
    return colours


def _round(around: Mapping[Term, Sequence[Triple]], colours: dict[Term, str], nodes: Iterable[Term]) -> dict[Term, str]:
    return colours | {node: _hash(colours[node], *_seen_from(node, around[node], colours)) for node in nodes}


def _alike(colours: Mapping[Term, str]) -> set[Term]:
    """Nodes that share their colour with another."""
    count = Counter(colours.values())
    return {node for node, colour in colours.items() if count[colour] > 1}


def _seen_from(node: Term, triples: Iterable[Triple], colours: Mapping[Term, str]) -> list[str]:
    def shown(term: Term) -> str:
        return "_" if term == node else f"_:{colours[term]}" if term in colours else term

    return sorted(f"{shown(s)} {p} {shown(o)}" for s, p, o in triples)


def _linked_alike(around: Mapping[Term, Iterable[Triple]], colours: Mapping[Term, str]) -> list[Term]:
    """Nodes that share their colour with another and stand in a triple with one that does."""
    alike = _alike(colours)
    return [
        node for node in alike if any(other != node and other in alike for s, _, o in around[node] for other in (s, o))
    ]


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
