"""The pages from outside: answer without and with the script, clash, review, submit, profile."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inclucities.benchmarks.models import Answer, Assessment, ContextAnswer, Evidence
from inclucities.benchmarks.services import Said, record_answer

from . import make


@pytest.fixture
def of(world):
    return make.benchmark(world.theme, make.theme("language", 4))


@pytest.fixture
def running(world, of):
    return make.draft(world.mentee_city, of, world.mentee)


@pytest.fixture
def mentee(world, sign_in):
    return sign_in(world.mentee)


def _fields(factor, *, version=0, seen="", **said):
    data = {"level": "", "confidence": "", "note": "", "version": version, "seen": seen} | said
    return {f"{factor.pk}-{name}": value for name, value in data.items()}


def _theme(assessment, theme="housing"):
    return reverse("benchmarks:theme", args=[assessment.pk, theme])


def test_start_answer_submit_without_a_script(world, of, mentee):
    city = reverse("benchmarks:city", args=[world.mentee_city.pk])
    assert "There is no self-assessment yet" in mentee.get(city).content.decode()
    page = mentee.post(reverse("benchmarks:start", args=[world.mentee_city.pk]), {"benchmark": of.code}, follow=True)
    assessment = Assessment.objects.get()
    text = page.content.decode()
    assert "A hint for one" in text and "What In place means" in text and "Not our competence" in text
    first, second, third, _fourth = make.key_factors(of)
    data = _fields(first, level="2", note="We do\r\nthis", confidence="sure") | _fields(second, level="na")
    answer = mentee.post(_theme(assessment), data | {"then": "theme:language"})
    assert answer["Location"] == _theme(assessment, "language")
    kept = Answer.objects.get(key_factor=first)
    assert (kept.level, kept.note, kept.confidence, kept.answered_by) == (2, "We do\nthis", "sure", world.mentee)
    assert Answer.objects.get(key_factor=second).not_applicable
    assert "1 of 2 themes done" in mentee.get(city).content.decode()
    review = reverse("benchmarks:review", args=[assessment.pk])
    assert "2 key factors have no answer" in mentee.get(review).content.decode()
    page = mentee.post(review, {"learn-1": third.pk, "help-1": first.pk, "then": "submit"}, follow=True)
    assert "Where Learnstadt stands" in page.content.decode()
    assessment.refresh_from_db()
    assert assessment.snapshot["priorities"] == {"learn": [third.pk], "help": [first.pk]}
    assert mentee.post(_theme(assessment), data)["Location"] == reverse("benchmarks:profile", args=[assessment.pk])
    assert mentee.get(review)["Location"] == reverse("benchmarks:profile", args=[assessment.pk])


def test_the_same_priority_twice_is_told(running, mentee):
    factor = make.key_factors(running.benchmark)[0]
    review = reverse("benchmarks:review", args=[running.pk])
    page = mentee.post(review, {"learn-1": factor.pk, "learn-2": factor.pk})
    assert page.status_code == 422 and "Choose each key factor once" in page.content.decode()
    assert not running.priorities.exists()


def test_nothing_answered_cannot_be_submitted(running, mentee):
    mentee.post(reverse("benchmarks:review", args=[running.pk]), {"then": "submit"})
    running.refresh_from_db()
    assert running.state == "draft"


def test_an_untouched_answer_is_no_clash(running, mentee, world):
    """A page that was opened before a colleague answered is saved for another key factor: both stay."""
    first, second = make.key_factors(running.benchmark)[:2]
    seen = Said().digest
    record_answer(assessment=running, key_factor=first, said=Said(level=4), version=0, by=None)
    data = _fields(first, seen=seen) | _fields(second, seen=seen, level="1")
    assert mentee.post(_theme(running), data).status_code == 302
    assert {a.key_factor_id: a.level for a in Answer.objects.all()} == {first.pk: 4, second.pk: 1}


@pytest.mark.parametrize(
    ("choice", "level", "note"), [("mine", 1, "mine"), ("theirs", 3, "theirs"), ("join", 1, "theirs\n\nmine")]
)
def test_a_clash_shows_both_texts_and_asks(running, mentee, world, choice, level, note):
    first, second = make.key_factors(running.benchmark)[:2]
    record_answer(assessment=running, key_factor=first, said=Said(level=3, note="theirs"), version=0, by=world.mentee)
    data = _fields(first, level="1", note="mine") | _fields(second, level="2")
    page = mentee.post(_theme(running), data)
    text = page.content.decode()
    assert page.status_code == 409 and "theirs" in text and "mine" in text and "What stays?" in text
    assert Answer.objects.get(key_factor=first).note == "theirs", "nothing is overwritten before a choice"
    assert Answer.objects.get(key_factor=second).level == 2, "what does not clash is saved"
    assert mentee.post(_theme(running), data).status_code == 409, "without a choice it stays a clash"
    data |= {f"{first.pk}-choice": choice, f"{first.pk}-against": 1}
    assert mentee.post(_theme(running), data).status_code == 302
    kept = Answer.objects.get(key_factor=first)
    assert (kept.level, kept.note) == (level, note)


def test_saving_by_script(running, mentee, world):
    factor = make.key_factors(running.benchmark)[0]
    address = reverse("benchmarks:answer", args=[running.pk, factor.pk])
    told = mentee.post(address, _fields(factor, level="2", seen=Said().digest)).json()
    assert (told["version"], told["progress"], told["level"]) == (1, "1 of 2 key factors answered", "2")
    assert told["message"].startswith("Saved at ")
    record_answer(assessment=running, key_factor=factor, said=Said(level=4, note="theirs"), version=1, by=None)
    clash = mentee.post(address, _fields(factor, level="0", version=1, seen=told["seen"]))
    assert clash.status_code == 409 and "theirs" in clash.json()["html"]
    solved = mentee.post(address, _fields(factor, level="0", version=1) | {
        f"{factor.pk}-choice": "theirs", f"{factor.pk}-against": 2,
    })  # fmt: skip
    assert solved.json()["level"] == "4" and solved.json()["note"] == "theirs"
    assert mentee.post(address, _fields(factor, level="9")).status_code == 422
    mentee.post(reverse("benchmarks:review", args=[running.pk]), {"then": "submit"})
    assert mentee.post(address, _fields(factor, level="1")).status_code == 410


@pytest.mark.parametrize(
    "said",
    [
        {"level": "10"}, {"level": "x\x00"}, {"note": "a\x00b"}, {"note": "x" * 6000}, {"version": "1e18"},
        {"version": str(10**18)}, {"version": "-1"}, {"confidence": "very"}, {"seen": "y" * 99},
    ],
)  # fmt: skip
def test_no_input_breaks_the_page(running, mentee, said):
    factor, other = make.key_factors(running.benchmark)[:2]
    page = mentee.post(_theme(running), _fields(factor, **said) | _fields(other, note="stays in the page"))
    assert page.status_code == 422
    assert "stays in the page" in page.content.decode()
    assert not Answer.objects.filter(key_factor=factor).exists()


def test_a_missing_form_saves_nothing(running, mentee):
    assert mentee.post(_theme(running), {"then": "evidence:99999999999999"}).status_code == 302
    assert not Answer.objects.exclude(level=None).exists()


def test_evidence(running, mentee, world, sign_in):
    factor = make.key_factors(running.benchmark)[0]
    address = reverse("benchmarks:evidence", args=[running.pk, factor.pk])
    assert mentee.post(address, {"label": "Both missing"}).status_code == 422
    file = SimpleUploadedFile("decision.pdf", b"%PDF-1.7 words", "application/pdf")
    assert mentee.post(address, {"label": "Decision", "file": file}).status_code == 302
    mentee.post(address, {"label": "Page", "url": "https://learnstadt.example/report"})
    row = Evidence.objects.get(label="Decision")
    assert "Decision" in mentee.get(_theme(running)).content.decode()
    handed = mentee.get(reverse("benchmarks:evidence_file", args=[running.pk, row.pk]))
    assert b"".join(handed.streaming_content).startswith(b"%PDF")
    mentee.post(reverse("benchmarks:evidence_remove", args=[running.pk, row.pk]))
    assert [e.label for e in Evidence.objects.all()] == ["Page"]
    assert mentee.post(address, {"label": "Bad", "url": "javascript:alert(1)"}).status_code == 422


def test_facts(running, mentee):
    address = reverse("benchmarks:context", args=[running.pk])
    fields = {"value": "120", "share": "4.5", "year": "2025", "types": ["asylum", "work"], "main": ["work"],
              "tasks:housing": "state", "comment": "ok", "version": "0", "seen": ""}  # fmt: skip
    data = {f"size-{name}": value for name, value in fields.items()}
    assert mentee.post(address, data).status_code == 302
    kept = ContextAnswer.objects.get()
    assert kept.values == {
        "value": 120, "share": 4.5, "year": 2025, "types": ["asylum", "work"], "main": ["work"],
        "tasks": {"housing": "state"}, "comment": "ok",
    }  # fmt: skip
    page = mentee.post(address, data | {"size-value": "999"})
    assert page.status_code == 409 and "This stands there now" in page.content.decode()
    assert (
        mentee.post(address, data | {"size-value": "999", "size-choice": "mine", "size-against": "1"}).status_code
        == 302
    )
    kept.refresh_from_db()
    assert kept.values["value"] == 999
    assert mentee.post(address, data | {"size-year": "-3", "size-main": ["work", "asylum", "study"]}).status_code == 422


def test_who_may_read_a_draft_and_a_submitted_one(running, world, sign_in):
    profile = reverse("benchmarks:profile", args=[running.pk])
    make.draft(world.mentee_city, running.benchmark, world.mentee, [1, 2, 3, 4])
    outside = (world.coordinator, world.expert, world.association)
    assert [sign_in(p).get(profile).status_code for p in outside] == [404, 404, 404]
    sign_in(world.mentee).post(reverse("benchmarks:review", args=[running.pk]), {"then": "submit"})
    assert [sign_in(p).get(profile).status_code for p in outside] == [200, 200, 200]
    assert sign_in(world.other).get(profile).status_code == 404
    assert sign_in(world.mentor).get(profile).status_code == 404


def test_profile_table_and_change_over_time(world, of, mentee):
    make.submitted(world.mentee_city, of, world.mentee, [0, 0])
    assessment = make.draft(world.mentee_city, of, world.mentee, [2, 3])
    factor = make.key_factors(of)[2]
    record_answer(assessment=assessment, key_factor=factor, said=Said(note="=1+1"), version=0, by=None)
    mentee.post(reverse("benchmarks:review", args=[assessment.pk]), {"then": "submit"})
    text = mentee.get(reverse("benchmarks:profile", args=[assessment.pk])).content.decode()
    assert "Because 3" in text and "earlier: level 0" in text and "once 5 cities have submitted" in text
    table = mentee.get(reverse("benchmarks:table", args=[assessment.pk])).content.decode("utf-8-sig")
    assert "In place" in table and "'=1+1" in table
    assert "How it changed" in mentee.get(reverse("benchmarks:city", args=[world.mentee_city.pk])).content.decode()


def test_machine_translation_is_labelled(running, mentee):
    words = "machine translation"
    assert words not in mentee.get(_theme(running)).content.decode()
    assert mentee.get(_theme(running) + "?lang=fr").context["translated"]


def test_query_counts(world, of, mentee, django_assert_max_num_queries):
    one = make.draft(world.mentee_city, of, world.mentee, [1])
    city = reverse("benchmarks:city", args=[world.mentee_city.pk])
    names = ("benchmarks:review", "benchmarks:context", "benchmarks:profile")
    for address in (city, _theme(one), *(reverse(name, args=[one.pk]) for name in names)):
        with django_assert_max_num_queries(12):
            assert mentee.get(address).status_code == 200


def test_the_list_of_assessments_costs_the_same_for_three(world, of, mentee, django_assert_num_queries):
    city = reverse("benchmarks:city", args=[world.mentee_city.pk])
    make.submitted(world.mentee_city, of, world.mentee, [1])
    make.submitted(world.mentee_city, of, world.mentee, [2])
    with CaptureQueriesContext(
        connection,
    ) as two:
        mentee.get(city)
    make.submitted(world.mentee_city, of, world.mentee, [3])
    with django_assert_num_queries(len(two)):
        mentee.get(city)
