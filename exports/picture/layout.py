"""Where each entity stands: computed ahead, the same on every run, with room for the labels."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, sin, sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

    Points = NDArray[Any]  #: one row (x, y) an entity, in the units of the canvas

CORE = 300  #: as many entities of a component are laid out by force; the rest stand around their neighbours
SEED = 20240229
_GOLDEN = 2.399963229728653  # radians; successive multiples never line up
_SPACING = 130.0  # between neighbours, canvas units
_ROOM = 2.0  # area of the drawing, in areas of its boxes
_ASPECT = 1.1  # width by height: labels are wide


def positions(network: nx.MultiDiGraph[int], boxes: Mapping[int, tuple[float, float]]) -> dict[int, tuple[int, int]]:
    """Place every node so that no two boxes overlap; `boxes` gives each node's width and height in canvas units.

    The largest connected component stands in the middle, the others in rows below it. Deterministic.
    """
    import networkx as nx

    simple = nx.Graph()
    simple.add_nodes_from(sorted(network))
    simple.add_edges_from(sorted({(min(a, b), max(a, b)) for a, b in network.edges() if a != b}))
    components = sorted((sorted(c) for c in nx.connected_components(simple)), key=lambda c: (-len(c), c[0]))
    placed = [_component(simple.subgraph(members), members, boxes) for members in components]
    return _pack(components, placed, boxes)


def _component(graph: nx.Graph[int], members: list[int], boxes: Mapping[int, tuple[float, float]]) -> Points:
    import numpy as np

    if len(members) == 1:
        return np.zeros((1, 2))
    ranked = sorted(members, key=lambda n: (-graph.degree(n), n))
    at = _by_force(graph, sorted(ranked[:CORE]))
    _around(graph, ranked[CORE:], at)
    points = np.array([at[n] for n in members]) * (_ASPECT, 1.0)
    sizes = np.array([boxes[n] for n in members])
    room = float(np.prod(np.ptp(points, axis=0) + 1))
    return _apart(points * max(1.0, sqrt(_ROOM * float(sizes.prod(axis=1).sum()) / room)), sizes)


def _by_force(graph: nx.Graph[int], core: list[int]) -> dict[int, Any]:
    """ForceAtlas2 from a spiral, scaled so that the median edge is `_SPACING` long."""
    import networkx as nx
    import numpy as np

    inner = nx.Graph()
    inner.add_nodes_from(core)
    inner.add_edges_from(sorted(graph.subgraph(core).edges()))
    start = {n: np.array([cos(i * _GOLDEN), sin(i * _GOLDEN)]) * 10 * sqrt(i + 1) for i, n in enumerate(core)}
    found = nx.forceatlas2_layout(inner, pos=start, max_iter=150, scaling_ratio=4.0, gravity=1.0, seed=SEED)
    lengths = sorted(float(np.hypot(*(found[a] - found[b]))) for a, b in inner.edges())
    scale = _SPACING / max(lengths[len(lengths) // 2], 1e-6) if lengths else _SPACING
    return {n: np.asarray(found[n], dtype=float) * scale for n in core}


def _around(graph: nx.Graph[int], rest: list[int], at: dict[int, Any]) -> None:
    """Stand each node of `rest` near the best connected of its neighbours that already stands somewhere."""
    import numpy as np

    crowd: dict[int, int] = {}
    waiting = rest
    while waiting:
        later = []
        for node in waiting:
            anchors = [n for n in graph.neighbors(node) if n in at]
            if not anchors:
                later.append(node)
                continue
            anchor = min(anchors, key=lambda n: (-graph.degree(n), n))
            turn = crowd[anchor] = crowd.get(anchor, 0) + 1
            angle = turn * _GOLDEN
            at[node] = at[anchor] + np.array([cos(angle), sin(angle)]) * _SPACING * (0.6 + 0.3 * sqrt(turn))
        waiting = later


def _apart(points: Points, sizes: Points, rounds: int = 80) -> Points:
    """Push overlapping boxes, taken as ellipses, apart along the line between them, which keeps the drawing's shape.

    Boxes are compared along x order, shifted by one place, two places and so on until none can reach: no box meets
    more than its neighbours, and thousands are done in a second.
    """
    import numpy as np

    points = points.copy()
    widest = float(sizes[:, 0].max())
    for _ in range(rounds):
        order = np.argsort(points[:, 0], kind="stable")
        move, moved = np.zeros_like(points), False
        for shift in range(1, len(points)):
            left, right = order[:-shift], order[shift:]
            gap = points[right] - points[left]
            if gap[:, 0].min() >= widest:
                break
            reach = (sizes[left] + sizes[right]) / 2
            distance = np.hypot(*(gap / reach).T)
            hit = distance < 0.995
            if not hit.any():
                continue
            moved = True
            left, right, gap, distance = left[hit], right[hit], gap[hit], distance[hit]
            gap = np.where(distance[:, None] < 1e-3, reach[hit] * (0.01, 0.02), gap)
            push = gap * (1 / np.maximum(distance, 0.02) - 1)[:, None] * 0.3
            np.add.at(move, right, push)
            np.add.at(move, left, -push)
        if not moved:
            break
        points += np.clip(move, -widest, widest)
    return points


def _pack(
    components: list[list[int]], placed: list[Points], boxes: Mapping[int, tuple[float, float]]
) -> dict[int, tuple[int, int]]:
    """The first component, then the others below it in rows as wide as it is."""
    import numpy as np

    result: dict[int, tuple[int, int]] = {}
    extents = []
    for members, points in zip(components, placed, strict=True):
        half = np.array([boxes[n] for n in members]) / 2
        extents.append(((points - half).min(axis=0), (points + half).max(axis=0)))
    area = sum(float(np.prod(high - low)) for low, high in extents)
    row_width = max(float((extents[0][1] - extents[0][0])[0]), _ASPECT * sqrt(area)) if extents else 0.0
    x = y = tallest = 0.0
    for members, points, (low, high) in zip(components, placed, extents, strict=True):
        width, height = (float(v) + 30 for v in high - low)
        if x > 0 and x + width > row_width:
            x, y, tallest = 0.0, y + tallest, 0.0
        for node, point in zip(members, points - low + (x, y), strict=True):
            result[node] = (round(float(point[0])), round(float(point[1])))
        x, tallest = x + width, max(tallest, height)
    return result
