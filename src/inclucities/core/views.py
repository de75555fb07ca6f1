"""Jobs and their results, errors, the mailbox of the Sandbox."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from . import files, jobs
from .access import page_of
from .models import Job, Mail


def job(request, pk):
    """Show how far a piece of work is; leads on to the result when there is one."""
    row = get_object_or_404(Job, pk=pk, owner=request.user)
    if row.result_url and row.state == "done":
        return redirect(row.result_url)
    return render(request, "core/job.html", {"job": row})


@require_POST
def job_cancel(request, pk):
    row = get_object_or_404(Job, pk=pk, owner=request.user)
    jobs.cancel(row)
    return redirect(row.back_url or "core:job", **({} if row.back_url else {"pk": row.pk}))


def job_file(request, pk):
    """Hand out the file that a job made, to its owner only."""
    row = get_object_or_404(Job.objects.select_related("result_file"), pk=pk, owner=request.user)
    if row.result_file is None:
        raise Http404
    return files.respond(row.result_file)


@login_not_required
def mailbox(request):
    """In the demo, where no mail leaves the machine: what would have been sent."""
    if not settings.DEMO:
        raise Http404
    to = request.GET.get("to", "").strip()
    mails = Mail.objects.filter(to__icontains=to) if to else Mail.objects.all()
    return render(request, "core/mailbox.html", {"page": page_of(request, mails), "to": to})


@login_not_required
def mail(request, pk):
    if not settings.DEMO:
        raise Http404
    return render(request, "core/mail.html", {"mail": get_object_or_404(Mail, pk=pk)})
