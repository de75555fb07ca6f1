"""Long work outside the web process: started by a person, watched on a page, ended with a file or an address.

An app registers its work in its `jobs.py`:

    @handler("visits.report")
    def report(job, *, visit_id, form): ...

Heavy libraries are imported inside the function, so that the web process stays small.
"""

import logging
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task

from . import files, languages
from .models import Job
from .states import JobState

log = logging.getLogger(__name__)
_handlers: dict[str, Callable] = {}


class JobCancelled(Exception):
    """The owner asked to stop."""


def handler(kind: str):
    """Register the function that does the work of this kind."""

    def register(function):
        _handlers[kind] = function
        return function

    return register


def start(kind: str, *, by, title: str, back_url: str = "", **arguments) -> Job:
    """Queue work for the worker; it speaks the language of the page that asks for it."""
    with transaction.atomic():
        job = Job.objects.create(
            kind=kind,
            owner=by,
            title=title,
            arguments=arguments,
            language=languages.current(),
            back_url=back_url,
        )
        transaction.on_commit(lambda: run.enqueue(job_id=job.pk))
    return job


def progress(job: Job, done: int, total: int) -> None:
    """Tell how far the work is; raises `JobCancelled` when the owner has asked to stop."""
    Job.objects.filter(pk=job.pk).update(done=done, total=total)
    if Job.objects.filter(pk=job.pk, state=JobState.CANCELLED).exists():
        raise JobCancelled


def cancel(job: Job) -> None:
    """Ask running or waiting work to stop."""
    open_states = [JobState.QUEUED, JobState.RUNNING]
    Job.objects.filter(pk=job.pk, state__in=open_states).update(state=JobState.CANCELLED, finished_at=timezone.now())


def finish_with_file(job: Job, *, name: str, content: bytes, content_type: str) -> None:
    """Keep what the work made, for the owner to download."""
    job.result_file = files.keep(name=name, content=content, content_type=content_type, by=job.owner)
    job.save(update_fields=["result_file", "updated_at"])


@task()
def run(job_id: int) -> None:
    """Do the work of one job. A failure is kept with the job in words for its owner, in detail in the server's log."""
    claimed = Job.objects.filter(pk=job_id, state=JobState.QUEUED).update(state=JobState.RUNNING)
    if not claimed:
        return
    job = Job.objects.select_related("owner").get(pk=job_id)
    try:
        with override(job.language):
            _handlers[job.kind](job, **job.arguments)
    except JobCancelled:
        return
    except Exception as error:
        log.exception("job %s (%s) failed", job.pk, job.kind)
        _finish(job, JobState.FAILED, error=str(error))
    else:
        _finish(job, JobState.DONE)


def _finish(job: Job, state: JobState, error: str = "") -> None:
    Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(state=state, error=error, finished_at=timezone.now())
