"""Bad input at every form: never a 500, and whatever is refused stores nothing."""

import random
import re

import pytest
from django.db import transaction

from inclucities.network.models import Place
from tests.permissions.test_everywhere import WRITES, address_of, allowed, digest

SUBMISSIONS = 2000
PER_FORM = -(-SUBMISSIONS // len(WRITES))
NASTY = (
    "", " ", "\x00", "\x07\x1b[31m", "a" * 100_001, "-1", "0", "99999999999999999999", "1e309", "NaN", "inf", "0x10",
    "2026-02-30", "0000-00-00", "9999-12-31", "12:99", "<script>alert(1)</script>", "{{7*7}}", "{% now %}", "١٢",
    "' OR 1=1 --", "\N{GRINNING FACE}", "\u202egnihton", "é" * 5000, "=cmd|' /C calc'!A0", "a@b", "javascript:alert(1)",
    "a@b.example\nBcc: x@example.org", "http://[", "../../etc/passwd", "null", "true", "[]", "on", "en", "xx", "1", "2",
    "housing", "2026-05-01", "a@example.org", "plain words",
)  # fmt: skip
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def fields_of(client, address) -> list[str]:
    """The names of the fields on the page of this address, and some that it does not expect."""
    page = client.get(address)
    found = set(re.findall(r'\sname="([^"]+)"', page.text)) if page.status_code == 200 else set()
    return sorted(found - {"csrfmiddlewaretoken"} | {"pk", "state", "is_superuser", "version", "text", "language"})


def submission(chance: random.Random, fields: list[str]) -> dict:
    chosen = [name for name in fields if chance.random() < 0.85]
    return {name: [chance.choice(NASTY) for _ in range(chance.choice((1, 1, 1, 2)))] for name in chosen}


@pytest.mark.parametrize("row", WRITES, ids=lambda r: f"{r.route}{r.query}")
def test_no_submission_breaks_a_form(row, world, client):
    Place.objects.create(geoname_id=1, name="Place", country="FR", latitude=1, longitude=1, population=1000)
    chance = random.Random(row.route)
    address = address_of(row, world)
    roles = allowed(row)
    client.raise_request_exception = False
    if roles and (who := world.person(roles[0])):
        client.force_login(who, backend=_BACKEND)
    fields = fields_of(client, address)
    before = digest()
    for _ in range(PER_FORM):
        data = submission(chance, fields)
        with transaction.atomic():
            response = client.post(address, data)
            assert response.status_code < 500, data
            if response.status_code in (400, 403, 404, 409, 422):
                assert digest() == before, data
            transaction.set_rollback(True)
