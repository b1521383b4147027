"""Where each entity stands: computed ahead, the same on every run, with room for the labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, cos, pi, sin, sqrt
from typing import TYPE_CHECKING, Any, TypeAlias

from .apart import ROOM, pushed_apart

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

    Points = NDArray[Any]  #: one row (x, y) an entity, in the units of the canvas

Box: TypeAlias = tuple[float, float]  #: width and height, in canvas units
Place: TypeAlias = tuple[int, int]  #: x and y, in canvas units

CORE = 300  #: as many entities of a component are laid out by force; the rest stand around their neighbours
CORE_OF_MANY = 150  #: the same within a community, of which a page shows as many when it is opened
SEED = 20240229
_GOLDEN = 2.399963229728653  # radians; successive multiples never line up
_SPACING = 130.0  # between neighbours, canvas units
_CLOSE = 80.0  # the same in a component of a few
_FEW = 7  # entities
_AIRY = 4.0  # area of a drawing, in areas of its boxes, where the eye is to follow its links
_ASPECT = 1.1  # width by height: labels are wide
_ROUNDS = 150  # of the forces
_RIM = 24.0  # canvas units inside a disk that are kept free
_BETWEEN = 40.0  # canvas units between disks
_EVEN = 0.7  # how far a disk is filled evenly, from 0 to 1
_LEAST = 90.0  # radius of a disk, so that its name fits


@dataclass(frozen=True, slots=True)
class Disk:
    """The room of a community, in canvas units."""

    x: int
    y: int
    radius: int


def positions(links: Iterable[tuple[int, int]], boxes: Sequence[Box]) -> list[Place]:
    """Place each of `len(boxes)` entities so that no two boxes, taken as ellipses, overlap.

    The largest connected component stands in the middle, the others in rows below it. Deterministic.
    """
    import networkx as nx

    graph = _graph(len(boxes), links)
    components = sorted((sorted(c) for c in nx.connected_components(graph)), key=lambda c: (-len(c), c[0]))
    placed = [_component(graph.subgraph(members), members, boxes) for members in components]
    at = _pack(components, placed, boxes)
    return [at[i] for i in range(len(boxes))]


def in_disks(
    links: Iterable[tuple[int, int]], boxes: Sequence[Box], groups: Sequence[Sequence[int]]
) -> tuple[list[Place], list[Disk]]:
    """Place the entities of each group in a disk of its own, and the disks so that none overlap. Deterministic.

    `groups` divide all of the `len(boxes)` entities. Groups with many links between them come to stand near.
    """
    import numpy as np

    graph = _graph(len(boxes), links)
    placed = [_disk(graph.subgraph(members), members, boxes) for members in groups]
    radii = [max(_LEAST, radius) for _, radius in placed]
    centres = _centres(graph, groups, radii)
    at: list[Place] = [(0, 0)] * len(boxes)
    disks = []
    for members, (points, _), radius, centre in zip(groups, placed, radii, centres, strict=True):
        middle = np.rint(centre)
        disks.append(Disk(int(middle[0]), int(middle[1]), ceil(radius)))
        for node, point in zip(members, np.rint(points + middle), strict=True):
            at[node] = (int(point[0]), int(point[1]))
    return at, disks


def _graph(count: int, links: Iterable[tuple[int, int]]) -> nx.Graph[int]:
    import networkx as nx

    simple = nx.Graph()
    simple.add_nodes_from(range(count))
    simple.add_edges_from(sorted({(min(a, b), max(a, b)) for a, b in links if a != b}))
    return simple


def _component(graph: nx.Graph[int], members: list[int], boxes: Sequence[Box]) -> Points:
    import numpy as np

    if len(members) == 1:
        return np.zeros((1, 2))
    ranked = sorted(members, key=lambda n: (-graph.degree(n), n))
    at = _by_force(graph, sorted(ranked[:CORE]), _SPACING if len(members) > _FEW else _CLOSE)
    _around(graph, ranked[CORE:], at)
    return _roomy(np.array([at[n] for n in members]), np.array([boxes[n] for n in members]))


def _disk(graph: nx.Graph[int], members: Sequence[int], boxes: Sequence[Box]) -> tuple[Points, float]:
    """Where the members stand around (0, 0), and how far out that reaches."""
    import numpy as np

    linked = sorted((n for n in members if graph.degree(n)), key=lambda n: (-graph.degree(n), n))
    at = _by_force(graph, sorted(linked[:CORE_OF_MANY]))
    outside = _around(graph, linked[CORE_OF_MANY:], at) + [n for n in members if not graph.degree(n)]
    reach = max((float(np.hypot(*point)) for point in at.values()), default=0.0)
    for i, node in enumerate(outside, 1):
        radius = sqrt(reach**2 + i * _SPACING**2 / pi)
        at[node] = np.array([cos(i * _GOLDEN), sin(i * _GOLDEN)]) * radius
    sizes = np.array([boxes[n] for n in members])
    points = pushed_apart(_rounded(np.array([at[n] for n in members]), sizes), sizes, rounds=120)
    points -= (points.min(axis=0) + points.max(axis=0)) / 2
    return points, float((np.hypot(*points.T) + np.hypot(*sizes.T) / 2).max()) + _RIM


def _roomy(points: Points, sizes: Points) -> Points:
    """The points, moved and stretched so that there is room for boxes of those sizes."""
    import numpy as np

    wide = points * (_ASPECT, 1.0)
    room = float(np.prod(np.ptp(wide, axis=0) + 1))
    wanted = _AIRY if len(points) > _FEW else ROOM
    return pushed_apart(wide * max(1.0, sqrt(wanted * float(sizes.prod(axis=1).sum()) / room)), sizes)


def _rounded(points: Points, sizes: Points) -> Points:
    """The points spread over a disk with room for boxes of those sizes: forces leave crowds and empty stretches."""
    import numpy as np

    points = points - points.mean(axis=0)
    distance = np.hypot(*points.T)
    rank = np.empty(len(points))
    rank[np.argsort(distance, kind="stable")] = np.arange(len(points))
    even = np.sqrt((rank + 0.5) / len(points))
    share = _EVEN * even + (1 - _EVEN) * distance / max(float(distance.max()), 1e-6)
    wanted = share * sqrt(ROOM * float(sizes.prod(axis=1).sum()) / pi)
    return np.asarray(points * (wanted / np.maximum(distance, 1e-6))[:, None])


def _centres(graph: nx.Graph[int], groups: Sequence[Sequence[int]], radii: Sequence[float]) -> Points:
    """Where the disks of groups stand: by the forces of the links between them, those without links in rows below."""
    import networkx as nx
    import numpy as np

    of = {node: i for i, members in enumerate(groups) for node in members}
    weights: dict[tuple[int, int], int] = defaultdict(int)
    for a, b in graph.edges():
        if of[a] != of[b]:
            weights[min(of[a], of[b]), max(of[a], of[b])] += 1
    between = nx.Graph()
    between.add_nodes_from(range(len(groups)))
    # By the share of the smaller's links, lest the large all fall together.
    between.add_weighted_edges_from(
        (a, b, weight / min(len(groups[a]), len(groups[b]))) for (a, b), weight in sorted(weights.items())
    )
    sizes: list[Box] = [(2 * radius + _BETWEEN,) * 2 for radius in radii]
    components = sorted((sorted(c) for c in nx.connected_components(between)), key=lambda c: (-len(c), c[0]))
    placed = [_disks_by_force(between, members, np.array([sizes[i] for i in members])) for members in components]
    at = _pack(components, placed, sizes)
    return np.array([at[i] for i in range(len(groups))], dtype=float).reshape(-1, 2)


def _disks_by_force(between: nx.Graph[int], members: list[int], sizes: Points) -> Points:
    import numpy as np

    at = _by_force(between, members)
    points = np.array([at[i] for i in members])
    room = float(np.prod(np.ptp(points, axis=0) + 1))
    return pushed_apart(points * sqrt(float(sizes.prod(axis=1).sum()) / room), sizes, rounds=400)


def _by_force(graph: nx.Graph[int], core: list[int], spacing: float = _SPACING) -> dict[int, Any]:
    """ForceAtlas2 from a spiral, scaled so that the median edge is `spacing` long.

    Attraction is shared out among a node's links, so that hubs stand apart with what they share between them.
    """
    import networkx as nx
    import numpy as np

    if len(core) < 2:
        return {n: np.zeros(2) for n in core}
    inner = nx.Graph()
    inner.add_nodes_from(core)
    edges = graph.subgraph(core).edges(data="weight", default=1.0)
    inner.add_weighted_edges_from(sorted((min(a, b), max(a, b), weight) for a, b, weight in edges))
    start = {n: np.array([cos(i * _GOLDEN), sin(i * _GOLDEN)]) * 10 * sqrt(i + 1) for i, n in enumerate(core)}
    found = nx.forceatlas2_layout(
        inner,
        pos=start,
        max_iter=_ROUNDS,
        scaling_ratio=6.0,
        gravity=1.0,
        distributed_action=True,
        weight="weight",
        seed=SEED,
    )
    lengths = sorted(float(np.hypot(*(found[a] - found[b]))) for a, b in inner.edges())
    scale = spacing / max(lengths[len(lengths) // 2], 1e-6) if lengths else 1.0
    return {n: np.asarray(found[n], dtype=float) * scale for n in core}


def _around(graph: nx.Graph[int], rest: list[int], at: dict[int, Any]) -> list[int]:
    """Stand each node of `rest` near the best connected of its neighbours that already stands somewhere.

    Returns those that no link leads to.
    """
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
        if len(later) == len(waiting):
            return later
        waiting = later
    return []


def _pack(components: list[list[int]], placed: list[Points], boxes: Sequence[Box]) -> Mapping[int, Place]:
    """The first component, then the others below it in rows as wide as it is."""
    import numpy as np

    result: dict[int, Place] = {}
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
