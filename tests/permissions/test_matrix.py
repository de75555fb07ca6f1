"""The matrix, executed over HTTP; an address that is missing from it fails.

Nothing of the other programme ("Elsewhere") ever shows through to the people of this one.
"""

from importlib import import_module

import pytest
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver
from django.utils.translation import override

from tests.world import ROLES

from .rows import HIDDEN, LOGIN, OK, REFUSED

APPS = (
    "core", "accounts", "network", "benchmarks", "practices", "pairing", "mentoring", "visits", "plans", "web",
)  # fmt: skip
ROWS = [row for app in APPS for row in import_module(f"tests.permissions.{app}").ROWS]


def read(response) -> str:
    """The text of an answer; a file is read to its end, after which it is closed."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", errors="replace")


def _answer(response) -> str:
    location = response.headers.get("Location", "")
    if response.status_code == 404:
        return HIDDEN
    if response.status_code == 403:
        return REFUSED
    if response.status_code == 302 and "/accounts/login/" in location:
        return LOGIN
    assert response.status_code < 500
    return OK


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r.method} {r.route}{r.query}")
def test_every_cell(row, world, client):
    with override("en"):
        address = reverse(row.route, kwargs=row.where(world)) + row.query
    found = {}
    for role in ROLES:
        client.logout()
        if who := world.person(role):
            client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
        response = client.generic(row.method, address)
        found[role] = _answer(response)
        if row.answers[-1] != OK:  # what everybody may read, or the other programme's people too, is no secret
            assert "Elsewhere" not in read(response)
    assert found == dict(zip(ROLES, row.answers, strict=True))


def _routes(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _routes(pattern, inner)
        elif pattern.name:
            yield f"{namespace}{pattern.name}"


def test_no_address_is_missing():
    ours = {name for name in _routes(get_resolver()) if not name.startswith(("account_", "mfa_"))}
    assert ours - {row.route for row in ROWS} == set()
