from django.db import models
from django.utils.translation import gettext_lazy as _

from inclucities.core.states import step


class ProgrammeState(models.TextChoices):
    DRAFT = "draft", _("draft")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


PROGRAMME_STEPS = {
    "open": step([ProgrammeState.DRAFT], ProgrammeState.OPEN, _("Open the programme"), "network.change_programme"),
    "close": step([ProgrammeState.OPEN], ProgrammeState.CLOSED, _("Close the programme"), "network.change_programme"),
}


class Role(models.TextChoices):
    """The role of an organisation in a programme."""

    LEAD_PARTNER = "lead_partner", _("lead partner")
    MENTOR = "mentor", _("mentor")
    MENTEE = "mentee", _("mentee")
    ASSOCIATION = "association", _("association")
    FACILITATOR = "facilitator", _("facilitator")


CITY_ROLES = (Role.MENTOR, Role.MENTEE)


class Step(models.TextChoices):
    """The seven steps of a city's journey."""

    JOIN = "join", _("Join")
    ASSESS = "assess", _("Assess")
    PAIR = "pair", _("Pair")
    VISIT = "visit", _("Visit")
    PLAN = "plan", _("Plan")
    ACT = "act", _("Act")
    SHARE = "share", _("Share")


class Mode(models.TextChoices):
    ON_SITE = "on_site", _("on site")
    ONLINE = "online", _("online")
    MIXED = "mixed", _("mixed")


class EventKind(models.TextChoices):
    KICK_OFF = "kick_off", _("kick-off")
    BENCHMARKS = "benchmarks", _("benchmarks defined")
    TRAINING = "training", _("mentoring training")
    STEERING = "steering", _("steering committee")
    WORKSHOP = "workshop", _("transfer workshop")
    ACADEMY = "academy", _("training academy")
    CONFERENCE = "conference", _("final conference")
    OTHER = "other", _("other event")
