from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inclucities.accounts.models import Person
from inclucities.core.freeze import Frozen
from inclucities.core.languages import pick
from inclucities.core.models import Base, StoredFile
from inclucities.network.models import Municipality, Programme, Theme

from .states import ASSESSMENT_STEPS, AssessmentState, BenchmarkKind, Confidence, Rater


class Benchmark(Base):
    """One version of a qualitative standard. A row never changes once loaded: a change of meaning is a new version."""

    code = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=BenchmarkKind)
    titles = models.JSONField()  # {language: text}, as every label below
    purposes = models.JSONField()
    scale = models.JSONField()  # {language: {levels: [...], not_applicable: ..., confidence: ...}}
    guidance = models.JSONField(default=dict)  # {language: {terms, how_to_answer, reading_the_result}}
    origins = models.JSONField(default=dict)  # {language: original | human | machine}
    digest = models.CharField(max_length=64)  # of the loaded content: a version cannot come back different

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="benchmark_version_once")]
        ordering = ["kind", "code", "-version"]

    def __str__(self):
        return f"{pick(self.titles)} {self.version}"


class BenchmarkTheme(models.Model):
    """What good work on one theme looks like."""

    benchmark = models.ForeignKey(Benchmark, models.CASCADE, related_name="themes")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    statement = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["benchmark", "theme"], name="benchmark_theme_once")]
        ordering = ["order"]

    def __str__(self):
        return str(self.theme)


class KeyFactor(models.Model):
    """A condition of success, with why, how, guiding questions and hints for the levels."""

    benchmark_theme = models.ForeignKey(BenchmarkTheme, models.CASCADE, related_name="key_factors")
    code = models.SlugField(max_length=80)
    order = models.PositiveSmallIntegerField()
    title = models.JSONField()
    why = models.JSONField()
    how = models.JSONField()  # {language: [text, …]}, as the next two
    guiding_questions = models.JSONField()
    evidence_examples = models.JSONField()
    level_hints = models.JSONField()  # {language: {"1": text, …}}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["benchmark_theme", "code"], name="key_factor_once")]
        ordering = ["order"]

    def __str__(self):
        return pick(self.title)


class ContextFactor(models.Model):
    """A fact about a municipality that helps to understand its answers and is not assessed."""

    benchmark = models.ForeignKey(Benchmark, models.CASCADE, related_name="context_factors")
    code = models.SlugField(max_length=80)
    order = models.PositiveSmallIntegerField()
    title = models.JSONField()
    why = models.JSONField()
    how_to_answer = models.JSONField()
    fields = models.JSONField()  # {language: [{id, label, type, options?}, …]}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["benchmark", "code"], name="context_factor_once")]
        ordering = ["order"]

    def __str__(self):
        return pick(self.title)


class Assessment(Base):
    """A city's own dated view of where it stands on a benchmark."""

    TRANSITIONS = ASSESSMENT_STEPS

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="assessments")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    benchmark = models.ForeignKey(Benchmark, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=AssessmentState, default=AssessmentState.DRAFT)
    started_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    # What was said at submission, frozen: {answers: {key factor id: {level, …}}, context: …, benchmark: …}.
    snapshot = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "programme", "benchmark"],
                condition=Q(state=AssessmentState.DRAFT),
                name="assessment_one_draft",
            ),
            models.CheckConstraint(
                name="assessment_frozen_when_submitted",
                condition=Q(state=AssessmentState.DRAFT, snapshot=None)
                | Q(state=AssessmentState.SUBMITTED, snapshot__isnull=False),
            ),
            Frozen(name="assessment_never_changes_once_submitted", when="OLD.state = 'submitted'"),
        ]
        ordering = ["-submitted_at", "-pk"]

    def __str__(self):
        return f"{self.municipality}, {self.benchmark}"


class Answer(Base):
    """What one rater says of one key factor."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    key_factor = models.ForeignKey(KeyFactor, models.PROTECT, related_name="+")
    rater = models.CharField(max_length=10, choices=Rater, default=Rater.CITY)
    level = models.PositiveSmallIntegerField(null=True, blank=True)  # 0 to 4
    not_applicable = models.BooleanField(default=False)
    confidence = models.CharField(max_length=12, choices=Confidence, blank=True)
    note = models.TextField(blank=True)
    # Counts every change: who saves on top of somebody else's change is shown both texts.
    version = models.PositiveIntegerField(default=1)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "key_factor", "rater"], name="answer_once"),
            models.CheckConstraint(name="answer_level_0_to_4", condition=Q(level=None) | Q(level__lte=4)),
            models.CheckConstraint(
                name="answer_level_or_not_applicable", condition=Q(not_applicable=False) | Q(level=None)
            ),
        ]

    def __str__(self):
        return f"{self.key_factor_id}: {self.level}"


class Evidence(Base):
    """A file or link that shows why an answer is true."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="evidence")
    label = models.CharField(_("what it shows"), max_length=200)
    url = models.URLField(_("link"), blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="evidence_file_or_link",
                condition=Q(url="", file__isnull=False) | (~Q(url="") & Q(file=None)),
            )
        ]
        ordering = ["pk"]

    def __str__(self):
        return self.label


class ContextAnswer(Base):
    """What a city says of one context factor."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="context_answers")
    context_factor = models.ForeignKey(ContextFactor, models.PROTECT, related_name="+")
    values = models.JSONField(default=dict)  # {field id: value}
    version = models.PositiveIntegerField(default=1)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "context_factor"], name="context_answer_once")]

    def __str__(self):
        return f"{self.context_factor_id}"


class Priority(models.Model):
    """A key factor on which a city wants to learn, or could help: up to three of each."""

    class Kind(models.TextChoices):
        LEARN = "learn", _("wants to learn")
        HELP = "help", _("could help others")

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="priorities")
    key_factor = models.ForeignKey(KeyFactor, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind)
    rank = models.PositiveSmallIntegerField()  # 1 to 3

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "key_factor", "kind"], name="priority_once"),
            models.UniqueConstraint(fields=["assessment", "kind", "rank"], name="priority_rank_once"),
            models.CheckConstraint(name="priority_up_to_three", condition=Q(rank__gte=1, rank__lte=3)),
        ]
        ordering = ["kind", "rank"]

    def __str__(self):
        return f"{self.kind} {self.rank}"
