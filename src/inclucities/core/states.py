"""States as one table per model: which transitions exist, from where to where, and one gate through which all pass."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    QUEUED = "queued", _("waiting to be sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("could not be sent")


class JobState(models.TextChoices):
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


@dataclass(frozen=True)
class Transition:
    """A step that a row can take.

    `allowed(person, row)` says who may take it; the owner app fills it with a predicate of its rules.
    `label` is the verb on the button.
    """

    sources: frozenset[str]
    target: str
    label: str
    permission: str = ""


def step(sources: Iterable[str], target: str, label: str, permission: str = "") -> Transition:
    """Write a transition in one line of a table."""
    return Transition(frozenset(sources), target, label, permission)


Table = Mapping[str, Transition]


class TransitionRefused(Exception):
    """The row is not in a state from which this step can be taken; somebody else may have been faster."""


def open_transitions(row: models.Model, person=None) -> list[tuple[str, Transition]]:
    """List the steps that can be taken now (and that the person may take), in the order of the table."""
    table: Table = row.TRANSITIONS
    return [
        (name, t)
        for name, t in table.items()
        if row.state in t.sources and (person is None or not t.permission or person.has_perm(t.permission, row))
    ]


def apply(row: models.Model, name: str, *, by, note: str = "", then: Callable | None = None):
    """Take a step: lock the row, check that the step is open, set the state, write the history.

    `then(row)` runs inside the same transaction and may set further fields; the row is saved after it.
    Raises `TransitionRefused` if the step is not open. The caller has checked the permission.
    """
    from .log import record  # models of the log stand above this module

    table: Table = row.TRANSITIONS
    with transaction.atomic():
        locked = type(row)._base_manager.select_for_update().get(pk=row.pk)
        if locked.state not in table[name].sources:
            raise TransitionRefused(f"{name} from {locked.state}")
        source, row.state = locked.state, table[name].target
        if then:
            then(row)
        row.save()
        record(f"{row._meta.app_label}.{name}", row, by=by, source=source, target=row.state, note=note)
    return row
