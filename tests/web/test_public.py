"""The public pages: what happened in public programmes, and nothing of any other."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from inclucities.network import services as network
from inclucities.network.states import ProgrammeState, Role
from inclucities.practices.states import TransferState
from inclucities.visits.states import Tier, VisitState
from tests import world as build
from tests.practices import make as practices

from . import make

PAGES = (
    "", "practices/", "cities/", "cities/mentorville/", "cities/learnstadt/", "associations/",
    "associations/alliance-of-towns/", "programmes/", "programmes/alpha/", "how-it-works/", "accessibility/",
    "privacy/", "licences/",
)  # fmt: skip


@pytest.fixture
def story(world):
    """A pair with a visit, a finding of each kind, learning with and without a source, and figures."""
    pair = make.scheme(world.programme, world.mentor_city, world.mentee_city, world.theme)
    host = pair.parties.get(role="mentor")
    held = make.visit(pair, host=host, place="https://meet.example.org/CANARY", note="CANARY note")
    make.finding(held, world.mentee, "The door is always open.", Tier.PUBLIC)
    make.finding(held, world.mentee, "CANARY internal finding", Tier.INTERNAL)
    planned = make.visit(pair, days=(date(2026, 9, 1),), state=VisitState.PLANNED, purpose="CANARY plan")
    make.finding(planned, world.mentee, "CANARY finding of a planned visit", Tier.PUBLIC)
    make.learning(pair, "How to ask first.")
    make.learning(pair, "CANARY learning without a source", sources=())
    make.event(world.programme, note="In the town hall.")
    make.statistic(world.mentee_city.organisation.municipality)
    return pair


def _page(client, address, language="en"):
    response = client.get(f"/{language}/{address}")
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_programme_tells_what_happened(story, client):
    page = _page(client, "programmes/alpha/")
    for words in (
        "Mentorville mentors Learnstadt", "A home for everyone", "2 March 2026 to 3 March 2026, 5 March 2026",
        "host: Mentorville", "The door is always open.", "How to ask first.", "In the town hall.", "5 January 2026",
        "Lead office", "Alliance of towns", "Advice house",
    ):  # fmt: skip
        assert words in page, words


def test_the_start_page_shows_pairs_on_the_map_and_in_the_list(story, world, client):
    practices.published(world, "Tea on Tuesdays")
    page = _page(client, "")
    assert page.count("m-arc") == 2  # one pair, and the legend
    for words in ("Mentorville mentors Learnstadt", "A home for everyone", "Tea on Tuesdays", "How to ask first."):
        assert words in page, words


def test_the_city_page_defines_its_figures(story, world, client):
    practice = practices.published(world, "Tea on Tuesdays")
    town = world.mentor_city.organisation.municipality
    practices.services.record_transfer(
        practice=practice, municipality=town, state=TransferState.RUNNING, became="Tea time", by=None
    )
    page = _page(client, "cities/learnstadt/")
    for words in ("50 000", "born abroad", "district", "2011", "example.org/figures", "Tea on Tuesdays",
                  "Mentee, since 1 January 2026", "Alliance of towns", "Mentorville mentors Learnstadt"):  # fmt: skip
        assert words.replace(" ", "\u00a0") in page or words in page, words
    assert "Tea time" in _page(client, "cities/mentorville/")


def test_nothing_internal_shows_through(story, world, client):
    world.mentee_city.reason = "CANARY reason"
    world.mentee_city.save()
    practices.draft(world, "CANARY draft")
    for address in PAGES:
        assert "CANARY" not in _page(client, address), address


@pytest.mark.parametrize("fields", [{"is_public": False}, {"state": ProgrammeState.DRAFT}])
def test_a_programme_that_is_not_public_leaves_no_trace(world, client, fields):
    lead = build.organisation("CANARY lead")
    hidden = build.programme("CANARY", lead, **fields)
    bodies = [world.mentor_city.organisation, world.mentee_city.organisation, world.alliance.organisation]
    roles = (Role.MENTOR, Role.MENTEE, Role.ASSOCIATION)
    parts = [build.takes_part(hidden, body, role) for body, role in zip(bodies, roles, strict=True)]
    pair = make.scheme(hidden, parts[0], parts[1], world.theme, focus="CANARY theme")
    make.finding(make.visit(pair), world.mentee, "CANARY finding", Tier.PUBLIC)
    make.learning(pair, "CANARY learning")
    make.event(hidden, note="CANARY event")
    for address in PAGES:
        assert "CANARY" not in _page(client, address), address
    assert client.get(f"/en/programmes/{hidden.slug}/").status_code == 404


def test_a_replacement_is_told_with_its_note_but_not_with_its_internal_reason(world, client):
    newcomer = build.city("Newtown", "IT").organisation
    network.replace(
        participation=world.mentee_city, organisation=newcomer, on=date(2026, 2, 1), reason="CANARY", by=None,
        note="Every later page has Newtown.", sources=["example.org/launch"],
    )  # fmt: skip
    page = _page(client, "programmes/alpha/")
    for words in ("Newtown in the place of Learnstadt", "Every later page has Newtown.", "example.org/launch"):
        assert words in page
    assert "CANARY" not in page


def test_a_pair_shows_who_holds_the_part_now(story, world, client):
    newcomer = build.city("Newtown", "IT").organisation
    successor = network.replace(
        participation=world.mentee_city, organisation=newcomer, on=date(2026, 2, 1), reason="", by=None
    )
    old = story.parties.get(role="mentee")
    story.parties.create(participation=successor, role="mentee", valid_from=date(2026, 2, 1), replaces=old)
    assert "Mentorville mentors Newtown" in _page(client, "programmes/alpha/")


def test_a_sample_is_called_a_sample(world, client):
    world.programme.is_sample = True
    world.programme.save()
    for address in ("programmes/", "programmes/alpha/", "cities/mentorville/"):
        assert "Sample programme" in _page(client, address)


@pytest.mark.parametrize(
    ("words", "found"), [("LEÁRN", "Learnstadt"), ("nstadt", "Learnstadt"), ("mentor ville", "Mentorville")]
)
def test_cities_are_found_by_any_part_of_any_spelling(world, client, words, found):
    page = client.get("/en/cities/", {"q": words}).content.decode()
    assert f">{found}</a>" in page
    assert ">Elsewhere</a>" not in page


def test_cities_of_a_country(world, client):
    page = client.get("/fr/cities/?country=it").content.decode()
    assert ">Learnstadt</a>" in page and ">Mentorville</a>" not in page
    assert "Italie (1)" in page


@pytest.mark.parametrize(
    "query", ["?q=%00&country=%00%00", "?country=ÀÀ&page=-1", "?q=" + "x" * 4000 + "&page=1e9", "?country=<>"]
)
def test_no_address_breaks_a_list(world, client, query):
    for address in ("cities/", "associations/", "programmes/"):
        assert client.get(f"/en/{address}{query}").status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_readers_get_no_cookie_and_few_queries_are_asked(story, world, client, address):
    practices.published(world, "Tea on Tuesdays")
    client.get(f"/en/{address}")
    with CaptureQueriesContext(connection) as queries:
        response = client.get(f"/en/{address}")
    assert len(queries) <= 12
    assert not response.cookies
    assert response.headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    "address", ["", "cities/", "programmes/", "programmes/alpha/", "associations/", "cities/mentorville/"]
)
def test_lists_cost_the_same_whatever_their_length(story, world, client, address):
    practices.published(world, "First")

    def cost():
        client.get(f"/en/{address}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/en/{address}")
        return len(queries)

    before = cost()
    for number in (2, 3):
        town = build.city(f"Town {number}", "LV").organisation
        part = build.takes_part(world.programme, town, Role.MENTEE)
        pair = make.scheme(world.programme, world.mentor_city, part, world.theme, code=f"pair-{number}")
        held = make.visit(pair, host=pair.parties.get(role="mentor"))
        make.finding(held, world.mentee, "Seen.", Tier.PUBLIC)
        make.learning(pair, "Learned.")
        make.event(world.programme)
        network.add_membership(municipality=town.municipality, association=world.alliance.organisation.association,
                               valid_from=build.START, by=None)  # fmt: skip
        build.association(f"League {number}")
        build.programme(f"Programme {number}", town)
        practices.published(world, f"Practice {number}")
    assert cost() == before


def test_only_whole_addresses_become_links():
    from inclucities.web.templatetags.sources import days, source

    assert source("inclucities.eu/pair-1").startswith('<a class="break" href="https://inclucities.eu/pair-1"')
    assert source("javascript:alert(1)") == "javascript:alert(1)"
    assert source("inclucities.eu/pair-2 (earlier version)") == "inclucities.eu/pair-2 (earlier version)"
    assert "&lt;" in source("https://a.example/<script>")
    with override("en"):  # the language of the page before stays in the thread
        assert days(["2020-10"]) == "October 2020"
