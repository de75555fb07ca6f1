"""Reports of visits as files."""

from django.contrib.auth import get_user_model

from inclucities.core import documents
from inclucities.core.jobs import handler

from . import exports, selectors


@handler("visits.report")
def report(job, *, visit_id: int, form: str):
    """Make the report for the owner of the job, with what this person may read now."""
    reader = get_user_model().objects.get(pk=job.owner_id)
    visit = selectors.visible_visits(reader).get(pk=visit_id)
    documents.deliver(job, exports.visit_document(visit, reader), form)
