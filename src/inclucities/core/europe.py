"""The map of Europe: where a longitude and latitude lie in the drawing, and pins that do not hide each other.

Shapes and parameters come from `data/europe.json`, which `tools/make_map.mjs` makes.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import cos, hypot, pi, radians, sin, sqrt
from pathlib import Path

# Cyprus lies beyond the window. It is drawn in a corner of it: (west, south, east, north), shift in the drawing.
INSET = (31.9, 34.3, 34.8, 35.9)
INSET_SHIFT = (-808, 32)


@dataclass(frozen=True)
class Pin:
    """A place on the map. `kind` is "mentor", "mentee" or "count"; `key` names it for the arcs."""

    name: str
    longitude: float
    latitude: float
    kind: str = "count"
    count: int = 1
    key: str = ""


@dataclass(frozen=True)
class Placed:
    """A pin in the drawing: where it truly lies, where it is drawn, and where its name stands."""

    pin: Pin
    true: tuple[int, int]
    at: tuple[int, int]
    label: tuple[int, int, str] | None = None  # x, y, text-anchor

    @property
    def moved(self) -> bool:
        return self.true != self.at


@cache
def drawing() -> dict:
    """The shipped shapes and parameters."""
    return json.loads((Path(__file__).parent / "data" / "europe.json").read_text())


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Lambert azimuthal equal-area, in the coordinates of the drawing (y downwards)."""
    d = drawing()
    east, north = (radians(c) for c in d["centre"])
    lon, lat = radians(longitude) - east, radians(latitude)
    towards = sin(north) * sin(lat) + cos(north) * cos(lat) * cos(lon)
    k = d["scale"] * sqrt(2 / max(1 + towards, 1e-9))
    x = k * cos(lat) * sin(lon)
    y = k * (cos(north) * sin(lat) - sin(north) * cos(lat) * cos(lon))
    return d["translate"][0] + x, d["translate"][1] - y


def place(longitude: float, latitude: float) -> tuple[int, int] | None:
    """Where a place is drawn, in whole numbers; None when it lies outside the window."""
    x, y = project(longitude, latitude)
    west, south, east, north = INSET
    if west <= longitude <= east and south <= latitude <= north:
        x, y = x + INSET_SHIFT[0], y + INSET_SHIFT[1]
    x, y = round(x), round(y)
    return (x, y) if in_window(x, y) else None


def in_window(x: float, y: float) -> bool:
    """Whether a point lies in the arch through which the map is seen."""
    width, height = drawing()["width"], drawing()["height"]
    rise, radius = round(height * 0.34), width / 2
    if not (0 <= x <= width and y <= height):
        return False
    drop = rise - sqrt(max(radius**2 - (x - radius) ** 2, 0)) * rise / radius
    return y >= max(drop, 0)


def spread(pins: Iterable[Pin], gap: int = 30) -> list[Placed]:
    """Place pins; those that would cover each other stand in a fan around their middle, from west to east."""
    placed = [Placed(pin, at, at) for pin in pins if (at := place(pin.longitude, pin.latitude))]
    return [moved for group in _groups(placed, gap) for moved in _fan(group, gap)]


def cluster(pins: Iterable[Pin], gap: int = 38) -> list[Placed]:
    """Place counted pins; those that would cover each other are added up under the name of the largest."""
    placed = [Placed(pin, at, at) for pin in pins if (at := place(pin.longitude, pin.latitude))]
    # Heads by the square of the drawing in which they stand: whoever is nearer than `gap` is in one of nine squares.
    squares: dict[tuple[int, int], list[Placed]] = {}
    counts: dict[Placed, int] = {}
    for p in sorted(placed, key=lambda p: (-p.pin.count, p.pin.name)):
        column, line = p.at[0] // gap, p.at[1] // gap
        around = ((column + i, line + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
        near = next((h for square in around for h in squares.get(square, ()) if _apart(h, p) < gap), None)
        if near is None:
            squares.setdefault((column, line), []).append(p)
        counts[near or p] = counts.get(near or p, 0) + p.pin.count
    return [replace(head, pin=replace(head.pin, count=n)) for head, n in counts.items()]


def _apart(a: Placed, b: Placed) -> float:
    return hypot(a.at[0] - b.at[0], a.at[1] - b.at[1])


def _groups(placed: Sequence[Placed], gap: int) -> list[list[Placed]]:
    """Pins that touch, directly or through others, together."""
    groups: list[list[Placed]] = []
    for p in placed:
        touching = [g for g in groups if any(_apart(p, q) < gap for q in g)]
        groups = [g for g in groups if g not in touching] + [[*(q for g in touching for q in g), p]]
    return groups


def _fan(group: list[Placed], gap: int) -> list[Placed]:
    if len(group) == 1:
        return group
    x = sum(p.true[0] for p in group) / len(group)
    y = sum(p.true[1] for p in group) / len(group)
    radius = max(gap * 1.9, gap * len(group) / pi * 1.4)
    ordered = sorted(group, key=lambda p: (p.pin.longitude, p.pin.name))
    step = pi * 0.78 / (len(group) - 1)
    first = pi * 0.89
    return [
        replace(p, at=(round(x + radius * cos(first - i * step)), round(y - radius * sin(first - i * step))))
        for i, p in enumerate(ordered)
    ]


def name_pins(placed: Sequence[Placed], *, most: int = 24) -> list[Placed]:
    """Give names a place where they cover neither a pin nor another name; names without room are left out.

    The list beside the map has them all.
    """
    taken = [(p.at[0] - 12, p.at[1] - 15, p.at[0] + 12, p.at[1] + 14) for p in placed]
    middle = drawing()["width"] / 2
    named = []
    for i, p in enumerate(placed):
        spot = next((s for s in _spots(p, middle) if _free(s[1], taken, i)), None) if i < most else None
        if spot:
            taken.append(spot[1])
        named.append(replace(p, label=spot[0]) if spot else p)
    return named


def _spots(p: Placed, middle: float):
    """Where a name may stand, best first, each with its box."""
    x, y = p.at
    wide = len(p.pin.name) * 9.5
    r = 14 + (sqrt(p.pin.count) * 3 if p.pin.kind == "count" else 0)
    right = ((round(x + r + 5), y + 6, "start"), (x + r + 5, y - 10, x + r + 5 + wide, y + 11))
    left = ((round(x - r - 5), y + 6, "end"), (x - r - 5 - wide, y - 10, x - r - 5, y + 11))
    below = ((x, round(y + r + 20), "middle"), (x - wide / 2, y + r + 4, x + wide / 2, y + r + 25))
    above = ((x, round(y - r - 9), "middle"), (x - wide / 2, y - r - 26, x + wide / 2, y - r - 5))
    if p.moved:
        aside = p.at[0] - p.true[0]
        return (above, right, left) if abs(aside) < 22 else (right, above) if aside > 0 else (left, above)
    return (below, above, right, left) if x < middle else (below, above, left, right)


def _free(box, taken, own: int) -> bool:
    x1, y1, x2, y2 = box
    if not (x1 >= 2 and x2 <= drawing()["width"] - 2 and y2 <= drawing()["height"] - 2):
        return False
    return all(x2 < a or x1 > c or y2 < b or y1 > d for i, (a, b, c, d) in enumerate(taken) if i != own)
