"""Practices for tests, through the services."""

from inclucities.practices import services
from inclucities.practices.models import Practice, PracticeText
from inclucities.practices.states import Origin


def draft(world, title="A house to begin in", language="en", **fields) -> Practice:
    """A draft of the mentee city."""
    city = world.mentee_city.organisation
    fields = {"summary": f"{title}, in short.", "themes": [world.theme], "by": world.mentee, **fields}
    return services.draft(municipality=city.municipality, owner=city, language=language, title=title, **fields)


def submitted(world, title="A house to begin in", **fields) -> Practice:
    return services.submit(practice=draft(world, title, **fields), by=world.mentee)


def published(world, title="A house to begin in", **fields) -> Practice:
    return services.decide(practice=submitted(world, title, **fields), step="publish", by=world.coordinator)


def translated(practice: Practice, language: str, title: str, origin=Origin.MACHINE) -> PracticeText:
    text = PracticeText(practice=practice, language=language, origin=origin, title=title, summary=f"{title}.")
    services.keep_folded(text, practice).save()
    practice.save()
    return text
