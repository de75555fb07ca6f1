from django.db import models
from django.utils.translation import gettext_lazy as _

from inclucities.core.states import step


class SchemeState(models.TextChoices):
    ACTIVE = "active", _("active")
    CLOSED = "closed", _("closed")


SCHEME_STEPS = {
    "close": step([SchemeState.ACTIVE], SchemeState.CLOSED, _("Close"), "mentoring.manage_scheme"),
    "reopen": step([SchemeState.CLOSED], SchemeState.ACTIVE, _("Reopen"), "mentoring.manage_scheme"),
}


class PartyRole(models.TextChoices):
    """The part of an organisation in a scheme."""

    MENTOR = "mentor", _("mentor")
    MENTEE = "mentee", _("mentee")
    MENTOR_ASSOCIATION = "mentor_association", _("association of the mentor")
    MENTEE_ASSOCIATION = "mentee_association", _("association of the mentee")
    FACILITATOR = "facilitator", _("facilitator")


class TaskState(models.TextChoices):
    OPEN = "open", _("open")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


TASK_STEPS = {
    "finish": step([TaskState.OPEN], TaskState.DONE, _("Done"), "mentoring.work_in_scheme"),
    "drop": step([TaskState.OPEN], TaskState.DROPPED, _("Drop"), "mentoring.work_in_scheme"),
    "reopen": step([TaskState.DONE, TaskState.DROPPED], TaskState.OPEN, _("Reopen"), "mentoring.work_in_scheme"),
}
