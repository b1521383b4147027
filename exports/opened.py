"""Graphs opened for SPARQL: files in memory, a store where it lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..builder.errors import GraphError
from .load import Loaded, direct, load_all, store
from .store_folder import base_of, is_store, reading
from .terms import Term, is_iri, value

if TYPE_CHECKING:
    import pyoxigraph


@dataclass(frozen=True, slots=True)
class Opened:
    """A graph that can be asked."""

    store: pyoxigraph.Store
    base: str  #: what the prefix `id:` stands for

    def text(self, subject: Term, predicate: Term) -> str | None:
        """The first object of a subject's triples with that predicate, as text; None where there is none."""
        import pyoxigraph as ox

        if not is_iri(subject):
            return None
        found = self.store.quads_for_pattern(
            ox.NamedNode(value(subject)), ox.NamedNode(value(predicate)), None, ox.DefaultGraph()
        )
        terms = sorted(str(quad.object) for quad in found)
        return value(terms[0]) if terms else None


def opened(graph: Loaded) -> Opened:
    """A loaded graph, in memory."""
    return Opened(store(graph.triples), graph.base)


def open_graphs(paths: Sequence[str]) -> Opened:
    """Graph files as one graph, or the one store folder named. Raises GraphError where they cannot be read."""
    stores = [path for path in paths if is_store(path)]
    if stores and len(paths) > 1:
        raise GraphError(f"{stores[0]} is a store, which is asked alone; add the other graphs to it")
    if stores:
        return Opened(reading(Path(stores[0])), base_of(Path(stores[0])))
    found = direct(paths[0]) if len(paths) == 1 and paths[0] != "-" else None
    return Opened(*found) if found else opened(load_all(paths))
