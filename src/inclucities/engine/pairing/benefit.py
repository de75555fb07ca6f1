"""What a pair of cities is worth: four parts that add up to 100 points at most.

Learning, not ranking: nothing here says how good a city is, only what one could learn from another.

- coverage: how far the mentor's experience covers what the mentee wants to learn, theme by theme;
- language: whether their officers can talk without an interpreter;
- context: whether they are alike enough for things to carry over (size, national law);
- distance: how easy visits are.

A pair of which the mentor covers nothing that the mentee asks for is not worth proposing: `candidates` leaves it out.
Points are kept as integers in micro-units (a millionth of a point), so that sums are exact. Each part is rounded to a
tenth of a point: finer differences would pretend a precision that self-assessments do not have, and what people
see on a page is then exactly what is added up.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

MICRO = 1_000_000
"""Micro-units in a point."""

_TENTH = MICRO // 10
_FULL_GROWTH = 3.0  # levels between the two cities beyond which nothing is gained: "first steps" to "ready to share"
_OFFER_SHARE = 0.25  # of a theme's coverage: the mentor itself says that it could help there
_ONE_LANGUAGE = 0.8  # with one shared language; a second one lets more colleagues take part
_LIKE_SIZE = 32.0  # ratio of populations at which likeness in size ends
_SIZE_SHARE = 0.75  # of context; the rest is a shared country, that is, shared national law
_HALF_DISTANCE_KM = 1000.0  # at which the part for distance has fallen to a half
_EARTH_KM = 6371.0  # mean radius, IUGG
_UNKNOWN = 0.5  # of a part about which nothing is known: neither for nor against


@dataclass(frozen=True)
class CityProfile:
    """What is known of a city.

    `levels`: mean level per theme, 0 to 4, `None` where the city did not answer. `priorities`: what it wants to
    learn, `offers`: what it could help with, both as positive weights per theme. `languages`: ISO 639-1 codes.
    `latitude`, `longitude`: degrees, WGS 84.
    """

    id: str
    country: str = ""
    languages: tuple[str, ...] = ()
    population: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    levels: Mapping[str, float | None] = field(default_factory=dict)
    priorities: Mapping[str, float] = field(default_factory=dict)
    offers: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Weights:
    """Points that each part can give. Non-negative integers that add up to 100; else `ValueError`."""

    coverage: int = 40
    language: int = 25
    context: int = 20
    distance: int = 15

    def __post_init__(self) -> None:
        parts = (self.coverage, self.language, self.context, self.distance)
        if any(type(p) is not int or p < 0 for p in parts) or sum(parts) != 100:
            raise ValueError("The weights must be whole numbers from 0 that add up to 100")


@dataclass(frozen=True)
class ThemeCover:
    """One theme that the mentee asks for. `share` (0 to 1) of it is covered; `weight` is its share of all wishes."""

    theme: str
    weight: float
    mentee_level: float | None
    mentor_level: float | None
    offered: bool
    share: float


@dataclass(frozen=True)
class Fit:
    """What a pair is worth, in micro-units for each part, with the facts behind it.

    `themes` are sorted by what they bring, most first. `km` and `size_ratio` are `None` where unknown; the ratio is
    that of the larger to the smaller city.
    """

    mentee: str
    mentor: str
    coverage: int
    language: int
    context: int
    distance: int
    themes: tuple[ThemeCover, ...]
    languages: tuple[str, ...]
    km: float | None
    size_ratio: float | None
    same_country: bool

    @property
    def total(self) -> int:
        """The sum of the four parts, in micro-units."""
        return self.coverage + self.language + self.context + self.distance

    @property
    def theme(self) -> str:
        """The theme that brings most; empty when nothing is covered."""
        return self.themes[0].theme if self.themes and self.themes[0].share > 0 else ""


def distance_km(a: CityProfile, b: CityProfile) -> float | None:
    """Great-circle distance in km (haversine formula); `None` when a position is unknown.

    >>> round(distance_km(CityProfile("a", latitude=50, longitude=4), CityProfile("b", latitude=51, longitude=4)))
    111
    """
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    north, south = math.radians(a.latitude), math.radians(b.latitude)
    half = math.sin((north - south) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(math.radians(a.longitude - b.longitude) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def size_ratio(a: CityProfile, b: CityProfile) -> float | None:
    """How many times as many residents the larger city has; `None` when a population is unknown or zero."""
    if not a.population or not b.population:
        return None
    return max(a.population, b.population) / min(a.population, b.population)


def _covers(mentee: CityProfile, mentor: CityProfile) -> tuple[ThemeCover, ...]:
    """What the mentor covers of each theme that the mentee asks for."""
    asked = {t: w for t, w in sorted(mentee.priorities.items()) if w > 0}
    total = sum(asked.values())
    covers = []
    for theme, weight in asked.items():
        own, theirs = mentee.levels.get(theme), mentor.levels.get(theme)
        # Who asks for a theme without having answered on it is taken to stand at its beginning.
        growth = 0.0 if theirs is None else min(1.0, max(0.0, theirs - (own or 0.0)) / _FULL_GROWTH)
        offered = mentor.offers.get(theme, 0) > 0 and growth > 0
        share = (1 - _OFFER_SHARE) * growth + _OFFER_SHARE * offered
        covers.append(ThemeCover(theme, weight / total, own, theirs, offered, share))
    return tuple(sorted(covers, key=lambda c: (-c.weight * c.share, c.theme)))


def _context(ratio: float | None, same_country: bool) -> float:
    likeness = _UNKNOWN if ratio is None else max(0.0, 1 - math.log(ratio) / math.log(_LIKE_SIZE))
    return _SIZE_SHARE * likeness + (1 - _SIZE_SHARE) * same_country


def _nearness(km: float | None) -> float:
    return _UNKNOWN if km is None else _HALF_DISTANCE_KM**2 / (_HALF_DISTANCE_KM**2 + km**2)


def _micro(weight: int, share: float) -> int:
    return min(weight * 10, round(weight * share * 10)) * _TENTH


def fit(mentee: CityProfile, mentor: CityProfile, weights: Weights) -> Fit:
    """Say what a pair is worth, and why.

    Each part is between 0 and its weight. A higher level of the mentor, or a lower one of the mentee, never lowers
    the sum, on any theme.

    >>> a = CityProfile("a", languages=("fr",), levels={"housing": 1}, priorities={"housing": 3})
    >>> x = CityProfile("x", languages=("fr", "nl"), levels={"housing": 4}, offers={"housing": 1})
    >>> [part // MICRO for part in (lambda f: (f.coverage, f.language, f.context, f.distance))(fit(a, x, Weights()))]
    [40, 20, 7, 7]
    """
    themes = _covers(mentee, mentor)
    shared = tuple(sorted(set(mentee.languages) & set(mentor.languages)))
    km, ratio = distance_km(mentee, mentor), size_ratio(mentee, mentor)
    same_country = mentee.country == mentor.country != ""
    talk = (0.0, _ONE_LANGUAGE, 1.0)[min(2, len(shared))]
    return Fit(
        mentee=mentee.id,
        mentor=mentor.id,
        coverage=_micro(weights.coverage, min(1.0, sum(c.weight * c.share for c in themes))),
        language=_micro(weights.language, talk),
        context=_micro(weights.context, _context(ratio, same_country)),
        distance=_micro(weights.distance, _nearness(km)),
        themes=themes,
        languages=shared,
        km=km,
        size_ratio=ratio,
        same_country=same_country,
    )


def candidates(mentees: Iterable[CityProfile], mentors: Iterable[CityProfile], weights: Weights) -> Iterator[Fit]:
    """Give the fit of every pair worth proposing: two different cities, something asked for that is covered."""
    offering = list(mentors)
    for mentee in mentees:
        for mentor in offering:
            found = fit(mentee, mentor, weights)
            if mentee.id != mentor.id and found.theme:
                yield found
