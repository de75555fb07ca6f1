"""Many municipalities and practices, made of the gazetteer and of the collection, for measuring only."""

from itertools import cycle, islice

from inclucities.accounts.models import Organisation
from inclucities.accounts.states import OrganisationKind
from inclucities.engine.text import fold
from inclucities.network.models import Municipality, Place
from inclucities.practices.models import Practice, PracticeText


def fill(*, municipalities: int, practices: int) -> None:
    """Add rows until there are so many more; slugs begin with `bench-`."""
    places = list(Place.objects.order_by("geoname_id")[:municipalities])
    bodies = [
        Organisation(
            kind=OrganisationKind.MUNICIPALITY, slug=f"bench-{p.pk}", names={"en": p.name}, country=p.country,
            folded=fold(p.name),
        )
        for p in places
    ]  # fmt: skip
    Organisation.objects.bulk_create(bodies, batch_size=1000)
    Municipality.objects.bulk_create(
        (
            Municipality(organisation=b, latitude=p.latitude, longitude=p.longitude, population=p.population)
            for b, p in zip(bodies, places, strict=True)
        ),
        batch_size=1000,
    )
    _practices(practices, places)


def _practices(count: int, places: list[Place]) -> None:
    originals = list(Practice.objects.public().prefetch_related("texts", "themes"))
    pairs = list(zip(islice(cycle(originals), count), cycle(places), range(count), strict=False))
    rows = [
        Practice(
            slug=f"bench-{n}", state=p.state, place_name=place.name, country=place.country, latitude=place.latitude,
            longitude=place.longitude, domains=p.domains, start_year=p.start_year,
            original_language=p.original_language,
            published_at=p.published_at, last_checked_on=p.last_checked_on,
        )
        for p, place, n in pairs
    ]  # fmt: skip
    Practice.objects.bulk_create(rows, batch_size=1000)
    through = Practice.themes.through
    through.objects.bulk_create(
        (
            through(practice_id=row.pk, theme_id=t.pk)
            for row, (p, _, _) in zip(rows, pairs, strict=True)
            for t in p.themes.all()
        ),
        batch_size=2000,
    )
    names = [f.name for f in PracticeText._meta.concrete_fields if f.name not in ("id", "practice")]
    PracticeText.objects.bulk_create(
        (
            PracticeText(practice=row, **{name: getattr(text, name) for name in names})
            for row, (p, _, _) in zip(rows, pairs, strict=True)
            for text in p.texts.all()
        ),
        batch_size=500,
    )
