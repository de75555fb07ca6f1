"""Proposals: proved, explained, overridden with a reason, and never changed."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from inclucities.core.models import Job
from inclucities.network.states import Role
from inclucities.pairing import jobs, services
from inclucities.pairing.models import Constraint, Proposal
from tests.pairing import make

pytestmark = pytest.mark.django_db


def pairs_of(proposal):
    return {(p.mentor.organisation.name, p.mentee.organisation.name) for p in proposal.pairs.all()}


def test_a_proposal_pairs_who_can_teach_with_who_wants_to_learn(world):
    row = make.proposed(world)
    pair = row.proposals.get().pairs.get()
    assert row.state == "proposed"
    assert (pair.mentor, pair.mentee, pair.theme_id) == (world.mentor_city, world.mentee_city, "housing")
    # 3 levels apart and offered: all 40; one language of 25: 20; same size, two countries: 15; no distance: 15.
    assert [p["value"] for p in pair.parts] == [40, 20, 15, 15]
    assert pair.points == 90 == row.proposals.get().points
    assert row.proposals.get().proof == "duals"


def test_the_whole_counts_more_than_the_single_best_pair(world):
    make.answers_of_the_pair(world)
    make.city(world, "Otherville", Role.MENTOR, {"housing": 4, "work": 4}, country="BE", help=["housing"])
    make.city(world, "Worktown", Role.MENTEE, {"work": 1, "housing": 3}, country="IT", learn=["work"])
    row = make.round(world)
    proposal = make.compute(world, row)
    assert pairs_of(proposal) == {("Mentorville", "Learnstadt"), ("Otherville", "Worktown")}
    loss = {(a["mentor"], a["mentee"]): a["loss"] for a in proposal.alternatives}
    assert loss and all(v is None or v >= 0 for v in loss.values())
    best = proposal.pairs.get(mentor=world.mentor_city).second_best
    assert best["loss"] > 0 and len(best["pairs"]) == 2


def test_a_locked_pair_is_in_and_a_pair_that_is_ruled_out_is_not(world):
    make.answers_of_the_pair(world)
    other = make.city(world, "Otherville", Role.MENTOR, {"housing": 2})
    row = make.round(world)
    both = {"round": row, "mentee": world.mentee_city, "by": world.coordinator, "reason": "Agreed in the council"}
    services.lock(mentor=other, **both)
    assert pairs_of(make.compute(world, row)) == {("Otherville", "Learnstadt")}
    services.veto(mentor=other, **both)  # takes the place of the lock
    assert pairs_of(make.compute(world, row)) == {("Mentorville", "Learnstadt")}
    assert Constraint.objects.filter(lifted_at=None).count() == 1
    services.lift(constraint=Constraint.objects.get(lifted_at=None), by=world.coordinator)
    services.lift(constraint=Constraint.objects.latest("pk"), by=world.coordinator)  # again: nothing happens
    assert Constraint.objects.filter(lifted_at=None).count() == 0


def test_a_conflict_is_named_and_the_round_stays_a_draft(world):
    make.answers_of_the_pair(world)
    row = make.round(world, same_country_max=0)
    mentee = row.candidates.get(side="mentee")
    services.change_candidates(
        round=row, by=world.coordinator, changes={mentee.pk: {"takes_part": True, "minimum": 1, "maximum": 1}}
    )
    who = {"mentor": world.mentor_city, "mentee": world.mentee_city}
    services.veto(round=row, by=world.coordinator, reason="They know each other", **who)
    proposal = make.compute(world, row)
    assert (proposal.status, row.state) == ("infeasible", "draft")
    ids = [str(world.mentee_city.pk), str(world.mentor_city.pk)]
    assert sorted(proposal.conflict) == [["min", ids[0]], ["veto", *ids]]


def test_who_has_no_mentor_hears_why_and_what_would_help(world):
    make.answers_of_the_pair(world)
    second = make.city(world, "Secondtown", Role.MENTEE, {"housing": 2}, learn=["housing"])
    silent = make.city(world, "Silentown", Role.MENTEE, {})
    content = make.city(world, "Contentown", Role.MENTEE, {"housing": 4})
    lonely = make.city(world, "Lonelytown", Role.MENTEE, {"health": 1}, learn=["health"])
    row = make.round(world)
    found = {u["mentee"]: u for u in make.compute(world, row).unmatched}
    assert found[str(second.pk)]["why"] == "no_place"
    (remedy,) = found[str(second.pk)]["remedies"]
    assert (remedy["kind"], remedy["mentor"]) == ("capacity", str(world.mentor_city.pk))
    assert found[str(silent.pk)]["why"] == "no_assessment"
    assert found[str(content.pk)]["why"] == "nothing_asked"
    assert found[str(lonely.pk)]["why"] == "nothing_covered"


def test_limits_and_vetoes_are_named_as_remedies(world):
    make.answers_of_the_pair(world)
    row = make.round(world, country_pair_max=0)
    (without,) = make.compute(world, row).unmatched
    assert [r["kind"] for r in without["remedies"]] == ["country_pair"]
    services.change_round(round=row, by=world.coordinator, country_pair_max=None)
    who = {"mentor": world.mentor_city, "mentee": world.mentee_city}
    services.veto(round=row, by=world.coordinator, reason="Twice before", **who)
    (without,) = make.compute(world, row).unmatched
    assert (without["why"], [r["kind"] for r in without["remedies"]]) == ("ruled_out", ["veto"])


def test_one_country_limit_is_named_as_a_remedy(world):
    make.assessment(world.mentor_city, {"housing": 4})
    home = make.city(world, "Hometown", Role.MENTEE, {"housing": 1}, country="BE")
    row = make.round(world, same_country_max=0)
    found = {u["mentee"]: u for u in make.compute(world, row).unmatched}
    assert [r["kind"] for r in found[str(home.pk)]["remedies"]] == ["same_country"]


def test_a_city_can_sit_out(world):
    make.answers_of_the_pair(world)
    row = make.round(world)
    candidate = row.candidates.get(side="mentor")
    services.change_candidates(round=row, by=world.coordinator, changes={candidate.pk: {"takes_part": False}})
    proposal = make.compute(world, row)
    assert not proposal.pairs.exists() and proposal.possible == 0


def test_an_override_keeps_its_reason_and_says_what_it_costs(world):
    make.answers_of_the_pair(world)
    other = make.city(world, "Otherville", Role.MENTOR, {"work": 4})
    row = make.round(world)
    first = make.compute(world, row)
    wish = {"mentee": world.mentee_city, "mentor": other, "theme": world.theme, "by": world.coordinator}
    second = services.override(round=row, reason="They share a river", **wish)
    pair = second.pairs.get()
    assert (second.number, second.status, pair.mentor, pair.override_reason) == (
        2,
        "overridden",
        other,
        "They share a river",
    )
    assert second.bound == first.total and second.gap == (first.total - pair.total) / 1_000_000 > 0
    assert pairs_of(first) == {("Mentorville", "Learnstadt")}  # the first draft is as it was


def test_an_override_respects_every_other_decision(world):
    make.answers_of_the_pair(world)
    other = make.city(world, "Otherville", Role.MENTOR, {"housing": 3})
    full = make.city(world, "Fulltown", Role.MENTEE, {"housing": 1})
    row = make.round(world)
    who = {"mentor": other, "mentee": world.mentee_city}
    services.veto(round=row, by=world.coordinator, reason="Twice before", **who)
    make.compute(world, row)
    wish = {"round": row, "theme": world.theme, "by": world.coordinator, "reason": "A wish"}
    with pytest.raises(services.Refused, match="ruled out"):
        services.override(**who, **wish)
    with pytest.raises(services.Refused, match="no free place"):
        services.override(mentor=world.mentor_city, mentee=full, **wish)


def test_nothing_is_built_on_old_settings(world):
    row = make.proposed(world)
    services.change_round(round=row, by=world.coordinator, same_country_max=1)
    row.refresh_from_db()
    with pytest.raises(services.Refused, match="settings have changed"):
        services.ask_parties(round=row, answers_by=make.soon(), by=world.coordinator)


def test_a_proposal_is_never_changed(world):
    proposal = make.proposed(world).proposals.get()
    with pytest.raises(TypeError):
        proposal.save()


def test_the_same_inputs_give_the_same_draft(world):
    row = make.proposed(world)
    make.compute(world, row)
    one, two = ((p.inputs["weights"], p.total, p.alternatives, pairs_of(p)) for p in row.proposals.all())
    assert one == two


def test_the_job_computes_and_leads_back(world, django_capture_on_commit_callbacks):
    make.answers_of_the_pair(world)
    row = make.round(world)
    with django_capture_on_commit_callbacks(execute=True):
        job = services.propose(round=row, by=world.coordinator)
    job = Job.objects.get(pk=job.pk)
    assert (job.state, job.result_url) == ("done", f"/work/alpha/pairing/{row.pk}/")
    assert Proposal.objects.get(round=row).made_by == world.coordinator


def test_a_computation_that_comes_too_late_is_refused(world):
    row = make.consulted(world)
    with pytest.raises(services.Refused):
        jobs.compute(round=row, by=world.coordinator)
    with pytest.raises(services.Refused):
        services.propose(round=row, by=world.coordinator)


def test_the_database_refuses_incoherent_rows(world):
    row = make.proposed(world)
    pair = row.proposals.get().pairs.get()
    bad = [
        lambda: row.candidates.filter(side="mentee").update(minimum=3),
        lambda: row.candidates.filter(side="mentor").update(minimum=1),
        lambda: type(row).objects.filter(pk=row.pk).update(state="consulted"),
        lambda: type(row).objects.filter(pk=row.pk).update(state="published"),
        lambda: type(pair).objects.filter(pk=pair.pk).update(is_overridden=True),
        lambda: pair.answers.create(participation=world.mentor_city, role="mentor", answer="yes"),
    ]
    for deed in bad:
        with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
            deed()
