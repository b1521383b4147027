"""What an SVG of the picture's view holds: nodes, lines and words, in pixels of the canvas."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class Spot:
    """A node as drawn: pixels of the canvas."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str
    opacity: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line as drawn, from end to end through its middle."""

    x1: float
    y1: float
    middle: tuple[float, float]
    x2: float
    y2: float
    dashes: str
    stroke: str


class Drawing:
    """What the SVG of the view holds."""

    def __init__(self, svg: bytes) -> None:
        self.svg = svg
        root = ET.fromstring(svg)
        self.width, self.height = float(root.attrib["width"]), float(root.attrib["height"])
        self.spots = [_spot(mark) for mark in root if _is_spot(mark)]
        self.lines = [_line(mark) for mark in root.iter(_SVG + "path")]
        self.words = [" ".join(span.text or "" for span in text) for text in root.iter(_SVG + "text")]

    def has(self, spot: Spot) -> bool:
        """Whether the middle of a node is on the canvas."""
        return 0 <= spot.x <= self.width and 0 <= spot.y <= self.height

    def room(self, x: float, y: float) -> float:
        """Pixels from a point to the nearest node's rim."""
        return min(math.hypot(s.x - x, s.y - y) - s.radius for s in self.spots)

    def bright(self) -> list[int]:
        """Which nodes carry the rim of what is chosen, where those are the fewer."""
        rims = [spot.stroke for spot in self.spots]
        usual = max(set(rims), key=rims.count)
        return [i for i, rim in enumerate(rims) if rim != usual]


def _is_spot(mark: ET.Element) -> bool:
    return mark.tag in (_SVG + "circle", _SVG + "polygon") and "stroke" in mark.attrib and mark.attrib["fill"] != "none"


def _spot(mark: ET.Element) -> Spot:
    given = mark.attrib
    look = (given["fill"], given["stroke"], float(given.get("opacity", 1)))
    if mark.tag == _SVG + "circle":
        return Spot(float(given["cx"]), float(given["cy"]), float(given["r"]), *look)
    corners = [[float(n) for n in pair.split(",")] for pair in given["points"].split()]
    (left, right), (top, bottom) = ((min(axis), max(axis)) for axis in zip(*corners, strict=True))
    return Spot((left + right) / 2, (top + bottom) / 2, max(right - left, bottom - top) / 2, *look)


def _line(mark: ET.Element) -> Line:
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", mark.attrib["d"])]
    (x1, y1), (x2, y2) = numbers[:2], numbers[-2:]
    middle = ((x1 + x2) / 2, (y1 + y2) / 2)
    if len(numbers) == 6:  # a curve is halfway between that and the point it bends to
        middle = ((middle[0] + numbers[2]) / 2, (middle[1] + numbers[3]) / 2)
    return Line(x1, y1, middle, x2, y2, mark.get("stroke-dasharray", ""), mark.attrib["stroke"])
