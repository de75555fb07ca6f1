"""The library as one catalogue: what is offered, where, about what, in which languages.

Lists, counts of the filters and the map are answered from a small table in memory, one row per practice, made
anew when any practice has changed; only the words of a search and the rows of a page are asked of the database.
So a page costs the same with ten practices and with ten thousand, on every database.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from heapq import nlargest
from itertools import islice

from django.db.models import Case, F, Min, Q, Value, When
from django.db.models.functions import StrIndex

from inclucities.core.europe import Pin, cluster
from inclucities.core.languages import pick
from inclucities.engine.text import fold

from ..models import Practice, PracticeText
from ..states import OFFERED

SORTS = ("checked", "title", "country")
_MOST_WORDS, _MOST_ANSWERS, _MOST_FITTING = 8, 200, 12


@dataclass(frozen=True)
class Question:
    """What a reader asks of the library. Within one filter any value will do; all filters must hold."""

    words: str = ""
    themes: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    sort: str = "checked"

    @property
    def folded(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fold(self.words.replace("\0", " "))[:200].split()))[:_MOST_WORDS]

    @property
    def is_open(self) -> bool:
        return not (self.folded or self.themes or self.countries or self.languages)


@dataclass(frozen=True)
class Answer:
    """Ids of what was found, in order; and how many there would be for each value of each filter."""

    ids: tuple[int, ...]
    themes: Counter
    countries: Counter
    languages: Counter


@dataclass(frozen=True, slots=True)
class _Entry:
    pk: int
    country: str
    themes: frozenset[str]
    languages: frozenset[str]
    checked: date
    spot: tuple[float, float] | None
    names: dict[str, str]


@dataclass
class _Catalogue:
    stamp: tuple | None
    entries: dict[int, _Entry]
    answers: dict = field(default_factory=dict)
    fitting: dict = field(default_factory=dict)
    pins: dict = field(default_factory=dict)


_kept: list[_Catalogue] = []  # at most one


def answer(question: Question, language: str) -> Answer:
    """Find what fits a question, for a reader of a language."""
    catalogue = _catalogue()
    asked = (replace(question, words=" ".join(question.folded)), language)
    if asked not in catalogue.answers:
        if len(catalogue.answers) >= _MOST_ANSWERS:
            catalogue.answers.clear()
        catalogue.answers[asked] = _find(catalogue, question, language)
    return catalogue.answers[asked]


def pins_of(question: Question, language: str) -> list[Pin]:
    """Where the answer to a question lies on the map: places that lie close together are counted together."""
    catalogue, asked = _now(), (question, language)
    if asked not in catalogue.pins:
        found = [catalogue.entries[pk] for pk in answer(question, language).ids]
        spots = Counter(e.spot for e in found if e.spot)
        names = {e.spot: e.names for e in found}
        pins = (Pin(pick(names[spot], language), *spot, count=n) for spot, n in spots.items())
        if len(catalogue.pins) >= _MOST_ANSWERS:
            catalogue.pins.clear()
        catalogue.pins[asked] = [head.pin for head in cluster(pins)]
    return catalogue.pins[asked]


def languages_of(ids: Iterable[int]) -> dict[int, list[str]]:
    """The languages in which practices of the library can be read."""
    entries = _now().entries
    return {pk: sorted(entries[pk].languages) for pk in ids if pk in entries}


def latest_ids(limit: int) -> list[int]:
    """What was published last."""
    return list(islice(_catalogue().entries, limit))


def fitting_ids(themes: Iterable[str], limit: int) -> list[int]:
    """Practices about some of these themes: those about most of them first, then those checked last."""
    catalogue, wished = _catalogue(), frozenset(themes)
    if wished not in catalogue.fitting:
        about = (e for e in catalogue.entries.values() if e.themes & wished)
        best = nlargest(_MOST_FITTING, about, key=lambda e: (len(e.themes & wished), e.checked, e.pk))
        catalogue.fitting[wished] = [e.pk for e in best]
    return catalogue.fitting[wished][:limit]


def _now() -> _Catalogue:
    """The table as it was made for this page."""
    return _kept[0] if _kept else _catalogue()


def _catalogue() -> _Catalogue:
    """The table, made anew when a practice has changed. Every write moves `updated_at`; no practice is ever removed.

    The last change alone is the end of an index; to count ten thousand rows would cost a fifth of a page.
    """
    stamp = Practice.objects.order_by("-updated_at", "-pk").values_list("updated_at", "pk").first()
    if not _kept or _kept[0].stamp != stamp:
        _kept[:] = [_Catalogue(stamp, {e.pk: e for e in _entries()})]
    return _kept[0]


def _entries():
    """One entry for each practice on offer, the latest first."""
    rows = (
        Practice.objects.filter(state__in=OFFERED)
        .order_by("-published_at", "-pk")
        .values_list(
            "pk",
            "country",
            "last_checked_on",
            "longitude",
            "latitude",
            "place_name",
            "municipality__organisation__names",
        )
    )
    themes = _gathered(Practice.themes.through.objects.values_list("practice_id", "theme_id"))
    languages = _gathered(PracticeText.objects.values_list("practice_id", "language"))
    named: dict[str, dict[str, str]] = {}  # a city has many practices: its name is kept once
    nothing = frozenset()
    for pk, country, checked, lon, lat, place, names in rows.iterator():
        spot = (lon, lat) if lon is not None and lat is not None else None
        names = names or {"en": place}
        names = named.setdefault(repr(names), names)
        yield _Entry(
            pk, country, themes.get(pk, nothing), languages.get(pk, nothing), checked or date.min, spot,
            names,
        )  # fmt: skip


def _gathered(pairs) -> dict[int, frozenset[str]]:
    """Values by practice. Thousands of practices share a few sets, so each set is made and kept once."""
    nothing, found, grown, once = frozenset(), {}, {}, {}
    for pk, value in pairs.iterator():
        step = found.get(pk, nothing), value
        if step not in grown:
            larger = step[0] | {value}
            grown[step] = once.setdefault(larger, larger)
        found[pk] = grown[step]
    return found


def _find(catalogue: _Catalogue, question: Question, language: str) -> Answer:
    ranks = _ranks(question.folded) if question.folded else None
    kept: list[_Entry] = []
    counts = {"themes": Counter(), "countries": Counter(), "languages": Counter()}
    for e in catalogue.entries.values():
        if ranks is not None and e.pk not in ranks:
            continue
        misses = [name for name, values in _values(e, question) if not values]
        if not misses:
            kept.append(e)
        # A value is counted when only its own filter could keep the practice out.
        for name, own in (("themes", e.themes), ("countries", (e.country,)), ("languages", e.languages)):
            if not misses or misses == [name]:
                counts[name].update(own)
    ordered = _sorted(kept, question.sort, language)
    if ranks:
        ordered.sort(key=lambda e: ranks[e.pk])
    counts["countries"].pop("", None)
    return Answer(tuple(e.pk for e in ordered), **counts)


def _values(e: _Entry, question: Question):
    """For each filter: does the entry have one of the wished values?"""
    yield "themes", not question.themes or e.themes & question.themes
    yield "countries", not question.countries or e.country in question.countries
    yield "languages", not question.languages or e.languages & question.languages


def _ranks(words: tuple[str, ...]) -> dict[int, int]:
    """Practices in one of whose languages all words stand; 0 when they all stand in the title, else 1."""
    everywhere, in_title = Q(), Q()
    rows = PracticeText.objects.alias(end=StrIndex("folded", Value("\n")))
    for i, word in enumerate(words):
        rows = rows.alias(**{f"at{i}": StrIndex("folded", Value(word))})
        everywhere &= Q(**{f"at{i}__gt": 0})
        in_title &= Q(**{f"at{i}__lt": F("end")})
    rows = rows.filter(everywhere).values_list("practice_id")
    return dict(rows.annotate(rank=Min(Case(When(in_title, then=0), default=1))).order_by())


def _sorted(entries: list[_Entry], sort: str, language: str) -> list[_Entry]:
    newest = sorted(entries, key=lambda e: (e.checked, e.pk), reverse=True)
    if sort == "title":
        titles = _titles(language)
        return sorted(newest, key=lambda e: titles.get(e.pk, ""))
    if sort == "country":
        from babel import Locale

        names = Locale(language).territories
        return sorted(newest, key=lambda e: fold(names.get(e.country, "\U0010ffff")))
    return newest


def _titles(language: str) -> dict[int, str]:
    """Folded titles in the reader's language, or the original where there is no translation."""
    rows = PracticeText.objects.order_by().values_list("practice_id", "title")
    originals = rows.filter(origin="original").exclude(language=language)
    return {pk: fold(title) for chosen in (originals, rows.filter(language=language)) for pk, title in chosen}
