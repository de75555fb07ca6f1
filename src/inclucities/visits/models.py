from django.db import models
from django.utils.translation import gettext_lazy as _

from inclucities.accounts.models import Person
from inclucities.benchmarks.models import KeyFactor
from inclucities.core.languages import CHOICES
from inclucities.core.models import Base, StoredFile
from inclucities.mentoring.models import Party, Scheme
from inclucities.network.states import Mode

from .states import VISIT_STEPS, FindingKind, Tier, VisitState


class Visit(Base):
    """A prepared stay or online meeting in which one city learns on the spot how another works."""

    TRANSITIONS = VISIT_STEPS

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="visits")
    round = models.PositiveSmallIntegerField(_("round"))  # 1 plan, 2 consolidate, 3 review
    purpose = models.TextField(_("purpose"), blank=True)
    mode = models.CharField(_("how"), max_length=10, choices=Mode)
    # None: both sides meet online and nobody hosts.
    host = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("host"))
    place = models.CharField(_("place or link"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=VisitState, default=VisitState.DRAFT)
    starts = models.DateField(null=True)  # first day, kept with the days
    note = models.TextField(blank=True)
    sources = models.JSONField(default=list, blank=True)
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["starts", "round", "pk"]

    def __str__(self):
        return f"{self.scheme} {self.round}"


class VisitDay(models.Model):
    """A day of a visit; days need not follow each other."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="days")
    day = models.DateField(_("day"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "day"], name="visit_day_once")]
        ordering = ["day"]

    def __str__(self):
        return str(self.day)


class AgendaItem(Base):
    """A timed part of a visit's agenda. Times are local to the host."""

    visit_day = models.ForeignKey(VisitDay, models.CASCADE, related_name="items")
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("to"), null=True, blank=True)
    title = models.CharField(_("what"), max_length=200)
    place = models.CharField(_("where"), max_length=200, blank=True)
    speaker = models.CharField(_("who speaks"), max_length=200, blank=True)

    class Meta:
        ordering = ["starts", "pk"]

    def __str__(self):
        return self.title


class Participant(Base):
    """Somebody who takes part in a visit: a person with an account, or a name and a function."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="participants")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    function = models.CharField(_("function"), max_length=160, blank=True)
    attended = models.BooleanField(null=True)  # None until somebody says

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "person"], condition=models.Q(person__isnull=False), name="participant_once"
            )
        ]
        ordering = ["name"]

    def __str__(self):
        return self.name


class Question(Base):
    """A guiding question prepared for a visit, taken from a key factor or written by the pair."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="questions")
    key_factor = models.ForeignKey(KeyFactor, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("question"))
    language = models.CharField(max_length=8, choices=CHOICES)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return self.text[:60]


class Finding(Base):
    """Something seen or heard during a visit, in its author's language. Internal until both cities publish it."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="findings")
    key_factor = models.ForeignKey(KeyFactor, models.PROTECT, null=True, blank=True, related_name="+")
    agenda_item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=FindingKind)
    text = models.TextField(_("what you saw or heard"))
    language = models.CharField(max_length=8, choices=CHOICES)
    photo = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    photo_alt = models.CharField(_("what the picture shows"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    tier = models.CharField(max_length=10, choices=Tier, default=Tier.INTERNAL)
    # The finding of an earlier round that this one takes up again.
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # Named by the phone that sends it, so that a finding sent twice over a bad line is kept once.
    sent_as = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["author", "sent_as"], condition=~models.Q(sent_as=""), name="finding_sent_once"
            ),
            models.CheckConstraint(
                name="finding_withdrawn_is_internal",
                condition=models.Q(withdrawn_at=None) | models.Q(tier=Tier.INTERNAL),
            ),
        ]
        ordering = ["pk"]

    def __str__(self):
        return self.text[:60]


class Validation(Base):
    """A city confirms (or publishes) one version of a finding; a later change of the words asks again."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="validations")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    agrees_to_publish = models.BooleanField(default=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["finding", "party", "version"], name="validation_once")]

    def __str__(self):
        return f"{self.finding_id} {self.party_id}"
