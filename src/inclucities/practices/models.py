from django.db import models
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from inclucities.accounts.models import Organisation, Person
from inclucities.core.languages import CHOICES
from inclucities.core.models import Base
from inclucities.network.models import Municipality, Theme

from .states import PRACTICE_STEPS, PUBLIC, Origin, PracticeState, TransferState

_BRIEF = 280  # characters of a summary in a list


class PracticeQuerySet(models.QuerySet):
    def public(self):
        return self.filter(state__in=PUBLIC)


class Practice(Base):
    """A local way of working with documented results, to learn from. Its words stand in `PracticeText`."""

    TRANSITIONS = PRACTICE_STEPS
    SECTIONS = (
        "challenge", "what_was_done", "who_took_part", "resources", "results", "lessons", "transferability",
    )  # fmt: skip

    slug = models.SlugField(max_length=120, unique=True)
    # Stable id of the outside source: a second import updates, never doubles.
    external_id = models.CharField(max_length=160, null=True, blank=True, unique=True)
    state = models.CharField(max_length=20, choices=PracticeState, default=PracticeState.DRAFT)
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="practices")
    place_name = models.CharField(_("municipality as the source writes it"), max_length=160, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    themes = models.ManyToManyField(Theme, related_name="+", blank=True)
    domains = models.JSONField(default=list, blank=True)  # words of the collection it came from
    start_year = models.PositiveSmallIntegerField(_("since"), null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(_("until"), null=True, blank=True)
    original_language = models.CharField(_("source language"), max_length=8, choices=CHOICES)
    title_original = models.CharField(_("name in the local language"), max_length=200, blank=True)
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    facts_read_in_source = models.BooleanField(default=False)
    last_checked_on = models.DateField(_("last checked on"), null=True, blank=True)
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    author = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="practice_ends_after_start",
                condition=Q(end_year=None) | Q(start_year=None) | Q(end_year__gte=models.F("start_year")),
            )
        ]
        indexes = [
            models.Index(fields=["state", "country"], name="practice_by_country"),
            # The stamp of the library: see `selectors.library`.
            models.Index(fields=["updated_at"], name="practice_by_change"),
        ]
        ordering = ["-published_at", "-pk"]

    def __str__(self):
        return self.slug

    @property
    def place(self):
        """Where it is done, in the language of the page where that is known."""
        return self.municipality.organisation.name if self.municipality_id else self.place_name

    @property
    def emblem_key(self):
        """Whose doorway is drawn beside it."""
        return self.municipality.organisation.slug if self.municipality_id else slugify(self.place_name)


class PracticeText(Base):
    """The words of a practice in one language."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8, choices=CHOICES)
    origin = models.CharField(max_length=10, choices=Origin)
    version = models.PositiveIntegerField(default=1)
    translates_version = models.PositiveIntegerField(null=True, blank=True)
    reviewed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_on = models.DateField(null=True, blank=True)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"))
    challenge = models.TextField(_("the challenge"), blank=True)
    what_was_done = models.TextField(_("what was done"), blank=True)
    who_took_part = models.TextField(_("who took part"), blank=True)
    resources = models.TextField(_("resources"), blank=True)
    results = models.TextField(_("results"), blank=True)
    lessons = models.TextField(_("lessons and failures"), blank=True)
    transferability = models.TextField(_("what another city needs"), blank=True)
    # For the search: the title, a line break, then everything else, folded. Kept by the services.
    folded = models.TextField(editable=False, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "language"], name="practice_text_once"),
            models.UniqueConstraint(
                fields=["practice"], condition=Q(origin=Origin.ORIGINAL), name="practice_one_original"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def brief(self):
        """The beginning of the summary, cut between words."""
        if len(self.summary) <= _BRIEF:
            return self.summary
        return self.summary[:_BRIEF].rsplit(None, 1)[0] + " …"

    @property
    def is_machine(self):
        return self.origin == Origin.MACHINE


class Transfer(Base):
    """A city takes over a practice from another city."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="transfers")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="transfers")
    state = models.CharField(max_length=12, choices=TransferState)
    what_changed = models.TextField(blank=True)
    became = models.CharField(max_length=200, blank=True)  # the name it has there
    source_url = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "municipality"], name="transfer_once")]
        ordering = ["pk"]

    def __str__(self):
        return f"{self.practice} → {self.municipality}"
