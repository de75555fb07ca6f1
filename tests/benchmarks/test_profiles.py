import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inclucities.benchmarks import selectors, services
from inclucities.benchmarks.selectors.profiles import _mean

from . import make


@pytest.fixture
def of(world):
    return make.benchmark(world.theme, make.theme("language", 4))


def test_levels_per_theme_and_what_is_not_our_competence_leaves_the_mean(world, of):
    assessment = make.submitted(world.mentee_city, of, world.mentee, [3, "na", 0, 1])
    profile = selectors.profile_of(assessment)
    assert [(t.theme.pk, t.level, t.reading) for t in profile.themes] == [
        ("housing", 3.0, "strength"), ("language", 0.5, "gap"),
    ]  # fmt: skip
    assert [f.level for f in profile.strengths] == [3]
    assert [f.level for f in profile.gaps] == [0, 1]
    assert profile.unanswered == 0 and profile.cities == 0


def test_a_network_shows_through_only_from_five_cities_on(world, of):
    assessment = make.submitted(world.mentee_city, of, world.mentee, [1, 1, 1, 1])
    make.neighbours(world, of, [2, 2], [3, 3], [4, 4])
    assert selectors.network_spread(of, world.programme).themes == {}
    make.submitted(world.mentor_city, of, world.mentor, [4, 4])
    spread = selectors.network_spread(of, world.programme)
    assert set(spread.themes) == {"housing"}, "only one city answered the other theme"
    assert (spread.themes["housing"].median, spread.themes["housing"].lowest, spread.themes["housing"].highest) == (
        3,
        1,
        4,
    )
    assert selectors.profile_of(assessment).themes[0].reading == "gap"
    assert selectors.network_spread(of, world.other_programme).cities == 0


def test_the_latest_of_each_city_counts_and_the_one_before_is_compared(world, of):
    make.submitted(world.mentee_city, of, world.mentee, [0, 0])
    second = make.submitted(world.mentee_city, of, world.mentee, [2, 3])
    profile = selectors.profile_of(second)
    assert (profile.themes[0].previous, profile.themes[0].level) == (0.0, 2.5)
    assert selectors.network_spread(of).cities == 1
    assert selectors.latest_submitted(world.mentee_city.organisation_id, world.programme) == second


def test_a_draft_has_a_profile_too_and_priorities_follow(world, of):
    running = make.draft(world.mentee_city, of, world.mentee, [1])
    factor = make.key_factors(of)[0]
    services.set_priorities(assessment=running, learn=[factor], help=[], by=world.mentee)
    profile = selectors.profile_of(running)
    assert [f.key_factor for f in profile.learn] == [factor]
    assert profile.unanswered == 3


def test_queries_do_not_grow_with_cities(world, of, django_assert_num_queries):
    assessment = make.submitted(world.mentee_city, of, world.mentee, [1, 2, 3, 4])
    with django_assert_num_queries(3):
        selectors.profile_of(assessment)
    make.neighbours(world, of, [1], [2], [3], [4])
    with django_assert_num_queries(3):
        selectors.profile_of(assessment)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.none() | st.integers(0, 4)))
def test_mean_stays_between_the_levels(levels):
    there = [level for level in levels if level is not None]
    mean = _mean(levels)
    assert (mean is None) == (not there)
    if there:
        assert min(there) <= mean <= max(there)
