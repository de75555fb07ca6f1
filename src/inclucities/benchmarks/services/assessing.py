"""An assessment as a whole: start, priorities, submission."""

from django.db import transaction
from django.utils import timezone

from inclucities.core import states
from inclucities.core.log import record
from inclucities.network import services as network
from inclucities.network.states import Step

from .. import selectors
from ..models import Assessment, Priority
from .answering import Frozen, _open


@transaction.atomic
def start_assessment(*, participation, benchmark, by) -> Assessment:
    """Begin a self-assessment of a city, or give the one that is already running."""
    assessment, new = Assessment.objects.get_or_create(
        municipality=participation.organisation.municipality,
        programme=participation.programme,
        benchmark=benchmark,
        state="draft",
        defaults={"started_by": by},
    )
    if new:
        network.reach(participation, Step.ASSESS, done=False)
        record("benchmarks.start", assessment, by=by, benchmark=benchmark.code)
    return assessment


@transaction.atomic
def set_priorities(*, assessment, learn: list, help: list, by) -> None:
    """Say in which key factors the city wants to learn and in which it could help; three of each, in order."""
    _open(assessment)
    wished = {Priority.Kind.LEARN: list(dict.fromkeys(learn))[:3], Priority.Kind.HELP: list(dict.fromkeys(help))[:3]}
    assessment.priorities.all().delete()
    Priority.objects.bulk_create(
        Priority(assessment=assessment, key_factor=key_factor, kind=kind, rank=rank)
        for kind, key_factors in wished.items()
        for rank, key_factor in enumerate(key_factors, 1)
    )
    record("benchmarks.set_priorities", assessment, by=by)


def submit_assessment(*, assessment, by) -> Assessment:
    """Submit: what was said is frozen, and nobody changes it any more. Raises `Frozen` if that was done before."""

    def freeze(row):
        row.submitted_at, row.submitted_by = timezone.now(), by
        row.snapshot = _snapshot(row)

    with transaction.atomic():
        try:
            states.apply(assessment, "submit", by=by, then=freeze)
        except states.TransitionRefused as error:
            raise Frozen from error
        participation = selectors.participation_of(assessment)
        if participation:
            network.reach(participation, Step.ASSESS, done=True)
    return assessment


def _snapshot(assessment) -> dict:
    """All that was said, in a form that needs no other row to be read."""
    priorities = list(assessment.priorities.all())
    facts = assessment.context_answers.select_related("context_factor")
    benchmark = assessment.benchmark
    return {
        "answers": selectors.said_in(assessment),
        "priorities": {kind: [p.key_factor_id for p in priorities if p.kind == kind] for kind in ("learn", "help")},
        "context": {c.context_factor.code: c.values for c in facts},
        "benchmark": {"code": benchmark.code, "version": benchmark.version},
    }
