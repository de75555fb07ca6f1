"""A small world for tests: programme A with its people, and programme B that must never show through.

lead office ── coordinator            Mentorville (mentor) ── mentor
Alliance of towns (association) ── association; both cities are its members
Learnstadt (mentee) ── mentee         Advice house (facilitator) ── expert
Programme B: other office ── other (its coordinator), Elsewhere (mentee)
"""

from dataclasses import dataclass
from datetime import date

from inclucities.accounts import services as accounts
from inclucities.accounts.models import Organisation, Person
from inclucities.accounts.states import OrganisationKind, PostRole
from inclucities.network import services as network
from inclucities.network.models import Association, Municipality, Participation, Programme, Theme
from inclucities.network.states import ProgrammeState, Role

START = date(2026, 1, 1)
ROLES = ("anonymous", "coordinator", "mentor", "mentee", "association", "expert", "other")


@dataclass
class World:
    programme: Programme
    mentor_city: Participation
    mentee_city: Participation
    alliance: Participation
    facilitator: Participation
    other_programme: Programme
    other_city: Participation
    coordinator: Person
    mentor: Person
    mentee: Person
    association: Person
    expert: Person
    other: Person
    theme: Theme

    def person(self, role: str) -> Person | None:
        return None if role == "anonymous" else getattr(self, role)


def person(name: str, **fields) -> Person:
    slug = name.lower().replace(" ", "-")
    return Person.objects.create_user(f"{slug}@example.org", "long enough to sign in", name=name, **fields)


def organisation(name: str, kind=OrganisationKind.OTHER, country="BE", **fields) -> Organisation:
    slug = network.free_slug(name)
    return Organisation.objects.create(kind=kind, slug=slug, names={"en": name}, country=country, **fields)


def city(name: str, country="BE", **fields) -> Municipality:
    defaults = {"latitude": 50.0, "longitude": 4.0, "population": 50_000, "languages": ["en"], **fields}
    body = organisation(name, OrganisationKind.MUNICIPALITY, country)
    return Municipality.objects.create(organisation=body, **defaults)


def association(name: str, country="BE") -> Association:
    body = organisation(name, OrganisationKind.ASSOCIATION, country)
    return Association.objects.create(organisation=body)


def programme(acronym: str, lead: Organisation, **fields) -> Programme:
    fields = {"state": ProgrammeState.OPEN, "is_public": True, "languages": ["en", "fr"], **fields}
    return network.create_programme(
        by=None, acronym=acronym, names={"en": acronym}, lead_partner=lead, starts=START, **fields
    )


def takes_part(in_programme: Programme, body: Organisation, role: Role) -> Participation:
    return network.join(programme=in_programme, organisation=body, role=role, valid_from=START, by=None)


def holds(who: Person, body: Organisation, role=PostRole.OFFICER, lead=True) -> Person:
    accounts.take_post(person=who, organisation=body, role=role, by=None, is_lead_contact=lead)
    return who


def build() -> World:
    theme = Theme.objects.create(
        id="housing", order=3, label={"en": "Housing", "fr": "Logement"}, practice_domains=["housing"]
    )
    lead, other_lead = organisation("Lead office"), organisation("Other office")
    advice = organisation("Advice house")
    mentorville, learnstadt, elsewhere = city("Mentorville"), city("Learnstadt", "IT"), city("Elsewhere", "FR")
    alliance = association("Alliance of towns")
    a, b = programme("Alpha", lead), programme("Beta", other_lead)
    for town in (mentorville, learnstadt):
        network.add_membership(municipality=town, association=alliance, valid_from=START, by=None)
    return World(
        programme=a,
        mentor_city=takes_part(a, mentorville.organisation, Role.MENTOR),
        mentee_city=takes_part(a, learnstadt.organisation, Role.MENTEE),
        alliance=takes_part(a, alliance.organisation, Role.ASSOCIATION),
        facilitator=takes_part(a, advice, Role.FACILITATOR),
        other_programme=b,
        other_city=takes_part(b, elsewhere.organisation, Role.MENTEE),
        coordinator=holds(person("Coordinator"), lead, PostRole.PROGRAMME_TEAM),
        mentor=holds(person("Mentor officer"), mentorville.organisation),
        mentee=holds(person("Mentee officer"), learnstadt.organisation),
        association=holds(person("Association officer"), alliance.organisation),
        expert=holds(person("Expert"), advice, PostRole.EXPERT),
        other=holds(person("Other coordinator"), other_lead, PostRole.PROGRAMME_TEAM),
        theme=theme,
    )
