"""The parties: asked in their language, answering for themselves, never taken to agree by silence."""

from datetime import timedelta

import pytest
from django.utils import timezone

from inclucities.core.models import Mail
from inclucities.core.states import TransitionRefused
from inclucities.mentoring.models import Scheme
from inclucities.network.models import StepReached
from inclucities.network.states import Role
from inclucities.pairing import services
from inclucities.pairing.models import PartyAnswer
from inclucities.pairing.selectors import open_answers_of
from inclucities.pairing.states import verdict_of
from tests.pairing import make

pytestmark = pytest.mark.django_db


def mails(word):
    return Mail.objects.filter(key__startswith=f"pairing/mail/{word}.txt:")


def test_drafts_write_to_nobody_and_asking_writes_to_every_party_once(world):
    row = make.proposed(world)
    assert not Mail.objects.filter(key__startswith="pairing/").exists()
    services.ask_parties(round=row, answers_by=make.soon(), by=world.coordinator)
    assert {m.to for m in mails("ask")} == {world.mentor.email, world.mentee.email, world.association.email}
    # One association of both cities is one party.
    roles = PartyAnswer.objects.values_list("participation", "role")
    assert set(roles) == {
        (world.mentor_city.pk, "mentor"),
        (world.mentee_city.pk, "mentee"),
        (world.alliance.pk, "both_association"),
    }
    assert StepReached.objects.filter(step="pair", done_on=None).count() == 2


def test_everyone_is_written_to_in_their_own_language(world):
    world.mentee.language = "fr"
    world.mentee.save()
    make.consulted(world)
    mail = mails("ask").get(to=world.mentee.email)
    assert mail.language == "fr" and "/work/pairing/answer/" in mail.body
    assert "You are asked as: mentor." in mails("ask").get(to=world.mentor.email).body


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ([("mentor", "yes"), ("mentee", "yes"), ("mentor_association", "open")], "agreed"),
        ([("mentor", "yes"), ("mentee", "open"), ("mentor_association", "yes")], "waiting"),
        ([("mentor", "open"), ("mentee", "open")], "waiting"),
        ([("mentor", "yes"), ("mentee", "yes"), ("mentee_association", "no")], "declined"),
        ([("mentor", "no"), ("mentee", "open")], "declined"),
        ([], "waiting"),
    ],
)
def test_what_answers_amount_to(said, verdict):
    assert verdict_of(said) == verdict


def test_publication_opens_a_scheme_with_all_parties_and_tells_them(world):
    row = make.consulted(world)
    make.all_agree(world, row)
    (pair,) = services.publish(round=row, by=world.coordinator)
    scheme = Scheme.objects.get()
    assert pair.scheme == scheme and scheme.origin["points"] == 90
    assert scheme.themes.get().theme_id == "housing"
    assert {p.role for p in scheme.parties.all()} >= {"mentor", "mentee", "facilitator"}
    assert row.state == "published" and row.published_on == timezone.localdate()
    assert StepReached.objects.filter(step="pair").exclude(done_on=None).count() == 2
    assert mails("opened").count() == 3


def test_nobody_is_cut_short_and_silence_is_no_agreement(world):
    make.answers_of_the_pair(world)
    other = make.city(world, "Otherville", Role.MENTOR, {"work": 4})
    learner = make.city(world, "Othertown", Role.MENTEE, {"work": 1}, learn=["work"])
    without = make.city(world, "Latetown", Role.MENTEE, {"housing": 3}, learn=["housing"])
    row = make.round(world)
    make.compute(world, row)
    services.ask_parties(round=row, answers_by=make.soon(), by=world.coordinator)
    row.refresh_from_db()
    make.all_agree(world, row)
    with pytest.raises(services.Refused, match="not answered"):
        services.publish(round=row, by=world.coordinator)
    type(row).objects.filter(pk=row.pk).update(answers_by=timezone.localdate() - timedelta(days=1))
    row.refresh_from_db()
    (opened,) = services.publish(round=row, by=world.coordinator)
    assert opened.mentor == world.mentor_city
    assert Scheme.objects.count() == 1
    people = {m.to for m in mails("not_opened")}
    assert people == {"otherville-officer@example.org", "othertown-officer@example.org"}
    assert mails("still_looking").get().to == "latetown-officer@example.org"
    assert {other.pk, learner.pk, without.pk}.isdisjoint(
        StepReached.objects.exclude(done_on=None).values_list("participation")
    )


def test_an_association_can_decline_for_a_reason_and_then_nothing_opens(world):
    row = make.consulted(world)
    make.all_agree(world, row)
    question = make.question(row, world.alliance)
    services.answer(answer=question, says="no", reason="The council is new", by=world.association)
    assert mails("answered").get().to == world.coordinator.email
    with pytest.raises(services.Refused, match="No pair is agreed"):
        services.publish(round=row, by=world.coordinator)
    assert not Scheme.objects.exists()


def test_an_agreement_is_kept_when_the_same_pair_is_proposed_again(world):
    row = make.consulted(world)
    services.answer(answer=make.question(row, world.mentor_city), says="yes", by=world.mentor)
    services.answer(answer=make.question(row, world.mentee_city), says="no", reason="No staff", by=world.mentee)
    services.reconsider(round=row, by=world.coordinator)
    assert {m.to for m in mails("reconsider")} == {world.mentor.email, world.mentee.email, world.association.email}
    make.compute(world, row)
    services.ask_parties(round=row, answers_by=make.soon(), by=world.coordinator)
    row.refresh_from_db()
    assert make.question(row, world.mentor_city).answer == "yes"
    assert make.question(row, world.mentee_city).answer == "open"
    assert mails("ask").filter(to=world.mentor.email).count() == 1
    assert mails("ask").filter(to=world.mentee.email).count() == 2


def test_the_same_draft_can_be_asked_about_again(world):
    row = make.consulted(world)
    services.answer(answer=make.question(row, world.mentee_city), says="no", reason="No staff", by=world.mentee)
    services.reconsider(round=row, by=world.coordinator)
    services.ask_parties(round=row, answers_by=make.soon(), by=world.coordinator)
    row.refresh_from_db()
    assert make.question(row, world.mentee_city).answer == "open"


def test_more_time_reminds_those_who_have_not_answered(world):
    row = make.consulted(world)
    services.answer(answer=make.question(row, world.mentor_city), says="yes", by=world.mentor)
    services.extend(round=row, answers_by=make.soon() + timedelta(days=7), by=world.coordinator)
    assert {m.to for m in mails("remind")} == {world.mentee.email, world.association.email}


def test_a_withdrawn_round_tells_those_who_were_asked(world):
    row = make.consulted(world)
    services.withdraw(round=row, reason="The funding has ended", by=world.coordinator)
    assert mails("withdrawn").count() == 3
    with pytest.raises(services.Refused):
        services.answer(answer=make.question(row, world.mentor_city), says="yes", by=world.mentor)
    with pytest.raises(TransitionRefused):
        services.publish(round=row, by=world.coordinator)
    with pytest.raises(services.Refused):
        services.extend(round=row, answers_by=make.soon(), by=world.coordinator)


def test_settings_are_closed_while_the_parties_are_asked(world):
    row = make.consulted(world)
    with pytest.raises(services.Refused):
        services.change_round(round=row, by=world.coordinator, name="Other")
    with pytest.raises(TransitionRefused):
        services.ask_parties(round=row, answers_by=make.soon(), by=world.coordinator)


def test_an_empty_proposal_asks_nobody(world):
    row = make.round(world)
    make.compute(world, row)
    with pytest.raises(services.Refused, match="no pair"):
        services.ask_parties(round=row, answers_by=make.soon(), by=world.coordinator)


def test_a_question_is_on_the_desk_until_it_is_answered(world):
    row = make.consulted(world)
    (question,) = open_answers_of(world.mentor)
    services.answer(answer=question, says="yes", by=world.mentor)
    assert not open_answers_of(world.mentor).exists()
    assert not open_answers_of(world.coordinator).exists()
    services.reconsider(round=row, by=world.coordinator)
    assert not open_answers_of(world.mentee).exists()
