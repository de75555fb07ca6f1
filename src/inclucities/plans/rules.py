"""Who may write, endorse and carry out a plan. Who may read is in the selector."""

import rules

from inclucities.mentoring.selectors import standing_of
from inclucities.mentoring.states import PartyRole
from inclucities.network.rules import works_for

from .models import Plan


@rules.predicate
def leads(person, plan: Plan):
    """Is an officer of the mentee whose plan it is, today, while the city takes part."""
    return plan is not None and works_for(person, plan.participation)


@rules.predicate
def is_of_the_pair(person, plan: Plan):
    """Is an officer of the mentee or of a mentor city of the scheme."""
    if plan is None:
        return False
    own = standing_of(person, plan.scheme).own
    cities = [p for p in own if p.role in (PartyRole.MENTOR, PartyRole.MENTEE)]
    return any(p.role == PartyRole.MENTOR or p.participation_id == plan.participation_id for p in cities)


rules.add_perm("plans.start_plan", works_for)
rules.add_perm("plans.lead_plan", leads)
rules.add_perm("plans.endorse", is_of_the_pair)
