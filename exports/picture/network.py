"""The first view as pyvis draws it: all of a small graph, of a large one its communities."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from math import sqrt
from typing import TYPE_CHECKING

from .layout import Box, Disk, Place
from .model import Entity, Model

if TYPE_CHECKING:
    from pyvis.network import Network

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


def radii(model: Model) -> list[float]:
    """The radius of each entity's node, in canvas units, by how many links it has."""
    degree = Counter(end for link in model.links for end in link)
    return [round(min(7 + 3.2 * sqrt(degree[i]), 34.0), 1) for i in range(len(model.entities))]


def boxes(model: Model) -> list[Box]:
    """Width and height, in canvas units, of each node with its label below it."""
    share = min(1.0, 60 / max(1, len(model.entities)))
    return [_box(entity, radius, share) for entity, radius in zip(model.entities, radii(model), strict=True)]


def _box(entity: Entity, radius: float, share: float) -> Box:
    """`share` is how much of the label has room kept for it: in a crowd the page shows labels as one comes closer."""
    width = max(2 * radius, 7.0 * min(len(entity.label), 20) * max(share, 0.25))
    return width + 16, 2 * radius + (20 if len(entity.label) <= 20 else 34) * max(share, 0.5) + 12


def whole(model: Model, places: Sequence[Place]) -> Network:
    """All entities, numbered as in the model, and all facts between them, each an edge of its own.

    How an edge looks (dashes, bend, arrow) the page's scripts decide, which draw many that are not in the first view.
    """
    network = _empty()
    for i, ((x, y), size) in enumerate(zip(places, radii(model), strict=True)):
        network.add_node(i, label=model.entities[i].label, shape="dot", size=size, x=x, y=y)
    for key, fact in enumerate(model.facts):
        if fact.object is not None:
            network.add_edge(fact.subject, fact.object, id=key)
    return network


def in_communities(model: Model, groups: Sequence[tuple[str, Sequence[int]]], disks: Sequence[Disk]) -> Network:
    """A node `c<i>` for each community and an edge `b<c..>-<c..>` for all facts between two of them."""
    network = _empty()
    for i, ((label, members), disk) in enumerate(zip(groups, disks, strict=True)):
        size = round(disk.radius * 0.55)
        network.add_node(f"c{i}", label=label, shape="dot", size=size, x=disk.x, y=disk.y, members=len(members))
    of = {member: i for i, (_, members) in enumerate(groups) for member in members}
    # In the order of their names as text, by which the page's scripts know a bundle.
    bundles = Counter(tuple(sorted((f"c{of[a]}", f"c{of[b]}"))) for a, b in model.links if of[a] != of[b])
    for (a, b), facts in sorted(bundles.items()):
        network.add_edge(a, b, id=f"b{a}-{b}", arrows="", facts=facts)
    return network


def _empty() -> Network:
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", height="100%", width="100%")
    network.set_options(json.dumps(OPTIONS))
    return network
