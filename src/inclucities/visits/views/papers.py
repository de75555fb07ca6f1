"""Papers of a visit: attendance sheet, report, calendar."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inclucities.core import documents, jobs

from .. import exports
from .shared import readable, visit_for


def sheet(request, pk):
    """The attendance sheet, to print and sign."""
    row = readable(request, pk)
    return HttpResponse(documents.to_html(exports.attendance_document(row)))


def report(request, pk):
    """The report as a page to read and print."""
    row = visit_for(request, pk)
    return HttpResponse(documents.to_html(exports.visit_document(row, request.user)))


@require_POST
def report_file(request, pk, form):
    """The report as PDF or DOCX, made by the worker."""
    row = visit_for(request, pk)
    if form not in documents.FORMS:
        raise Http404
    job = jobs.start(
        "visits.report",
        by=request.user,
        title=_("Report of the visit"),
        back_url=_address(row),
        visit_id=row.pk,
        form=form,
    )
    return redirect("core:job", job.pk)


def calendar(request, pk):
    """The visit for one's own calendar."""
    row = visit_for(request, pk)
    answer = HttpResponse(exports.calendar(row), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="visit-{row.pk}.ics"'
    return answer


def _address(row) -> str:
    return reverse("visits:visit", args=[row.pk])
