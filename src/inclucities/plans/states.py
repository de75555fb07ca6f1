from django.db import models
from django.utils.translation import gettext_lazy as _

from inclucities.core.states import step


class PlanState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SHARED = "shared", _("shared with the pair")
    ENDORSED = "endorsed", _("endorsed by the pair")
    ADOPTED = "adopted", _("adopted by the council")
    UNDER_WAY = "under_way", _("under way")
    REVIEWED = "reviewed", _("reviewed")
    CLOSED = "closed", _("closed")


# States in which the plan is carried out and progress is reported.
RUNNING = (PlanState.ENDORSED, PlanState.ADOPTED, PlanState.UNDER_WAY, PlanState.REVIEWED)
# States that a plan reaches only by a decision of the council.
AFTER_ADOPTION = (PlanState.ADOPTED, PlanState.UNDER_WAY, PlanState.REVIEWED, PlanState.CLOSED)

_LEAD = "plans.lead_plan"
PLAN_STEPS = {
    "share": step([PlanState.DRAFT], PlanState.SHARED, _("Share with the pair"), _LEAD),
    # Taken when both cities have endorsed the version; nobody presses it alone.
    "endorse": step([PlanState.SHARED], PlanState.ENDORSED, _("Endorse"), "plans.endorse"),
    "adopt": step([PlanState.ENDORSED], PlanState.ADOPTED, _("Record the council’s decision"), _LEAD),
    "begin": step([PlanState.ADOPTED], PlanState.UNDER_WAY, _("Begin the work"), _LEAD),
    "review": step([PlanState.UNDER_WAY], PlanState.REVIEWED, _("Record the review"), _LEAD),
    "resume": step([PlanState.REVIEWED], PlanState.UNDER_WAY, _("Go on after the review"), _LEAD),
    "close": step([PlanState.UNDER_WAY, PlanState.REVIEWED], PlanState.CLOSED, _("Close the plan"), _LEAD),
    # Back to the desk: the change becomes a new version, which the pair endorses again.
    "revise": step(
        [PlanState.SHARED, PlanState.ENDORSED, PlanState.ADOPTED, PlanState.UNDER_WAY, PlanState.REVIEWED],
        PlanState.DRAFT,
        _("Change the plan"),
        _LEAD,
    ),
}


class ActionStatus(models.TextChoices):
    NOT_STARTED = "not_started", _("not started")
    UNDER_WAY = "under_way", _("under way")
    DONE = "done", _("done")
    STOPPED = "stopped", _("stopped")


class Milestone(models.TextChoices):
    """What made a version: each of these keeps the plan as it was on the day."""

    SHARED = "share", _("shared with the pair")
    ENDORSED = "endorse", _("endorsed by the pair")
    ADOPTED = "adopt", _("adopted by the council")
    REVIEWED = "review", _("reviewed")
