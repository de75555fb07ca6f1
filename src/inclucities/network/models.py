from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inclucities.accounts.models import Organisation
from inclucities.core.languages import pick
from inclucities.core.models import Base, Dated, DatedQuerySet, ends_after_start

from .states import PROGRAMME_STEPS, EventKind, Mode, ProgrammeState, Role, Step


class Theme(models.Model):
    """One of the fields of integration work by which needs, practices and benchmarks are sorted."""

    id = models.SlugField(primary_key=True, max_length=60)
    order = models.PositiveSmallIntegerField()
    label = models.JSONField()
    description = models.JSONField(default=dict)
    eu_area = models.JSONField(default=dict)
    practice_domains = models.JSONField(default=list)

    class Meta:
        ordering = ["order"]

    def __str__(self):
        return pick(self.label)


class Municipality(Base):
    """A local public authority, whatever its size."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, primary_key=True, related_name="municipality")
    geoname_id = models.BigIntegerField(null=True, blank=True, unique=True)
    latitude = models.FloatField(null=True)  # degrees, WGS 84
    longitude = models.FloatField(null=True)
    population = models.PositiveIntegerField(null=True, blank=True)  # of the gazetteer; stated figures are statistics
    languages = models.JSONField(default=list, blank=True)  # working languages, ISO 639-1

    class Meta:
        ordering = ["organisation__slug"]

    def __str__(self):
        return self.organisation.name


class Association(Base):
    """An organisation that represents the municipalities of a country or region."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, primary_key=True, related_name="association")
    website = models.URLField(blank=True)

    class Meta:
        ordering = ["organisation__slug"]

    def __str__(self):
        return self.organisation.short_name


class CurrentQuerySet(DatedQuerySet):
    def current(self):
        return self.on(timezone.localdate())


class Membership(Base, Dated):
    """A municipality belongs to an association, for a time."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="memberships")
    association = models.ForeignKey(Association, models.PROTECT, related_name="memberships")
    # The day is not known: shown as "since before …".
    since_before = models.BooleanField(default=False)

    objects = CurrentQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_start("membership_ends_after_start"),
            models.UniqueConstraint(
                fields=["municipality", "association"], condition=Q(valid_to=None), name="membership_once"
            ),
        ]

    def __str__(self):
        return f"{self.municipality}, {self.association}"


class Programme(Base):
    """A series of linked activities with partners, dates and funding, in which cities learn from one another."""

    TRANSITIONS = PROGRAMME_STEPS

    slug = models.SlugField(max_length=60, unique=True)
    acronym = models.CharField(_("short name"), max_length=60)
    names = models.JSONField(_("name"), default=dict)
    purpose = models.JSONField(_("purpose"), default=dict)
    lead_partner = models.ForeignKey(Organisation, models.PROTECT, related_name="led_programmes")
    funder = models.CharField(_("funder"), max_length=200, blank=True)
    grant = models.CharField(_("grant number"), max_length=60, blank=True)
    visibility = models.JSONField(_("visibility text"), default=dict)
    starts = models.DateField(_("starts on"), null=True)
    ends = models.DateField(_("ends on"), null=True, blank=True)
    ends_precision = models.CharField(max_length=5, default="day")  # day | month
    languages = models.JSONField(default=list)
    announced_themes = models.JSONField(default=list, blank=True)  # words of the announcement, in English
    outputs = models.JSONField(default=list, blank=True)
    sources = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=ProgrammeState, default=ProgrammeState.DRAFT)
    is_public = models.BooleanField(_("visible to everyone"), default=False)
    is_sample = models.BooleanField(default=False)  # sample data, labelled as such on every page
    second_factor = models.BooleanField(_("second factor for everyone"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="programme_ends_after_start", condition=Q(ends=None) | Q(ends__gte=models.F("starts"))
            )
        ]
        ordering = ["-starts", "slug"]

    def __str__(self):
        return self.acronym

    @property
    def name(self):
        return pick(self.names) or self.acronym


class ParticipationQuerySet(CurrentQuerySet):
    def cities(self):
        return self.filter(role__in=[Role.MENTOR, Role.MENTEE])

    def with_organisation(self):
        return self.select_related("programme", "organisation__municipality", "organisation__association")


class Participation(Base, Dated):
    """An organisation takes part in a programme, in a role, for a time."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="participations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="participations")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    reason = models.TextField(_("reason"), blank=True)  # of a replacement, internal
    note = models.TextField(blank=True)  # what the sources say of it, public
    sources = models.JSONField(default=list, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_start("participation_ends_after_start"),
            models.UniqueConstraint(
                fields=["programme", "organisation", "role"],
                condition=Q(valid_to=None),
                name="participation_once",
            ),
            models.CheckConstraint(
                name="participation_replaces_another",
                condition=Q(replaces=None) | ~Q(replaces=models.F("pk")),
            ),
        ]
        ordering = ["role", "organisation__slug"]

    def __str__(self):
        return f"{self.organisation}, {self.programme}"

    @property
    def is_city(self):
        return self.role in (Role.MENTOR, Role.MENTEE)

    @property
    def is_current(self):
        return self.valid_to is None or self.valid_to > timezone.localdate()


class StepReached(models.Model):
    """A city has reached a step of its journey. Written by the app in which the step happens."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="steps_reached")
    step = models.CharField(max_length=10, choices=Step)
    done_on = models.DateField(null=True)  # null: begun, not done

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participation", "step"], name="step_once")]

    def __str__(self):
        return f"{self.participation_id} {self.step}"


class Statistic(Base):
    """A figure about a municipality. Without definition, area, year and source it says nothing."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="statistics")
    subject = models.CharField(_("what is counted"), max_length=120)
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=30)
    definition = models.TextField(_("definition"))
    area = models.CharField(_("area"), max_length=120)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        ordering = ["subject", "-year"]

    def __str__(self):
        return f"{self.subject}: {self.value} {self.unit}"


class Event(Base):
    """Something that happened in a programme, with its source."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=EventKind)
    days = models.JSONField(default=list)  # ISO dates, need not follow each other; or one "2020-10"
    starts = models.DateField()
    mode = models.CharField(max_length=10, choices=Mode, blank=True)
    place = models.CharField(max_length=120, blank=True)
    host = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    bodies = models.ManyToManyField(Organisation, related_name="+", blank=True)  # the pair whom it is about
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["starts", "pk"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.starts}"


class Place(models.Model):
    """A place of the gazetteer (GeoNames, CC BY 4.0), from which municipalities are added."""

    geoname_id = models.BigIntegerField(primary_key=True)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    latitude = models.FloatField()
    longitude = models.FloatField()
    population = models.PositiveIntegerField()

    def __str__(self):
        return self.name


class PlaceName(models.Model):
    """One folded spelling of a place."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="names")
    folded = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["folded"], name="placename_folded")]

    def __str__(self):
        return self.folded
