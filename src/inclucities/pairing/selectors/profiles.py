"""What the engine is told of a city: its register entry and its latest submitted self-assessments."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from statistics import fmean

from inclucities.benchmarks.models import Assessment
from inclucities.benchmarks.states import AssessmentState
from inclucities.engine.pairing.benefit import CityProfile

_WEIGHT_OF_RANK = (3, 2, 1)  # of the first, second and third priority
_HIGHEST = 4


def _latest_snapshots(participations, benchmarks) -> dict[int, list[dict]]:
    """The latest submitted snapshot of each city on each benchmark, in one query."""
    rows = Assessment.objects.filter(
        state=AssessmentState.SUBMITTED,
        programme__in={p.programme_id for p in participations},
        municipality__in={p.organisation_id for p in participations},
    ).order_by("submitted_at", "pk")
    if benchmarks:
        rows = rows.filter(benchmark__in=benchmarks)
    latest = {(r.municipality_id, r.benchmark_id): r.snapshot for r in rows}
    found = defaultdict(list)
    for (municipality, _benchmark), snapshot in latest.items():
        found[municipality].append(snapshot)
    return found


def _levels(snapshots: Iterable[Mapping]) -> dict[str, float]:
    """Mean level per theme. What is not the city's competence leaves the mean, as does what it did not answer."""
    said = defaultdict(list)
    for snapshot in snapshots:
        for answer in snapshot.get("answers", {}).values():
            if answer.get("level") is not None and not answer.get("not_applicable"):
                said[answer["theme"]].append(answer["level"])
    return {theme: round(fmean(levels), 2) for theme, levels in sorted(said.items())}


def _wishes(snapshots: Iterable[Mapping], kind: str) -> dict[str, float]:
    """Themes of the key factors that a city chose, the first choice weighing most."""
    wishes: dict[str, float] = defaultdict(float)
    for snapshot in snapshots:
        answers = snapshot.get("answers", {})
        for factor, weight in zip(snapshot.get("priorities", {}).get(kind, []), _WEIGHT_OF_RANK, strict=False):
            if theme := answers.get(str(factor), {}).get("theme"):
                wishes[theme] += weight
    return dict(sorted(wishes.items()))


def _profile(participation, snapshots: list[dict]) -> CityProfile:
    city, levels = participation.organisation.municipality, _levels(snapshots)
    # Who chose no priorities is taken to want most where it stands furthest from the end.
    gaps = {theme: _HIGHEST - level for theme, level in levels.items() if level < _HIGHEST}
    return CityProfile(
        id=str(participation.pk),
        country=participation.organisation.country,
        languages=tuple(sorted(city.languages)),
        population=city.population,
        latitude=city.latitude,
        longitude=city.longitude,
        levels=levels,
        priorities=_wishes(snapshots, "learn") or gaps,
        offers=_wishes(snapshots, "help"),
    )


def city_profiles(participations, benchmarks=()) -> dict[int, CityProfile]:
    """Profiles by participation. Participations come with organisation and municipality at hand; one query."""
    snapshots = _latest_snapshots(participations, benchmarks)
    return {p.pk: _profile(p, snapshots.get(p.organisation_id, [])) for p in participations}


def city_profile(participation) -> CityProfile:
    """The profile of one city: the only place where pairing reads self-assessments is this module."""
    return city_profiles([participation])[participation.pk]
