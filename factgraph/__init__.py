"""Reads English prose and writes down, as RDF, what it says, with the sentence that says it.

The public names are loaded when first asked for, so that importing factgraph costs next to nothing:

    import factgraph

    graph = factgraph.build(pathlib.Path("report.pdf"))  # an rdflib.Graph, whose queries are answered by Oxigraph
    graph.query("SELECT ?who { ?who fg:memberOf ?what }")
    print(*graph.statements, sep="\n")

    graph = factgraph.load("graph.ttl")  # an rdflib.Graph, too
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .api import Pipeline, build, merge, stream
    from .api_facts import Evidence, Measurement, Mention, Source, Statement, Thing
    from .api_graph import Graph
    from .api_html import Picture
    from .builder.document import Document
    from .builder.errors import FactgraphError
    from .builder.pipeline import Options
    from .builder.reading import read, read_text
    from .exports.engine import load

    __version__: str

__all__ = [
    "Document",
    "Evidence",
    "FactgraphError",
    "Graph",
    "Measurement",
    "Mention",
    "Options",
    "Picture",
    "Pipeline",
    "Source",
    "Statement",
    "Thing",
    "__version__",
    "build",
    "load",
    "merge",
    "read",
    "read_text",
    "stream",
]

_HOMES = {
    "Document": ".builder.document",
    "Evidence": ".api_facts",
    "FactgraphError": ".builder.errors",
    "Graph": ".api_graph",
    "Measurement": ".api_facts",
    "Mention": ".api_facts",
    "Options": ".builder.pipeline",
    "Picture": ".api_html",
    "Pipeline": ".api",
    "Source": ".api_facts",
    "Statement": ".api_facts",
    "Thing": ".api_facts",
    "build": ".api",
    "load": ".exports.engine",
    "merge": ".api",
    "read": ".builder.reading",
    "read_text": ".builder.reading",
    "stream": ".api",
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
