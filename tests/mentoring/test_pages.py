"""What people of the pair, the programme's team and outsiders meet on the pages."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inclucities.mentoring import services
from inclucities.mentoring.models import Decision, Document, Learning, Message, SupportGroupMember, Task
from tests.mentoring import make

SECRET = "We failed with the first house and say so"


def fill(world, scheme, n):
    for i in range(n):
        make.message(scheme, world.mentor, f"Message {i}")
        make.document(scheme, world.mentee, f"Paper {i}")
        make.decision(scheme, world.mentee, f"Decision {i}")
        make.task(world, scheme, text=f"Task {i}")
        make.learning(world, scheme)
        make.supporter(scheme, world.mentee)


def queries(client, address):
    client.get(address)  # content types and the like are kept after the first time
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


ROOMS = ["", "conversation/", "documents/", "decisions/", "tasks/", "learning/", "support-group/", "people/", "theme/"]

ROOMS_THAT_TAKE = ["conversation", "documents", "decisions", "tasks", "learning", "support-group", "theme"]


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("role", ["mentee", "association", "expert"])
def test_rooms_ask_as_often_for_one_as_for_three(world, sign_in, room, role):
    scheme = make.scheme(world)
    client = sign_in(world.person(role))
    fill(world, scheme, 1)
    one = queries(client, f"/work/scheme/{scheme.pk}/{room}")
    fill(world, scheme, 2)
    assert queries(client, f"/work/scheme/{scheme.pk}/{room}") == one <= 12


def test_the_list_asks_as_often_for_one_as_for_three(world, sign_in):
    client, address = sign_in(world.coordinator), f"/work/{world.programme.slug}/mentoring/"
    fill(world, make.scheme(world), 1)
    one = queries(client, address)
    for n in (1, 2):
        fill(world, make.another_pair(world, n), 0)
    assert queries(client, address) == one <= 12


def test_the_team_sees_the_pair_and_not_its_words(world, sign_in):
    scheme = make.scheme(world)
    make.message(scheme, world.mentor, SECRET)
    make.decision(scheme, world.mentee, SECRET)
    make.document(scheme, world.mentee, SECRET)
    client = sign_in(world.coordinator)
    for address in (f"/work/scheme/{scheme.pk}/", f"/work/scheme/{scheme.pk}/people/", "/work/alpha/mentoring/"):
        page = client.get(address).content.decode()
        assert "Mentorville" in page
        assert SECRET not in page
    assert "The conversation belongs to the pair" in client.get(f"/work/scheme/{scheme.pk}/").content.decode()


def test_before_pairing_the_page_says_what_comes_first(world, sign_in):
    page = sign_in(world.mentee).get(f"/work/city/{world.mentee_city.pk}/mentoring/")
    assert "Learnstadt has no partner city yet" in page.content.decode()
    scheme = make.scheme(world)
    assert sign_in(world.mentee).get(page.request["PATH_INFO"]).headers["Location"] == f"/work/scheme/{scheme.pk}/"


def test_everything_can_be_added_from_outside(world, sign_in):
    scheme, client = make.scheme(world), sign_in(world.mentee)
    mentor, mentee = make.party(scheme, world.mentor_city).pk, make.party(scheme, world.mentee_city).pk
    upload = SimpleUploadedFile("notes.txt", b"notes")
    sent = {
        "conversation": {"text": "Ciao", "language": "it"},
        "documents": {"title": "Notes", "language": "it", "upload": upload},
        "decisions": {"text": "Six months", "decided_on": "2026-03-01", "language": "en"},
        "tasks": {"text": "Call", "party": mentee, "due": "2026-12-01"},
        "learning": {
            "learner": mentor, "source": mentee, "text": "Listening", "learned_on": "2026-03-01", "language": "en",
        },
        "support-group": {"body": "School board", "part": "Rooms", "since": "2026-03-01"},
    }  # fmt: skip
    for room, data in sent.items():
        answer = client.post(f"/work/scheme/{scheme.pk}/{room}/", data)
        assert answer.status_code == 302, (room, answer.context["form"].errors)
    for model in (Message, Document, Decision, Task, Learning, SupportGroupMember):
        assert model.objects.filter(scheme=scheme).count() == 1
    page = client.get(f"/work/scheme/{scheme.pk}/").content.decode()
    assert '<p lang="it">Ciao</p>' in page
    file = client.get(f"/work/scheme/{scheme.pk}/documents/{Document.objects.get().pk}/")
    assert b"".join(file.streaming_content) == b"notes"


@pytest.mark.parametrize(
    "room", ["conversation", "documents", "decisions", "tasks", "learning", "support-group", "theme"]
)
@pytest.mark.parametrize(
    "junk",
    [
        {},
        {"text": "\x00", "language": "xx", "party": "10" * 20, "post": "-1", "due": "0000-00-00", "learner": "x"},
        {"text": "x" * 100_000, "party": "1e18", "learner": 10**18, "source": 10**18, "since": "9999-99-99",
         "decided_on": "99999-01-01", "body": "\x00", "theme": "\x00", "on": "1-1-1", "title": "\x00"},
    ],
)  # fmt: skip
def test_junk_is_answered_in_words_and_nothing_is_kept(world, sign_in, room, junk):
    scheme = make.scheme(world)
    answer = sign_in(world.mentee).post(f"/work/scheme/{scheme.pk}/{room}/", junk)
    assert answer.status_code == 422
    assert "needs your attention" in answer.content.decode() or "need your attention" in answer.content.decode()
    for model in (Message, Document, Decision, Task, Learning, SupportGroupMember):
        assert not model.objects.exists()
    assert scheme.themes.count() == 1


def test_a_file_that_is_not_what_it_says_is_refused(world, sign_in):
    scheme = make.scheme(world)
    upload = BytesIO(b"MZ not a picture")
    upload.name = "photo.png"
    data = {"title": "Photo", "language": "en", "upload": upload}
    assert sign_in(world.mentee).post(f"/work/scheme/{scheme.pk}/documents/", data).status_code == 422
    assert not Document.objects.exists()


def test_a_withdrawn_message_shows_no_words_until_undone(world, sign_in):
    scheme = make.scheme(world)
    message = make.message(scheme, world.mentee, SECRET)
    client, room = sign_in(world.mentee), f"/work/scheme/{scheme.pk}/conversation/"
    client.post(f"{room}{message.pk}/withdraw/")
    assert SECRET not in client.get(room).content.decode()
    assert "Undo" in client.get(room).content.decode()
    client.post(f"{room}{message.pk}/restore/")
    assert SECRET in client.get(room).content.decode()


def test_objects_of_another_scheme_are_not_reached_through_this_one(world, sign_in):
    scheme, other = make.scheme(world), make.another_pair(world)
    elsewhere = other.parties.get(role="mentee").participation.organisation.posts.get().person
    document, message = make.document(other, elsewhere), make.message(other, elsewhere)
    client = sign_in(world.mentee)
    assert client.get(f"/work/scheme/{other.pk}/").status_code == 404
    assert client.get(f"/work/scheme/{scheme.pk}/documents/{document.pk}/").status_code == 404
    assert client.post(f"/work/scheme/{scheme.pk}/conversation/{message.pk}/withdraw/").status_code == 404


def test_the_team_replaces_a_party(world, sign_in):
    scheme, new = make.scheme(world), make.successor(world)
    party = make.party(scheme, world.mentee_city)
    client, address = sign_in(world.coordinator), f"/work/scheme/{scheme.pk}/people/{party.pk}/replace/"
    assert client.post(address, {"successor": new.pk, "on": "2026-01-01"}).status_code == 422
    assert client.post(address, {"successor": world.mentor_city.pk, "on": "2026-11-01"}).status_code == 422
    assert client.post(address, {"successor": new.pk, "on": "2026-11-01"}).status_code == 302
    assert "in the place of Learnstadt" in client.get(f"/work/scheme/{scheme.pk}/people/").content.decode()


def test_search_and_filter_of_the_list(world, sign_in):
    quiet, fresh = make.scheme(world), make.another_pair(world)
    services.move_scheme(scheme=fresh, step="close", by=world.coordinator)
    client = sign_in(world.coordinator)
    page = client.get("/work/alpha/mentoring/?q=learnstádt").content.decode()
    assert f"/work/scheme/{quiet.pk}/" in page
    assert f"/work/scheme/{fresh.pk}/" not in page
    assert "Mentorville and Learnstadt" in page
    page = client.get("/work/alpha/mentoring/?stalls=1").content.decode()
    assert f"/work/scheme/{quiet.pk}/" in page
    assert f"/work/scheme/{fresh.pk}/" not in page
    assert client.get("/work/alpha/mentoring/?q=%00&page=-1").status_code == 200


def test_unknown_steps_do_not_exist(world, sign_in):
    scheme = make.scheme(world)
    task = make.task(world, scheme)
    assert sign_in(world.mentee).post(f"/work/scheme/{scheme.pk}/tasks/{task.pk}/fly/").status_code == 404
    assert sign_in(world.mentee).post(f"/work/scheme/{scheme.pk}/tasks/{task.pk}/reopen/").status_code == 302
