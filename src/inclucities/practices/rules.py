"""Who may write, submit and review practices."""

import rules

from inclucities.network import selectors as network
from inclucities.network.models import Participation
from inclucities.network.rules import coordinates, facilitates, works_for


@rules.predicate
def owns(person, practice):
    """Works today for the organisation to which the practice belongs."""
    if practice is None or practice.owner_id is None:
        return False
    return practice.owner_id in network.bodies_of(person)


@rules.predicate
def reviews(person, practice):
    """Is in the team of a programme in which the owner takes part today."""
    if practice is None or practice.owner_id is None:
        return False
    programmes = Participation.objects.current().filter(organisation=practice.owner_id).values("programme")
    return network.led_programmes(person).filter(pk__in=programmes).exists()


rules.add_perm("practices.write_for", works_for)
rules.add_perm("practices.edit_practice", owns)
rules.add_perm("practices.read_reviews", coordinates | facilitates)
rules.add_perm("practices.review_practice", reviews)
