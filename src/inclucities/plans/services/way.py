"""From draft to review: each step that somebody outside relies on keeps the plan as it was."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from inclucities.core import files, outbox, states
from inclucities.core.log import record
from inclucities.core.states import TransitionRefused
from inclucities.mentoring.models import Party
from inclucities.mentoring.states import PartyRole
from inclucities.network import selectors as people
from inclucities.network import services as network
from inclucities.network.states import Step

from .. import selectors
from ..models import Endorsement, Plan, PlanVersion
from ..states import Milestone, PlanState
from .content import lock


def _keep(plan: Plan, milestone: Milestone, by) -> PlanVersion:
    return PlanVersion.objects.create(
        plan=plan,
        version=plan.version,
        milestone=milestone,
        day=timezone.localdate(),
        snapshot=selectors.snapshot_of(plan),
        by=by,
    )


@transaction.atomic
def share(*, plan: Plan, by) -> Plan:
    """Show the draft to the pair and those around it, and ask the mentor to endorse it."""
    states.apply(plan, "share", by=by)
    _keep(plan, Milestone.SHARED, by)
    mentors = Party.objects.current().filter(scheme=plan.scheme_id, role=PartyRole.MENTOR)
    for post in people.lead_contacts([p.participation for p in mentors.select_related("participation")]):
        outbox.post(
            to=post.person.email,
            language=post.person.language,
            template="plans/mail/shared.txt",
            key=f"plan-shared:{plan.pk}:{plan.version}:{plan.revision}:{post.pk}",
            plan=plan,
            city=plan.participation.organisation,
            link=outbox.absolute(reverse("plans:plan", args=[plan.pk])),
        )
    return plan


@transaction.atomic
def endorse(*, plan: Plan, party: Party, by) -> Plan:
    """One city stands behind this version. When the mentee and a mentor both do, the plan is endorsed."""
    locked = lock(plan)
    if locked.state != PlanState.SHARED:
        raise TransitionRefused("endorse")
    _row, new = Endorsement.objects.get_or_create(plan=plan, party=party, version=locked.version, defaults={"by": by})
    if new:
        record("plans.endorse_as", plan, by=by, party=party.pk, version=locked.version)
    given = Endorsement.objects.filter(plan=plan, version=locked.version).select_related("party")
    mentee = any(e.party.participation_id == plan.participation_id for e in given)
    if mentee and any(e.party.role == PartyRole.MENTOR for e in given):
        states.apply(plan, "endorse", by=by)
        _keep(plan, Milestone.ENDORSED, by)
    return plan


@transaction.atomic
def adopt(*, plan: Plan, on: date, reference: str, by, upload=None) -> Plan:
    """Record the decision of the council: day, reference, and its paper if there is one."""

    def decided(row):
        row.adopted_on, row.adoption_reference = on, reference
        row.adoption_document = files.keep_upload(upload, by=by) if upload else None

    states.apply(plan, "adopt", by=by, then=decided)
    _keep(plan, Milestone.ADOPTED, by)
    network.reach(plan.participation, Step.PLAN, done=True)
    return plan


@transaction.atomic
def review(*, plan: Plan, by) -> Plan:
    """Look back together: the plan is kept with its figures of the day."""
    states.apply(plan, "review", by=by)
    _keep(plan, Milestone.REVIEWED, by)
    network.reach(plan.participation, Step.ACT, done=True)
    return plan


def revise(*, plan: Plan, by) -> Plan:
    """Take the plan back to the desk as its next version; earlier versions stay as they were."""

    def renumber(row):
        row.version += 1

    return states.apply(plan, "revise", by=by, then=renumber)


def take_step(*, plan: Plan, name: str, by) -> Plan:
    """Take a step that needs nothing but the wish: share, review, revise, begin, resume, close."""
    own = {"share": share, "review": review, "revise": revise}
    if name in own:
        return own[name](plan=plan, by=by)
    return states.apply(plan, name, by=by)
