"""Makes schemes and what is in them, through the services."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from inclucities.mentoring import services
from inclucities.mentoring.models import Scheme
from inclucities.network.states import Role
from tests.world import World, city, holds, person, takes_part

OPENED = date(2026, 2, 1)


def scheme(world: World, **fields) -> Scheme:
    told = {"mentor": world.mentor_city, "mentee": world.mentee_city, "theme": world.theme, "opened_on": OPENED}
    return services.open_scheme(programme=world.programme, by=world.coordinator, **{**told, **fields})


def another_pair(world: World, n: int = 1) -> Scheme:
    """A scheme of two other cities of the same programme, each with an officer."""
    sides = [
        takes_part(world.programme, city(f"{name} {n}").organisation, role)
        for name, role in (("Northport", Role.MENTOR), ("Southport", Role.MENTEE))
    ]
    for side in sides:
        holds(person(f"Officer of {side.organisation.slug}"), side.organisation)
    return scheme(world, mentor=sides[0], mentee=sides[1])


def party(of: Scheme, participation):
    return of.parties.get(participation=participation, valid_to=None)


def message(of: Scheme, by, text="We would like to see the welcome office.", language="en"):
    return services.post_message(scheme=fresh(of), text=text, language=language, by=by)


def task(world: World, of: Scheme, *, days: int = 7, text="Send the list of questions", **fields):
    fields = {"party": party(of, world.mentee_city), "by": world.mentee, **fields}
    return services.agree_task(scheme=of, text=text, due=timezone.localdate() + timedelta(days=days), **fields)


def decision(of: Scheme, by, text="We begin with six months."):
    return services.record_decision(scheme=of, text=text, language="en", decided_on=OPENED, by=by)


def document(of: Scheme, by, title="Agreement with volunteers"):
    upload = SimpleUploadedFile("agreement.txt", b"Volunteers come twice a month.")
    return services.add_document(scheme=of, title=title, upload=upload, language="en", by=by)


def learning(world: World, of: Scheme):
    return services.log_learning(
        scheme=of, learner=party(of, world.mentor_city), source=party(of, world.mentee_city), by=world.mentor,
        text="Lessons after the fishing season work.", language="en", learned_on=OPENED,
    )  # fmt: skip


def supporter(of: Scheme, by):
    return services.add_supporter(scheme=of, body="Parents of the harbour school", part="", since=OPENED, by=by)


def successor(world: World):
    """A city that can take the place of the mentee."""
    town = takes_part(world.programme, city("Newtown", "IT").organisation, Role.MENTEE)
    holds(person("Newtown officer"), town.organisation)
    return town


def fresh(of: Scheme) -> Scheme:
    """The row as the next request sees it."""
    return Scheme.objects.select_related("programme").get(pk=of.pk)
