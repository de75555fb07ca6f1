from django.db import models
from django.utils.translation import gettext_lazy as _

from inclucities.core.states import step


class RoundState(models.TextChoices):
    """How far a round is. Drafts and proposals are seen by the programme team alone."""

    DRAFT = "draft", _("draft")
    PROPOSED = "proposed", _("proposed")
    CONSULTED = "consulted", _("parties asked")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


_MANAGE = "pairing.manage_round"
ROUND_STEPS = {
    "propose": step([RoundState.DRAFT, RoundState.PROPOSED], RoundState.PROPOSED, _("Compute"), _MANAGE),
    "ask": step([RoundState.PROPOSED], RoundState.CONSULTED, _("Ask the parties"), _MANAGE),
    "reconsider": step([RoundState.CONSULTED], RoundState.PROPOSED, _("Reconsider the pairs"), _MANAGE),
    "publish": step([RoundState.CONSULTED], RoundState.PUBLISHED, _("Publish the round"), _MANAGE),
    "withdraw": step(
        [RoundState.DRAFT, RoundState.PROPOSED, RoundState.CONSULTED],
        RoundState.WITHDRAWN,
        _("Withdraw the round"),
        _MANAGE,
    ),
}


class Side(models.TextChoices):
    """On which side a city takes part in a round; a city may stand on both."""

    MENTOR = "mentor", _("mentor")
    MENTEE = "mentee", _("mentee")


class ConstraintKind(models.TextChoices):
    LOCK = "lock", _("locked")
    VETO = "veto", _("ruled out")


class ProposalStatus(models.TextChoices):
    OPTIMAL = "optimal", _("best possible")
    OVERRIDDEN = "overridden", _("changed by the programme team")
    INFEASIBLE = "infeasible", _("not possible")


class Part(models.TextChoices):
    """The four parts of a fit."""

    COVERAGE = "coverage", _("Experience")
    LANGUAGE = "language", _("Language")
    CONTEXT = "context", _("Context")
    DISTANCE = "distance", _("Distance")


class PartyRole(models.TextChoices):
    """In which quality a party is asked."""

    MENTOR = "mentor", _("mentor")
    MENTEE = "mentee", _("mentee")
    MENTOR_ASSOCIATION = "mentor_association", _("association of the mentor")
    MENTEE_ASSOCIATION = "mentee_association", _("association of the mentee")
    BOTH_ASSOCIATION = "both_association", _("association of both cities")


CITIES = (PartyRole.MENTOR, PartyRole.MENTEE)


class Answer(models.TextChoices):
    OPEN = "open", _("not answered yet")
    YES = "yes", _("agrees")
    NO = "no", _("declines")


class Verdict(models.TextChoices):
    """What the answers to a pair amount to. Silence of a city is never taken as agreement."""

    WAITING = "waiting", _("waiting for answers")
    AGREED = "agreed", _("agreed")
    DECLINED = "declined", _("declined")


def verdict_of(answers) -> Verdict:
    """Read the answers to one pair, given as (role, answer).

    A pair is agreed when both cities have said yes and no association has said no. An association that keeps
    silent has not agreed; it just does not hold up its members, who decide for themselves.
    """
    answers = list(answers)
    if any(answer == Answer.NO for _, answer in answers):
        return Verdict.DECLINED
    said = [answer for role, answer in answers if role in CITIES]
    return Verdict.AGREED if said and all(a == Answer.YES for a in said) else Verdict.WAITING
