"""The profile shows practices about the themes in which the city wants to learn."""

import pytest
from django.urls import reverse

from inclucities.benchmarks.services import set_priorities, submit_assessment
from tests.benchmarks import make as benchmarks
from tests.practices import make as practices

pytestmark = pytest.mark.django_db


def test_practices_fit_the_priorities(world, sign_in, django_assert_max_num_queries):
    fits = practices.published(world, title="Homes for families")
    practices.published(world, title="Something else", themes=[])
    benchmark = benchmarks.benchmark(world.theme)
    assessment = benchmarks.draft(world.mentee_city, benchmark, world.mentee, [1, 1])
    learn = benchmarks.key_factors(benchmark)[:1]
    set_priorities(assessment=assessment, learn=learn, help=[], by=world.mentee)
    submit_assessment(assessment=assessment, by=world.mentee)
    address = reverse("benchmarks:profile", args=[assessment.pk])
    for who in (world.mentee, world.coordinator, world.expert, world.association):
        client = sign_in(who)
        client.get(address)  # the first page of a process makes the table of the library
        with django_assert_max_num_queries(12):
            page = client.get(address)
        own = reverse("practices_public:practice", args=[fits.slug]) in page.text
        assert own == (who == world.mentee)
        assert "Something else" not in page.text
