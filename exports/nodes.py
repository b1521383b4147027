"""Nodes of a graph, as the builder gives them in order, written as they come: the same bytes as the whole graph's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..builder.node import SECTIONS, Node
from ..builder.spill import Sorter
from .order import ordered
from .terms import DEFAULT_BASE, Term
from .turtle import Writer, heading


def as_turtle(nodes: Iterable[Node], base: str = DEFAULT_BASE) -> Iterator[bytes]:
    """Canonical Turtle, piece by piece, as `turtle` writes it."""
    yield heading(base).encode("utf-8")
    section = -1
    write = Writer(base, most=1 << 14)
    predicates = _Predicates(write)
    for node in nodes:
        title = ""
        if node.section != section:
            section = node.section
            title = f"\n# {SECTIONS[section]}\n"
        lines = "".join([f"    {predicates[p]} {write[o]} ;\n" for _, p, o in ordered(node.pairs)])
        yield f"{title}\n{write[node.subject]}\n{lines}    .\n".encode()


class _Predicates(dict[Term, str]):
    """Predicates as Turtle, by their terms."""

    def __init__(self, write: Writer) -> None:
        self._write = write

    def __missing__(self, term: Term) -> str:
        found = self[term] = self._write.predicate(term)
        return found


def as_ntriples(nodes: Iterable[Node], folder: Path | None = None) -> Iterator[bytes]:
    """Canonical N-Triples, sorted by code point, line by line, as `ntriples` writes it."""
    lines: Sorter[None] = Sorter(folder, most=200_000)
    for node in nodes:
        for predicate, value in node.pairs:
            lines.add((node.subject, predicate, value), None)
    last: tuple[str, ...] = ()
    for key, _ in lines:
        if key != last:
            last = key
            yield f"{' '.join(key)} .\n".encode()
