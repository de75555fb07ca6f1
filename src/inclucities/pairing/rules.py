"""Who may do what in pairing: the programme team decides, its experts read, each party answers for itself."""

import rules

from inclucities.network.rules import coordinates, facilitates, works_for

from .states import RoundState


@rules.predicate
def answers_for(person, answer):
    """Works for the party that is asked, while the question is open."""
    round = answer.pair.proposal.round
    return round.state == RoundState.CONSULTED and works_for(person, answer.participation)


rules.add_perm("pairing.view_rounds", coordinates | facilitates)
rules.add_perm("pairing.manage_rounds", coordinates)
rules.add_perm("pairing.manage_round", coordinates)
rules.add_perm("pairing.answer", answers_for)
