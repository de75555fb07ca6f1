"""Rounds, who takes part in them and with how much room, and what the programme team decides beforehand."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from inclucities.core.log import record
from inclucities.network.selectors import cities_of
from inclucities.network.states import Role

from ..models import Candidate, Constraint, Round
from ..states import ConstraintKind, Side
from .refusal import Refused


def open_for_change(round: Round) -> Round:
    """Lock a round whose settings are about to change. Raises `Refused` once the parties have been asked."""
    locked = Round.objects.select_for_update().get(pk=round.pk)
    if not locked.is_open:
        raise Refused(_("The parties have been asked. Reconsider the pairs first."))
    return locked


def _changed(round: Round) -> None:
    """Count a change, so that earlier proposals are known to be older than the settings."""
    round.version += 1
    round.save(update_fields=["version", "updated_at"])


@transaction.atomic
def open_round(*, programme, by, name: str, capacity: int = 1, benchmarks=(), **settings) -> Round:
    """Open a round with all cities that take part in the programme today. Mentors take `capacity` mentees each."""
    round = Round.objects.create(programme=programme, name=name, **settings)
    round.benchmarks.set(benchmarks)
    for city in cities_of(programme):
        mentors = city.role == Role.MENTOR
        Candidate.objects.create(
            round=round,
            participation=city,
            side=Side.MENTOR if mentors else Side.MENTEE,
            maximum=capacity if mentors else 1,
        )
    record("pairing.open_round", round, by=by)
    return round


@transaction.atomic
def change_round(*, round: Round, by, benchmarks=None, **settings) -> Round:
    """Change the settings of a round: name, weights, limits, day for answers. Raises `Refused`."""
    locked = open_for_change(round)
    for name, value in settings.items():
        setattr(locked, name, value)
    locked.save()
    if benchmarks is not None:
        locked.benchmarks.set(benchmarks)
    _changed(locked)
    record("pairing.change_round", locked, by=by, fields=sorted(settings))
    return locked


@transaction.atomic
def change_candidates(*, round: Round, by, changes: dict[int, dict]) -> None:
    """Change who takes part and with how much room: `{candidate id: {takes_part, minimum, maximum}}`."""
    locked = open_for_change(round)
    for candidate in locked.candidates.filter(pk__in=changes):
        for name, value in changes[candidate.pk].items():
            setattr(candidate, name, value)
        candidate.save()
    _changed(locked)
    record("pairing.change_candidates", locked, by=by, candidates=sorted(changes))


def lock(*, round: Round, mentor, mentee, reason: str, by) -> Constraint:
    """Decide that a pair must be in the proposal. Raises `Refused`."""
    return _constrain(round, ConstraintKind.LOCK, mentor, mentee, reason, by)


def veto(*, round: Round, mentor, mentee, reason: str, by) -> Constraint:
    """Decide that a pair must not be in the proposal. Raises `Refused`."""
    return _constrain(round, ConstraintKind.VETO, mentor, mentee, reason, by)


@transaction.atomic
def _constrain(round: Round, kind: ConstraintKind, mentor, mentee, reason: str, by) -> Constraint:
    """Record the decision; it takes the place of an earlier one on the same pair."""
    locked = open_for_change(round)
    for earlier in locked.constraints.filter(mentor=mentor, mentee=mentee, lifted_at=None):
        _lift(earlier, by)
    constraint = Constraint.objects.create(
        round=locked, mentor=mentor, mentee=mentee, kind=kind, reason=reason, author=by
    )
    _changed(locked)
    record(f"pairing.{kind}", locked, by=by, mentor=mentor.pk, mentee=mentee.pk)
    return constraint


@transaction.atomic
def lift(*, constraint: Constraint, by) -> None:
    """Lift a lock or a veto; its history stays. Does nothing when it was lifted before. Raises `Refused`."""
    locked = open_for_change(constraint.round)
    constraint = Constraint.objects.select_for_update().get(pk=constraint.pk)
    if constraint.lifted_at is None:
        _lift(constraint, by)
        _changed(locked)
        record("pairing.lift", locked, by=by, mentor=constraint.mentor_id, mentee=constraint.mentee_id)


def _lift(constraint: Constraint, by) -> None:
    constraint.lifted_at, constraint.lifted_by = timezone.now(), by
    constraint.save(update_fields=["lifted_at", "lifted_by", "updated_at"])
