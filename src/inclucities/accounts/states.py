from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("municipality")
    ASSOCIATION = "association", _("association of local governments")
    OTHER = "other", _("other organisation")


class PostRole(models.TextChoices):
    """What a person is in an organisation. Rights follow from it and from the organisation's participation."""

    OFFICER = "officer", _("officer")
    PROGRAMME_TEAM = "programme_team", _("programme team")
    EXPERT = "expert", _("expert")
