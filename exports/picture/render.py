"""The page itself: pyvis carries the drawing, our own template, script and style are packed in with it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from importlib.resources import files
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rdflib import Graph

from ...builder.errors import ExportError
from ...ontology.vocabulary import load_vocabulary
from .layout import positions
from .model import Entity, Fact, Model, build

if TYPE_CHECKING:
    from pyvis.network import Network

FIRST = 300  #: entities shown at first; the page has a button for the rest
SCRIPTS = ("dom.js", "canvas.js", "panel.js", "text.js", "viewer.js")
DASHES = {"Planned": [7, 5], "Negated": [2, 4], "Reported": [11, 4, 2, 4]}  # pixels drawn and skipped, in turn
OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {"hover": True, "hoverConnectedEdges": False, "selectable": False, "keyboard": False},
    "nodes": {"borderWidth": 1.5, "chosen": False, "labelHighlightBold": False},
    "edges": {
        "width": 1.5,
        "hoverWidth": 0,
        "selectionWidth": 0,
        "chosen": False,
        "smooth": False,
        "arrows": {"to": {"scaleFactor": 0.55}},
    },
}


def page(graph: Graph, texts: Mapping[str, str], title: str | None = None) -> str:
    """Draw `graph` as one self-contained HTML document.

    `texts` maps document IRI -> text as read; a document it lacks is shown by its sentences. `title` heads the page and
    is the first document's title where None. Write the result as UTF-8. It asks nothing of the network and runs no
    script but its own. Raises GraphError or ExportError where graph and texts do not hold together.
    """
    from jinja2 import DictLoader, Environment
    from markupsafe import Markup

    model = build(graph, texts)
    network = _network(model)
    library, viewer, style = _library(), _viewer(), _resource("viewer.css")
    network.templateEnv = Environment(loader=DictLoader({"template.html": _resource("template.html")}), autoescape=True)
    network.templateEnv.globals.update(
        title=_plain(title if title is not None else _title(model)),
        policy=_policy((library, viewer), style),
        data=Markup(_json(_data(model))),
        as_json=lambda value: Markup(_json(value)),
        library=Markup(library),
        viewer=Markup(viewer),
        style=Markup(style),
    )
    return str(network.generate_html())


def _network(model: Model) -> Network:
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", height="100%", width="100%")
    network.set_options(json.dumps(OPTIONS))
    graph = model.network
    radii = {i: min(7 + 3.2 * sqrt(graph.degree(i)), 34.0) for i in graph}
    share = min(1.0, 60 / max(1, len(model.entities)))
    boxes = {i: _box(model.entities[i], radii[i], share) for i in graph}
    for i, (x, y) in sorted(positions(graph, boxes).items()):
        network.add_node(i, label=model.entities[i].label, shape="dot", size=round(radii[i], 1), x=x, y=y)
    bends = _bends(model.facts)
    for a, b, key in sorted(graph.edges(keys=True), key=lambda edge: edge[2]):
        network.add_edge(a, b, **_edge(model.facts[key], key, bends[key]))
    return network


def _box(entity: Entity, radius: float, share: float) -> tuple[float, float]:
    """Width and height, in canvas units, of a node with its label below it.

    `share` is how much of the label has room kept for it: in a crowd the page shows labels as one comes closer.
    """
    width = max(2 * radius, 7.0 * min(len(entity.label), 20) * max(share, 0.25))
    return width + 16, 2 * radius + (20 if len(entity.label) <= 20 else 34) * max(share, 0.5) + 12


def _edge(fact: Fact, key: int, bend: float) -> dict[str, Any]:
    edge: dict[str, Any] = {"id": key, "arrows": "" if fact.is_symmetric else "to"}
    if fact.status in DASHES:
        edge["dashes"] = DASHES[fact.status]
    if fact.subject == fact.object:
        edge["selfReference"] = {"size": round(18 + 60 * abs(bend)), "angle": round(0.8 + 3 * bend, 3)}
    elif bend:
        edge["smooth"] = {
            "enabled": True,
            "type": "curvedCW" if bend > 0 else "curvedCCW",
            "roundness": round(abs(bend), 3),
        }
    return edge


def _bends(facts: tuple[Fact, ...]) -> dict[int, float]:
    """How far each edge bends aside so that all edges between two nodes stay apart; 0 is straight."""
    between: dict[tuple[int, int], list[int]] = {}
    for key, fact in enumerate(facts):
        if fact.object is not None:
            pair = (min(fact.subject, fact.object), max(fact.subject, fact.object))
            between.setdefault(pair, []).append(key)
    bends = {}
    for (low, _), keys in between.items():
        step = min(0.25, 1.4 / len(keys))
        for place, key in enumerate(keys):
            bend = step * (place - (len(keys) - 1) / 2)
            # A curve is bent to the right of its own direction: the way back must be turned to lie on its own side.
            bends[key] = bend if facts[key].subject == low else -bend
    return bends


def _data(model: Model) -> dict[str, Any]:
    source = asdict(model.source)
    for document in source["documents"]:
        document["pieces"] = [["" if i >= 0 else text, i] for text, i in document["pieces"]]
    return {
        "first": FIRST,
        "dashes": DASHES,
        "entities": [asdict(entity) for entity in model.entities],
        "facts": [asdict(fact) for fact in model.facts],
        "measures": [asdict(measure) for measure in model.measures],
        "reasons": {reason.label: reason.definition for reason in load_vocabulary().reasons.values()},
        **source,
    }


def _title(model: Model) -> str:
    documents = model.source.documents
    if not documents:
        return "Graph"
    return documents[0].title + (f" and {len(documents) - 1} more" if len(documents) > 1 else "")


def _policy(scripts: tuple[str, ...], style: str) -> str:
    """The content security policy: nothing may load, and only these scripts and this style may act."""
    allowed = " ".join(_hash(script) for script in scripts)
    rest = "img-src data: blob:; base-uri 'none'; form-action 'none'"
    return f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; {rest}"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _json(value: Any) -> str:
    """JSON that is safe inside a script element: ASCII only, so that U+2028 and lone surrogates are escaped as well."""
    dumped = value if isinstance(value, str) else json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return dumped.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _plain(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _library() -> str:
    """The vis-network script that pyvis ships, the newest if it ships several."""
    import pyvis

    found = Path(pyvis.__file__).parent.glob("templates/lib/vis-*/vis-network.min.js")
    newest = max(found, key=lambda path: [int(n) for n in re.findall(r"\d+", path.parent.name)], default=None)
    if newest is None:
        raise ExportError("pyvis lacks its vis-network script; install it again: pip install --force-reinstall pyvis")
    return _inline(newest.read_text(encoding="utf-8"))


def _viewer() -> str:
    body = "\n".join(_resource(name) for name in SCRIPTS)
    return _inline(f'(() => {{\n"use strict";\n{body}\n}})();\n')


def _inline(script: str) -> str:
    """A script as it must stand in a page: a browser reads CR LF as LF before it hashes."""
    return script.replace("\r\n", "\n").replace("\r", "\n").replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _resource(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
