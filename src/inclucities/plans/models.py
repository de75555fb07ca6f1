from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inclucities.accounts.models import Person
from inclucities.benchmarks.models import KeyFactor
from inclucities.core.freeze import Frozen
from inclucities.core.languages import CHOICES
from inclucities.core.models import Base, StoredFile
from inclucities.mentoring.models import Party, Scheme
from inclucities.network.models import Participation
from inclucities.practices.models import Practice
from inclucities.visits.models import Finding

from .states import AFTER_ADOPTION, PLAN_STEPS, ActionStatus, Milestone, PlanState


class Revised(Base):
    """A row that two may edit: every change counts, and whoever comes second is shown both texts."""

    revision = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class Plan(Revised):
    """What a mentee city will do, written with its mentor and adopted by its council."""

    TRANSITIONS = PLAN_STEPS

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="plans")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="plans")
    title = models.CharField(_("title"), max_length=160)
    vision = models.TextField(_("what will be different"), blank=True)
    language = models.CharField(_("language of the plan"), max_length=8, choices=CHOICES)
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.DRAFT)
    version = models.PositiveSmallIntegerField(default=1)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adoption_reference = models.CharField(_("reference of the decision"), max_length=120, blank=True)
    adoption_document = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "participation"], condition=~Q(state=PlanState.CLOSED), name="plan_one_open"
            ),
            models.CheckConstraint(
                name="plan_adopted_with_date_and_reference",
                condition=~Q(state__in=AFTER_ADOPTION) | (Q(adopted_on__isnull=False) & ~Q(adoption_reference="")),
            ),
        ]
        ordering = ["-pk"]

    def __str__(self):
        return self.title


class Objective(Revised):
    """What a plan wants to reach."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="objectives")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(_("objective"), max_length=200)
    why = models.TextField(_("why"), blank=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return self.title


class Action(Revised):
    """A concrete step of an objective, with who leads it, when, and with what money."""

    objective = models.ForeignKey(Objective, models.CASCADE, related_name="actions")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(_("action"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    # Why it is there: the key factor it serves and the finding of a visit it answers.
    key_factor = models.ForeignKey(KeyFactor, models.PROTECT, null=True, blank=True, related_name="+")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, blank=True, related_name="+")
    # Where it comes from, and what is different here.
    origin_practice = models.ForeignKey(Practice, models.PROTECT, null=True, blank=True, related_name="+")
    adaptation = models.TextField(_("what we do differently"), blank=True)
    lead = models.CharField(_("action lead"), max_length=160, blank=True)  # a function or unit, never a private person
    partners = models.CharField(_("partners"), max_length=300, blank=True)
    for_whom = models.CharField(_("for whom"), max_length=300, blank=True)
    budget = models.DecimalField(_("budget"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    budget_source = models.CharField(_("who pays"), max_length=200, blank=True)
    starts = models.DateField(_("starts on"), null=True, blank=True)
    ends = models.DateField(_("ends on"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=ActionStatus, default=ActionStatus.NOT_STARTED)
    percent = models.PositiveSmallIntegerField(_("how far, in per cent"), default=0)
    risks = models.TextField(_("what could go wrong"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="action_ends_after_start",
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=F("starts")),
            ),
            models.CheckConstraint(name="action_percent_to_100", condition=Q(percent__lte=100)),
            models.CheckConstraint(name="action_budget_not_negative", condition=Q(budget=None) | Q(budget__gte=0)),
        ]
        ordering = ["order", "pk"]

    def __str__(self):
        return self.title


class Indicator(Revised):
    """How a city will see that an objective is reached."""

    objective = models.ForeignKey(Objective, models.CASCADE, related_name="indicators")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(_("indicator"), max_length=200)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    baseline = models.DecimalField(_("baseline"), max_digits=14, decimal_places=2, null=True, blank=True)
    baseline_on = models.DateField(_("baseline of"), null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2, null=True, blank=True)
    target_on = models.DateField(_("target for"), null=True, blank=True)
    source = models.CharField(_("source of the figures"), max_length=200, blank=True)
    higher_is_better = models.BooleanField(_("a higher value is better"), default=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name


class Measurement(Base):
    """A value of an indicator on a day, with its source. A correction is a new row for the same day."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="measurements")
    day = models.DateField(_("day"))
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    source = models.CharField(_("source"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self):
        return f"{self.day}: {self.value}"


class Endorsement(Base):
    """One of the two cities stands behind one version of the plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="endorsements")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "party", "version"], name="endorsement_once")]
        ordering = ["pk"]

    def __str__(self):
        return f"{self.plan_id} {self.party_id} {self.version}"


class PlanVersion(Base):
    """The plan as it was when something was decided. The database refuses every change."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    version = models.PositiveSmallIntegerField()
    milestone = models.CharField(max_length=8, choices=Milestone)
    day = models.DateField()
    snapshot = models.JSONField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [Frozen(name="plan_version_never_changes")]
        ordering = ["pk"]

    def __str__(self):
        return f"{self.plan_id} {self.version} {self.milestone}"
