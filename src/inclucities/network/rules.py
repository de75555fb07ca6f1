"""Who may do what in a programme. Upper apps combine these predicates in their own rules."""

import rules

from inclucities.accounts.states import PostRole

from . import selectors
from .models import Participation, Programme


def programme_of(row) -> Programme:
    """The programme to which a row belongs."""
    return row if isinstance(row, Programme) else row.programme


@rules.predicate
def coordinates(person, row):
    """Is in the programme team."""
    return row is not None and selectors.is_coordinator(person, programme_of(row))


@rules.predicate
def facilitates(person, row):
    """Is an expert of the programme's facilitator."""
    return row is not None and selectors.is_facilitator(person, programme_of(row))


@rules.predicate
def works_for(person, participation: Participation):
    """Holds a post in the organisation, today."""
    return participation is not None and selectors.works_for(person, participation)


@rules.predicate
def follows(person, participation: Participation):
    """Works for an association of which the city is a member."""
    return participation is not None and selectors.follows(person, participation)


@rules.predicate
def in_a_team(person):
    """Is in the programme team of some organisation, today."""
    return bool(selectors.bodies_of(person, PostRole.PROGRAMME_TEAM))


rules.add_perm("network.add_programme", in_a_team)
rules.add_perm("network.change_programme", coordinates)
rules.add_perm("network.manage_participations", coordinates)
rules.add_perm("network.invite", coordinates | works_for)
rules.add_perm("network.change_city", works_for | coordinates)
