"""Signing in, the second factor, and what an account shows."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_sign_in_with_password(world, client):
    answer = client.post(reverse("account_login"), {"login": world.mentee.email, "password": "long enough to sign in"})
    assert answer.status_code == 302
    assert answer.url == reverse("web:work")


def test_a_wrong_password_and_an_unknown_address_look_alike(world, client):
    def attempt(email):
        page = client.post(reverse("account_login"), {"login": email, "password": "something quite wrong"})
        return page.status_code, page.text.count('class="err"'), "errsum" in page.text

    assert attempt(world.mentee.email) == attempt("nobody@example.org")


def test_a_reset_does_not_tell_whether_an_account_exists(world, client):
    known = client.post(reverse("account_reset_password"), {"email": world.mentee.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_nobody_signs_up_alone(client):
    assert 'name="email"' not in client.get(reverse("account_signup")).text
    client.post(reverse("account_signup"), {"email": "x@example.org", "password1": "four plain words here"})
    from inclucities.accounts.models import Person

    assert not Person.objects.exists()


def test_a_programme_team_needs_a_second_factor(world, sign_in, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    client = sign_in(world.coordinator)
    assert client.get(reverse("web:work")).url == reverse("mfa_index")
    client = sign_in(world.mentee)
    assert client.get(reverse("web:work")).status_code == 200


def test_everybody_needs_it_where_the_programme_asks(world, sign_in, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    world.programme.second_factor = True
    world.programme.save()
    assert sign_in(world.mentee).get(reverse("web:work")).url == reverse("mfa_index")


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_no_open_redirect(world, client, evil):
    answer = client.post(
        reverse("account_login") + f"?next={evil}",
        {"login": world.mentee.email, "password": "long enough to sign in", "next": evil},
    )
    assert answer.url == reverse("web:work")


def test_name_and_language_change(world, sign_in):
    client = sign_in(world.mentee)
    client.post(reverse("accounts:profile"), {"name": "Officer of housing", "language": "fr"})
    world.mentee.refresh_from_db()
    assert (world.mentee.name, world.mentee.language) == ("Officer of housing", "fr")
    assert client.get(reverse("accounts:profile")).headers["Content-Language"] == "fr"
