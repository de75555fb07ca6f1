"""Long work: the plan as PDF or text file."""

from django.utils import timezone

from inclucities.core import documents
from inclucities.core.jobs import handler

from . import exports, selectors
from .models import Plan, PlanVersion


@handler("plans.document")
def document(job, *, plan_id: int, version_id: int | None, form: str) -> None:
    """Make the document of the plan at hand, or of a version for readers who see no more than that."""
    plan = Plan.objects.select_related("participation__organisation", "participation__programme").get(pk=plan_id)
    snapshot = PlanVersion.objects.get(pk=version_id).snapshot if version_id else selectors.snapshot_of(plan)
    made = exports.plan_document(plan, snapshot, job.language, timezone.localdate())
    documents.deliver(job, made, form)
