"""Findings in a real browser: written without a connection, kept on the phone, sent once when it is back."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import expect

from inclucities.visits.models import Finding
from tests import world as worlds
from tests.visits import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "La guida della casa è una residente pagata."


@pytest.fixture
def phone(context, live_server):
    """A phone of the mentee's officer, open at the page for a new finding."""
    world = worlds.build()
    visit = make.planned(world)
    session = SessionStore()
    session["_auth_user_id"] = str(world.mentee.pk)
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session["_auth_user_hash"] = world.mentee.get_session_auth_hash()
    session.create()
    context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": live_server.url}])
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live_server.url}/work/visit/{visit.pk}/findings/new/")
    return page


def test_a_finding_waits_for_the_connection_and_arrives_once(phone, context):
    context.set_offline(True)
    phone.get_by_label("In your own words").fill(WORDS)
    expect(phone.locator("[data-saved]")).to_have_text("Kept on this phone")
    phone.get_by_role("button", name="Save the finding").click()
    expect(phone.locator("[data-saved]")).to_contain_text("Waiting for a connection")
    assert not Finding.objects.exists()
    context.set_offline(False)
    expect(phone.locator("[data-saved]")).to_have_text("Sent.")
    assert Finding.objects.get().text == WORDS
    phone.reload()
    expect(phone.get_by_label("In your own words")).to_have_value("")
    assert Finding.objects.count() == 1


def test_what_is_typed_comes_back_after_the_page_was_lost(phone):
    phone.get_by_label("In your own words").fill(WORDS)
    phone.reload()
    expect(phone.get_by_label("In your own words")).to_have_value(WORDS)
    phone.get_by_role("button", name="Save the finding").click()
    phone.wait_for_url("**/findings/")
    expect(phone.get_by_text(WORDS)).to_be_visible()
    phone.go_back()
    phone.reload()
    expect(phone.get_by_label("In your own words")).to_have_value("")


def test_errors_of_the_server_are_shown_by_the_plain_page(phone):
    phone.get_by_role("button", name="Save the finding").click()
    expect(phone.get_by_role("alert")).to_contain_text("needs your attention")
