"""Who may do what with a visit and its findings."""

import rules

from inclucities.accounts.models import Post
from inclucities.mentoring.selectors import standing_of

from .models import Finding, Visit
from .states import VisitState

_WITNESSED = (VisitState.PLANNED, VisitState.HELD)


def visit_of(row) -> Visit:
    """The visit to which a row belongs."""
    return row if isinstance(row, Visit) else row.visit


def _standing(person, row):
    return standing_of(person, visit_of(row).scheme)


@rules.predicate
def reads(person, row):
    """Is of the pair's own people."""
    return row is not None and _standing(person, row).reads


@rules.predicate
def is_city(person, row):
    """Is an officer of one of the cities, and the scheme is active."""
    return row is not None and _standing(person, row).works_as_city


@rules.predicate
def is_expert(person, row):
    """Is an expert of the programme, and the scheme is active."""
    return row is not None and _standing(person, row).facilitates and _standing(person, row).works


@rules.predicate
def not_cancelled(person, row):
    """The visit stands."""
    return row is not None and visit_of(row).state != VisitState.CANCELLED


@rules.predicate
def is_announced(person, row):
    """The visit is planned or held: only then something can be seen."""
    return row is not None and visit_of(row).state in _WITNESSED


@rules.predicate
def speaks_for_author(person, finding: Finding):
    """Has written the finding, or works in the same city as who did."""
    if finding is None or finding.author_id == person.pk:
        return finding is not None
    city = _standing(person, finding).city
    if city is None:
        return False
    colleagues = Post.objects.current().filter(organisation=city.participation.organisation_id)
    return colleagues.filter(person=finding.author_id).exists()


@rules.predicate
def works_in_scheme_as_city(person, scheme):
    """Is an officer of one of the scheme's cities."""
    return scheme is not None and standing_of(person, scheme).works_as_city


rules.add_perm("visits.plan_visit", works_in_scheme_as_city)
rules.add_perm("visits.read_visit", reads)
rules.add_perm("visits.edit_visit", is_city & not_cancelled)
rules.add_perm("visits.write_finding", is_announced & (is_city | is_expert))
rules.add_perm("visits.change_finding", is_announced & (is_city | is_expert) & speaks_for_author)
rules.add_perm("visits.validate_finding", is_announced & is_city)
