"""The map: the projection of d3, borders that hold, pins that do not hide each other."""

import re

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from inclucities.core import europe
from inclucities.core.europe import Pin
from inclucities.core.templatetags import maps


@pytest.mark.parametrize("sample", europe.drawing()["samples"], ids=str)
def test_the_projection_is_that_of_the_drawing(sample):
    """The samples were projected by d3 when the map was made."""
    longitude, latitude, x, y = sample
    assert europe.project(longitude, latitude) == pytest.approx((x, y), abs=1e-6)


def _rings(path):
    for ring in filter(None, path.split("z")):
        steps = [[int(n) for n in re.findall(r"-?\d+", part)] for part in re.split("[Ml]", ring)[1:]]
        x, y, points = 0, 0, []
        for i, (dx, dy) in enumerate(steps):
            x, y = (dx, dy) if i == 0 else (x + dx, y + dy)
            points.append((x, y))
        yield points


def _lies_in(code, longitude, latitude):
    """Even-odd rule on the shipped shape."""
    x, y = europe.project(longitude, latitude)
    inside = False
    for points in _rings(europe.drawing()["countries"][code]):
        for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def test_simferopol_lies_in_ukraine():
    assert _lies_in("UA", 34.10, 44.95)
    assert not _lies_in("RU", 34.10, 44.95)


def test_laayoune_lies_in_western_sahara_and_not_in_morocco():
    assert _lies_in("EH", -13.0, 27.1)
    assert not _lies_in("MA", -13.0, 27.1)
    assert _lies_in("MA", -6.84, 33.8)  # near Rabat: the shape of Morocco is there


@pytest.mark.parametrize(("longitude", "latitude"), [(33.36, 35.17), (33.32, 35.27), (33.0, 34.85), (33.85, 35.18)])
def test_nicosia_the_land_of_kyrenia_limassol_and_famagusta_lie_in_cyprus(longitude, latitude):
    assert _lies_in("CY", longitude, latitude)


def test_every_member_state_and_neighbour_is_drawn():
    codes = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK GB NO CH UA MD TR"
    assert set(codes.split()) <= set(europe.drawing()["countries"])


def test_cyprus_stands_in_its_frame_and_far_away_places_on_no_map():
    assert europe.place(33.04, 34.68)
    assert europe.place(-16.25, 28.46) is None  # Tenerife


_BELGIANS = [Pin("Brussels", 4.352, 50.847), Pin("Mechelen", 4.48, 51.028), Pin("Schaerbeek", 4.377, 50.867)]


def test_neighbours_fan_out_from_west_to_east():
    placed = europe.spread(_BELGIANS)
    by_x = sorted(placed, key=lambda p: p.at)
    assert [p.pin.name for p in by_x] == ["Brussels", "Schaerbeek", "Mechelen"]
    assert all(p.moved for p in placed)


def test_counts_of_neighbours_are_added_up():
    heads = europe.cluster([*(_BELGIANS), Pin("Riga", 24.1, 56.95, count=4)])
    assert {(h.pin.name, h.pin.count) for h in heads} == {("Brussels", 3), ("Riga", 4)}


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90), st.integers(1, 999)), max_size=30))
def test_any_places_can_be_drawn(places):
    pins = [Pin(f"P{i}", lon, lat, count=n) for i, (lon, lat, n) in enumerate(places)]
    shown = [p for p in pins if europe.place(p.longitude, p.latitude)]
    assert sum(h.pin.count for h in europe.cluster(pins)) == sum(p.count for p in shown)
    assert len(europe.spread(pins)) == len(shown)
    for p in europe.name_pins(europe.cluster(pins)):
        assert europe.in_window(*p.at)


def test_the_drawing_speaks_and_escapes():
    pins = [Pin("<b>", 4.4, 50.9, "mentor", key="a"), Pin("Livadia", 22.9, 38.4, "mentee", key="b")]
    context = {"words": 'A "map"', "pins": pins, "arcs": [("a", "b"), ("a", "nowhere")], "active": ["BE"]}
    template = Template("{% load maps %}{% europe words pins=pins arcs=arcs active=active %}")
    html = template.render(Context(context))
    assert 'role="img" aria-label="A &quot;map&quot;"' in html
    assert "&lt;b&gt;" in html and "<b>" not in html
    assert html.count("m-arc") == 1
    assert len(maps._land(frozenset())) < 30_000
