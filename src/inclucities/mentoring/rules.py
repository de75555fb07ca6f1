"""Who may do what in a scheme."""

import rules

from inclucities.network.rules import coordinates

from . import selectors
from .models import Scheme


def scheme_of(row) -> Scheme:
    """The scheme to which a row belongs."""
    return row if isinstance(row, Scheme) else row.scheme


@rules.predicate
def reads(person, row):
    """Is of the pair's own people."""
    return row is not None and selectors.standing_of(person, scheme_of(row)).reads


@rules.predicate
def works(person, row):
    """Is of the pair's own people, and the scheme is active."""
    return row is not None and selectors.standing_of(person, scheme_of(row)).works


@rules.predicate
def works_as_city(person, row):
    """Is an officer of one of the cities, and the scheme is active."""
    return row is not None and selectors.standing_of(person, scheme_of(row)).works_as_city


@rules.predicate
def leads(person, row):
    """Is in the team of the scheme's programme."""
    return row is not None and selectors.standing_of(person, scheme_of(row)).coordinates


@rules.predicate
def writes_own(person, message):
    """Has written the message."""
    return message is not None and message.author_id == person.pk


rules.add_perm("mentoring.list_schemes", coordinates)
rules.add_perm("mentoring.read_scheme", reads)
rules.add_perm("mentoring.work_in_scheme", works)
rules.add_perm("mentoring.withdraw_message", works & writes_own)
rules.add_perm("mentoring.change_theme", works_as_city | leads)
rules.add_perm("mentoring.manage_scheme", leads)
