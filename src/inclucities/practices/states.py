from django.db import models
from django.utils.translation import gettext_lazy as _

from inclucities.core.states import step


class PracticeState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    CHANGES_REQUESTED = "changes_requested", _("changes requested")
    PUBLISHED = "published", _("published")
    VALIDATED = "validated", _("validated")
    ARCHIVED = "archived", _("archived")


PUBLIC = (PracticeState.PUBLISHED, PracticeState.VALIDATED, PracticeState.ARCHIVED)
# An archived practice keeps its address, but the library no longer offers it.
OFFERED = (PracticeState.PUBLISHED, PracticeState.VALIDATED)

EDITED = [PracticeState.DRAFT, PracticeState.CHANGES_REQUESTED]
PRACTICE_STEPS = {
    "submit": step(EDITED, PracticeState.SUBMITTED, _("Submit"), "practices.edit_practice"),
    "ask_for_changes": step(
        [PracticeState.SUBMITTED],
        PracticeState.CHANGES_REQUESTED,
        _("Ask for changes"),
        "practices.review_practice",
    ),
    "publish": step([PracticeState.SUBMITTED], PracticeState.PUBLISHED, _("Publish"), "practices.review_practice"),
    "validate": step([PracticeState.PUBLISHED], PracticeState.VALIDATED, _("Validate"), "practices.review_practice"),
    "archive": step(
        [PracticeState.PUBLISHED, PracticeState.VALIDATED],
        PracticeState.ARCHIVED,
        _("Archive"),
        "practices.review_practice",
    ),
}


class Origin(models.TextChoices):
    """How a text in a language came to be."""

    ORIGINAL = "original", _("original")
    HUMAN = "human", _("human-reviewed translation")
    MACHINE = "machine", _("machine translation")


class TransferState(models.TextChoices):
    CONSIDERED = "considered", _("considered")
    ADAPTING = "adapting", _("adapting")
    PILOTED = "piloted", _("piloted")
    RUNNING = "running", _("running")
    DROPPED = "dropped", _("dropped")
