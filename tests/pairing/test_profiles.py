"""What the engine is told of a city: only what was submitted, the latest of each benchmark."""

from datetime import timedelta

import pytest
from django.utils import timezone

from inclucities.pairing.selectors import city_profile, city_profiles, inputs_of, problem_from
from tests.pairing import make

pytestmark = pytest.mark.django_db


def test_levels_are_means_and_leave_out_what_is_not_the_citys_task(world):
    make.assessment(world.mentee_city, {"housing": 1, "health": None}, of=make.benchmark("general"))
    make.assessment(world.mentee_city, {"housing": 2}, of=make.benchmark("deep"))
    assert city_profile(world.mentee_city).levels == {"housing": 1.5}


def test_the_latest_answer_counts(world):
    long_ago = timezone.now() - timedelta(days=400)
    make.assessment(world.mentee_city, {"housing": 0}, submitted_at=long_ago)
    make.assessment(world.mentee_city, {"housing": 3})
    assert city_profile(world.mentee_city).levels == {"housing": 3}


def test_a_round_can_listen_to_one_benchmark_alone(world):
    make.assessment(world.mentee_city, {"housing": 1}, of=make.benchmark("general"))
    make.assessment(world.mentee_city, {"work": 1}, of=make.benchmark("deep"))
    chosen = city_profiles([world.mentee_city], [make.benchmark("deep")])
    assert chosen[world.mentee_city.pk].levels == {"work": 1}


def test_the_first_wish_weighs_most_and_gaps_stand_in_for_wishes(world):
    make.assessment(world.mentee_city, {"housing": 1, "work": 3}, learn=["work", "housing"])
    assert city_profile(world.mentee_city).priorities == {"housing": 2, "work": 3}
    make.assessment(world.mentor_city, {"housing": 4, "work": 3}, help=["housing"])
    profile = city_profile(world.mentor_city)
    assert (profile.priorities, profile.offers) == ({"work": 1}, {"housing": 3})


def test_nothing_submitted_is_an_empty_profile(world):
    assert city_profile(world.mentee_city).levels == {}


def test_profiles_take_one_query(world, django_assert_num_queries):
    cities = [make.city(world, f"City {n}", "mentee", {"work": 1}) for n in range(3)]
    rows = type(cities[0]).objects.filter(pk__in=[c.pk for c in cities]).with_organisation()
    rows = list(rows)
    with django_assert_num_queries(1):
        city_profiles(rows)


def test_a_snapshot_always_gives_the_same_problem(world):
    row = make.proposed(world)
    inputs = inputs_of(row)
    stored = row.proposals.get().inputs
    assert problem_from(inputs) == problem_from({**stored, "version": inputs["version"]})
