"""Every page in Chromium, as every role that gets it: axe, widths, console, foreign requests, headings, language.

Width, scheme and language turn from run to run, so that each page is seen in all of them and the file stays short.
"""

from itertools import cycle, islice
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from tests.benchmarks import make as benchmarks
from tests.mentoring import make as mentoring
from tests.permissions.test_everywhere import READS, address_of, allowed
from tests.world import build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS, SCHEMES, LANGUAGES = (390, 1440), ("light", "dark"), ("en", "fr", "el")
PAGES = [row for row in READS if allowed(row)]
ACCOUNT = (
    "account_login", "account_reset_password", "account_change_password", "account_logout", "account_reauthenticate",
    "mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn",
)  # fmt: skip
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def turn(n: int) -> tuple[int, str, str]:
    """Any three neighbours hold every width, every scheme and every language; twelve hold every combination."""
    return WIDTHS[n % 2], SCHEMES[(n + 1) // 2 % 2], LANGUAGES[n % 3]


@pytest.fixture(scope="module", autouse=True)
def _catalogues():
    call_command("compile_catalogues")


@pytest.fixture(scope="module")
def eyes(browser):
    """One browser context for each combination, opened when it is first wanted."""
    opened = {}

    def look(combination):
        width, scheme, language = combination
        if combination not in opened:
            opened[combination] = Eyes(browser, width, scheme, language)
        return opened[combination]

    yield look
    for one in opened.values():
        one.context.close()


class Eyes:
    """A browser of one width, scheme and language, that notes what went wrong."""

    def __init__(self, browser, width, scheme, language):
        self.width, self.language, self.host = width, language, ""
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, locale=language, reduced_motion="reduce"
        )
        self.page, self.problems = self.context.new_page(), []
        self.page.on("console", lambda m: m.type == "error" and self.problems.append(f"console: {m.text}"))
        self.page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        self.page.on("request", self._leaves)

    def _leaves(self, request):
        if request.url.startswith("http") and urlsplit(request.url).netloc != self.host:
            self.problems.append(f"left the host: {request.url}")

    def signs_in(self, person, base: str) -> None:
        self.context.clear_cookies()
        self.host = urlsplit(base).netloc
        if person is None:
            return
        person.language = self.language
        person.save()
        session = SessionStore()
        session["_auth_user_id"], session["_auth_user_backend"] = str(person.pk), _BACKEND
        session["_auth_user_hash"] = person.get_session_auth_hash()
        session.create()
        self.context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": base}])

    def sees(self, address: str) -> list[str]:
        """What is wrong with the page of this address."""
        self.problems.clear()
        self._becomes(self.width)
        answer = self.page.goto(address)
        expected = f"status of {answer.status}"  # the console repeats the status of a page that is gone
        found = [p for p in self.problems if expected not in p]
        found += self._head()
        for rule in Axe().run(self.page).response["violations"]:
            found.append(f"axe {rule['id']}: " + " | ".join(n["html"][:160] for n in rule["nodes"][:3]))
        return found + self._overflow()

    def _head(self) -> list[str]:
        lang, title, headings = self.page.evaluate(
            "[document.documentElement.lang, document.title, document.querySelectorAll('h1').length]"
        )
        wrong = [f"lang is {lang}"] if lang != self.language else []
        wrong += [f"{headings} h1"] if headings != 1 else []
        return wrong + ([] if title.split("–")[0].strip() else ["no title"])

    def _overflow(self) -> list[str]:
        """At both widths of a phone; a wide run asks only for the narrower, which asks more."""
        wrong = []
        for width in (390, 320) if self.width == 390 else (320,):
            self._becomes(width)
            over = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            wrong += [f"{over} px too wide at {width}"] if over > 0 else []
        return wrong

    def _becomes(self, width: int) -> None:
        if self.page.viewport_size["width"] != width:
            self.page.set_viewport_size({"width": width, "height": 900})


def _is_page(response) -> bool:
    b"".join(response.streaming_content if response.streaming else ())  # a file is closed after its last byte
    return response.headers["Content-Type"].startswith("text/html")


def _seen(eyes, first: int, address: str, people, base: str) -> dict[str, list[str]]:
    """Findings by run: at least three runs, each with the next width, scheme and language."""
    wrong = {}
    for n, (role, person) in enumerate(islice(cycle(people), max(3, len(people)))):
        combination = turn(first + n)
        eye = eyes(combination)
        eye.signs_in(person, base)
        there = address.replace("/en/", f"/{combination[2]}/", 1) if address.startswith("/en/") else address
        if found := eye.sees(base + there):
            wrong[f"{role} {combination}"] = found
    return wrong


@pytest.mark.parametrize("row", PAGES, ids=lambda r: f"{r.route}{r.query}")
def test_every_page_can_be_used_by_everybody(row, eyes, live_server, client):
    world = build()
    address, roles = address_of(row, world), allowed(row)
    if who := world.person(roles[0]):
        client.force_login(who, backend=_BACKEND)
    if not _is_page(client.get(address, follow=True)):
        return  # a file to download: there is no page to look at
    people = [(role, world.person(role)) for role in roles]
    assert _seen(eyes, PAGES.index(row), address, people, live_server.url) == {}


@pytest.mark.parametrize("route", ACCOUNT)
def test_pages_of_the_account_too(route, eyes, live_server):
    world = build()
    people = [("mentee", world.mentee)] if route not in ACCOUNT[:2] else [("anonymous", None)]
    assert _seen(eyes, ACCOUNT.index(route), reverse(route), people, live_server.url) == {}


def _signs_in(page, base: str, person) -> None:
    page.goto(f"{base}/accounts/login/")
    page.locator("[name='login']").fill(person.email)
    page.locator("[name='password']").fill("long enough to sign in")


def test_without_javascript(browser, live_server):
    """Signing in, an answer to a key factor and a message to the pair need no script."""
    world, base = build(), live_server.url
    running = benchmarks.draft(world.mentee_city, benchmarks.benchmark(world.theme), world.mentee)
    scheme = mentoring.scheme(world)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    _signs_in(page, base, world.mentee)
    page.locator("main form button[type='submit']").first.click()
    expect(page).to_have_url(f"{base}/work/")
    page.goto(f"{base}/work/assessment/{running.pk}/housing/")
    factor = benchmarks.key_factors(running.benchmark)[0]
    page.locator(f"#kf-{factor.pk} input[value='2']").check(force=True)
    page.locator("main .actions button.btn-primary").click()
    assert running.answers.get(key_factor=factor).level == 2
    page.goto(f"{base}/work/scheme/{scheme.pk}/conversation/")
    page.locator("main [name='text']").fill("Shall we speak on Tuesday?")
    page.locator("main form button.btn-primary").last.click()
    expect(page.locator("main")).to_contain_text("Shall we speak on Tuesday?")
    context.close()


def test_with_the_keyboard_only(browser, live_server):
    """From signing in over the desk to the next step, with Tab and Enter; every stop can be seen."""
    world, base = build(), live_server.url
    benchmarks.benchmark(world.theme)
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{base}/accounts/login/")
    _tabs_to(page, "[name='login']")
    page.keyboard.type(world.mentee.email)
    _tabs_to(page, "[name='password']")
    page.keyboard.type("long enough to sign in")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}/work/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    next_step = page.locator("main a.btn").first
    wanted = next_step.get_attribute("href")
    _tabs_to(page, f"main a.btn[href='{wanted}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}{wanted}")
    expect(page.locator("h1")).to_be_visible()
    context.close()


def _tabs_to(page, selector: str) -> None:
    """Press Tab until the element has the focus; each stop on the way shows where it is."""
    for _stop in range(40):
        page.keyboard.press("Tab")
        style = "getComputedStyle(document.activeElement)"
        assert page.evaluate(f"{style}.outlineStyle !== 'none' || {style}.boxShadow !== 'none'"), "focus is not seen"
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} is not reached")
