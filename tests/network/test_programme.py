"""A coordinator creates a programme, adds cities and associations, invites, replaces."""

import datetime

import pytest
from django.urls import reverse

from inclucities.core.models import Mail
from inclucities.network import selectors
from inclucities.network.models import Membership, Participation, Place, PlaceName, Programme
from inclucities.network.states import Role
from tests.world import START, city, takes_part

pytestmark = pytest.mark.django_db
PROGRAMME = {
    "acronym": "Gamma", "name": "Gamma cities", "aim": "To learn.", "starts": "2026-05-01", "languages": ["en", "lv"],
}  # fmt: skip


@pytest.fixture
def livadia(db):
    place = Place.objects.create(
        geoname_id=258463, name="Livadeiá", country="GR", latitude=38.4, longitude=22.9, population=21_000
    )
    for name in ("livadeia", "λιβαδεια", "levadia"):
        PlaceName.objects.create(place=place, folded=name)
    return place


def test_create_a_programme(world, sign_in):
    client = sign_in(world.coordinator)
    answer = client.post(reverse("network:new_programme"), PROGRAMME)
    programme = Programme.objects.get(acronym="Gamma")
    assert answer.url == reverse("network:programme", args=["gamma"])
    assert (programme.state, programme.is_public) == ("draft", False)
    assert selectors.is_coordinator(world.coordinator, programme)
    assert programme.names == {"en": "Gamma cities"}


def test_a_programme_ends_after_it_starts(world, sign_in):
    answer = sign_in(world.coordinator).post(reverse("network:new_programme"), {**PROGRAMME, "ends": "2026-04-01"})
    assert answer.status_code == 422
    assert "Gamma cities" in answer.text
    assert not Programme.objects.filter(acronym="Gamma").exists()


@pytest.mark.parametrize("name", ["city", "Programmes", "visit"])
def test_a_short_name_never_hides_an_address(world, sign_in, name):
    sign_in(world.coordinator).post(reverse("network:new_programme"), {**PROGRAMME, "acronym": name})
    assert Programme.objects.get(acronym=name).slug == f"{name.lower()}-2"


@pytest.mark.parametrize("words", ["Λιβαδειά", "λιβαδ", "LEVADIA", "Livadeiá", "livadeia"])
def test_a_city_is_found_by_any_of_its_names(world, sign_in, livadia, words):
    page = sign_in(world.coordinator).get(reverse("network:add_city", args=[world.programme.slug]), {"q": words})
    assert "Livadeiá" in page.text


def test_add_a_city_with_its_association(world, sign_in, livadia):
    client = sign_in(world.coordinator)
    data = {
        "place": livadia.pk,
        "role": "mentee",
        "association": world.alliance.organisation_id,
        "valid_from": "2026-02-01",
    }
    client.post(reverse("network:add_city", args=[world.programme.slug]), data)
    row = Participation.objects.get(organisation__municipality__geoname_id=livadia.pk)
    assert (row.role, row.valid_from) == (Role.MENTEE, datetime.date(2026, 2, 1))
    assert Membership.objects.current().filter(municipality=row.organisation_id).count() == 1
    again = client.post(reverse("network:add_city", args=[world.programme.slug]), data)
    assert again.status_code == 422
    assert Participation.objects.filter(organisation=row.organisation).count() == 1


def test_add_a_new_association(world, sign_in):
    sign_in(world.coordinator).post(
        reverse("network:add_body", args=[world.programme.slug]),
        {"name": "Central Union", "acronym": "CU", "country": "GR", "role": "association", "valid_from": "2026-02-01"},
    )
    row = Participation.objects.get(organisation__acronym="CU")
    assert row.organisation.association


def test_invite_from_the_page(world, sign_in):
    sign_in(world.coordinator).post(
        reverse("network:invite", args=[world.mentee_city.pk]), {"email": "a@example.org", "language": "lv"}
    )
    assert Mail.objects.get().to == "a@example.org"


def test_a_replacement_changes_nothing_of_the_past(world, sign_in, livadia):
    before = Participation.objects.filter(pk=world.mentee_city.pk).values("organisation", "valid_from", "role").get()
    answer = sign_in(world.coordinator).post(
        reverse("network:replace", args=[world.mentee_city.pk]),
        {"place": livadia.pk, "on": "2026-03-01", "reason": "The council was dissolved."},
    )
    assert answer.status_code == 302
    old = Participation.objects.get(pk=world.mentee_city.pk)
    new = old.replaced_by
    assert Participation.objects.filter(pk=old.pk).values("organisation", "valid_from", "role").get() == before
    assert (old.valid_to, new.valid_from) == (datetime.date(2026, 3, 1),) * 2
    assert (new.role, new.reason, new.replaces) == (Role.MENTEE, "The council was dissolved.", old)
    # The city that left reads its own past and can no longer write; its association follows the new one.
    assert not selectors.works_for(world.mentee, old)
    assert sign_in(world.mentee).get(reverse("network:city", args=[old.pk])).status_code == 200
    assert sign_in(world.mentee).post(reverse("network:invite", args=[old.pk])).status_code == 403
    assert selectors.follows(world.association, new)


def test_a_replacement_needs_a_day_after_the_start(world, sign_in, livadia):
    answer = sign_in(world.coordinator).post(
        reverse("network:replace", args=[world.mentee_city.pk]),
        {"place": livadia.pk, "on": str(START), "reason": "Because."},
    )
    assert answer.status_code == 422
    assert Participation.objects.get(pk=world.mentee_city.pk).valid_to is None


def test_an_ended_post_gives_no_right_at_once(world, sign_in):
    client = sign_in(world.mentee)
    page = reverse("network:city", args=[world.mentee_city.pk])
    assert client.get(page).status_code == 200
    client.post(reverse("network:end_post", args=[world.mentee_city.pk, world.mentee.posts.get().pk]))
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("cities", [1, 3])
def test_the_list_asks_the_same_for_one_and_for_three(world, sign_in, django_assert_num_queries, cities):
    for n in range(cities):
        takes_part(world.programme, city(f"Town {n}").organisation, Role.MENTEE)
    client = sign_in(world.coordinator)
    client.get("/work/")
    with django_assert_num_queries(11):
        assert client.get(reverse("network:programme", args=[world.programme.slug])).status_code == 200
