"""The 73 practices that come with the product: collected from public sources, in English, machine-translated into six.

Loading again changes only what differs in the files; a translation made or checked by a person stays as it is.
"""

from pathlib import Path

from django.db import transaction
from django.utils import timezone

from inclucities.accounts.models import Person
from inclucities.core import languages
from inclucities.core.log import record
from inclucities.engine.text import fold
from inclucities.network.models import Municipality, Place, Theme

from ..models import Practice, PracticeText, Transfer
from ..states import Origin, PracticeState
from .writing import free_slug, keep_folded

_DATA = Path(__file__).parents[1] / "data"
_ORIGINAL = "en"
_WORDS = ("title", "summary", "results", "resources")


@transaction.atomic
def load_collection(by: Person | None = None) -> int:
    """Bring the collection into the library. Gives the number of practices in it."""
    rows = _read("practices.yaml")
    translations = {c: _read(f"practices.{c}.yaml") for c in languages.CODES if c != _ORIGINAL}
    kept = Practice.objects.exclude(external_id=None).select_related("municipality__organisation")
    known = {p.external_id: p for p in kept.prefetch_related("texts", "themes")}
    themes = list(Theme.objects.all())
    towns = _towns()
    for row in rows:
        practice = _practice(row, known.get(row["id"]), towns, by)
        _themes(practice, row, themes)
        _text(practice, _ORIGINAL, Origin.ORIGINAL, row)
        for code, texts in translations.items():
            if row["id"] in texts:
                _text(practice, code, Origin.MACHINE, texts[row["id"]])
    _transfers(towns)
    return len(rows)


def _read(name: str):
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((_DATA / name).read_text(encoding="utf-8"), loader)  # noqa: S506 - both loaders are safe


def _towns() -> dict[tuple[str, str], Municipality]:
    """Municipalities by country and folded spelling; the short name counts as a spelling."""
    towns = {}
    for town in Municipality.objects.select_related("organisation"):
        body = town.organisation
        for spelling in (*body.folded.split(" | "), body.slug):
            towns.setdefault((body.country, spelling), town)
    return towns


def _practice(row: dict, practice: Practice | None, towns: dict, by) -> Practice:
    """Make a practice or bring it up to date; a practice that is as in the file is not touched."""
    new = practice is None
    if new:
        practice = Practice(
            slug=free_slug(row["id"].replace("--", "-")),
            external_id=row["id"],
            state=PracticeState.PUBLISHED,
            original_language=_ORIGINAL,
            published_at=timezone.now(),
        )
    if _change(practice, _facts(row, practice, towns)):
        practice.save()
    if new:
        record("practices.load", practice, by=by)
    return practice


def _facts(row: dict, practice: Practice, towns: dict) -> dict:
    name, country = row["municipality"], row["country"]
    town = towns.get((country, fold(name)))
    facts = {
        "municipality": town or practice.municipality,
        "place_name": name,
        "country": country,
        "domains": row["domains"],
        "start_year": row["start_year"],
        "title_original": row["title_original"] or "",
        "source_url": row["source_url"],
        "facts_read_in_source": row["verified"],
    }
    if town:
        facts |= {"latitude": town.latitude, "longitude": town.longitude}
    elif practice.latitude is None and (place := _place(name, country)):
        facts |= {"latitude": place.latitude, "longitude": place.longitude}
    return facts


def _place(name: str, country: str) -> Place | None:
    """The largest place of that name in the gazetteer; "Berlin (Neukölln)" lies in Berlin."""
    spelling = fold(name.partition("(")[0].strip())
    return Place.objects.filter(names__folded=spelling, country=country).order_by("-population").first()


def _change(row, values: dict) -> bool:
    """Set values; tell whether anything is different now."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return bool(changed) or row.pk is None


def _themes(practice: Practice, row: dict, themes: list[Theme]) -> None:
    wished = {t.pk for t in themes if set(t.practice_domains) & set(row["domains"])}
    if {t.pk for t in practice.themes.all()} != wished:
        practice.themes.set(wished)
        practice.save(update_fields=["updated_at"])


def _text(practice: Practice, code: str, origin: Origin, words: dict) -> None:
    text = next((t for t in practice.texts.all() if t.language == code), None)
    if text and (text.origin == Origin.HUMAN or text.reviewed_on):
        return
    text = text or PracticeText(practice=practice, language=code, origin=origin, version=0)
    values = {name: (words.get(name) or "").strip() for name in _WORDS}
    before = text.folded
    changed = _change(text, values)
    if changed:
        text.version += 1
        text.translates_version = 1 if origin == Origin.MACHINE else None
    if keep_folded(text, practice).folded != before or changed:
        text.save()
        practice.save(update_fields=["updated_at"])


def _transfers(towns: dict) -> None:
    for row in _read("transfers.yaml"):
        town = towns.get((row["country"], fold(row["municipality"])))
        practice = Practice.objects.filter(external_id=row["practice"]).first()
        if town and practice:
            facts = {name: row[name] for name in ("state", "became", "source_url")}
            Transfer.objects.get_or_create(practice=practice, municipality=town, defaults=facts)
