"""Drawings of values. Percent units keep dots round at every width; the numbers always stand in the table too."""

from math import cos, pi, sin

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()

# Room at both ends, so that a dot at the first or last value is drawn whole.
_FROM, _WIDTH = 6, 88


def _at(value: float, most: float) -> str:
    share = min(max(float(value) / float(most or 1), 0), 1)
    return f"{_FROM + share * _WIDTH:.2f}%"


def _part(value: float, whole: float) -> str:
    return f"{min(max(float(value) / float(whole or 1), 0), 1) * 100:.2f}%"


def _svg(cls: str, height: int, label: str, inside: str):
    return format_html(
        '<svg class="chart {}" width="100%" height="{}" role="img" aria-label="{}">{}</svg>',
        cls, height, label, mark_safe(inside),  # noqa: S308 - numbers only, drawn by us
    )  # fmt: skip


@register.simple_tag
def dotrow(own=None, median=None, low=None, high=None, target=None, earlier=None, most=4, label="", axis=False):
    """One value on a line: own level, earlier one, median, range, target. `axis` draws a line instead of a grid."""
    marks = _axis(most) if axis else _grid(most)
    if low is not None and high is not None:
        marks += f'<line class="c-range" x1="{_at(low, most)}" x2="{_at(high, most)}" y1="50%" y2="50%"/>'
    if median is not None:
        # Under the own dot the diamond would vanish: it is drawn larger.
        shape = "M0-14 11.5 0 0 14-11.5 0z" if median == own else "M0-9 7 0 0 9-7 0z"
        marks += f'<svg x="{_at(median, most)}" y="50%" overflow="visible"><path class="c-median" d="{shape}"/></svg>'
    if earlier is not None and own is not None:
        x = _at(earlier, most)
        marks += f'<line class="c-move" x1="{x}" x2="{_at(own, most)}" y1="50%" y2="50%"/>'
        marks += f'<circle class="c-prev" cx="{x}" cy="50%" r="5"/>'
    if target is not None:
        marks += f'<circle class="c-target" cx="{_at(target, most)}" cy="50%" r="8"/>'
    if own is not None:
        marks += f'<circle class="c-self" cx="{_at(own, most)}" cy="50%" r="8.5"/>'
    return _svg("dotrow", 34, label, marks)


def _axis(most) -> str:
    return f'<line class="c-axis" x1="{_at(0, most)}" x2="{_at(most, most)}" y1="50%" y2="50%"/>'


def _grid(most) -> str:
    lines = (_at(n, most) for n in range(int(most) + 1))
    return "".join(f'<line class="c-grid" x1="{x}" x2="{x}" y1="0" y2="100%"/>' for x in lines)


@register.simple_tag
def barrow(value, most, base=None, target=None, cls="", label=""):
    """One bar from zero, with baseline and target as marks."""
    marks = '<rect class="c-track" x="0" y="11" width="100%" height="10" rx="2"/>'
    marks += f'<rect class="c-bar {cls}" x="0" y="11" width="{_part(value, most)}" height="10" rx="2"/>'
    if base is not None:
        x = _part(base, most)
        marks += f'<line class="c-base" x1="{x}" x2="{x}" y1="6" y2="26"/>'
    if target is not None:
        marks += (
            f'<svg x="{_part(target, most)}" y="3" overflow="visible"><path class="c-flag" d="M-6 0H6L0 7.5z"/>'
            '<line class="c-flagline" x1="0" x2="0" y1="5" y2="20"/></svg>'
        )
    return _svg("barrow", 28, label, marks)


@register.simple_tag
def gantt(start, end, whole, done=0, today=None, cls="", label="", every=3):
    """A span of time: `start` and `end` in units of `whole` (months), `done` as a share of the span."""
    lines = (_part(n, whole) for n in range(0, int(whole) + 1, every))
    marks = "".join(f'<line class="c-grid" x1="{x}" x2="{x}" y1="0" y2="100%"/>' for x in lines)
    # A span of one day is still to be seen.
    length = max(end - start, whole / 120)
    marks += (
        f'<rect class="g-bar {cls}" x="{_part(start, whole)}" width="{_part(length, whole)}" y="9" height="14" rx="3"/>'
    )
    if done:
        width = _part(length * done, whole)
        marks += f'<rect class="g-done" x="{_part(start, whole)}" width="{width}" y="9" height="14" rx="3"/>'
    if today is not None and 0 <= today <= whole:
        x = _part(today, whole)
        marks += f'<line class="g-today" x1="{x}" x2="{x}" y1="0" y2="100%"/>'
    return _svg("gantt", 32, label, marks)


@register.simple_tag
def radar(own, median=(), label=""):
    """The overall shape of a profile; folded, and never without the dot plot that shows the same values."""
    count = len(own)
    if count < 3:
        return ""
    rings = "".join(f'<polygon class="c-ring" points="{_polygon([ring] * count)}"/>' for ring in range(1, 5))
    spokes = "".join(_spoke(n, count) for n in range(count))
    middle = f'<polygon class="c-rmed" points="{_polygon(median)}"/>' if len(median) == count else ""
    shape = f'<polygon class="c-rself" points="{_polygon(own)}"/>'
    return format_html(
        '<svg class="radar" viewBox="0 0 380 336" role="img" aria-label="{}">{}</svg>',
        label, mark_safe(rings + spokes + middle + shape),  # noqa: S308 - numbers only, drawn by us
    )  # fmt: skip


def _point(n: int, count: int, value: float) -> tuple[float, float]:
    angle = -pi / 2 + n * 2 * pi / count
    return 190 + cos(angle) * 128 * value / 4, 168 + sin(angle) * 128 * value / 4


def _polygon(values) -> str:
    points = (_point(n, len(values), value or 0) for n, value in enumerate(values))
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _spoke(n: int, count: int) -> str:
    x, y = _point(n, count, 4)
    lx, ly = _point(n, count, 4.55)
    anchor = "middle" if abs(lx - 190) < 14 else "start" if lx > 190 else "end"
    return (
        f'<line class="c-grid" x1="190" y1="168" x2="{x:.1f}" y2="{y:.1f}"/>'
        f'<text class="c-lab" x="{lx:.1f}" y="{ly + 4:.1f}" text-anchor="{anchor}">{n + 1}</text>'
    )
