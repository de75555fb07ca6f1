from django.db import models
from django.utils.translation import gettext_lazy as _

from inclucities.core.states import step


class BenchmarkKind(models.TextChoices):
    GENERAL = "general", _("general benchmark")
    DEEP_DIVE = "deep_dive", _("deep-dive benchmark")


class Confidence(models.TextChoices):
    SURE = "sure", _("sure")
    FAIRLY_SURE = "fairly-sure", _("fairly sure")
    NOT_SURE = "not-sure", _("not sure")


class Rater(models.TextChoices):
    """Who looks at the city: itself, a peer, or an expert."""

    CITY = "city", _("the city itself")
    PEER = "peer", _("a peer city")
    EXPERT = "expert", _("an expert")


class AssessmentState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")


ASSESSMENT_STEPS = {
    "submit": step([AssessmentState.DRAFT], AssessmentState.SUBMITTED, _("Submit"), "benchmarks.submit_assessment"),
}
