"""Answers save themselves in the browser, say so, retry, and show both texts after a clash."""

import pytest
from playwright.sync_api import expect

from inclucities.benchmarks.models import Answer
from inclucities.benchmarks.services import Said, record_answer

from . import make

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:Session-scoped fixtures"),  # of the plugin that gives the base address
]


@pytest.fixture
def theme_page(world, sign_in, live_server, page):
    running = make.draft(world.mentee_city, make.benchmark(world.theme), world.mentee)
    session = sign_in(world.mentee).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(f"{live_server.url}/work/assessment/{running.pk}/housing/")
    return page, running


def test_an_answer_saves_itself_and_a_clash_is_shown(theme_page, world):
    page, running = theme_page
    factor = make.key_factors(running.benchmark)[0]
    section = page.locator(f"#kf-{factor.pk}")
    section.locator("input[value='2']").check(force=True)
    expect(section.locator("[data-saved]")).to_contain_text("Saved at")
    assert Answer.objects.get(key_factor=factor).level == 2
    record_answer(assessment=running, key_factor=factor, said=Said(level=4, note="theirs"), version=1, by=None)
    section.locator("textarea").fill("mine")
    expect(section.locator("[data-clash]")).to_contain_text("theirs")
    section.get_by_label("Keep both notes").check()
    section.get_by_role("button", name="Keep this").click()
    expect(section.locator("[data-clash]")).to_have_count(0)
    expect(section.locator("textarea")).to_have_value("theirs\n\nmine")
    assert Answer.objects.get(key_factor=factor).note == "theirs\n\nmine"


def test_what_could_not_be_sent_is_sent_again(theme_page):
    page, running = theme_page
    factor = make.key_factors(running.benchmark)[0]
    section = page.locator(f"#kf-{factor.pk}")
    page.context.set_offline(True)
    section.locator("input[value='1']").check(force=True)
    expect(section.locator("[data-saved]")).to_contain_text("We keep trying")
    page.context.set_offline(False)
    expect(section.locator("[data-saved]")).to_contain_text("Saved at", timeout=10_000)
    assert Answer.objects.get(key_factor=factor).level == 1
