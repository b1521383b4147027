"""RDF as Oxigraph writes it, in the order of its store: for graphs too large to be sorted for a reader."""

from __future__ import annotations

from collections.abc import Sequence

from ..builder.errors import ExportError
from .opened import open_graphs
from .terms import prefixes

_FORMATS = {"turtle": "TURTLE", "ntriples": "N_TRIPLES"}


def native(paths: Sequence[str], form: str) -> bytes:
    """Graph files or a store as Turtle or N-Triples, unsorted. Raises ExportError for any other format."""
    import pyoxigraph as ox

    if form not in _FORMATS:
        raise ExportError(f"--unsorted is for {' and '.join(_FORMATS)}, not {form}; leave it out")
    found = open_graphs(paths)
    names = prefixes(found.base) if form == "turtle" else None
    written = found.store.dump(
        format=getattr(ox.RdfFormat, _FORMATS[form]), from_graph=ox.DefaultGraph(), prefixes=names
    )
    return written or b""
