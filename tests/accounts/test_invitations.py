"""An invitation is bound to one address, expires, and can be used once."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inclucities.accounts import services
from inclucities.accounts.models import Invitation, Person, Post
from inclucities.accounts.states import PostRole
from inclucities.core.models import LogEntry, Mail
from inclucities.network import selectors

pytestmark = pytest.mark.django_db
GOOD = {"name": "New officer", "language": "it", "password": "four plain words here", "passkey": ""}


def invite(world, email="new@example.org", **fields):
    fields = {"language": "it", "role": PostRole.OFFICER, **fields}
    return services.invite(email=email, organisation=world.mentee_city.organisation, by=world.coordinator, **fields)


def link() -> str:
    """The address in the latest mail."""
    return re.search(r"https?://[^/\s]+(/\S+)", Mail.objects.latest("pk").body)[1]


def test_a_new_person_accepts_and_works_for_the_city(world, client):
    invite(world)
    page = client.get(link())
    assert page.status_code == 200
    assert page.headers["Content-Language"] == "it"
    answer = client.post(link(), GOOD)
    assert answer.status_code == 302
    person = Person.objects.get(email="new@example.org")
    assert (person.language, person.check_password(GOOD["password"])) == ("it", True)
    assert selectors.works_for(person, world.mentee_city)
    assert client.get(reverse("network:city", args=[world.mentee_city.pk])).status_code == 200


def test_it_can_be_used_once(world, client):
    invite(world)
    address = link()
    client.post(address, GOOD)
    client.logout()
    again = client.post(address, {**GOOD, "name": "Second"})
    assert again.status_code == 410
    assert Person.objects.filter(email="new@example.org").count() == 1


def test_it_holds_for_its_address_only(world, sign_in):
    invite(world)
    client = sign_in(world.mentor)
    client.post(link())
    assert not Post.objects.filter(person=world.mentor, organisation=world.mentee_city.organisation).exists()
    assert Invitation.objects.get().is_open


def test_it_expires(world, client):
    invitation = invite(world)
    Invitation.objects.filter(pk=invitation.pk).update(
        created_at=timezone.now() - timedelta(days=30), expires_at=timezone.now() - timedelta(seconds=1)
    )
    assert client.post(link(), GOOD).status_code == 410
    assert not Person.objects.filter(email="new@example.org").exists()


def test_a_new_invitation_withdraws_the_open_one(world, client):
    invite(world)
    first = link()
    invite(world)
    assert client.get(first).status_code == 410
    assert client.get(link()).status_code == 200


def test_the_token_is_not_kept(world):
    invite(world)
    token = link().split("/")[-2]
    assert len(token) >= 40
    assert not Invitation.objects.filter(token_digest=token).exists()


@pytest.mark.parametrize(
    "wrong", [{"password": "short"}, {"password": "password1234"}, {"password": ""}, {"name": ""}, {"language": "xx"}]
)
def test_bad_input_keeps_what_was_typed_and_stores_nothing(world, client, wrong):
    invite(world)
    answer = client.post(link(), {**GOOD, **wrong})
    assert answer.status_code == 422
    assert 'class="errsum"' in answer.text
    assert (GOOD["name"] in answer.text) == ("name" not in wrong)
    assert Invitation.objects.get().is_open
    assert not Person.objects.filter(email="new@example.org").exists()


def test_without_password_a_passkey_comes_next(world, client):
    invite(world)
    answer = client.post(link(), {**GOOD, "password": "", "passkey": "on"})
    assert answer.url == reverse("mfa_add_webauthn")
    assert not Person.objects.get(email="new@example.org").has_usable_password()
    assert client.get(answer.url).status_code == 200


def test_somebody_with_an_account_signs_in_and_comes_back(world, client):
    invite(world, email=world.mentor.email)
    page = client.get(link())
    assert reverse("account_login") in page.text
    client.force_login(world.mentor, backend="django.contrib.auth.backends.ModelBackend")
    client.post(link())
    assert selectors.works_for(world.mentor, world.mentee_city)


def test_the_mail_speaks_the_language_of_the_invitation(world):
    invite(world, language="el")
    mail = Mail.objects.get()
    assert mail.language == "el"
    assert "?lang=el" in mail.body


def test_a_successor_inherits_what_the_post_answered_for(world, client):
    old = world.mentee.posts.get()
    invite(world, takes_over=old)
    client.post(link(), GOOD)
    person = Person.objects.get(email="new@example.org")
    new = person.posts.get()
    assert (new.predecessor, new.is_lead_contact) == (old, True)
    from inclucities.accounts.selectors import answered_posts

    assert answered_posts(person) == {new.pk, old.pk}
    assert answered_posts(world.mentee) == set()
    assert not selectors.works_for(world.mentee, world.mentee_city)


def test_what_was_done_is_in_the_history(world, client):
    invite(world)
    client.post(link(), GOOD)
    verbs = set(LogEntry.objects.values_list("verb", flat=True))
    assert {"accounts.invite", "accounts.take_post"} <= verbs
