"""The library as a reader meets it: search in every language, filters with counts, list and map."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inclucities.network.models import Theme
from inclucities.practices import selectors, services
from inclucities.practices.models import Practice
from inclucities.practices.states import PracticeState, TransferState

from . import make


def _titles(response):
    return re.findall(r'<h3><a href="/\w\w/practices/[\w-]+/"[^>]*>([^<]+)</a>', response.content.decode())


@pytest.fixture
def shelf(world):
    """Three published practices in three languages, and one draft that must never show."""
    cache.clear()
    house = make.published(world, "Un logement pour commencer", language="fr", results="Douze familles.")
    make.translated(house, "en", "A home to begin in")
    kitchen = make.published(world, "Κουζίνα για όλους", language="el", themes=[])
    street = make.published(world, "Neighbours of one street", results="They found logement together.")
    make.draft(world, "CANARY draft about logement")
    make.submitted(world, "CANARY submitted about logement")
    return house, kitchen, street


def test_a_draft_never_shows(shelf, client):
    for address in ("", "?q=canary", "?q=logement", "?view=map", "?theme=housing", "?sort=title"):
        assert "CANARY" not in client.get(f"/en/practices/{address}").content.decode().replace('value="CANARY', "")
    for draft in Practice.objects.exclude(state=PracticeState.PUBLISHED):
        assert client.get(f"/en/practices/{draft.slug}/").status_code == 404


@pytest.mark.parametrize("words", ["LOGEMENT", "lógement", "commencer  logement", "home begin"])
def test_search_folds_accents_and_wants_all_words(shelf, client, words):
    assert "A home to begin in" in _titles(client.get("/en/practices/", {"q": words}))


def test_search_reads_greek_without_accents(shelf, client):
    assert _titles(client.get("/en/practices/", {"q": "κουζινα"})) == ["Κουζίνα για όλους"]


def test_words_in_the_title_come_first(shelf, client):
    assert _titles(client.get("/fr/practices/", {"q": "logement"})) == [
        "Un logement pour commencer",
        "Neighbours of one street",
    ]


def test_a_word_that_stands_nowhere_gives_an_empty_page_with_a_way_out(shelf, client):
    response = client.get("/en/practices/", {"q": "logement submarine"})
    assert _titles(response) == []
    assert "No practice fits yet" in response.content.decode()


def test_each_practice_stands_in_the_readers_best_language(shelf, client):
    english, french = client.get("/en/practices/"), client.get("/fr/practices/")
    assert "A home to begin in" in _titles(english)
    assert "machine translation" in english.content.decode()
    assert "Un logement pour commencer" in _titles(french)
    assert 'lang="el">Κουζίνα' in french.content.decode()


def test_filters_count_what_they_would_show(shelf, world):
    found = selectors.answer(selectors.Question(), "en")
    assert (found.themes["housing"], found.countries["IT"], found.languages["en"]) == (2, 3, 2)
    narrowed = selectors.answer(selectors.Question(themes=frozenset(["housing"])), "en")
    assert len(narrowed.ids) == 2
    # The other filters count within the chosen theme, the theme itself as if it were not chosen.
    assert (narrowed.languages["el"], narrowed.themes["housing"]) == (0, 2)


def test_a_chosen_filter_can_be_taken_away(shelf, client):
    page = client.get("/en/practices/?theme=housing&language=en&q=home").content.decode()
    assert "?language=en&amp;q=home" in page
    assert "?theme=housing&amp;q=home" in page


def test_unknown_values_do_no_harm(shelf, client):
    wild = "?theme=%00&country=XXXX&language=zz&sort=1;drop&page=999999999999999999999&q=%25_%5C%00%F0%9F%8F%A0"
    assert client.get(f"/en/practices/{wild}").status_code == 200
    assert client.get("/en/practices/", {"q": "x" * 5000}).status_code == 200


def test_sorting(shelf, world):
    def titles(sort):
        return [
            p.text.title for p in selectors.in_order(selectors.answer(selectors.Question(sort=sort), "en").ids, "en")
        ]

    assert titles("title") == ["A home to begin in", "Neighbours of one street", "Κουζίνα για όλους"]
    assert titles("checked")[0] == "Neighbours of one street"


def test_what_is_published_is_found_at_once_and_what_is_archived_no_more(shelf, world, client):
    client.get("/en/practices/")
    new = make.published(world, "Brand new tram line")
    assert _titles(client.get("/en/practices/", {"q": "tram"})) == ["Brand new tram line"]
    services.decide(practice=new, step="archive", by=world.coordinator)
    assert _titles(client.get("/en/practices/", {"q": "tram"})) == []
    page = client.get(f"/en/practices/{new.slug}/")
    assert page.status_code == 200
    assert "in the archive" in page.content.decode()


def test_the_map_has_the_same_practices_beside_it(shelf, client):
    page = client.get("/en/practices/?view=map")
    assert 'class="europe"' in page.content.decode()
    assert len(_titles(page)) == 3
    assert 'class="europe"' not in client.get("/en/practices/").content.decode()


@pytest.mark.parametrize("address", ["/en/practices/", "/en/practices/?view=map&q=street"])
def test_one_practice_costs_as_many_queries_as_three(world, client, address):
    make.published(world, "First street")
    counts = []
    for title in ("Second street", "Third street"):
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address)
        counts.append(len(queries))
        make.published(world, title)
    assert counts[0] == counts[1] <= 12


def test_the_page_of_a_practice(shelf, world, client):
    house = shelf[0]
    services.record_transfer(
        practice=house, municipality=world.mentor_city.organisation.municipality, state=TransferState.PILOTED,
        became="Maison", what_changed="Smaller.", by=world.coordinator,
    )  # fmt: skip
    page = client.get(f"/en/practices/{house.slug}/").content.decode()
    for words in ("Machine translation from French", "Mentorville", "piloted", "Maison", "Smaller.", "/fr/practices/"):
        assert words in page
    assert 'hreflang="fr"' in page
    assert 'rel="alternate" hreflang="lv"' not in page
    french = client.get(f"/fr/practices/{house.slug}/").content.decode()
    assert "Douze familles." in french
    assert "lessons" not in french  # a section that nobody wrote


def test_the_page_of_a_practice_is_cheap(shelf, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get(f"/en/practices/{shelf[0].slug}/")


def test_readers_get_no_cookie(shelf, client):
    for address in ("/en/practices/", f"/en/practices/{shelf[0].slug}/"):
        assert not client.get(address).cookies


def test_fitting_prefers_practices_about_most_of_the_themes(shelf, world):
    other = Theme.objects.create(id="other", order=9, label={"en": "Other"})
    both = make.published(world, "Both", themes=[world.theme, other])
    found = selectors.fitting([world.theme, "other"], "en", limit=2)
    assert found[0] == both
    assert found[0].text.title == "Both"
    assert all(p.slug != both.slug for p in selectors.fitting([other], "en", but=both.pk))


def test_find_is_for_pickers(shelf):
    assert [p.text.title for p in selectors.find("home", "fr")] == ["Un logement pour commencer"]
