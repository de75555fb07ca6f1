"""What comes with the product: the real programme with its facts, and the Sandbox; loading twice changes nothing."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from inclucities.accounts.models import Person
from inclucities.benchmarks.models import Benchmark
from inclucities.config.guard import refuse_unsafe_start
from inclucities.core.models import Mail
from inclucities.mentoring.models import Learning, Scheme
from inclucities.network.models import Event, Participation, Programme, Statistic, Theme
from inclucities.practices.models import Practice, Transfer
from inclucities.visits.models import Visit
from inclucities.web import services
from tests.permissions.test_everywhere import digest

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(settings):
    """Everything but the gazetteer, which has a test of its own."""
    settings.DEMO = True
    for title, work in services.loading(sandbox=True):
        if not title.startswith("gazetteer"):
            work()
    return Programme.objects.get(slug="inclucities")


def test_what_comes_with_the_product(loaded):
    """One load for all that is asked of it: loading takes seconds."""
    _the_real_programme_is_closed_public_and_complete(loaded)
    _every_figure_says_what_it_is()
    _partinico_was_replaced_by_capaci_and_stays_in_the_history(loaded)
    _visits_have_days_that_need_not_follow_each_other(loaded)
    _the_sandbox_is_labelled_and_its_people_bear_roles()
    _the_sandbox_shows_every_step()
    _loading_again_changes_nothing()


def _the_real_programme_is_closed_public_and_complete(loaded):
    assert (loaded.state, loaded.is_public, loaded.is_sample) == ("closed", True, False)
    assert loaded.schemes.count() == 4
    assert loaded.participations.filter(role="association").count() == 7
    assert (Visit.objects.filter(scheme__programme=loaded).count(), Event.objects.count()) == (8, 11)
    assert (Theme.objects.count(), Benchmark.objects.count()) == (11, 5)
    assert Practice.objects.public().exclude(external_id=None).count() == 73
    assert Learning.objects.filter(scheme__programme=loaded).count() == 3
    assert set(Transfer.objects.values_list("municipality__organisation__slug", flat=True)) >= {"capaci", "livadia"}


def _every_figure_says_what_it_is():
    assert Statistic.objects.count() == 16
    for row in Statistic.objects.all():
        assert row.definition
        assert row.area
        assert row.source


def _partinico_was_replaced_by_capaci_and_stays_in_the_history(loaded):
    old = Participation.objects.get(organisation__slug="partinico")
    assert old.replaced_by.organisation.slug == "capaci"
    assert old.valid_to == old.replaced_by.valid_from
    scheme = Scheme.objects.get(programme=loaded, code="pair-2")
    today = {p.participation.organisation.slug for p in scheme.parties.current().filter(role="mentee")}
    assert today == {"capaci"}
    assert scheme.parties.filter(participation=old).exists()


def _visits_have_days_that_need_not_follow_each_other(loaded):
    visit = Visit.objects.get(scheme__programme=loaded, scheme__code="pair-4", round=1)
    assert [d.day.day for d in visit.days.all()] == [12, 14]
    assert visit.mode == "online"
    assert visit.host is None


def _loading_again_changes_nothing():
    before = digest()
    for title, work in services.loading(sandbox=True):
        if not title.startswith("gazetteer"):
            work()
    assert digest() == before


def _the_sandbox_is_labelled_and_its_people_bear_roles():
    sandbox = Programme.objects.get(slug="sandbox")
    assert sandbox.is_sample
    for participation in sandbox.participations.all():
        assert "(sample)" in participation.organisation.names["en"]
        assert len(participation.organisation.names) == 7
    people = Person.objects.filter(email__endswith="@sandbox.example")
    assert people.count() == 7
    assert all(p.is_demo and p.name.endswith("(demo)") for p in people)
    assert Mail.objects.exclude(to__endswith="@sandbox.example").count() == 0


def _the_sandbox_shows_every_step():
    market = Participation.objects.get(organisation__slug="sample-market")
    assert {s.step for s in market.steps_reached.exclude(done_on=None)} >= {"assess", "pair", "visit"}
    assert market.steps_reached.filter(step="plan").exists()
    lake = Participation.objects.get(organisation__slug="sample-lake")
    assert not lake.steps_reached.exists()
    assert all(v.starts <= timezone.localdate() for v in Visit.objects.filter(state="held"))


def test_production_refuses_demo_accounts_and_missing_secrets(settings, monkeypatch):
    Person.objects.create_user("demo@sandbox.example", "x", name="Coordinator (demo)", is_demo=True)
    settings.DEMO = False
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        refuse_unsafe_start()
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL"):
        monkeypatch.setenv(name, "given")
    with pytest.raises(ImproperlyConfigured, match="demo accounts"):
        refuse_unsafe_start()
    settings.ALLOWED_HOSTS = ["*"]
    with pytest.raises(ImproperlyConfigured, match="must name the hosts"):
        refuse_unsafe_start()
    settings.ALLOWED_HOSTS = ["cities.example.eu"]
    Person.objects.update(is_demo=False)
    refuse_unsafe_start()


def test_the_gazetteer_finds_places_in_any_spelling(db):
    from inclucities.network import selectors, services

    assert services.load_gazetteer(smallest=15000) > 5000
    assert services.load_gazetteer(smallest=15000) == 0
    for words, name in (("malines", "Mechelen"), ("Λιβαδ", "Livadeiá"), ("BRUXELL", "Brussels"), ("lodz", "Łódź")):
        assert name in [p.name for p in selectors.find_places(words)]
