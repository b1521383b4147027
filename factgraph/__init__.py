"""Reads English prose and writes down, as RDF, what it says, with the sentence that says it.

The public names are loaded when first asked for, so that importing factgraph costs next to nothing:

    import factgraph

    built = factgraph.build([factgraph.read("report.pdf")])
    built.graph  # an rdflib.Graph

    graph = factgraph.load("graph.ttl")  # an rdflib.Graph too, whose queries are answered by Oxigraph
    graph.query("SELECT ?who { ?who fg:memberOf ?what }")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .builder.document import Document
    from .builder.errors import FactgraphError
    from .builder.pipeline import Built, Options, build
    from .builder.reading import read, read_text
    from .exports.engine import load

    __version__: str

__all__ = ["Built", "Document", "FactgraphError", "Options", "__version__", "build", "load", "read", "read_text"]

_HOMES = {
    "Built": ".builder.pipeline",
    "Document": ".builder.document",
    "FactgraphError": ".builder.errors",
    "Options": ".builder.pipeline",
    "build": ".builder.pipeline",
    "load": ".exports.engine",
    "read": ".builder.reading",
    "read_text": ".builder.reading",
}


def __getattr__(name: str) -> object:
    """A public name from the module it lives in (PEP 562)."""
    if name == "__version__":
        from importlib.metadata import version

        found: object = version("factgraph")
    elif name in _HOMES:
        from importlib import import_module

        found = getattr(import_module(_HOMES[name], __name__), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """What is there already, and the public names."""
    return sorted({*globals(), *__all__})
