"""Whose plans a person may see, and what a plan can start from."""

from django.db.models import Exists, OuterRef, Q

from inclucities.mentoring import selectors as mentoring
from inclucities.mentoring.states import PartyRole
from inclucities.network import selectors as network
from inclucities.visits.models import Finding

from ..models import Action, Endorsement, Plan, PlanVersion
from ..states import ActionStatus, PlanState


def visible_plans(person):
    """Plans that a person may see.

    The mentee's officers see their plan from the first word. Everybody else who may know of the scheme sees it
    from the moment the mentee shares it; while a later version is at the desk they see the last one shared.
    """
    shared = PlanVersion.objects.filter(plan=OuterRef("pk"))
    mine = Q(participation__organisation__in=network.bodies_of(person))
    known = Q(scheme__in=mentoring.visible_schemes(person).values("pk")) & Exists(shared)
    rows = Plan.objects.filter(mine | known).annotate(**_endorsed())
    return rows.select_related(
        "scheme__programme", "participation__organisation__municipality", "participation__programme"
    )


def _endorsed() -> dict[str, Exists]:
    """Whether each side stands behind the version at hand: shown on every page of a plan."""
    given = Endorsement.objects.filter(plan=OuterRef("pk"), version=OuterRef("version"))
    return {
        "mentee_endorsed": Exists(given.filter(party__participation=OuterRef("participation"))),
        "mentor_endorsed": Exists(given.filter(party__role=PartyRole.MENTOR)),
    }


def plan_of(participation, person) -> Plan | None:
    """The plan of a mentee, the open one before those that are closed."""
    rows = visible_plans(person).filter(participation=participation)
    return next(iter(sorted(rows, key=lambda p: (p.state == PlanState.CLOSED, -p.pk))), None)


def plans_seen_from(participation, person):
    """Plans of the schemes in which a city is a party: what a mentor finds under its own step."""
    return visible_plans(person).filter(scheme__parties__participation=participation).distinct()


def validated_findings(plan) -> list[Finding]:
    """Findings of the visits that both cities have validated in the words that stand there now."""
    rows = Finding.objects.filter(visit__scheme=plan.scheme_id, withdrawn_at=None)
    rows = rows.select_related("key_factor", "visit").prefetch_related("validations__party")
    sides = {PartyRole.MENTOR, PartyRole.MENTEE}

    def agreed(finding):
        said = {v.party.role for v in finding.validations.all() if v.version == finding.version}
        return sides <= said

    return [finding for finding in rows if agreed(finding)]


def actions_begun(plan) -> bool:
    """Whether any action of a plan is more than words."""
    rows = Action.objects.filter(objective__plan=plan)
    return rows.exclude(status=ActionStatus.NOT_STARTED).exists()
