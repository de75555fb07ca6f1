"""Who may write, endorse and carry out a plan. Who may read is in the selector."""

import rules

from inclucities.mentoring.selectors import standing_of
from inclucities.mentoring.states import PartyRole
from inclucities.network.rules import works_for

from .models import Plan


@rules.predicate
def leads(person, plan: Plan):
    """Is an officer of the mentee whose plan it is, today, while the city takes part."""
    if plan is None:
        return False
    own = standing_of(person, plan.scheme).own
    return any(p.participation_id == plan.participation_id and p.participation.is_current for p in own)


@rules.predicate
def mentors(person, plan: Plan):
    """Is an officer of a mentor city of the scheme."""
    return plan is not None and any(p.role == PartyRole.MENTOR for p in standing_of(person, plan.scheme).own)


rules.add_perm("plans.start_plan", works_for)
rules.add_perm("plans.lead_plan", leads)
rules.add_perm("plans.endorse", leads | mentors)
