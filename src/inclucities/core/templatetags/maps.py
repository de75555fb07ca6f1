"""`{% europe %}`: the map of Europe through an arched window, with pins and the arcs of pairs."""

from functools import cache
from math import hypot, sqrt

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from inclucities.core import europe as map_of_europe

register = template.Library()


@register.simple_tag
def europe(label, pins=(), arcs=(), active=()):
    """Draw the map. `label` says what it shows; the same must stand in a list beside it.

    `pins` are `core.europe.Pin`; `arcs` are pairs of their keys; `active` are the codes of coloured countries.
    """
    pins = list(pins)
    counted = any(p.kind == "count" for p in pins)
    placed = map_of_europe.cluster(pins) if counted else map_of_europe.spread(pins)
    placed = map_of_europe.name_pins(placed)
    d = map_of_europe.drawing()
    return format_html(
        '<svg class="europe" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}</svg>',
        d["width"], d["height"], label, _land(frozenset(active)), _arcs(arcs, placed),
        _leaders(placed), format_html_join("", "{}", ((_pin(p),) for p in placed)),
    )  # fmt: skip


@cache
def _land(active: frozenset) -> str:
    """Sea, land and coloured countries, clipped to the window. The same for every reader, so made once."""
    d = map_of_europe.drawing()
    w, h, rise = d["width"], d["height"], round(d["height"] * 0.34)
    window = f"M0 {h}V{rise}A{w // 2} {rise} 0 0 1 {w} {rise}V{h}z"
    shapes = {code: path for code, path in d["countries"].items() if code not in ("CY", "EH")}
    land = "".join(path for code, path in shapes.items() if code not in active)
    coloured = "".join(path for code, path in shapes.items() if code in active)
    x, y = map_of_europe.INSET_SHIFT
    cyprus = "m-active" if "CY" in active else "m-land"
    return mark_safe(  # noqa: S308 - from our own data file
        f'<clipPath id="mwin"><path d="{window}"/></clipPath>'
        f'<g clip-path="url(#mwin)"><path class="m-sea" d="{window}"/>'
        f'<path class="m-land" d="{land}"/><path class="m-active" d="{coloured}"/>'
        f'<path class="m-frame" d="M6 632h84v64h-84z"/>'
        f'<path class="{cyprus}" transform="translate({x} {y})" d="{d["countries"]["CY"]}"/></g>'
    )


def _arcs(arcs, placed):
    at = {p.pin.key: p.at for p in placed if p.pin.key}
    drawn = ((*at[a], *_bend(at[a], at[b]), *at[b]) for a, b in arcs if a in at and b in at)
    return format_html_join("", '<path class="m-arc" d="M{} {}Q{} {} {} {}"/>', drawn)


def _bend(a, b):
    """The point towards which an arc rises: above the middle, higher when the way is longer."""
    length = hypot(b[0] - a[0], b[1] - a[1])
    return round((a[0] + b[0]) / 2), round((a[1] + b[1]) / 2 - min(0.26 * length, 99))


def _leaders(placed):
    """Thin lines from where a moved pin is drawn to where it truly lies."""
    moved = ((*p.true, *p.at, *p.true) for p in placed if p.moved)
    return format_html_join(
        "", '<path class="m-leader" d="M{} {}L{} {}"/><circle class="m-true" cx="{}" cy="{}" r="2.5"/>', moved
    )


def _pin(p):
    x, y = p.at
    name = format_html('<text x="{}" y="{}" text-anchor="{}">{}</text>', *p.label, p.pin.name) if p.label else ""
    if p.pin.kind == "count":
        return format_html(
            '<g class="m-pin m-count"><circle cx="{}" cy="{}" r="{}"/><text class="m-n" x="{}" y="{}"'
            ' text-anchor="middle">{}</text>{}</g>',
            x, y, round(11 + min(sqrt(p.pin.count) * 2.5, 18)), x, y + 6, p.pin.count, name,
        )  # fmt: skip
    hole = f'<path class="m-hole" d="M{x - 4.5} {y + 13}v-10.5a4.5 4.5 0 0 1 9 0v10.5z"/>'
    return format_html(
        '<g class="m-pin m-{}"><path class="m-door" d="M{} {}v-16a11 11 0 0 1 22 0v16z"/>{}{}</g>',
        p.pin.kind, x - 11, y + 13, mark_safe(hole if p.pin.kind == "mentor" else ""), name,  # noqa: S308 - numbers only
    )  # fmt: skip
