"""The collection: 73 real practices, loaded once, never over the work of a person."""

import pytest
from django.forms.models import model_to_dict

from inclucities.core.models import LogEntry
from inclucities.network.models import Place, PlaceName, Theme
from inclucities.practices.models import Practice, PracticeText, Transfer
from inclucities.practices.services import load_collection
from inclucities.practices.states import Origin, PracticeState
from tests import world

BUDDIES = "mechelen--integrating-together"


@pytest.fixture
def themes(db):
    Theme.objects.create(id="language", order=1, label={"en": "Language"}, practice_domains=["language"])
    Theme.objects.create(id="women", order=2, label={"en": "Women"}, practice_domains=["women"])


def _everything():
    texts = [model_to_dict(t) | {"folded": t.folded} for t in PracticeText.objects.order_by("pk")]
    return texts, list(Practice.objects.order_by("pk").values()), LogEntry.objects.count(), Transfer.objects.count()


def test_a_second_load_changes_nothing(themes):
    world.city("Jelgava", "LV")
    assert load_collection() == 73
    before = _everything()
    assert load_collection() == 73
    assert _everything() == before
    assert Practice.objects.filter(state=PracticeState.PUBLISHED).count() == Practice.objects.count() == 73


def test_english_is_the_original_and_the_others_are_machine_translations(themes):
    load_collection()
    origins = dict(Practice.objects.get(external_id=BUDDIES).texts.values_list("language", "origin"))
    assert origins.pop("en") == Origin.ORIGINAL
    assert origins == dict.fromkeys(("fr", "es", "it", "nl", "el", "lv"), Origin.MACHINE)
    assert PracticeText.objects.count() == 73 * 7


def test_a_human_translation_survives_the_next_load(themes):
    load_collection()
    text = PracticeText.objects.get(practice__external_id=BUDDIES, language="nl")
    text.origin, text.title = Origin.HUMAN, "Samen, door een mens vertaald"
    text.save()
    load_collection()
    text.refresh_from_db()
    assert (text.origin, text.title) == (Origin.HUMAN, "Samen, door een mens vertaald")


def test_a_changed_original_is_brought_up_to_date(themes):
    load_collection()
    PracticeText.objects.filter(practice__external_id=BUDDIES, language="fr").update(summary="Ancien.")
    load_collection()
    text = PracticeText.objects.get(practice__external_id=BUDDIES, language="fr")
    assert text.summary.startswith("La ville réunit")
    assert text.version == 2


def test_facts_and_themes_come_along(themes):
    load_collection()
    practice = Practice.objects.get(external_id=BUDDIES)
    assert (practice.start_year, practice.country, practice.title_original) == (2012, "BE", "Samen Inburgeren")
    assert practice.facts_read_in_source
    assert [t.pk for t in practice.themes.all()] == ["language"]


def test_a_known_municipality_is_linked_by_any_spelling_in_its_country(themes):
    town = world.city("Mechelen", "BE")
    world.city("Livadia", "CY")  # the same name elsewhere
    load_collection()
    assert Practice.objects.get(external_id=BUDDIES).municipality == town
    assert Practice.objects.filter(place_name="Livadia", municipality=None).count() == 2


def test_unknown_places_are_looked_up_in_the_gazetteer(themes):
    for number, people in ((1, 100), (2, 3_000_000)):
        place = Place.objects.create(
            geoname_id=number, name="Berlin", country="DE", latitude=number, longitude=13.4, population=people
        )
        PlaceName.objects.create(place=place, folded="berlin")
    load_collection()
    practice = Practice.objects.filter(place_name="Berlin (Neukölln)").first()
    assert (practice.latitude, practice.longitude) == (2, 13.4)
    assert Practice.objects.get(external_id=BUDDIES).latitude is None
