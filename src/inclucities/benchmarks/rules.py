"""Who may answer, submit and read. A submitted assessment is open to more people than a draft: see the selector."""

import rules

from inclucities.network.rules import works_for

from . import selectors
from .models import Assessment


@rules.predicate
def of_the_city(person, assessment: Assessment):
    """Holds a post, today, in the city whose assessment it is, while the city takes part."""
    participation = assessment and selectors.participation_of(assessment)
    return participation is not None and works_for(person, participation)


rules.add_perm("benchmarks.start_assessment", works_for)
rules.add_perm("benchmarks.answer", of_the_city)
rules.add_perm("benchmarks.submit_assessment", of_the_city)
