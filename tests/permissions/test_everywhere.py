"""What must hold at every address: reading writes nothing, posting needs a token, no language breaks a page."""

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from inclucities.core.languages import CODES
from tests.world import ROLES

from .rows import OK
from .test_matrix import ROWS, read

READS = [row for row in ROWS if row.method == "GET"]
WRITES = [row for row in ROWS if row.method == "POST"]
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def address_of(row, world) -> str:
    with override("en"):
        return reverse(row.route, kwargs=row.where(world)) + row.query


def allowed(row) -> list[str]:
    return [role for role, answer in zip(ROLES, row.answers, strict=True) if answer == OK]


def digest() -> dict:
    """How many rows each of our tables has, and the newest change."""
    ours = [m for m in apps.get_models() if m.__module__.startswith("inclucities.")]
    return {m._meta.label: (m.objects.count(), list(m.objects.order_by("-pk").values()[:5])) for m in ours}


@pytest.mark.parametrize("row", READS, ids=lambda r: f"{r.route}{r.query}")
def test_reading_writes_nothing(row, world):
    address = address_of(row, world)
    clients = []
    for role in allowed(row):
        clients.append(Client())
        if who := world.person(role):
            clients[-1].force_login(who, backend=_BACKEND)  # which notes the day of the sign-in
    before = digest()
    for client in clients:
        read(client.get(address))
    assert digest() == before


@pytest.mark.parametrize("row", WRITES, ids=lambda r: f"{r.route}{r.query}")
def test_posting_needs_a_token(row, world):
    client = Client(enforce_csrf_checks=True)
    address = address_of(row, world)
    for role in allowed(row)[:1]:
        if who := world.person(role):
            client.force_login(who, backend=_BACKEND)
        before = digest()
        assert client.post(address).status_code == 403
        assert digest() == before


@pytest.mark.parametrize("row", READS, ids=lambda r: f"{r.route}{r.query}")
def test_every_page_speaks_every_language(row, world, client):
    address = address_of(row, world)
    roles = allowed(row)
    if not roles:
        return
    if who := world.person(roles[-1]):
        client.force_login(who, backend=_BACKEND)
    for code in CODES:
        there = address.replace("/en/", f"/{code}/", 1) if address.startswith("/en/") else address
        if who:
            who.language = code
            who.save()
        response = client.get(there, headers={"accept-language": code})
        text = read(response)
        assert response.status_code < 400 or response.status_code == 410
        kind = response.headers["Content-Type"]
        if kind.startswith("text/html") and response.status_code == 200:
            assert f'<html lang="{code}"' in text
