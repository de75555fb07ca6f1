"""History: the one way to write it and the one way to read it."""

from django.contrib.contenttypes.models import ContentType

from .models import LogEntry


def record(verb: str, target, /, *, by=None, **details) -> LogEntry:
    """Append what was done. Call it inside the transaction of the deed; never put texts or secrets in `details`."""
    return LogEntry.objects.create(
        verb=verb,
        actor=by,
        target_type=ContentType.objects.get_for_model(target),
        target_id=target.pk,
        details={k: v for k, v in details.items() if v not in ("", None)},
    )


def history_of(target):
    """What was done to a row, latest first, with the actors at hand."""
    kind = ContentType.objects.get_for_model(target)
    return LogEntry.objects.filter(target_type=kind, target_id=target.pk).select_related("actor")
