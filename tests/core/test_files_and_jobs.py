"""Files are what they say; long work is watched by its owner only."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from inclucities.core import files, jobs
from inclucities.core.states import JobState

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


def upload(name, content):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"%PDF-1.7 x"), ("photo.PNG", PNG), ("list.csv", b"a;b\n1;2\n"), ("ü.txt", "κείμενο".encode())],
)
def test_known_kinds_are_accepted(name, content):
    files.validate(upload(name, content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"), ("a.svg", b"<svg onload=alert(1)>"), ("a.html", b"<script>"), ("a.pdf", b"<html>"),
        ("a.png", b"GIF89a"), ("a.txt", b"a\x00b"), ("noext", b"x"), ("../../etc/passwd", b"x"),
    ],
)  # fmt: skip
def test_others_are_refused(name, content):
    with pytest.raises(ValidationError):
        files.validate(upload(name, content))


def test_a_large_file_is_refused(monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    with pytest.raises(ValidationError):
        files.validate(upload("a.pdf", b"%PDF-1.7 and more"))


@pytest.mark.django_db
def test_a_file_is_kept_under_our_own_name_and_handed_out_as_a_download(world):
    stored = files.keep_upload(upload("..\\a <b>.txt", b"hello"), by=world.mentee)
    assert "a <b>" not in stored.file.name
    answer = files.respond(stored)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"].startswith("sandbox")
    answer.close()


@jobs.handler("tests.write")
def _write(job, *, word):
    jobs.progress(job, 1, 2)
    if word == "fail":
        raise ValueError("the word was fail")
    jobs.finish_with_file(job, name="word.txt", content=word.encode(), content_type="text/plain")


@pytest.mark.django_db(transaction=True)
def test_work_is_done_and_its_result_is_for_its_owner(world, sign_in):
    job = jobs.start("tests.write", by=world.mentee, title="Writing", word="hello")
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == (JobState.DONE, 1, 2)
    client = sign_in(world.mentee)
    assert "Ready" in client.get(reverse("core:job", args=[job.pk])).text
    assert b"".join(client.get(reverse("core:job_file", args=[job.pk])).streaming_content) == b"hello"
    assert sign_in(world.mentor).get(reverse("core:job_file", args=[job.pk])).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_failed_work_says_so(world, sign_in):
    job = jobs.start("tests.write", by=world.mentee, title="Writing", word="fail")
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "the word was fail")
    assert "did not work" in sign_in(world.mentee).get(reverse("core:job", args=[job.pk])).text


@pytest.mark.django_db
def test_cancelled_work_is_not_begun(world):
    from inclucities.core.models import Job

    job = Job.objects.create(kind="tests.write", arguments={"word": "x"}, title="x", owner=world.mentee, language="en")
    jobs.cancel(job)
    jobs.run.call(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.result_file) == (JobState.CANCELLED, None)
