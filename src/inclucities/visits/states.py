from django.db import models
from django.utils.translation import gettext_lazy as _

from inclucities.core.states import step


class VisitState(models.TextChoices):
    DRAFT = "draft", _("draft")
    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")


VISIT_STEPS = {
    "announce": step([VisitState.DRAFT], VisitState.PLANNED, _("Send the invitations"), "visits.edit_visit"),
    "hold": step([VisitState.PLANNED], VisitState.HELD, _("Mark as held"), "visits.edit_visit"),
    "cancel": step(
        [VisitState.DRAFT, VisitState.PLANNED],
        VisitState.CANCELLED,
        _("Cancel the visit"),
        "visits.edit_visit",
    ),
}


class FindingKind(models.TextChoices):
    STRENGTH = "strength", _("strength")
    GAP = "gap", _("gap")
    IDEA = "idea", _("idea")
    RISK = "risk", _("risk")


class Tier(models.TextChoices):
    """Who may read: the pair, or everyone."""

    INTERNAL = "internal", _("internal")
    PUBLIC = "public", _("public")
