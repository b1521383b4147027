"""GraphML and GEXF, written by NetworkX, and Cytoscape's JSON.

Node and edge attributes are texts, but for confidence, which is a number. Characters that XML 1.0 cannot hold become
U+FFFD in GraphML and GEXF.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from .model import JOINT, Edge, Network, Node
from .texts import for_xml

if TYPE_CHECKING:
    import networkx


def node_data(node: Node) -> dict[str, str | float]:
    """What is told of a node, but for its id and label."""
    return {"kind": node.kind, "classes": JOINT.join(node.classes), **_typed(node.properties)}


def edge_data(edge: Edge) -> dict[str, str | float]:
    """What is told of an edge, but for its id, ends and label."""
    return {"relation": edge.relation, **_typed(edge.properties)}


def _typed(properties: tuple[tuple[str, str], ...]) -> dict[str, str | float]:
    return {name: _number(text) if name == "confidence" else text for name, text in properties}


def _number(text: str) -> float:
    """The number of a confidence; 0 for what is none."""
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return number if 0 <= number <= 1 else 0.0


def as_networkx(found: Network, text: Callable[[str], str] = str) -> networkx.MultiDiGraph:
    """The network as NetworkX has it, edges keyed by their ids; `text` mends what attributes say."""
    import networkx

    graph = networkx.MultiDiGraph()
    for node in found.nodes:
        graph.add_node(text(node.id), label=text(node.label), **_mended(node_data(node), text))
    for edge in found.edges:
        ends = text(edge.source), text(edge.target)
        graph.add_edge(*ends, key=text(edge.id), label=text(edge.label), **_mended(edge_data(edge), text))
    return graph


def _mended(data: Mapping[str, str | float], text: Callable[[str], str]) -> dict[str, str | float]:
    return {text(name): text(value) if isinstance(value, str) else value for name, value in data.items()}


def graphml(found: Network) -> bytes:
    """Write as GraphML (Brandes et al., GraphML Progress Report, 2002), with the edges' ids as they are."""
    import networkx

    out = BytesIO()
    networkx.write_graphml_lxml(as_networkx(found, for_xml), out, named_key_ids=True, edge_id_from_attribute=None)
    return out.getvalue()


def gexf(found: Network) -> bytes:
    """Write as GEXF 1.2, without the date that NetworkX would put there."""
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    graph = as_networkx(found, for_xml)
    for _, _, key, told in graph.edges(keys=True, data=True):
        told["id"] = key  # else edges are numbered
    writer.add_graph(graph)
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
    ElementTree.register_namespace("", writer.NS_GEXF)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def cytoscape(found: Network) -> bytes:
    """Write as the JSON that Cytoscape and Cytoscape.js take: elements, each with its data."""
    nodes = [{"data": {"id": n.id, "label": n.label, "name": n.label, **node_data(n)}} for n in found.nodes]
    edges = [
        {"data": {"id": e.id, "source": e.source, "target": e.target, "label": e.label, **edge_data(e)}}
        for e in found.edges
    ]
    document = {
        "format_version": "1.0",
        "generated_by": "factgraph",
        "target_cytoscapejs_version": "~3",
        "data": {"name": "factgraph"},
        "elements": {"nodes": nodes, "edges": edges},
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
