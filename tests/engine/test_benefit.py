"""The worth of a pair: bounds, monotony, and the few examples that people will check by hand."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclucities.engine.pairing.benefit import MICRO, CityProfile, Weights, candidates, distance_km, fit, size_ratio

THEMES = ("housing", "language", "work")
levels = st.dictionaries(st.sampled_from(THEMES), st.none() | st.floats(0, 4))
wishes = st.dictionaries(st.sampled_from(THEMES), st.floats(0, 3))


@st.composite
def cities(draw, id="a"):
    return CityProfile(
        id=id,
        country=draw(st.sampled_from(("", "BE", "FR"))),
        languages=tuple(draw(st.lists(st.sampled_from(("en", "fr", "nl")), unique=True))),
        population=draw(st.none() | st.integers(0, 10**7)),
        latitude=draw(st.none() | st.floats(-90, 90)),
        longitude=draw(st.none() | st.floats(-180, 180)),
        levels=draw(levels),
        priorities=draw(wishes),
        offers=draw(wishes),
    )


@st.composite
def weights(draw):
    a, b, c = sorted(draw(st.lists(st.integers(0, 100), min_size=3, max_size=3)))
    return Weights(a, b - a, c - b, 100 - c)


@given(cities(), cities("x"), weights())
def test_each_part_stays_within_its_weight(mentee, mentor, given_weights):
    found = fit(mentee, mentor, given_weights)
    for part in ("coverage", "language", "context", "distance"):
        assert 0 <= getattr(found, part) <= getattr(given_weights, part) * MICRO
    assert 0 <= found.total <= 100 * MICRO


@given(cities(), cities("x"), st.sampled_from(THEMES), st.floats(0, 4))
def test_more_experience_never_counts_against_a_mentor(mentee, mentor, theme, level):
    low, high = sorted([level, mentor.levels.get(theme) or 0.0])
    less = fit(mentee, replace(mentor, levels={**mentor.levels, theme: low}), Weights())
    more = fit(mentee, replace(mentor, levels={**mentor.levels, theme: high}), Weights())
    assert less.total <= more.total


@given(cities(), cities("x"))
def test_the_themes_are_in_the_order_of_what_they_bring(mentee, mentor):
    brings = [c.weight * c.share for c in fit(mentee, mentor, Weights()).themes]
    assert brings == sorted(brings, reverse=True)
    assert not brings or math.isclose(sum(c.weight for c in fit(mentee, mentor, Weights()).themes), 1)


@given(cities(), cities("x"))
def test_distance_and_size_do_not_depend_on_who_mentors(a, b):
    there, back = distance_km(a, b), distance_km(b, a)
    assert there == back or math.isclose(there, back, abs_tol=1e-6)
    assert there is None or 0 <= there <= 20_016
    assert size_ratio(a, b) == size_ratio(b, a)


LEARNER = CityProfile("a", languages=("fr",), population=10_000, levels={"housing": 1}, priorities={"housing": 1})
HOST = CityProfile("x", languages=("fr", "nl"), population=10_000, levels={"housing": 4}, offers={"housing": 1})


def test_full_coverage_takes_three_levels_and_an_offer():
    assert fit(LEARNER, HOST, Weights()).coverage == 40 * MICRO
    assert fit(LEARNER, replace(HOST, offers={}), Weights()).coverage == 30 * MICRO


def test_a_second_shared_language_counts():
    assert fit(LEARNER, HOST, Weights()).language == 20 * MICRO
    assert fit(replace(LEARNER, languages=("fr", "nl")), HOST, Weights()).language == 25 * MICRO
    assert fit(replace(LEARNER, languages=("lv",)), HOST, Weights()).language == 0


def test_shared_law_and_like_size_make_context():
    assert fit(LEARNER, HOST, Weights()).context == 15 * MICRO
    home = fit(replace(LEARNER, country="BE"), replace(HOST, country="BE"), Weights())
    assert home.context == 20 * MICRO and home.same_country
    assert fit(replace(LEARNER, population=320_000), HOST, Weights()).context == 0


def test_a_thousand_kilometres_halve_the_part_for_distance():
    far = replace(LEARNER, latitude=0.0, longitude=0.0)
    degrees = math.degrees(1000 / 6371)
    assert fit(far, replace(HOST, latitude=degrees, longitude=0.0), Weights()).distance == 7_500_000


def test_nothing_asked_for_or_nothing_covered_is_no_candidate():
    peer = replace(HOST, id="y", levels={"housing": 1})
    silent = replace(LEARNER, id="b", priorities={})
    found = list(candidates([LEARNER, silent], [HOST, peer, LEARNER], Weights()))
    assert [(f.mentee, f.mentor, f.theme) for f in found] == [("a", "x", "housing")]


@pytest.mark.parametrize("parts", [(50, 25, 20, 15), (-1, 51, 30, 20), (100.0, 0, 0, 0)])
def test_weights_add_up_to_100(parts):
    with pytest.raises(ValueError, match="100"):
        Weights(*parts)
