"""Pages of pairing from outside: what each person sees, what forms do with wrong input, how many queries it takes."""

import re

import pytest
from django.urls import reverse

from inclucities.network.states import Role
from inclucities.pairing import services
from inclucities.pairing.models import Constraint, PartyAnswer, Round
from tests.pairing import make

pytestmark = pytest.mark.django_db


def url(name, row, **more):
    return reverse(f"pairing:{name}", kwargs={"slug": row.programme.slug, "pk": row.pk, **more})


def text(response):
    """The words of a page, without markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


GOOD = {
    "name": "Spring", "capacity": 1, "coverage": 40, "language": 25, "context": 20, "distance": 15,
    "same_country_max": "", "country_pair_max": "",
}  # fmt: skip


def test_the_whole_way_from_opening_to_an_open_pair(world, sign_in, django_capture_on_commit_callbacks):
    make.answers_of_the_pair(world)
    client = sign_in(world.coordinator)
    client.post(reverse("pairing:new", args=["alpha"]), GOOD)
    row = Round.objects.get(name="Spring")
    with django_capture_on_commit_callbacks(execute=True):
        job = client.post(url("compute", row))
    assert client.get(job["Location"])["Location"] == url("round", row)
    page = text(client.get(url("round", row)))
    assert "No other set of pairs reaches more points" in page and "= 90.0" in page
    client.post(url("ask", row), {"answers_by": make.soon().isoformat()})
    row.refresh_from_db()
    pair = row.asked.pairs.get()
    for person in (world.mentor, world.mentee):
        answered = sign_in(person).post(
            reverse("pairing:answer", args=[pair.pk]), {"says": "yes", "party": _party(person, pair)}, follow=True
        )
        assert "Thank you" in text(answered)
    client = sign_in(world.coordinator)
    assert "Publish 1 pair?" in text(client.get(url("publish", row)))
    assert "1 pair is open." in text(client.post(url("publish", row), follow=True))
    assert "This pair is open" in text(sign_in(world.mentee).get(reverse("pairing:answer", args=[pair.pk])))


def _party(person, pair):
    return pair.answers.get(participation__organisation__posts__person=person).pk


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"distance": 16}, "add up to 100"),
        ({"coverage": -1}, "greater than or equal to 0"),
        ({"coverage": 10**18}, "less than or equal to 100"),
        ({"capacity": "many"}, "whole number"),
        ({"name": ""}, "required"),
        ({"name": "a\x00b"}, "Null characters"),
        ({"name": "x" * 5000}, "at most 120"),
        ({"benchmarks": ["999", "x"]}, "not a valid value"),
        ({"name": "First round"}, "Another round has this name"),
        ({"same_country_max": 10**30}, "less than or equal to 1000"),
    ],
)
def test_wrong_input_is_said_and_kept(world, sign_in, change, words):
    make.round(world)
    answer = sign_in(world.coordinator).post(reverse("pairing:new", args=["alpha"]), {**GOOD, **change})
    assert answer.status_code == 422 and words in text(answer)
    assert 'value="25"' in answer.content.decode()
    assert Round.objects.count() == 1


def test_settings_are_kept_whole_or_not_at_all(world, sign_in):
    row = make.round(world)
    mentor, mentee = row.candidates.get(side="mentor"), row.candidates.get(side="mentee")
    rooms = {f"c{mentor.pk}-takes_part": "on", f"c{mentor.pk}-maximum": 3, f"c{mentee.pk}-takes_part": "on"}
    client = sign_in(world.coordinator)
    bad = client.post(url("settings", row), {**GOOD, **rooms, f"c{mentee.pk}-minimum": 5, f"c{mentee.pk}-maximum": 1})
    assert bad.status_code == 422 and "not smaller" in text(bad)
    row.refresh_from_db()
    assert (row.name, row.candidates.get(side="mentor").maximum) == ("First round", 1)
    good = {**GOOD, **rooms, f"c{mentee.pk}-minimum": 1, f"c{mentee.pk}-maximum": 1, "same_country_max": 2}
    assert client.post(url("settings", row), good).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.same_country_max, row.candidates.get(side="mentor").maximum) == ("Spring", 2, 3)
    assert "Settings of the round" in text(client.get(url("settings", row)))


def test_a_decision_needs_a_reason_and_two_cities_of_the_round(world, sign_in):
    row = make.proposed(world)
    client = sign_in(world.coordinator)
    who = {"kind": "lock", "mentor": world.mentor_city.pk, "mentee": world.mentee_city.pk}
    page = client.get(url("constrain", row), who).content.decode()
    assert f'value="{world.mentor_city.pk}" selected' in page
    for bad in ({**who}, {**who, "reason": "x", "mentor": world.other_city.pk}, {"kind": "love", "reason": "x"}):
        assert client.post(url("constrain", row), bad).status_code == 422
    client.post(url("constrain", row), {**who, "reason": "Agreed before"})
    assert Constraint.objects.get().reason == "Agreed before"
    assert "settings have changed" in text(client.get(url("round", row)))
    client.post(url("lift", row, constraint=Constraint.objects.get().pk))
    assert Constraint.objects.get().lifted_by == world.coordinator


def test_a_pair_page_says_why_and_why_not(world, sign_in):
    make.answers_of_the_pair(world)
    make.city(world, "Otherville", Role.MENTOR, {"housing": 3}, country="IT")
    row = make.round(world)
    pair = make.compute(world, row).pairs.get()
    page = text(sign_in(world.expert).get(url("pair", row, pair=pair.pk)))
    assert "Fit: 90.0 of 100 points" in page and "Why no other mentor" in page and "Otherville" in page
    assert "points less in all" in page
    assert "Mentorville can show work at level 4; Learnstadt is at level 1" in page


def test_a_conflict_is_told_in_words(world, sign_in):
    make.answers_of_the_pair(world)
    row = make.round(world)
    mentee = row.candidates.get(side="mentee")
    services.change_candidates(round=row, by=world.coordinator, changes={mentee.pk: {"minimum": 1}})
    mentor = row.candidates.get(side="mentor")
    services.change_candidates(round=row, by=world.coordinator, changes={mentor.pk: {"maximum": 0}})
    make.compute(world, row)
    page = text(sign_in(world.coordinator).get(url("round", row)))
    assert "Learnstadt must get a mentor." in page and "Mentorville takes no more mentees than stated." in page


def test_an_override_from_the_page(world, sign_in):
    make.answers_of_the_pair(world)
    other = make.city(world, "Otherville", Role.MENTOR, {"work": 4})
    row = make.round(world)
    make.compute(world, row)
    client = sign_in(world.coordinator)
    wish = {"mentee": world.mentee_city.pk, "mentor": other.pk, "theme": world.theme.pk, "reason": "They share a river"}
    assert client.post(url("override", row), {**wish, "reason": ""}).status_code == 422
    page = text(client.post(url("override", row), wish, follow=True))
    assert "below the best set" in page and "They share a river" in page and "Draft 1" in page
    services.change_round(round=row, by=world.coordinator, same_country_max=1)
    late = client.post(url("override", row), wish)
    assert late.status_code == 422 and "settings have changed" in text(late)


def test_a_party_sees_its_own_pair_only(world, sign_in):
    make.answers_of_the_pair(world)
    make.city(world, "Otherville", Role.MENTOR, {"work": 4}, help=["work"])
    make.city(world, "Othertown", Role.MENTEE, {"work": 1}, learn=["work"])
    row = make.round(world)
    make.compute(world, row)
    services.ask_parties(round=row, answers_by=make.soon(), by=world.coordinator)
    row.refresh_from_db()
    own = row.asked.pairs.get(mentee=world.mentee_city)
    foreign = row.asked.pairs.exclude(mentee=world.mentee_city).get()
    client = sign_in(world.mentee)
    page = text(client.get(reverse("pairing:answer", args=[own.pk])))
    assert "What does Learnstadt say?" in page and "Othertown" not in page and "Otherville" not in page
    assert client.get(reverse("pairing:answer", args=[foreign.pk])).status_code == 404
    services.reconsider(round=row, by=world.coordinator)
    assert client.get(reverse("pairing:answer", args=[own.pk])).status_code == 404


def test_a_no_needs_a_reason_and_nobody_answers_for_others(world, sign_in):
    row = make.consulted(world)
    address = reverse("pairing:answer", args=[row.asked.pairs.get().pk])
    client = sign_in(world.mentee)
    own, foreign = make.question(row, world.mentee_city), make.question(row, world.mentor_city)
    empty = client.post(address, {"says": "no", "party": own.pk, "reason": " "})
    assert empty.status_code == 422 and "Say in a sentence why" in text(empty)
    assert client.post(address, {"says": "yes", "party": foreign.pk}).status_code == 403
    assert client.post(address, {"says": "perhaps", "party": own.pk}).status_code == 422
    client.post(address, {"says": "no", "party": own.pk, "reason": "No staff this year"})
    assert not PartyAnswer.objects.filter(answer="yes").exists()
    row_page = text(sign_in(world.coordinator).get(url("round", row)))
    assert "No staff this year" in row_page and "declined" in row_page
    assert "No staff this year" not in text(sign_in(world.mentor).get(address))


def test_dates_for_answers_lie_ahead(world, sign_in):
    row = make.proposed(world)
    client = sign_in(world.coordinator)
    for day in ("2020-01-01", "tomorrow", "9999-12-31", ""):
        assert client.post(url("ask", row), {"answers_by": day}).status_code == 422
    row.refresh_from_db()
    assert row.state == "proposed"


def test_what_is_no_longer_possible_is_said(world, sign_in):
    row = make.consulted(world)
    client = sign_in(world.coordinator)
    assert "Reconsider the pairs first" in text(client.post(url("compute", row), follow=True))
    assert "Somebody was faster" in text(client.post(url("ask", row), {"answers_by": make.soon()}, follow=True))
    assert "still have time" in text(client.get(url("publish", row)))
    assert "have not answered" in text(client.post(url("publish", row), follow=True))
    assert "draft again" in text(client.post(url("reconsider", row), follow=True))
    assert client.post(url("extend", row), {"answers_by": make.soon()}).status_code == 302
    assert "withdrawn" in text(client.post(url("withdraw", row), {"reason": "No money"}, follow=True))
    assert client.post(url("withdraw", row), {"reason": ""}).status_code == 422
    assert "nothing to publish" in text(client.get(url("publish", row)))


def test_another_programme_hides_everything(world, sign_in):
    row = make.proposed(world)
    client = sign_in(world.other)
    assert client.get(reverse("pairing:round", kwargs={"slug": "beta", "pk": row.pk})).status_code == 404
    assert client.get(reverse("pairing:round", kwargs={"slug": "beta", "pk": 10**30})).status_code == 404


def _network(world, n):
    for i in range(n):
        make.city(world, f"Mentor {n}-{i}", Role.MENTOR, {"work": 4}, help=["work"])
        make.city(world, f"Mentee {n}-{i}", Role.MENTEE, {"work": 1}, learn=["work"])


@pytest.mark.parametrize("name", ["round", "settings", "ask", "publish", "pair"])
def test_more_pairs_take_no_more_queries(world, sign_in, name, django_assert_max_num_queries):
    client, found = sign_in(world.coordinator), []
    for n in (1, 3):
        _network(world, n)
        row = make.round(world, name=f"Round {n}")
        make.compute(world, row)
        if name == "publish":
            services.ask_parties(round=row, answers_by=make.soon(), by=world.coordinator)
        more = {"pair": row.proposals.get().pairs.first().pk} if name == "pair" else {}
        address = url(name, row, **more)
        client.get(address)
        with django_assert_max_num_queries(12) as queries:
            assert client.get(address).status_code == 200
        found.append(len(queries))
    assert found[0] == found[1]


def test_the_list_of_rounds_takes_no_more_queries(world, sign_in, django_assert_max_num_queries):
    client, found = sign_in(world.coordinator), []
    for names in (["One"], ["Two", "Three"]):
        for name in names:
            make.round(world, name=name)
        with django_assert_max_num_queries(12) as queries:
            client.get(reverse("pairing:rounds", args=["alpha"]))
        found.append(len(queries))
    assert found[0] == found[1]


def test_the_answer_page_is_cheap(world, sign_in, django_assert_max_num_queries):
    row = make.consulted(world)
    client = sign_in(world.mentee)
    with django_assert_max_num_queries(12):
        assert client.get(reverse("pairing:answer", args=[row.asked.pairs.get().pk])).status_code == 200
