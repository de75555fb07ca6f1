from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inclucities.accounts.models import Person, Post
from inclucities.core.languages import CHOICES, pick
from inclucities.core.models import Base, Dated, DatedQuerySet, StoredFile, ends_after_start
from inclucities.network.models import Participation, Programme, Theme

from .states import SCHEME_STEPS, TASK_STEPS, PartyRole, SchemeState, TaskState


class Scheme(Base):
    """One or more mentors work with one or more mentees on one theme. A pair is the usual case."""

    TRANSITIONS = SCHEME_STEPS

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="schemes")
    code = models.SlugField(max_length=60)
    state = models.CharField(max_length=10, choices=SchemeState, default=SchemeState.ACTIVE)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    # What each side offers and asks, when the scheme came of a pairing round: {reasons: [...]}.
    origin = models.JSONField(default=dict, blank=True)
    sources = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="scheme_code_once")]
        ordering = ["code"]

    def __str__(self):
        return self.code


class PartyQuerySet(DatedQuerySet):
    def current(self):
        return self.on(timezone.localdate())


class Party(Base, Dated):
    """An organisation's part in a scheme, through its participation, with dates."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="parties")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="parties")
    role = models.CharField(max_length=20, choices=PartyRole)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    objects = PartyQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_start("party_ends_after_start"),
            models.UniqueConstraint(
                fields=["scheme", "participation", "role"], condition=Q(valid_to=None), name="party_once"
            ),
        ]
        ordering = ["role", "valid_from", "pk"]

    def __str__(self):
        return f"{self.participation} ({self.role})"


class SchemeTheme(Base, Dated):
    """What the scheme works on; a change of theme ends one row and begins another, with the reason."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="themes")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+")
    focus = models.JSONField(default=dict, blank=True)  # {language: words of the pair}
    benchmark_code = models.SlugField(max_length=60, blank=True)  # deep-dive benchmark, if one is used
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            ends_after_start("scheme_theme_ends_after_start"),
            models.UniqueConstraint(fields=["scheme"], condition=Q(valid_to=None), name="scheme_one_theme"),
        ]
        ordering = ["-valid_from", "-pk"]

    def __str__(self):
        return pick(self.focus) or str(self.theme)


class Message(Base):
    """A contribution to the conversation, in the language of its author."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="messages")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")  # for whom the author spoke
    language = models.CharField(max_length=8, choices=CHOICES)
    text = models.TextField(_("message"))
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text[:60]


class Document(Base):
    """A file that the scheme shares."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    language = models.CharField(_("language"), max_length=8, choices=CHOICES)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.title


class Decision(Base):
    """A dated agreement, recorded so that everyone can find it again."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="decisions")
    decided_on = models.DateField(_("decided on"))
    text = models.TextField(_("what was decided"))
    language = models.CharField(max_length=8, choices=CHOICES)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-decided_on", "-pk"]

    def __str__(self):
        return self.text[:60]


class Task(Base):
    """Something agreed, with who does it and until when."""

    TRANSITIONS = TASK_STEPS

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="tasks")
    text = models.CharField(_("what is to be done"), max_length=300)
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name=_("who does it"))
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")  # a person, if one is named
    due = models.DateField(_("until"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=TaskState, default=TaskState.OPEN)
    done_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = [models.F("due").asc(nulls_last=True), "pk"]

    def __str__(self):
        return self.text


class SupportGroupMember(Base):
    """A body in the local support group of the mentee. Bodies and functions, not private persons."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="support_group")
    body = models.CharField(_("organisation or group"), max_length=160)
    part = models.CharField(_("what it brings"), max_length=200, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["body"]

    def __str__(self):
        return self.body


class Learning(Base):
    """An entry of the two-way learning log: who learned what from whom."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="learnings")
    learner = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name=_("who learned"))
    source = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name=_("from whom"))
    learned_on = models.DateField(_("when"), null=True)  # null: the sources do not say
    text = models.TextField(_("what was learned"))
    language = models.CharField(max_length=8, choices=CHOICES)
    sources = models.JSONField(default=list, blank=True)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="learning_from_another", condition=~Q(learner=models.F("source")))]
        ordering = [models.F("learned_on").desc(nulls_last=True), "-pk"]

    def __str__(self):
        return self.text[:60]
