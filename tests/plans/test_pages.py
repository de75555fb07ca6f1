"""The pages from outside: write, share, endorse, adopt, report, read as somebody else, print."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inclucities.benchmarks.services import set_priorities, submit_assessment
from inclucities.core.models import Job
from inclucities.plans import services
from inclucities.plans.models import Action, Indicator, Measurement, Objective, Plan
from inclucities.practices import services as practices
from tests.benchmarks import make as benchmarks
from tests.mentoring import make as mentoring

from . import make


@pytest.fixture
def mentee(world, sign_in):
    return sign_in(world.mentee)


def _at(name, plan, *more):
    return reverse(f"plans:{name}", args=[plan.pk, *more])


def _text(response):
    return response.content.decode()


def test_a_plan_begins_once_there_is_a_mentor(world, mentee):
    city = reverse("plans:city", args=[world.mentee_city.pk])
    assert "once the city has a mentor" in _text(mentee.get(city))
    mentoring.scheme(world)
    assert "Begin the plan" in _text(mentee.get(city))
    start = reverse("plans:start", args=[world.mentee_city.pk])
    assert mentee.post(start, {"title": "", "language": "en"}).status_code == 422
    page = mentee.post(start, {"title": "A town for all", "language": "en"}, follow=True)
    assert "A town for all" in _text(page) and "Only your city sees this draft" in _text(page)
    assert world.mentee_city.steps_reached.filter(step="plan", done_on=None).exists()


def test_write_objective_action_indicator(world, mentee):
    plan = make.plan(world)
    mentee.post(_at("objective_add", plan), {"title": "Parents learn", "why": "Seen in Mentorville"})
    goal = Objective.objects.get()
    said = {"title": "Courses", "lead": "Education office", "starts": "2026-01-01", "ends": "2026-12-31",
            "budget": "12000.50", "currency": "EUR"}  # fmt: skip
    assert mentee.post(_at("action_add", plan, goal.pk), said).status_code == 302
    number = {"name": "Days to wait", "unit": "days", "baseline": "34", "target": "10", "higher_is_better": ""}
    assert mentee.post(_at("indicator_add", plan, goal.pk), number).status_code == 302
    text = _text(mentee.get(_at("plan", plan)))
    assert "1.1" in text and "Courses" in text and "Days to wait" in text and "not measured yet" in text
    action = Action.objects.get()
    page = mentee.post(_at("action_edit", plan, action.pk), said | {"ends": "2025-01-01", "risks": "stays here"})
    assert page.status_code == 422 and "The end lies before the start" in _text(page) and "stays here" in _text(page)
    wrong = mentee.post(_at("indicator_add", plan, goal.pk), number | {"higher_is_better": "on"})
    assert wrong.status_code == 422 and "you said that higher is better" in _text(wrong)
    mentee.post(_at("remove", plan, "action", action.pk))
    assert not Action.objects.exists()


def test_who_saves_second_sees_both_and_may_insist(world, mentee):
    plan = make.full(world)
    goal = plan.objectives.get()
    services.change(row=goal, revision=1, by=world.mentee, title="Theirs", why="")
    mine = {"title": "Mine", "why": "", "revision": "1"}
    page = mentee.post(_at("objective", plan, goal.pk), mine)
    assert page.status_code == 409 and "Theirs" in _text(page) and "Mine" in _text(page)
    assert 'value="2"' in _text(page), "saving once more is a choice"
    assert mentee.post(_at("objective", plan, goal.pk), mine | {"revision": "2"}).status_code == 302
    goal.refresh_from_db()
    assert goal.title == "Mine"


@pytest.mark.parametrize(
    "said",
    [
        {"title": ""}, {"title": "x" * 300}, {"title": "a\x00b"}, {"budget": "1e30"}, {"budget": "-5"},
        {"budget": "nan"}, {"starts": "yesterday"}, {"key_factor": "999999"}, {"key_factor": "x"},
        {"currency": "XXX"}, {"revision": "9" * 30}, {"starts": "0001-01-01", "ends": "9999-12-31x"},
    ],
)  # fmt: skip
def test_no_input_breaks_the_form_of_an_action(world, mentee, said):
    goal = make.objective(make.plan(world), world.mentee)
    page = mentee.post(_at("action_add", goal.plan, goal.pk), {"title": "T", "currency": "EUR"} | said)
    assert page.status_code == 422 and not Action.objects.exists()


def test_actions_with_dates_at_the_ends_of_time_are_shown(world, mentee):
    goal = make.objective(make.plan(world), world.mentee)
    make.action(goal, world.mentee, starts=date(1, 1, 1), ends=date(9999, 12, 31))
    assert mentee.get(_at("plan", goal.plan)).status_code == 200


def test_from_gaps_of_the_last_assessment(world, mentee):
    plan, of = make.plan(world), benchmarks.benchmark(world.theme)
    assessment = benchmarks.draft(world.mentee_city, of, world.mentee, [0, 4])
    first, second = benchmarks.key_factors(of)
    set_priorities(assessment=assessment, learn=[second], help=[], by=world.mentee)
    submit_assessment(assessment=assessment, by=world.mentee)
    page = _at("from_gaps", plan)
    assert "Factor 1 of housing" in _text(mentee.get(page)) and "Factor 2 of housing" in _text(mentee.get(page))
    assert mentee.post(page, {}).status_code == 422
    assert mentee.post(page, {"key_factors": ["99999"]}).status_code == 422
    mentee.post(page, {"key_factors": [first.pk, second.pk]})
    assert {a.key_factor for a in Action.objects.all()} == {first, second}
    assert Objective.objects.get().title == "Housing"


def test_choose_a_practice_by_words(world, mentee):
    body = world.mentor_city.organisation
    practice = practices.draft(
        municipality=body.municipality, owner=body, language="en", title="Buddies for a first year",
        summary="Residents accompany newcomers", by=world.mentor, themes=[world.theme],
    )  # fmt: skip
    action = make.action(make.objective(make.plan(world), world.mentee), world.mentee)
    page = _at("practice", action.objective.plan, action.pk)
    assert mentee.post(page, {"practice": practice.pk}).status_code == 404, "a draft cannot be chosen"
    type(practice).objects.update(state="published")
    found = _text(mentee.get(page + "?q=buddies"))
    assert "Buddies for a first year" in found
    assert mentee.post(page, {"practice": practice.pk}).status_code == 302
    action.refresh_from_db()
    assert action.origin_practice == practice
    assert "Buddies for a first year" in _text(mentee.get(_at("plan", action.objective.plan)))
    for odd in ("x", "9" * 40):
        assert mentee.post(page, {"practice": odd}).status_code == 404
    assert mentee.get(page + "?q=%00%F0").status_code == 200


def test_share_endorse_adopt(world, mentee, sign_in):
    plan = make.plan(world)
    page = mentee.post(_at("step", plan, "share"), follow=True)
    assert "Add an objective first" in _text(page)
    make.objective(plan, world.mentee)
    mentee.post(_at("step", plan, "share"))
    mentor = sign_in(world.mentor)
    assert "Endorse for your city" in _text(mentor.get(_at("plan", plan)))
    mentor.post(_at("endorse", plan))
    assert "The mentee has not yet" in _text(mentor.get(_at("plan", plan)))
    mentee = sign_in(world.mentee)
    mentee.post(_at("endorse", plan))
    future = mentee.post(_at("adopt", plan), {"on": "2099-01-01", "reference": "1"})
    assert future.status_code == 422 and "This day has not come yet" in _text(future)
    page = mentee.post(_at("adopt", plan), {"on": "2026-04-21", "reference": "2026/41"}, follow=True)
    assert "Adopted by the council on 21 April 2026, 2026/41" in _text(page)
    again = mentee.post(_at("adopt", plan), {"on": "2026-04-21", "reference": "2026/41"}, follow=True)
    assert "moved on in the meantime" in _text(again)
    assert mentee.post(_at("objective_add", plan), {"title": "More"}, follow=True).status_code == 200
    assert Objective.objects.count() == 1
    assert "recorded the council’s decision" in _text(mentee.get(_at("history", plan)))


def test_readers_see_the_last_shared_version_while_the_next_is_written(world, sign_in):
    plan = make.full(world)
    mentor = sign_in(world.mentor)
    assert mentor.get(_at("plan", plan)).status_code == 404
    services.share(plan=plan, by=world.mentee)
    services.revise(plan=plan, by=world.mentee)
    goal = plan.objectives.get()
    services.change(row=goal, revision=1, by=world.mentee, title="Not yet told")
    fresh = make.action(goal, world.mentee, "Not yet told either")
    text = _text(mentor.get(_at("plan", plan)))
    assert "Objective 0" in text and "Not yet told" not in text
    assert mentor.get(_at("action", plan, fresh.pk)).status_code == 404
    assert "Not yet told" not in _text(mentor.get(_at("document", plan, "html")))
    assert "Objective 0" in _text(mentor.get(_at("version", plan, 1)))
    assert "Not yet told" in _text(sign_in(world.mentee).get(_at("plan", plan)))


def test_report_progress_in_one_form(world, mentee):
    plan = make.adopted(world)
    action, indicator = Action.objects.get(), Indicator.objects.get()
    page = reverse("plans:progress", args=[world.mentee_city.pk])
    assert "Three minutes" in _text(mentee.get(page))
    a, i = f"action-{action.pk}-", f"indicator-{indicator.pk}-"
    said = {a + "status": "under_way", a + "percent": "40", a + "revision": "1", a + "seen": "not_started/0",
            i + "value": "94", i + "day": "2026-09-30", i + "source": "Lists"}  # fmt: skip
    assert mentee.post(page, said | {i + "value": "many"}).status_code == 422
    assert not Measurement.objects.exists()
    assert mentee.post(page, said).status_code == 302
    action.refresh_from_db()
    assert (action.status, action.percent, Measurement.objects.get().value) == ("under_way", 40, 94)
    stale = mentee.post(page, said | {a + "status": "stopped", i + "value": ""})
    assert stale.status_code == 409 and "A colleague has just reported" in _text(stale)
    assert "on course" in _text(mentee.get(_at("indicator", plan, indicator.pk)))
    for odd in ({i + "value": "1e40"}, {i + "day": "2099-01-01"}, {a + "percent": "101"}, {a + "status": "?"}, {}):
        assert mentee.post(page, said | odd if odd else {}).status_code == 422


def test_one_measurement_with_its_source(world, mentee):
    plan = make.adopted(world)
    indicator = Indicator.objects.get()
    address = _at("measure", plan, indicator.pk)
    assert mentee.post(address, {"value": "", "day": "2026-09-30"}).status_code == 422
    assert mentee.post(address, {"value": "60", "day": "2026-09-30", "source": "Lists"}).status_code == 302
    assert "Lists" in _text(mentee.get(_at("indicator", plan, indicator.pk)))


def test_write_up_only_what_is_done(world, mentee):
    plan = make.adopted(world)
    action = Action.objects.get()
    page = mentee.post(_at("write_up", plan, action.pk), follow=True)
    assert "Report the action as done first" in _text(page)
    services.report_action(action=action, status="done", percent=0, revision=1, by=world.mentee)
    page = mentee.post(_at("write_up", plan, action.pk), follow=True)
    assert page.status_code == 200 and "Action 00" in _text(page)


def test_documents(world, mentee, django_capture_on_commit_callbacks):
    plan = make.adopted(world)
    text = _text(mentee.get(_at("document", plan, "html")))
    assert "Parents" not in text and "Indicator 00" in text and "2026/41" in text
    for form, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
        with django_capture_on_commit_callbacks(execute=True):
            page = mentee.post(_at("document", plan, form))
        job = Job.objects.get(pk=int(page["Location"].rstrip("/").split("/")[-1]))
        assert job.state == "done", job.error
        handed = mentee.get(reverse("core:job_file", args=[job.pk]))
        assert b"".join(handed.streaming_content).startswith(begins)
    assert mentee.post(_at("document", plan, "exe")).status_code == 404


def test_profile_of_the_other_city(world, sign_in):
    scheme = mentoring.scheme(world)
    address = reverse("plans:profile", args=[scheme.pk, world.mentee_city.pk])
    mentor = sign_in(world.mentor)
    assert "has not submitted a self-assessment yet" in _text(mentor.get(address))
    benchmarks.submitted(world.mentee_city, benchmarks.benchmark(world.theme), world.mentee, [1, 3])
    text = _text(mentor.get(address))
    assert "Where Learnstadt stands" in text and "Because 3" in text and ".csv" not in text
    assert mentor.get(reverse("plans:profile", args=[scheme.pk, world.other_city.pk])).status_code == 404


@pytest.mark.parametrize("role", ["mentee", "mentor", "coordinator", "association", "expert"])
def test_queries_do_not_grow_with_the_plan(world, sign_in, role):
    made = make.endorsed(world)
    client = sign_in(world.person(role))
    addresses = [_at("plan", made), reverse("plans:progress", args=[world.mentee_city.pk])]
    if role == "mentor":
        addresses.pop()
    one = [_count(client, address) for address in addresses]
    services.revise(plan=made, by=world.mentee)
    for o in range(3):
        goal = make.objective(made, world.mentee)
        for n in range(3):
            make.action(goal, world.mentee, f"{o}{n}")
            make.indicator(goal, world.mentee, f"{o}{n}")
    services.share(plan=made, by=world.mentee)
    services.endorse(plan=made, party=make.party(made, world.mentor_city), by=world.mentor)
    services.endorse(plan=made, party=make.party(made, world.mentee_city), by=world.mentee)
    three = [_count(client, address) for address in addresses]
    assert one == three and max(one) <= 12


def _count(client, address) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_mentor_finds_plans_under_its_own_step(world, sign_in):
    plan = make.shared(world)
    text = _text(sign_in(world.mentor).get(reverse("plans:city", args=[world.mentor_city.pk])))
    assert plan.title in text
    assert Plan.objects.count() == 1
