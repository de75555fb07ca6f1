"""The seven steps in a browser, from the invitation to a published practice: coordinator, mentor, mentee, association.

The coordinator and the mentor work in English, the mentee and the association in French. Each person has a
browser of their own. With SCREENS=folder every station leaves a picture there.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from inclucities.accounts.models import Person
from inclucities.core.models import Mail
from inclucities.network.models import Participation, Place, PlaceName, Programme, Theme
from inclucities.pairing.models import ProposedPair
from inclucities.plans.models import Plan
from inclucities.practices.models import Practice
from inclucities.visits.models import Finding
from tests import world as worlds
from tests.benchmarks import make as benchmarks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "four plain words here"
SCREENS = os.environ.get("SCREENS")


class Person_:
    """Somebody at a browser of their own, who looks at pages and fills in forms."""

    def __init__(self, browser: Browser, base: str, language: str):
        self.page: Page = browser.new_context(locale=language, viewport={"width": 1440, "height": 900}).new_page()
        self.base, self.language, self.station = base, language, 0
        self.problems: list[str] = []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("response", lambda r: r.status >= 500 and self.problems.append(f"{r.status} {r.url}"))

    def goes(self, address: str) -> Page:
        self.page.goto(address if address.startswith("http") else self.base + address)
        return self.page

    def clicks(self, name, *, role="button", exact=True, nth=0) -> None:
        self.page.get_by_role(role, name=name, exact=exact).nth(nth).click()
        self.page.wait_for_load_state()

    def fills(self, **fields) -> None:
        """Fill fields by their names in the form; True ticks a box, (value,) chooses one of a group."""
        for name, value in fields.items():
            field = self.page.locator(f"main [name='{name}']")
            if value is True:
                field.first.check()
            elif isinstance(value, tuple):
                self.page.locator(f"main [name='{name}'][value='{value[0]}']").check(force=True)
            elif field.first.evaluate("e => e.tagName") == "SELECT":
                field.first.select_option(value)
            else:
                field.first.fill(str(value))

    def submits(self, name: str | None = None) -> None:
        """Press the button of the form in the page."""
        button = self.page.locator("main form button[type='submit'].btn-primary")
        (self.page.get_by_role("button", name=name, exact=True).first if name else button.last).click()
        self.page.wait_for_load_state()
        expect(self.page.locator("[data-errsum]")).to_have_count(0)

    def sees(self, text) -> None:
        expect(self.page.locator("main")).to_contain_text(text)

    def shoots(self, name: str) -> None:
        if SCREENS:
            self.page.screenshot(path=Path(SCREENS) / f"{name}.png", full_page=True)


def link_in(mail: Mail) -> str:
    return re.search(r"https?://[^/\s]+(/\S+)", mail.body)[1]


@pytest.fixture
def stage(db):
    """What exists before the first step: a coordinator, the gazetteer's places, a benchmark."""
    office = worlds.organisation("Programme office")
    coordinator = worlds.person("Coordinator")
    worlds.holds(coordinator, office, "programme_team")
    Theme.objects.create(id="housing", order=1, label={"en": "Housing", "fr": "Logement"}, practice_domains=["housing"])
    Theme.objects.create(id="language-learning", order=2, label={"en": "Language", "fr": "Langue"})
    benchmarks.benchmark(*Theme.objects.order_by("order"))
    for pk, (name, country) in enumerate((("Mechelen", "BE"), ("Capaci", "IT")), 1):
        place = Place.objects.create(
            geoname_id=pk, name=name, country=country, latitude=51 - pk * 6, longitude=4 + pk, population=80_000
        )
        PlaceName.objects.create(place=place, folded=name.lower())
    return coordinator


@pytest.fixture
def people(browser, live_server):
    """The four people at their browsers."""
    languages = {"coordinator": "en", "mentor": "en", "mentee": "fr", "association": "fr"}
    found = {name: Person_(browser, live_server.url, language) for name, language in languages.items()}
    yield found
    for someone in found.values():
        assert someone.problems == []
        someone.page.context.close()


def test_from_invitation_to_published_practice(stage, people, browser, live_server):
    join(people, stage)
    assess(people["mentor"], "mechelen", level=4)
    assess(people["mentee"], "capaci", level=1)
    pair(people)
    mentoring(people)
    visit(people)
    plan(people)
    share(people, browser, live_server)


def join(people, coordinator: Person) -> None:
    team = people["coordinator"]
    team.goes("/accounts/login/")
    team.fills(login=coordinator.email, password="long enough to sign in")
    team.submits()
    team.clicks("New programme", role="link")
    team.fills(acronym="Journey", name="A journey of two cities", aim="To learn from one another.", starts="2026-01-10")
    team.fills(languages=("en",))
    team.fills(languages=("fr",), is_public=True)
    team.submits()
    team.clicks("Open the programme")
    team.goes("/work/journey/add-organisation/")
    team.fills(name="Alliance", acronym="ALL", country="BE", role=("association",), valid_from="2026-01-10")
    team.submits()
    invite(team, "alliance@example.org", "fr")
    for name, role, email, language in (
        ("Mechelen", "mentor", "mentor@example.org", "en"),
        ("Capaci", "mentee", "mentee@example.org", "fr"),
    ):
        team.goes("/work/journey/add-city/")
        team.fills(q=name)
        team.clicks("Search")
        team.clicks(f"Choose {name}", role="link")
        team.fills(role=(role,), valid_from="2026-01-10")
        team.page.locator("select[name='association']").select_option(label="Alliance")
        team.submits()
        team.clicks("Change", role="link")
        team.fills(languages=("en",))
        team.fills(languages=("fr",))
        team.submits()
        invite(team, email, language)
    team.goes("/work/journey/")
    team.shoots("1-join-programme")
    for name, email in (("mentor", "mentor"), ("mentee", "mentee"), ("association", "alliance")):
        accept(people[name], f"{email}@example.org")


def invite(team, email: str, language: str) -> None:
    team.clicks("Invite somebody", role="link")
    team.fills(email=email, language=language)
    team.submits()
    team.sees(email)


def accept(someone, email: str) -> None:
    someone.goes(link_in(Mail.objects.get(to=email)))
    someone.fills(name=f"Officer {email.split('@')[0]}", language=someone.language, password=PASSWORD)
    someone.shoots(f"1-join-{email.split('@')[0]}")
    someone.submits()
    assert someone.page.locator("html").get_attribute("lang") == someone.language


def city(slug: str) -> Participation:
    return Participation.objects.get(organisation__slug=slug)


def assess(officer, slug: str, *, level: int) -> None:
    officer.goes(f"/work/city/{city(slug).pk}/assess/")
    officer.page.locator("main form[action$='/start/'] button").first.click()
    officer.page.wait_for_load_state()
    officer.goes(f"/work/city/{city(slug).pk}/assess/")
    officer.page.locator("main .panel a.btn-primary").click()
    for n in range(2):  # two themes, two key factors each
        for section in officer.page.locator("[data-key-factor]").all():
            # In one theme the mentor knows what the mentee wants to learn.
            section.locator(f"input[type='radio'][value='{level}']").first.check(force=True)
            expect(section.locator("[data-saved]")).to_contain_text(":")
        if n == 0:
            officer.shoots(f"2-assess-{slug}")
        officer.page.locator("main .actions button.btn-primary").click()
        officer.page.wait_for_load_state()
    kind = "help" if level == 4 else "learn"
    for n, field in enumerate(officer.page.locator(f"section[aria-labelledby='{kind}'] select").all()[:2], 1):
        field.select_option(index=n)
    officer.shoots(f"2-assess-review-{slug}")
    officer.submits()
    expect(officer.page).to_have_url(re.compile("/profile/"))
    officer.shoots(f"2-profile-{slug}")


def pair(people) -> None:
    team = people["coordinator"]
    team.goes("/work/journey/pairing/new/")
    team.fills(name="First round")
    team.submits()
    team.clicks(re.compile("^Compute"), exact=False)
    team.page.wait_for_url(re.compile(r"/pairing/\d+/"))
    team.sees("Mechelen")
    team.shoots("3-pair-proposal")
    team.clicks("Ask the parties", role="link")
    team.submits()
    proposed = ProposedPair.objects.get()
    for name in ("mentor", "mentee", "association"):
        someone = people[name]
        someone.goes(f"/work/pairing/answer/{proposed.pk}/")
        someone.fills(says=("yes",))
        someone.submits()
        someone.shoots(f"3-pair-answer-{name}")
    team.goes(f"/work/journey/pairing/{proposed.proposal.round_id}/publish/")
    team.submits()
    team.shoots("3-pair-published")


def mentoring(people) -> None:
    for name, slug, words in (
        ("mentor", "mechelen", "Welcome. Shall we speak every second Tuesday?"),
        ("mentee", "capaci", "Merci, le mardi nous va bien."),
    ):
        someone = people[name]
        someone.goes(f"/work/city/{city(slug).pk}/mentoring/")
        scheme = Programme.objects.get(slug="journey").schemes.get()
        someone.goes(f"/work/scheme/{scheme.pk}/conversation/")
        someone.fills(text=words)
        someone.submits()
        someone.sees(words)
    people["mentee"].shoots("4-mentoring-conversation")


def visit(people) -> None:
    scheme = Programme.objects.get(slug="journey").schemes.get()
    mentor, mentee = people["mentor"], people["mentee"]
    mentee.goes(f"/work/scheme/{scheme.pk}/visits/new/")
    plan_visit(mentee)
    found = scheme.visits.get()
    mentee.goes(f"/work/visit/{found.pk}/")
    mentee.shoots("5-visit-planned")
    mentee.page.locator("main form[action$='/step/announce/'] button").first.click()
    mentee.page.wait_for_load_state()
    mentor.page.set_viewport_size({"width": 390, "height": 800})
    mentor.goes(f"/work/visit/{found.pk}/findings/new/")
    mentor.fills(kind=("idea",))
    mentor.fills(text="The library is open until eight: conversation evenings cost nothing.")
    mentor.shoots("5-visit-finding-phone")
    mentor.page.locator("main form button.btn-primary").last.click()
    mentor.page.wait_for_url("**/findings/")
    mentor.page.set_viewport_size({"width": 1440, "height": 900})
    finding = Finding.objects.get()
    for someone in (mentor, mentee):
        someone.goes(f"/work/visit/{found.pk}/findings/{finding.pk}/")
        someone.page.locator("main form[action$='/validate/'] button").first.click()
        someone.page.wait_for_load_state()
    mentee.shoots("5-visit-finding-confirmed")
    mentor.goes(f"/work/visit/{found.pk}/report/")
    mentor.sees("conversation evenings")
    mentor.shoots("5-visit-report")


def plan_visit(officer) -> None:
    officer.fills(
        round="1", mode="on_site", purpose="Voir comment la ville travaille.", place="Mairie", day="2026-11-20"
    )
    officer.page.locator("main select[name='host']").select_option(label="Mechelen")
    officer.submits()


def plan(people) -> None:
    mentor, mentee = people["mentor"], people["mentee"]
    capaci = city("capaci")
    mentee.goes(f"/work/city/{capaci.pk}/plan/start/")
    mentee.fills(title="Tout le monde peut parler", vision="Des soirées ouvertes à tous.", language="fr")
    mentee.submits()
    found = Plan.objects.get()
    mentee.goes(f"/work/plan/{found.pk}/objective/")
    mentee.fills(title="Plus de lieux pour parler", why="Les cours ne suffisent pas.")
    mentee.submits()
    objective = found.objectives.get()
    mentee.goes(f"/work/plan/{found.pk}/objective/{objective.pk}/action/")
    mentee.fills(
        title="Deux soirées par semaine à la bibliothèque", description="Avec des bénévoles.", lead="Bibliothèque"
    )
    mentee.shoots("6-plan-action-form")
    mentee.submits()
    mentee.goes(f"/work/plan/{found.pk}/objective/{objective.pk}/indicator/")
    mentee.fills(name="Personnes par soirée", unit="personnes", baseline="0", baseline_on="2026-11-01")
    mentee.fills(target="20", target_on="2027-11-01")
    mentee.submits()
    steps(mentee, found, "share")
    for someone in (mentor, mentee):
        someone.goes(f"/work/plan/{found.pk}/")
        someone.page.locator("main form[action$='/endorse/'] button").first.click()
        someone.page.wait_for_load_state()
    mentee.goes(f"/work/plan/{found.pk}/adopt/")
    mentee.fills(on="2026-11-24", reference="2026/114")
    mentee.submits()
    mentee.goes(f"/work/plan/{found.pk}/")
    mentee.shoots("6-plan-adopted")
    mentor.goes(f"/work/plan/{found.pk}/")
    mentor.sees("2026/114")


def steps(someone, plan, name: str) -> None:
    someone.goes(f"/work/plan/{plan.pk}/")
    someone.page.locator(f"main form[action$='/step/{name}/'] button").first.click()
    someone.page.wait_for_load_state()


def share(people, browser, live_server) -> None:
    mentee, team = people["mentee"], people["coordinator"]
    found = Plan.objects.get()
    action = found.objectives.get().actions.get()
    steps(mentee, found, "begin")
    mentee.goes(f"/work/city/{city('capaci').pk}/progress/")
    mentee.fills(**{f"action-{action.pk}-status": "done", f"action-{action.pk}-percent": "100"})
    mentee.shoots("6-act-progress")
    mentee.submits()
    mentee.goes(f"/work/plan/{found.pk}/action/{action.pk}/")
    mentee.page.locator("main form[action$='/write-up/'] button").first.click()
    mentee.page.wait_for_load_state()
    practice = Practice.objects.get()
    mentee.goes(f"/work/city/{city('capaci').pk}/share/{practice.pk}/")
    mentee.fills(summary="La bibliothèque ouvre deux soirées par semaine pour parler ensemble.")
    mentee.shoots("7-share-draft")
    mentee.submits()
    mentee.page.locator("main form[action$='/submit/'] button").first.click()
    mentee.page.wait_for_load_state()
    team.goes(f"/work/journey/practices/{practice.pk}/")
    team.shoots("7-share-review")
    team.page.locator("main button[formaction$='/publish/']").click()
    team.page.wait_for_load_state()
    reader = Person_(browser, live_server.url, "fr")
    reader.goes("/fr/practices/?q=bibliotheque")
    reader.clicks(re.compile("soirées"), role="link", exact=False)
    reader.sees("La bibliothèque ouvre deux soirées")
    assert reader.page.context.cookies() == []
    reader.shoots("7-share-published")
    assert reader.problems == []
    reader.page.context.close()
