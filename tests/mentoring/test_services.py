"""Schemes open with everyone who belongs to them, change by dates, and lose nothing of the past."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from inclucities.accounts import services as accounts
from inclucities.core.models import LogEntry, Mail
from inclucities.core.states import TransitionRefused
from inclucities.mentoring import selectors, services
from inclucities.mentoring.states import PartyRole, SchemeState, TaskState
from inclucities.network import services as network
from inclucities.network.states import Role as NetworkRole
from inclucities.network.states import Step
from tests.mentoring import make
from tests.world import START, association, city, person, takes_part


def roles(scheme, day=None):
    rows = scheme.parties.all() if day is None else scheme.parties.on(day)
    return {(p.role, p.participation.organisation.slug) for p in rows.select_related("participation__organisation")}


def test_a_scheme_opens_with_both_sides_and_the_facilitator(world):
    scheme = make.scheme(world)
    assert scheme.code == "pair-1"
    assert roles(scheme) == {
        ("mentor", "mentorville"),
        ("mentee", "learnstadt"),
        ("mentor_association", "alliance-of-towns"),
        ("mentee_association", "alliance-of-towns"),
        ("facilitator", "advice-house"),
    }
    assert selectors.theme_of(scheme).theme == world.theme
    for city_ in (world.mentor_city, world.mentee_city):
        assert city_.steps_reached.get(step=Step.PAIR).done_on
    assert LogEntry.objects.filter(verb="mentoring.open_scheme", target_id=scheme.pk, actor=world.coordinator).exists()


def test_codes_are_unique_in_a_programme_and_can_be_given(world):
    make.scheme(world, code="pair-2")
    assert make.another_pair(world, 1).code == "pair-3"
    assert make.another_pair(world, 2).code == "pair-4"


def test_no_city_mentors_itself_nor_one_of_another_programme(world):
    with pytest.raises(services.SchemeRefused):
        make.scheme(world, mentee=world.mentor_city)
    with pytest.raises(services.SchemeRefused):
        make.scheme(world, mentee=world.other_city)


def test_a_replacement_changes_nothing_of_the_past(world):
    scheme, new = make.scheme(world), make.successor(world)
    own = takes_part(world.programme, association("League").organisation, NetworkRole.ASSOCIATION)
    network.add_membership(
        municipality=new.organisation.municipality, association=own.organisation.association, valid_from=START, by=None
    )
    task = make.task(world, scheme)
    make.message(scheme, world.mentee)
    old = make.party(scheme, world.mentee_city)
    on = timezone.localdate()
    successor = services.replace_party(
        scheme=scheme, party=old, successor_participation=new, on=on, by=world.coordinator
    )
    old.refresh_from_db()
    assert (old.valid_to, successor.valid_from, successor.replaces) == (on, on, old)
    assert ("mentee", "learnstadt") in roles(scheme, on - timedelta(days=1))
    assert roles(scheme, on) & {("mentee", "learnstadt"), ("mentee_association", "alliance-of-towns")} == set()
    assert {("mentee", "newtown"), ("mentee_association", "league")} <= roles(scheme, on)
    assert ("mentor_association", "alliance-of-towns") in roles(scheme, on)
    task.refresh_from_db()
    assert task.party == old
    assert selectors.answering(old, selectors.parties_of(scheme, everyone=True)) == successor
    officer = new.organisation.posts.get().person
    assert list(selectors.open_tasks_for(officer)) == [task]
    assert list(selectors.open_tasks_for(world.mentee)) == []
    assert new.steps_reached.get(step=Step.PAIR).done_on


def test_who_has_left_no_longer_reads(world, sign_in):
    scheme = make.scheme(world)
    services.replace_party(
        scheme=scheme, party=make.party(scheme, world.mentee_city), successor_participation=make.successor(world),
        on=timezone.localdate(), by=world.coordinator,
    )  # fmt: skip
    assert sign_in(world.mentee).get(f"/work/scheme/{scheme.pk}/").status_code == 404


@pytest.mark.parametrize("wrong", ["before it began", "already in it", "other programme", "twice"])
def test_a_replacement_that_makes_no_sense_is_refused(world, wrong):
    scheme, new = make.scheme(world), make.successor(world)
    asked = {"party": make.party(scheme, world.mentee_city), "successor_participation": new, "on": date(2026, 5, 1)}
    if wrong == "before it began":
        asked["on"] = make.OPENED
    elif wrong == "already in it":
        asked["successor_participation"] = world.mentor_city
    elif wrong == "other programme":
        asked["successor_participation"] = world.other_city
    else:
        services.replace_party(scheme=scheme, by=world.coordinator, **asked)
        asked["party"].refresh_from_db()
    with pytest.raises(services.SchemeRefused):
        services.replace_party(scheme=scheme, by=world.coordinator, **asked)


def test_a_change_of_theme_ends_one_and_begins_another(world):
    from inclucities.network.models import Theme

    scheme = make.scheme(world)
    language = Theme.objects.create(id="language", order=4, label={"en": "Language"})
    services.change_theme(
        scheme=scheme, theme=language, focus={"en": "Lessons"}, reason="Asked for", on=date(2026, 4, 1), by=world.mentee
    )
    first, second = scheme.themes.order_by("valid_from")
    assert (first.theme, first.valid_to) == (world.theme, date(2026, 4, 1))
    assert (second.theme, second.valid_from, second.reason) == (language, date(2026, 4, 1), "Asked for")
    with pytest.raises(services.SchemeRefused):
        services.change_theme(
            scheme=scheme, theme=world.theme, focus={}, reason="", on=date(2026, 4, 1), by=world.mentee
        )


def test_a_message_goes_to_the_other_lead_contacts_once_in_their_language(world):
    world.mentor.language = "fr"
    world.mentor.save()
    second = person("Second officer")
    accounts.take_post(person=second, organisation=world.mentee_city.organisation, role="officer", by=None)
    scheme = make.scheme(world)
    message = make.message(scheme, world.mentee, "Possiamo iniziare?", "it")
    mails = {m.to: m for m in Mail.objects.all()}
    assert set(mails) == {world.mentor.email, world.association.email, world.expert.email}
    assert mails[world.mentor.email].language == "fr"
    assert mails[world.mentor.email].key == f"message:{message.pk}:{world.mentor.pk}"
    assert "Possiamo iniziare?" in mails[world.mentor.email].body
    assert f"/work/scheme/{scheme.pk}/conversation/" in mails[world.mentor.email].body
    assert message.post.organisation == world.mentee_city.organisation


def test_a_task_is_finished_once_and_can_be_reopened(world):
    task = make.task(world, make.scheme(world))
    services.move_task(task=task, step="finish", by=world.mentee)
    assert (task.state, task.done_on) == (TaskState.DONE, timezone.localdate())
    with pytest.raises(TransitionRefused):
        services.move_task(task=task, step="drop", by=world.mentee)
    services.move_task(task=task, step="reopen", by=world.mentee)
    assert (task.state, task.done_on) == (TaskState.OPEN, None)


def test_a_named_person_answers_and_then_their_successor(world):
    scheme = make.scheme(world)
    post = world.mentee_city.organisation.posts.get()
    post.valid_from = START  # a post that began today still holds today
    post.save()
    task = make.task(world, scheme, post=post)
    assert list(selectors.open_tasks_for(world.mentee)) == [task]
    assert list(selectors.open_tasks_for(world.mentor)) == []
    heir = person("Heir")
    accounts.hand_over(post=post, to=heir, by=world.coordinator)
    assert list(selectors.open_tasks_for(heir)) == [task]
    assert list(selectors.open_tasks_for(world.mentee)) == []


def test_what_stalls_is_said_in_words(world):
    scheme = make.scheme(world, opened_on=timezone.localdate() - timedelta(days=5))
    assert selectors.stalls(scheme) == []
    later = timezone.localdate() + timedelta(days=30)
    assert selectors.stalls(scheme, later) == ["No message for 35 days.", "No visit is planned yet."]
    make.message(scheme, world.mentor)
    make.task(world, scheme, days=-1)
    make.task(world, scheme, days=-2)
    network.reach(world.mentee_city, Step.VISIT, done=False)
    assert selectors.stalls(scheme) == ["2 tasks are late."]
    services.move_scheme(scheme=scheme, step="close", by=world.coordinator)
    assert selectors.stalls(scheme, later) == []


@pytest.mark.parametrize("days", [0, 20, 21, 22, 40])
def test_the_list_of_what_stalls_agrees_with_the_words(world, days):
    scheme = make.scheme(world, opened_on=timezone.localdate())
    day = timezone.localdate() + timedelta(days=days)
    listed = scheme in selectors.schemes_of(world.programme, only_stalling=True, today=day)
    assert listed == bool(selectors.stalls(scheme, day)) == (days > 21)


def test_several_mentors_and_mentees_can_share_a_scheme(world):
    scheme = make.scheme(world)
    third = takes_part(world.programme, city("Thirdham").organisation, NetworkRole.MENTEE)
    services.add_party(scheme=scheme, participation=third, role=PartyRole.MENTEE, on=make.OPENED, by=world.coordinator)
    parties = selectors.parties_of(scheme)
    assert selectors.title_of(parties) == "Mentorville, Learnstadt, and Thirdham"
    assert selectors.scheme_of(third) == scheme


def test_a_closed_scheme_can_be_read_and_not_written(world, sign_in):
    scheme = make.scheme(world)
    services.move_scheme(scheme=scheme, step="close", by=world.coordinator)
    assert scheme.state == SchemeState.CLOSED
    page = f"/work/scheme/{scheme.pk}/conversation/"
    client = sign_in(world.mentee)
    assert client.get(page).status_code == 200
    assert client.post(page, {"text": "Hello", "language": "en"}).status_code == 403
