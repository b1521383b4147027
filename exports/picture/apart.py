"""Points pushed apart until none of their boxes, taken as ellipses, overlap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

ROOM = 2.0  #: area of a drawing that is easily pushed apart, in areas of its boxes
_TOUCH = 0.995  # of the distance at which two ellipses touch: nearer is too near
_SLACK = 1.02  # keeps them apart when places are rounded


def pushed_apart(points: Array, sizes: Array, rounds: int = 80) -> Array:
    """Push overlapping boxes apart along the line between them, which keeps the drawing's shape.

    `points` and `sizes` have a row each, (x, y) and (width, height). What so many rounds leave overlapping is settled
    by stretching the whole drawing.
    """
    import numpy as np

    points = points.copy()
    if len(points) < 2:
        return points
    widest = float(sizes.max())
    for _ in range(rounds):
        move, moved = np.zeros_like(points), False
        for left, right, gap, distance, reach in _near(points, sizes):
            moved = True
            gap = np.where(distance[:, None] < 1e-3, reach * (0.01, 0.02), gap)
            push = gap * (1 / np.maximum(distance, 0.02) - 1)[:, None] * 0.3
            np.add.at(move, right, push)
            np.add.at(move, left, -push)
        if not moved:
            break
        points += np.clip(move, -widest, widest)
    nearest = min((float(distance.min()) for *_, distance, _ in _near(points, sizes)), default=1.0)
    return points * (_SLACK / max(nearest, 0.01))


def _near(points: Array, sizes: Array) -> Iterator[tuple[Array, Array, Array, Array, Array]]:
    """Pairs that overlap: indices of both, the way from one to the other, how near (1 is touching), what must be clear.

    Boxes are compared along x order, shifted by one place, two places and so on until none can reach: no box meets
    more than its neighbours, and thousands are done in a second.
    """
    import numpy as np

    order = np.argsort(points[:, 0], kind="stable")
    widest = float(sizes[:, 0].max())
    for shift in range(1, len(points)):
        left, right = order[:-shift], order[shift:]
        gap = points[right] - points[left]
        if gap[:, 0].min() >= widest:
            return
        reach = (sizes[left] + sizes[right]) / 2
        distance = np.hypot(*(gap / reach).T)
        hit = distance < _TOUCH
        if hit.any():
            yield left[hit], right[hit], gap[hit], distance[hit], reach[hit]
