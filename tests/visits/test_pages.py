"""What officers, experts, the programme's team and outsiders meet on the pages of a visit."""

import io
from datetime import timedelta

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inclucities.core.models import Job
from inclucities.visits import services
from inclucities.visits.models import AgendaItem, Finding, Participant, Question, Visit
from tests.mentoring import make as mentoring
from tests.visits import make

CANARY = "The house stood empty for a year and nobody dared to say so"


def fill(world, visit, n):
    for i in range(n):
        item = make.item(visit, world.mentee, f"Part {i}")
        found = make.finding(visit, world.mentee, f"Seen {i}", agenda_item=item, photo=make.photo(), photo_alt="Door")
        make.validate(found, world, publish=True)
        services.add_participant(visit=visit, name=f"Head {i}", party=visit.host, by=world.mentee)
        services.add_question(visit=visit, text=f"Why {i}?", language="en", by=world.mentee)
        services.add_day(visit=visit, day=timezone.localdate() + timedelta(days=visit.days.count()), by=world.mentee)


def queries(client, address):
    client.get(address)  # content types and the like are kept after the first time
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


PAGES = [
    "", "agenda/", "people/", "questions/", "findings/", "findings/new/", "report/", "people/sheet/", "calendar.ics",
]  # fmt: skip
# Pages that a role does not open, as the matrix of permissions says too.
CLOSED = {
    "mentee": set(),
    "expert": {"agenda/"},
    "coordinator": {"agenda/", "people/", "questions/", "findings/new/", "people/sheet/"},
}


@pytest.mark.parametrize(
    ("role", "at"), [(role, at) for role, closed in CLOSED.items() for at in PAGES if at not in closed]
)
def test_pages_ask_as_often_for_one_as_for_three(world, sign_in, at, role):
    visit, factor = make.planned(world), make.factor(world)
    client = sign_in(world.person(role))
    fill(world, visit, 1)
    visit.findings.update(key_factor=factor)
    one = queries(client, f"/work/visit/{visit.pk}/{at}")
    fill(world, visit, 2)
    visit.findings.update(key_factor=factor)
    assert queries(client, f"/work/visit/{visit.pk}/{at}") == one <= 12


def test_the_list_asks_as_often_for_one_as_for_three(world, sign_in):
    scheme, client = mentoring.scheme(world), sign_in(world.mentee)
    make.held(world, scheme)
    one = queries(client, f"/work/city/{world.mentee_city.pk}/visits/")
    for n in (2, 3):
        fill(world, make.planned(world, scheme, round=n), 1)
    assert queries(client, f"/work/city/{world.mentee_city.pk}/visits/") == one <= 12


def test_an_internal_finding_never_leaves_the_pair(world, sign_in, django_capture_on_commit_callbacks):
    visit = make.planned(world)
    found = make.finding(visit, world.mentee, CANARY, photo=make.photo(), photo_alt=CANARY)
    make.validate(found, world, publish=True, sides=["mentee"])
    make.validate(found, world, publish=False, sides=["mentor"])
    base = f"/work/visit/{visit.pk}/"
    client = sign_in(world.coordinator)
    for page in ("", "findings/", "report/", "calendar.ics"):
        assert CANARY not in client.get(base + page).content.decode()
    for page in (f"findings/{found.pk}/", f"findings/{found.pk}/photo/"):
        assert client.get(base + page).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{base}report/docx/")
    assert CANARY not in words_of(Job.objects.get())
    for page in (f"/work/city/{world.mentee_city.pk}/visits/", f"/work/scheme/{visit.scheme_id}/", "/en/"):
        assert CANARY not in client.get(page).content.decode()
    make.validate(found, world, publish=True, sides=["mentor"])
    assert CANARY in client.get(f"{base}report/").content.decode()


def words_of(job):
    assert job.state == "done", job.error
    with job.result_file.file.open() as kept:
        file = docx.Document(io.BytesIO(kept.read()))
    return " ".join(c.text or "" for c in file.element.body.iter() if c.tag.endswith("}t"))


def test_a_visit_is_planned_announced_and_held_from_outside(world, sign_in):
    scheme, client = mentoring.scheme(world), sign_in(world.mentee)
    host = mentoring.party(scheme, world.mentor_city).pk
    today = timezone.localdate()
    plan = {"round": 1, "mode": "on_site", "host": host, "place": "Town hall", "day": today.isoformat()}
    answer = client.post(f"/work/scheme/{scheme.pk}/visits/new/", plan)
    visit = Visit.objects.get()
    base = f"/work/visit/{visit.pk}/"
    assert answer.headers["Location"] == f"{base}agenda/"
    client.post(f"{base}agenda/", {"day": (today + timedelta(days=4)).isoformat()})
    assert visit.days.count() == 2
    day = visit.days.first()
    client.post(f"{base}agenda/day/{day.pk}/add/", {"starts": "09:00", "ends": "10:00", "title": "Welcome"})
    item = AgendaItem.objects.get()
    client.post(f"{base}agenda/{item.pk}/", {"starts": "09:30", "title": "Welcome office"})
    client.post(f"{base}people/", {"person": world.mentee.pk})
    client.post(f"{base}people/", {"name": "Head of housing", "function": "moderates", "party": host})
    client.post(f"{base}questions/", {"text": "Who pays?", "language": "en"})
    page = client.get(base).content.decode()
    for words in ("Visit to Mentorville", "Welcome office", "Head of housing", "Who pays?", "Only the pair sees"):
        assert words in page
    client.post(f"{base}step/announce/")
    here = Participant.objects.get(name="Head of housing")
    client.post(f"{base}people/attendance/", {"present": [here.pk, "junk", "9" * 30]})
    assert set(visit.participants.values_list("name", "attended")) == {
        ("Head of housing", True),
        ("Mentee officer", False),
    }
    client.post(f"{base}step/hold/")
    visit.refresh_from_db()
    assert visit.state == "held"
    assert "Head of housing" in client.get(f"{base}people/sheet/").content.decode()


def test_suggested_questions_are_taken_over(world, sign_in):
    factor, visit = make.factor(world), make.visit(world)
    client = sign_in(world.mentee)
    client.post(f"/work/visit/{visit.pk}/questions/?lang=fr", {"take": [f"{factor.pk}-1", "junk", "1-99"]})
    question = Question.objects.get()
    assert (question.text, question.language, question.key_factor) == ("Qui paie ?", "fr", factor)


def test_a_finding_is_kept_from_the_form_and_from_the_script(world, sign_in):
    visit, client = make.planned(world), sign_in(world.mentee)
    address = f"/work/visit/{visit.pk}/findings/new/"
    told = {"kind": "idea", "text": "La guida è una residente", "language": "it", "sent_as": "ab-12"}
    assert client.post(address, told).status_code == 302
    kept = client.post(address, told, headers={"accept": "application/json"})
    assert kept.status_code == 201
    assert kept.json()["address"] == f"/work/visit/{visit.pk}/findings/"
    assert Finding.objects.get().language == "it"
    assert '<p lang="it">La guida è una residente</p>' in client.get(f"/work/visit/{visit.pk}/").content.decode()


def test_a_stale_save_shows_both_texts(world, sign_in):
    visit, client = make.planned(world), sign_in(world.mentee)
    found = make.finding(visit, world.mentee, "First words")
    address = f"/work/visit/{visit.pk}/findings/{found.pk}/edit/"
    told = {"kind": "gap", "language": "en"}
    services.change_finding(finding=found, version=1, text="Words of a colleague", by=world.mentee)
    answer = client.post(address, {**told, "text": "Words of mine", "version": 1})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Words of a colleague" in page
    assert "Words of mine" in page
    assert 'name="version" value="2"' in page
    assert Finding.objects.get().text == "Words of a colleague"
    assert client.post(address, {**told, "text": "Both", "version": 2}).status_code == 302
    assert Finding.objects.get().text == "Both"


def test_both_cities_publish_over_the_pages(world, sign_in):
    visit = make.planned(world)
    found = make.finding(visit, world.mentee, CANARY)
    address = f"/work/visit/{visit.pk}/findings/{found.pk}/"
    for who in (world.mentor, world.mentee):
        sign_in(who).post(f"{address}validate/", {"version": 1, "publish": "1"})
    assert Finding.objects.get().tier == "public"
    assert CANARY in sign_in(world.coordinator).get(address).content.decode()
    answer = sign_in(world.mentor).post(f"{address}validate/", {"version": "junk"}, follow=True)
    assert "Read them again" in answer.content.decode()


def test_a_withdrawn_finding_can_be_brought_back_by_its_city_only(world, sign_in):
    visit = make.planned(world)
    found = make.finding(visit, world.mentee, CANARY)
    address = f"/work/visit/{visit.pk}/findings/{found.pk}/"
    client = sign_in(world.mentee)
    client.post(f"{address}withdraw/")
    assert "Undo" in client.get(address).content.decode()
    assert CANARY not in client.get(f"/work/visit/{visit.pk}/").content.decode()
    assert sign_in(world.mentor).get(address).status_code == 404
    sign_in(world.mentee).post(f"{address}restore/")
    assert sign_in(world.mentor).get(address).status_code == 200


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_report_is_made_as_a_file(world, sign_in, form, django_capture_on_commit_callbacks):
    visit = make.held(world)
    fill(world, visit, 1)
    make.finding(visit, world.mentee, CANARY)
    with django_capture_on_commit_callbacks(execute=True):
        answer = sign_in(world.mentee).post(f"/work/visit/{visit.pk}/report/{form}/?lang=el")
    job = Job.objects.get()
    assert answer.headers["Location"] == f"/jobs/{job.pk}/"
    assert job.state == "done", job.error
    if form == "docx":
        assert CANARY in words_of(job)
    assert sign_in(world.mentee).post(f"/work/visit/{visit.pk}/report/exe/").status_code == 404


JUNK = [
    {},
    {"text": "\x00", "language": "xx", "kind": "x", "agenda_item": "9" * 19, "key_factor": "-1", "version": "9" * 30},
    {"text": "x" * 50_000, "kind": "idea", "language": "en", "sent_as": "<script>", "photo_alt": "x" * 500},
    {"round": 10**18, "mode": "on_site", "host": 10**18, "day": "0000-00-00", "starts": "99:99", "title": "\x00"},
]


@pytest.mark.parametrize("junk", JUNK)
def test_junk_is_answered_in_words_and_nothing_is_kept(world, sign_in, junk):
    visit, client = make.planned(world), sign_in(world.mentee)
    base, day = f"/work/visit/{visit.pk}/", visit.days.get().pk
    for page in ("findings/new/", "edit/", "agenda/", f"agenda/day/{day}/add/", "people/", "questions/"):
        assert client.post(base + page, junk).status_code == 422, page
    assert client.post(f"/work/scheme/{visit.scheme_id}/visits/new/", junk).status_code == 422
    assert not Finding.objects.exists()
    assert Visit.objects.count() == 1


def test_what_is_no_picture_is_refused_beside_its_field(world, sign_in):
    visit, client = make.planned(world), sign_in(world.mentee)
    told = {"kind": "idea", "text": "x", "language": "en", "photo_alt": "x"}
    bomb = SimpleUploadedFile("photo.png", b"\x89PNG\r\n\x1a\n" + b"junk", "image/png")
    answer = client.post(f"/work/visit/{visit.pk}/findings/new/", {**told, "photo": bomb})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"photo"}
    answer = client.post(f"/work/visit/{visit.pk}/findings/new/", {**told, "photo": make.photo(), "photo_alt": ""})
    assert answer.context["form"].errors.keys() == {"photo_alt"}
    assert not Finding.objects.exists()


def test_an_agenda_item_of_another_visit_is_refused(world, sign_in):
    scheme = mentoring.scheme(world)
    visit, other = make.planned(world, scheme), make.planned(world, scheme, round=2)
    item = make.item(other, world.mentee)
    told = {"kind": "idea", "text": "x", "language": "en", "agenda_item": item.pk}
    assert sign_in(world.mentee).post(f"/work/visit/{visit.pk}/findings/new/", told).status_code == 422
    assert sign_in(world.mentee).get(f"/work/visit/{visit.pk}/agenda/{item.pk}/").status_code == 404


def test_nothing_is_noted_of_a_visit_that_was_not_announced(world, sign_in):
    visit = make.visit(world)
    assert sign_in(world.mentee).get(f"/work/visit/{visit.pk}/findings/new/").status_code == 403
