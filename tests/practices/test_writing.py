"""From a draft to a published practice: the city writes, the programme team decides."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inclucities.core.models import Mail
from inclucities.core.states import TransitionRefused
from inclucities.network.models import StepReached
from inclucities.practices import services
from inclucities.practices.models import Practice, PracticeText, Transfer
from inclucities.practices.states import PRACTICE_STEPS, PracticeState, TransferState

from . import make

WORDS = {"language": "en", "title": "Tea on Tuesdays", "summary": "Tea for everyone.", "results": "Forty guests."}


def _new(world):
    return reverse("practices:new", args=[world.mentee_city.pk])


def _address(world, practice, name="practices:practice"):
    return reverse(name, args=[world.mentee_city.pk, practice.pk])


def _decide(world, practice, step):
    return reverse("practices:decide", args=[world.programme.slug, practice.pk, step])


def test_an_officer_writes_a_draft_and_submits_it(world, sign_in):
    client = sign_in(world.mentee)
    client.post(_new(world), {**WORDS, "themes": ["housing"], "start_year": "2019"})
    practice = Practice.objects.get()
    assert (practice.state, practice.start_year, practice.country) == (PracticeState.DRAFT, 2019, "IT")
    assert Mail.objects.count() == 0
    assert StepReached.objects.get(step="share").done_on is None
    client.post(_address(world, practice, "practices:submit"))
    practice.refresh_from_db()
    assert practice.state == PracticeState.SUBMITTED
    assert "Forty guests." in client.get(_address(world, practice)).content.decode()


def test_publishing_reaches_the_step_and_writes_to_the_author(world, sign_in, client):
    practice = make.submitted(world, "Tea on Tuesdays")
    client = sign_in(world.coordinator)
    assert "Tea on Tuesdays" in client.get(reverse("practices:review", args=[world.programme.slug])).content.decode()
    client.post(_decide(world, practice, "publish"), {"note": "Well done."})
    practice.refresh_from_db()
    assert practice.state == PracticeState.PUBLISHED
    assert practice.published_at and practice.last_checked_on
    assert StepReached.objects.get(step="share").done_on
    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == (world.mentee.email, "Published: Tea on Tuesdays")
    assert "Well done." in mail.body
    assert f"/en/practices/{practice.slug}/" in mail.body


def test_asking_for_changes_needs_words_and_opens_the_draft_again(world, sign_in):
    practice = make.submitted(world)
    client = sign_in(world.coordinator)
    assert client.post(_decide(world, practice, "ask_for_changes"), {"note": ""}).status_code == 422
    client.post(_decide(world, practice, "ask_for_changes"), {"note": "How many?"})
    practice.refresh_from_db()
    assert practice.state == PracticeState.CHANGES_REQUESTED
    assert f"/work/city/{world.mentee_city.pk}/share/{practice.pk}/" in Mail.objects.get().body
    assert sign_in(world.mentee).get(_address(world, practice)).status_code == 200


def test_nobody_decides_twice(world, sign_in):
    practice = make.published(world)
    sign_in(world.coordinator).post(_decide(world, practice, "publish"))
    assert Mail.objects.count() == 1
    with pytest.raises(TransitionRefused):
        services.decide(practice=practice, step="publish", by=world.coordinator)


def test_a_stranger_city_never_sees_it(world, sign_in):
    practice = make.draft(world)
    assert sign_in(world.other).get(_address(world, practice)).status_code == 404
    # The team of another programme reviews only its own cities.
    mine = make.submitted(world, "Second")
    elsewhere = reverse("practices:review_one", args=[world.other_programme.slug, mine.pk])
    assert sign_in(world.other).get(elsewhere).status_code == 404


def test_a_draft_is_read_by_its_city_only(world, sign_in):
    practice = make.draft(world, "CANARY")
    share = reverse("practices:city", args=[world.mentee_city.pk])
    assert "CANARY" in sign_in(world.mentee).get(share).content.decode()
    for who in (world.coordinator, world.association, world.expert):
        assert "CANARY" not in sign_in(who).get(share).content.decode()
        assert sign_in(who).get(_address(world, practice)).status_code == 404


def test_whoever_comes_second_sees_both_texts(world, sign_in):
    practice = make.draft(world)
    client = sign_in(world.mentee)
    version = practice.texts.get().version
    client.post(_address(world, practice), {**WORDS, "version": version, "summary": "The first hand."})
    answer = client.post(_address(world, practice), {**WORDS, "version": version, "summary": "The second hand."})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "The first hand." in page and "The second hand." in page
    assert practice.texts.get().summary == "The first hand."
    # Saved again from that screen, the second text takes its place.
    client.post(_address(world, practice), {**WORDS, "version": version + 1, "summary": "The second hand."})
    assert practice.texts.get().summary == "The second hand."


def test_a_form_without_version_overwrites_nothing(world, sign_in):
    practice = make.draft(world)
    assert sign_in(world.mentee).post(_address(world, practice), WORDS).status_code == 409
    assert practice.texts.get().title == "A house to begin in"


def test_errors_keep_what_was_typed(world, sign_in):
    client = sign_in(world.mentee)
    answer = client.post(_new(world), {**WORDS, "title": "", "end_year": "1990", "start_year": "2000"})
    assert answer.status_code == 422
    assert "Forty guests." in answer.content.decode()
    assert Practice.objects.count() == 0


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from([*WORDS, "themes", "start_year", "end_year", "source_url", "version"]),
        st.one_of(st.text(max_size=30), st.sampled_from(["\0", "10" * 20, "http://[", "x" * 30_000, "-1", "1e9"])),
    )
)
def test_no_input_breaks_the_form(world, client, data):
    client.force_login(world.mentee, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(_new(world), data).status_code in (302, 422)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(PRACTICE_STEPS)), max_size=6))
def test_only_the_table_of_states_decides_what_is_public(world, steps):
    """Whatever is tried in whatever order: a practice is public only after somebody published it."""
    practice = make.draft(world)
    published = False
    for step in steps:
        try:
            if step == "submit":
                practice = services.submit(practice=practice, by=world.mentee)
            else:
                practice = services.decide(practice=practice, step=step, by=world.coordinator)
            published = published or step == "publish"
        except TransitionRefused:
            practice.refresh_from_db()
        assert Practice.objects.public().filter(pk=practice.pk).exists() == published


def test_two_drafts_of_one_title_have_two_addresses(world):
    assert make.draft(world, "Same").slug != make.draft(world, "Same").slug
    assert make.draft(world, "Ίδιος").slug


def test_search_words_follow_the_text(world):
    practice = make.draft(world)
    services.edit(
        practice=practice, version=1, by=world.mentee, themes=[], title="Café", summary="Thé", lessons="Leçon"
    )
    assert PracticeText.objects.get().folded.startswith("cafe\nthe ")
    assert PracticeText.objects.get().folded.endswith("lecon")
    assert "learnstadt" in PracticeText.objects.get().folded


def test_a_transfer_is_noted_once_per_city(world):
    practice = make.published(world)
    town = world.mentor_city.organisation.municipality
    for state in (TransferState.CONSIDERED, TransferState.RUNNING, TransferState.RUNNING):
        services.record_transfer(practice=practice, municipality=town, state=state, by=world.mentor)
    assert Transfer.objects.get().state == TransferState.RUNNING


def _queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_lists_cost_the_same_whatever_their_length(world, sign_in):
    share = reverse("practices:city", args=[world.mentee_city.pk])
    review = reverse("practices:review", args=[world.programme.slug])
    make.submitted(world, "First")
    before = _queries(sign_in(world.mentee), share), _queries(sign_in(world.coordinator), review)
    for title in ("Second", "Third"):
        make.submitted(world, title)
    assert (_queries(sign_in(world.mentee), share), _queries(sign_in(world.coordinator), review)) == before
    assert max(before) <= 12
