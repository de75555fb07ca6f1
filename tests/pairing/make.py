"""Rounds and what belongs to them, made through the services, on top of `tests.world`."""

from datetime import date, timedelta

from django.utils import timezone

from inclucities.benchmarks.models import Assessment, Benchmark
from inclucities.benchmarks.states import AssessmentState
from inclucities.network import services as network
from inclucities.network.models import Theme
from inclucities.network.states import Role
from inclucities.pairing import jobs, services
from tests import world as made


def benchmark(code="general") -> Benchmark:
    texts = {"titles": {"en": code}, "purposes": {}, "scale": {}}
    return Benchmark.objects.get_or_create(code=code, version=1, defaults={"kind": "general", "digest": "0", **texts})[
        0
    ]


def theme(slug: str) -> Theme:
    return Theme.objects.get_or_create(id=slug, defaults={"order": 9, "label": {"en": slug.title()}})[0]


def assessment(participation, levels: dict, learn=(), help=(), of: Benchmark | None = None, **fields) -> Assessment:
    """A submitted self-assessment with one key factor per theme: its id is the theme's."""
    answers = {
        t: {"theme": theme(t).pk, "level": level, "not_applicable": level is None} for t, level in levels.items()
    }
    return Assessment.objects.create(
        municipality=participation.organisation.municipality,
        programme=participation.programme,
        benchmark=of or benchmark(),
        state=AssessmentState.SUBMITTED,
        submitted_at=fields.pop("submitted_at", timezone.now()),
        snapshot={"answers": answers, "priorities": {"learn": list(learn), "help": list(help)}},
    )


def city(world, name: str, role: Role, levels: dict, country="FR", member=False, **said):
    """Another city of programme A, with an officer and a self-assessment."""
    town = made.city(name, country)
    if member:
        network.add_membership(
            municipality=town, association=world.alliance.organisation.association, valid_from=made.START, by=None
        )
    participation = made.takes_part(world.programme, town.organisation, role)
    made.holds(made.person(f"{name} officer"), town.organisation)
    if levels:
        assessment(participation, levels, **said)
    return participation


def answers_of_the_pair(world) -> None:
    """Mentorville knows housing, Learnstadt wants to learn it."""
    assessment(world.mentor_city, {"housing": 4, "work": 3}, help=["housing"])
    assessment(world.mentee_city, {"housing": 1, "work": 3}, learn=["housing"])


def round(world, **settings):
    return services.open_round(programme=world.programme, by=world.coordinator, **{"name": "First round", **settings})


def proposed(world, **settings):
    """A round with a computed proposal: Mentorville mentors Learnstadt."""
    answers_of_the_pair(world)
    row = round(world, **settings)
    compute(world, row)
    return row


def compute(world, row):
    proposal = jobs.compute(round=row, by=world.coordinator)
    row.refresh_from_db()
    return proposal


def soon() -> date:
    return timezone.localdate() + timedelta(days=14)


def consulted(world, **settings):
    """A round whose parties have been asked."""
    row = proposed(world, **settings)
    services.ask_parties(round=row, answers_by=soon(), by=world.coordinator)
    row.refresh_from_db()
    return row


def question(row, participation):
    """What a participation was asked in a round."""
    from inclucities.pairing.models import PartyAnswer

    return PartyAnswer.objects.get(pair__proposal=row.asked, participation=participation)


def all_agree(world, row) -> None:
    for participation, person in ((world.mentor_city, world.mentor), (world.mentee_city, world.mentee)):
        services.answer(answer=question(row, participation), says="yes", by=person)
