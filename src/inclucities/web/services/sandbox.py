"""The Sandbox: sample data, labelled as such, in which the demo accounts play every step.

One pair is in the middle of its journey, so that every page has something to show; other cities wait for a
round of pairing; one has everything before it. Cities are invented and say so in their names; people bear the
names of their roles. Nothing here is a fact.
"""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from inclucities.accounts import services as accounts
from inclucities.accounts.models import Organisation, Person
from inclucities.accounts.states import OrganisationKind, PostRole
from inclucities.network import services as network
from inclucities.network.models import Association, Municipality, Programme
from inclucities.network.states import ProgrammeState, Role

from .sandbox_story import tell
from .sandbox_texts import CITY_NAMES, NAMES, PURPOSE, SAMPLE

SLUG = "sandbox"
# Short name: country, latitude, longitude, inhabitants, languages, role, association.
_CITIES = {
    "port": ("BE", 51.2, 3.2, 120_000, ["nl", "fr", "en"], Role.MENTOR, "north"),
    "river": ("ES", 41.6, -4.7, 210_000, ["es", "en"], Role.MENTOR, "south"),
    "station": ("FR", 47.3, 5.0, 150_000, ["fr", "en"], Role.MENTOR, "north"),
    "garden": ("NL", 52.1, 5.1, 90_000, ["nl", "en"], Role.MENTOR, "north"),
    "market": ("IT", 40.6, 16.6, 38_000, ["it", "en"], Role.MENTEE, "south"),
    "island": ("GR", 37.4, 25.3, 14_000, ["el", "en"], Role.MENTEE, "south"),
    "lake": ("LV", 56.5, 27.3, 27_000, ["lv", "en"], Role.MENTEE, "north"),
    "hill": ("FR", 44.9, 4.9, 19_000, ["fr", "en"], Role.MENTEE, "north"),
}
# Address before the @, name, where the post is held, role, language.
_PEOPLE = (
    ("coordinator", "Coordinator (demo)", "office", PostRole.PROGRAMME_TEAM, "en"),
    ("mentor", "Mentor city officer (demo)", "port", PostRole.OFFICER, "en"),
    ("mentee", "Mentee city officer (demo)", "market", PostRole.OFFICER, "en"),
    ("starting", "Officer of a city that begins (demo)", "lake", PostRole.OFFICER, "en"),
    ("association", "Association officer (demo)", "south", PostRole.OFFICER, "en"),
    ("association-north", "Second association officer (demo)", "north", PostRole.OFFICER, "en"),
    ("expert", "Expert (demo)", "advisers", PostRole.EXPERT, "en"),
)


@transaction.atomic
def load_sandbox() -> Programme:
    """Load the Sandbox with its demo accounts. A second call finds it and changes nothing."""
    if known := Programme.objects.filter(slug=SLUG).first():
        return known
    start = timezone.localdate() - timedelta(days=200)
    bodies = _bodies()
    people = {key: _person(key, *rest, bodies=bodies) for key, *rest in _PEOPLE}
    programme = network.create_programme(
        by=people["coordinator"],
        acronym="Sandbox",
        names=NAMES,
        purpose=PURPOSE,
        lead_partner=bodies["office"],
        starts=start,
        languages=["en", "fr", "es", "it", "nl", "el", "lv"],
        state=ProgrammeState.OPEN,
        is_public=True,
        is_sample=True,
    )
    _take_part(programme, bodies, start)
    tell(programme, people)
    return programme


def _sample(slug: str, names: dict, kind: OrganisationKind, country: str = "") -> Organisation:
    marked = {code: f"{name} ({SAMPLE[code]})" for code, name in names.items()}
    return Organisation.objects.create(kind=kind, slug=f"sample-{slug}", names=marked, country=country)


def _bodies() -> dict[str, Organisation]:
    bodies = {key: _sample(key, CITY_NAMES[key], OrganisationKind.OTHER) for key in ("office", "advisers")}
    for key in ("north", "south"):
        bodies[key] = _sample(key, CITY_NAMES[key], OrganisationKind.ASSOCIATION)
        Association.objects.create(organisation=bodies[key])
    for key, (country, latitude, longitude, population, languages, _role, _home) in _CITIES.items():
        bodies[key] = _sample(key, CITY_NAMES[key], OrganisationKind.MUNICIPALITY, country)
        Municipality.objects.create(
            organisation=bodies[key],
            latitude=latitude,
            longitude=longitude,
            population=population,
            languages=languages,
        )
    return bodies


def _person(key: str, name: str, body: str, role: PostRole, language: str, *, bodies) -> Person:
    person = Person.objects.create_user(
        f"{key}@sandbox.example", accounts.DEMO_PASSWORD, name=name, language=language, is_demo=True
    )
    accounts.take_post(person=person, organisation=bodies[body], role=role, by=None, is_lead_contact=True)
    return person


def _take_part(programme: Programme, bodies: dict, start: date) -> None:
    common = {"programme": programme, "valid_from": start, "by": None}
    network.join(organisation=bodies["advisers"], role=Role.FACILITATOR, **common)
    for key in ("north", "south"):
        network.join(organisation=bodies[key], role=Role.ASSOCIATION, **common)
    for key, (*_facts, role, home) in _CITIES.items():
        network.add_membership(
            municipality=bodies[key].municipality,
            association=bodies[home].association,
            valid_from=start,
            since_before=True,
            by=None,
        )
        network.join(organisation=bodies[key], role=role, **common)
