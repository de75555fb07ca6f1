"""The way of a plan from draft to review, what stays frozen, and what nobody overwrites unseen."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inclucities.core.models import Mail
from inclucities.core.states import TransitionRefused
from inclucities.plans import selectors, services
from inclucities.plans.models import Action, Plan, PlanVersion
from inclucities.plans.services import Finished, Stale
from inclucities.plans.states import AFTER_ADOPTION, PLAN_STEPS, PlanState
from tests.benchmarks import make as benchmarks

from . import make


def test_from_draft_to_review(world):
    plan = make.full(world)
    assert not Mail.objects.exists(), "a draft sends nothing"
    services.share(plan=plan, by=world.mentee)
    assert [m.to for m in Mail.objects.all()] == [world.mentor.email]
    services.endorse(plan=plan, party=make.party(plan, world.mentor_city), by=world.mentor)
    plan.refresh_from_db()
    assert plan.state == "shared", "one city alone does not endorse"
    services.endorse(plan=plan, party=make.party(plan, world.mentee_city), by=world.mentee)
    services.adopt(plan=plan, on=date(2026, 4, 21), reference="2026/41", by=world.mentee)
    assert world.mentee_city.steps_reached.get(step="plan").done_on
    indicator = plan.objectives.get().indicators.get()
    services.record_measurement(indicator=indicator, day=date(2026, 9, 1), value=Decimal(94), by=world.mentee)
    plan.refresh_from_db()
    assert plan.state == "under_way", "the first report begins the work"
    assert world.mentee_city.steps_reached.get(step="act").done_on is None
    services.review(plan=plan, by=world.mentee)
    assert world.mentee_city.steps_reached.get(step="act").done_on
    kept = list(PlanVersion.objects.values_list("version", "milestone"))
    assert kept == [(1, "share"), (1, "endorse"), (1, "adopt"), (1, "review")]
    measured = [len(v.snapshot["objectives"][0]["indicators"][0]["measurements"]) for v in PlanVersion.objects.all()]
    assert measured == [0, 0, 0, 1]


def test_words_change_only_in_a_draft(world):
    plan = make.shared(world)
    goal = plan.objectives.get()
    for refused in (
        lambda: make.action(goal, world.mentee),
        lambda: services.change(row=goal, revision=1, by=world.mentee, title="Other"),
        lambda: services.remove(row=goal, by=world.mentee),
        lambda: services.add_objective(plan=plan, title="More", by=world.mentee),
    ):
        with pytest.raises(Finished):
            refused()
    services.revise(plan=plan, by=world.mentee)
    services.change(row=goal, revision=1, by=world.mentee, title="Other")
    assert plan.version == 2
    frozen = PlanVersion.objects.get()
    assert (frozen.version, frozen.snapshot["objectives"][0]["title"]) == (1, "Objective 0")


def test_a_version_never_changes(world):
    make.shared(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.update(snapshot={})


def test_a_new_version_is_endorsed_anew(world):
    plan = make.endorsed(world)
    services.revise(plan=plan, by=world.mentee)
    services.share(plan=plan, by=world.mentee)
    services.endorse(plan=plan, party=make.party(plan, world.mentor_city), by=world.mentor)
    plan.refresh_from_db()
    assert plan.state == "shared"


def test_who_comes_second_is_shown_what_stands_there(world):
    goal = make.full(world).objectives.get()
    services.change(row=goal, revision=1, by=world.mentee, title="First")
    with pytest.raises(Stale) as stale:
        services.change(row=goal, revision=1, by=world.mentee, title="Second")
    assert stale.value.theirs.title == "First"
    assert services.change(row=goal, revision=1, by=world.mentee, title="First").revision == 2


def test_progress_has_the_same_guard(world):
    action = make.adopted(world).objectives.get().actions.get()
    services.report_action(action=action, status="under_way", percent=30, revision=1, by=world.mentee)
    with pytest.raises(Stale):
        services.report_action(action=action, status="stopped", percent=0, revision=1, by=world.mentee)
    done = services.report_action(action=action, status="done", percent=30, revision=2, by=world.mentee)
    assert (done.status, done.percent) == ("done", 100)


def test_no_progress_before_the_pair_has_endorsed(world):
    action = make.shared(world).objectives.get().actions.get()
    with pytest.raises(Finished):
        services.report_action(action=action, status="done", percent=100, revision=1, by=world.mentee)


def test_one_open_plan_for_each_mentee(world):
    plan = make.plan(world)
    again = make.plan(world, title="Another", scheme=plan.scheme)
    assert again == plan and Plan.objects.count() == 1


def test_actions_from_gaps_stand_under_their_theme(world):
    plan, of = make.plan(world), benchmarks.benchmark(world.theme)
    chosen = benchmarks.key_factors(of)
    services.start_from(plan=plan, key_factors=chosen, findings=[], by=world.mentee)
    assert [o.title for o in plan.objectives.all()] == ["Housing"]
    assert [a.key_factor for a in Action.objects.all()] == chosen


def test_write_up_begins_a_practice(world):
    plan = make.adopted(world)
    action = plan.objectives.get().actions.get()
    indicator = plan.objectives.get().indicators.get()
    services.record_measurement(
        indicator=indicator, day=date(2026, 9, 1), value=Decimal(94), source="Lists", by=world.mentee
    )
    practice = services.write_up(action=action, by=world.mentee)
    text = practice.texts.get()
    assert practice.state == "draft" and practice.municipality == world.mentee_city.organisation.municipality
    assert text.title == action.title and "38 → 94 people (Lists)" in text.results


def test_the_database_wants_date_and_reference_of_an_adoption(world):
    plan = make.endorsed(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(state="adopted")


_STEPS = st.lists(st.sampled_from([*PLAN_STEPS, "endorse_mentor", "endorse_mentee"]), max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=_STEPS)
def test_any_order_of_steps_keeps_a_plan_coherent(world, names):
    """Whatever people press in whatever order: only open steps are taken, and versions only grow."""
    with transaction.atomic():
        plan = make.full(world)
        sides = {
            "endorse_mentor": (world.mentor_city, world.mentor),
            "endorse_mentee": (world.mentee_city, world.mentee),
        }
        for name in names:
            before, kept = (plan.state, plan.version), plan.versions.count()
            try:
                if name in sides:
                    participation, by = sides[name]
                    services.endorse(plan=plan, party=make.party(plan, participation), by=by)
                elif name == "adopt":
                    services.adopt(plan=plan, on=date(2026, 4, 21), reference="1", by=world.mentee)
                elif name != "endorse":
                    services.take_step(plan=plan, name=name, by=world.mentee)
            except TransitionRefused:
                plan.refresh_from_db()
                assert (plan.state, plan.version) == before
            plan.refresh_from_db()
            assert plan.versions.count() >= kept
            if name in PLAN_STEPS and plan.state != before[0]:
                assert before[0] in PLAN_STEPS[name].sources and plan.state == PLAN_STEPS[name].target
            assert plan.state not in AFTER_ADOPTION or plan.adopted_on
            ends = plan.endorsements.filter(version=plan.version).count()
            assert plan.state != PlanState.ENDORSED or ends == 2
        transaction.set_rollback(True)


def test_sheet_tells_time_and_readings(world):
    plan = make.full(world)
    sheet = selectors.sheet_of(selectors.snapshot_of(plan), date(2026, 11, 25))
    (line,) = sheet.actions
    assert (line.state, line.number, line.start, sheet.months, sheet.years) == ("overdue", "1.1", 0.0, 12, [2026])
    assert sheet.indicators[0].reading == "not_measured" and sheet.going_well == 0
