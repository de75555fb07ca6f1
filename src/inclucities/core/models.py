"""Base model and the tables that every app shares: history, outbox, jobs, files."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from .states import JobState, MailState


class Base(models.Model):
    """Every row knows when it came and when it last changed."""

    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        abstract = True


class Dated(models.Model):
    """A row that holds for a time: from `valid_from` until `valid_to`, the first day on which it no longer holds."""

    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        abstract = True


class DatedQuerySet(models.QuerySet):
    """Filter for rows that hold on a day."""

    def on(self, day):
        return self.filter(models.Q(valid_to=None) | models.Q(valid_to__gt=day), valid_from__lte=day)


def ends_after_start(name: str) -> models.CheckConstraint:
    """The database's word that a dated row does not end before it begins."""
    return models.CheckConstraint(
        name=name, condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from"))
    )


class LogEntry(models.Model):
    """History: who did what to which row, and when. Only ever appended, by `core.log.record`."""

    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=60)  # "network.invite"
    target_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    target_id = models.BigIntegerField()
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["target_type", "target_id", "-at"], name="log_by_target")]
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.verb} {self.target_type_id}:{self.target_id}"


class Mail(Base):
    """One message in the outbox, written in the same transaction as the deed that causes it."""

    to = models.EmailField()
    language = models.CharField(max_length=8)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    # The same deed never writes twice: the key names the deed and the recipient.
    key = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=12, choices=MailState, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "id"], name="mail_by_state")]
        ordering = ["-pk"]

    def __str__(self):
        return self.subject


class StoredFile(Base):
    """A file that somebody attached or a job made. Served only by a view of the app that owns the link to it."""

    file = models.FileField(upload_to="files/%Y/%m/")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self):
        return self.name


class Job(Base):
    """Long work that a person can watch: see `core.jobs`."""

    kind = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=12, choices=JobState, default=JobState.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    result_url = models.CharField(max_length=300, blank=True)
    result_file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    back_url = models.CharField(max_length=300, blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.title
