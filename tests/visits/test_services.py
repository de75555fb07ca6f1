"""Visits tell the right people at the right time; findings are kept once, in their words, without traces of place."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from PIL import Image

from inclucities.core.models import Mail
from inclucities.network.states import Step
from inclucities.visits import selectors, services
from inclucities.visits.models import Finding, Visit
from tests.mentoring import make as mentoring
from tests.visits import make


def test_a_draft_sends_nothing_and_an_announcement_speaks_the_readers_language(world):
    world.mentor.language = "fr"
    world.mentor.save()
    visit = make.visit(world)
    services.add_participant(visit=visit, person=world.mentee, by=world.mentee)
    assert not Mail.objects.exists()
    services.announce(visit=visit, by=world.mentee)
    mails = {m.to: m for m in Mail.objects.all()}
    assert set(mails) == {world.mentor.email, world.association.email, world.expert.email}
    assert mails[world.mentor.email].language == "fr"
    assert f"/work/visit/{visit.pk}/calendar.ics" in mails[world.expert.email].body
    assert "Visit to Mentorville" in mails[world.expert.email].subject


def test_a_cancelled_draft_is_not_heard_of_and_a_cancelled_visit_is(world):
    scheme = mentoring.scheme(world)
    services.cancel(visit=make.visit(world, scheme), by=world.mentee)
    assert not Mail.objects.exists()
    visit = make.planned(world, scheme)
    services.cancel(visit=visit, by=world.mentee)
    assert Mail.objects.filter(subject__startswith="Called off", to=world.mentor.email).count() == 1


def test_both_cities_reach_the_step(world):
    visit = make.planned(world)
    for city in (world.mentor_city, world.mentee_city):
        assert city.steps_reached.get(step=Step.VISIT).done_on is None
    services.hold(visit=visit, by=world.mentor)
    for city in (world.mentor_city, world.mentee_city):
        assert city.steps_reached.get(step=Step.VISIT).done_on


def test_a_visit_is_not_held_before_it_begins(world):
    visit = make.planned(world, days=[timezone.localdate() + timedelta(days=1)])
    with pytest.raises(services.VisitRefused):
        services.hold(visit=visit, by=world.mentee)


def test_a_held_visit_of_the_past_is_recorded_once(world):
    scheme = mentoring.scheme(world)
    told = {"scheme": scheme, "round": 1, "mode": "online", "days": [date(2021, 5, 18), date(2021, 5, 21)]}
    visit = services.record_held_visit(**told, note="its date is inferred", sources=["example.org"])
    assert services.record_held_visit(**told) == visit
    assert Visit.objects.get() == visit
    assert (visit.state, visit.starts, visit.note) == ("held", date(2021, 5, 18), "its date is inferred")
    assert not Mail.objects.exists()
    assert world.mentor_city.steps_reached.get(step=Step.VISIT).done_on


def test_a_finding_sent_twice_is_kept_once(world):
    visit = make.planned(world)
    first = make.finding(visit, world.mentee, sent_as="a-1")
    assert make.finding(visit, world.mentee, sent_as="a-1") == first
    make.finding(visit, world.mentor, sent_as="a-1")
    assert Finding.objects.count() == 2


def test_a_photo_does_not_say_where_it_was_taken(world):
    found = make.finding(make.planned(world), world.mentee, photo=make.photo(), photo_alt="A door")
    with found.photo.file.open() as kept, Image.open(kept) as picture:
        assert picture.format == "JPEG"
        assert dict(picture.getexif()) == {}


def test_a_stale_change_is_refused_with_the_words_that_stand(world):
    found = make.finding(make.planned(world), world.mentee)
    services.change_finding(finding=found, version=1, text="Second", by=world.mentee)
    with pytest.raises(services.StaleFinding) as refused:
        services.change_finding(finding=found, version=1, text="Third", by=world.mentee)
    assert refused.value.now.text == "Second"


def test_new_words_leave_public_view_until_both_have_read_them(world):
    found = make.validate(make.finding(make.planned(world), world.mentee), world, publish=True)
    assert found.tier == "public"
    changed = services.change_finding(finding=found, version=1, text="Other", by=world.mentee)
    assert changed.tier == "internal"
    assert make.validate(changed, world, publish=True, sides=["mentor"]).tier == "internal"
    assert make.validate(changed, world, publish=True, sides=["mentee"]).tier == "public"


def test_a_city_can_take_its_consent_back(world):
    found = make.validate(make.finding(make.planned(world), world.mentee), world, publish=True)
    assert make.validate(found, world, publish=False, sides=["mentor"]).tier == "internal"


def test_an_earlier_finding_is_offered_until_it_is_taken_up(world):
    scheme = mentoring.scheme(world)
    first = make.finding(make.held(world, scheme, round=1), world.mentee)
    second = make.planned(world, scheme, round=2)
    assert list(selectors.earlier_findings(second)) == [first]
    make.finding(second, world.mentor, follows=first)
    assert list(selectors.earlier_findings(second)) == []


def test_questions_are_suggested_in_the_readers_language_and_once(world):
    factor = make.factor(world)
    visit = make.visit(world)
    assert [s.text for s in selectors.suggestions_for(visit)] == ["Who speaks first?", "Who pays?"]
    services.add_question(visit=visit, text="Qui paie ?", language="fr", key_factor=factor, by=world.mentee)
    assert [s.text for s in selectors.suggestions_for(visit)] == ["Who speaks first?"]
