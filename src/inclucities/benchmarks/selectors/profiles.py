"""What an assessment says: levels per theme, strengths and gaps, beside the network without names."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from statistics import median

from ..models import Assessment, BenchmarkTheme, KeyFactor
from ..states import AssessmentState, Rater

# Fewer cities than this would let a reader guess whose value is the lowest or the highest.
MINIMUM_CITIES = 5
ROOTED, WEAK = 3, 1  # from which level something is a strength, up to which it is a gap
MOST_SHOWN = 3


@dataclass(frozen=True)
class Spread:
    """Values of several cities without their names."""

    median: float
    lowest: float
    highest: float
    cities: int


@dataclass(frozen=True)
class NetworkSpread:
    """How a network answered a benchmark. `cities` may be known where themes and key factors are too few to show."""

    cities: int
    themes: dict[str, Spread]
    key_factors: dict[str, Spread]  # by "theme/code", which survives a new version of the benchmark


@dataclass(frozen=True)
class FactorLine:
    """One key factor in a profile."""

    key_factor: KeyFactor
    theme_id: str
    level: int | None
    not_applicable: bool
    confidence: str
    note: str
    previous: int | None = None


@dataclass(frozen=True)
class ThemeLine:
    """One theme in a profile. `level` is None where the theme is wholly outside the competence, or unanswered."""

    theme: object
    level: float | None
    previous: float | None
    spread: Spread | None
    factors: tuple[FactorLine, ...]

    @property
    def reading(self) -> str:
        """In one word how to read the level: strength, gap, or nothing of the two.

        A level away from the median is read against it; without enough cities it is read against the scale.
        """
        if self.level is None:
            return "none"
        if self.spread:
            away = self.level - self.spread.median
            return "strength" if away >= 1 else "gap" if away <= -1 else ""
        return "strength" if self.level >= ROOTED else "gap" if self.level <= WEAK else ""


@dataclass(frozen=True)
class Profile:
    """A city's profile by theme: never one total, never a place in a row."""

    assessment: Assessment
    themes: tuple[ThemeLine, ...]
    strengths: tuple[FactorLine, ...]
    gaps: tuple[FactorLine, ...]
    learn: tuple[FactorLine, ...]
    help: tuple[FactorLine, ...]
    previous: Assessment | None
    cities: int  # in the median; 0 when too few have answered to show one

    @property
    def unanswered(self) -> int:
        return sum(f.level is None and not f.not_applicable for t in self.themes for f in t.factors)


def _mean(levels) -> float | None:
    """Mean of the levels that are there; what is not the city's competence has none."""
    there = [level for level in levels if level is not None]
    return round(sum(there) / len(there), 1) if there else None


def said_in(assessment) -> dict[str, dict]:
    """What an assessment says, key factor id → answer: the frozen words, or those of the running draft."""
    if assessment.snapshot:
        return assessment.snapshot["answers"]
    rows = assessment.answers.filter(rater=Rater.CITY).select_related("key_factor__benchmark_theme")
    rows = rows.only(
        "assessment",
        "level",
        "not_applicable",
        "confidence",
        "note",
        "key_factor__code",
        "key_factor__benchmark_theme__theme_id",
    )
    return {
        str(a.key_factor_id): {
            "theme": a.key_factor.benchmark_theme.theme_id,
            "code": a.key_factor.code,
            "level": a.level,
            "not_applicable": a.not_applicable,
            "confidence": a.confidence,
            "note": a.note,
        }
        for a in rows
    }


def _by_name(said: dict[str, dict]) -> dict[str, int | None]:
    return {f"{a['theme']}/{a['code']}": a["level"] for a in said.values()}


def _theme_means(named: dict[str, int | None]) -> dict[str, float | None]:
    levels = defaultdict(list)
    for name, level in named.items():
        levels[name.split("/")[0]].append(level)
    return {theme: _mean(found) for theme, found in levels.items()}


def network_spread(benchmark, programme=None) -> NetworkSpread:
    """Median, lowest and highest of the latest submitted assessment of each city, per theme and key factor.

    Shown only where at least `MINIMUM_CITIES` cities have a level; never with names.
    """
    rows = Assessment.objects.filter(benchmark__code=benchmark.code, state=AssessmentState.SUBMITTED)
    if programme:
        rows = rows.filter(programme=programme)
    latest = {}
    for municipality, snapshot in rows.order_by("submitted_at", "pk").values_list("municipality_id", "snapshot"):
        latest[municipality] = _by_name(snapshot["answers"])
    return NetworkSpread(
        cities=len(latest),
        themes=_spreads([_theme_means(named) for named in latest.values()]),
        key_factors=_spreads(list(latest.values())),
    )


def _spreads(of_cities: list[dict]) -> dict[str, Spread]:
    values = defaultdict(list)
    for named in of_cities:
        for name, level in named.items():
            if level is not None:
                values[name].append(level)
    return {
        name: Spread(round(median(found), 1), min(found), max(found), len(found))
        for name, found in values.items()
        if len(found) >= MINIMUM_CITIES
    }


def _previous_of(assessment) -> Assessment | None:
    """The assessment of the same city on the same benchmark that was submitted before this one."""
    rows = Assessment.objects.filter(
        municipality=assessment.municipality_id,
        programme=assessment.programme_id,
        benchmark__code=assessment.benchmark.code,
        state=AssessmentState.SUBMITTED,
    ).exclude(pk=assessment.pk)
    if assessment.submitted_at:
        rows = rows.filter(submitted_at__lt=assessment.submitted_at)
    return rows.order_by("-submitted_at", "-pk").first()


def profile_of(assessment: Assessment) -> Profile:
    """Make the profile of an assessment, submitted or still running. Six queries at most."""
    said, previous = said_in(assessment), _previous_of(assessment)
    before = _by_name(previous.snapshot["answers"]) if previous else {}
    spread = network_spread(assessment.benchmark, assessment.programme_id)
    themes = tuple(_theme_lines(assessment, said, before, spread))
    lines = [f for t in themes for f in t.factors]
    wished = _priorities(assessment)
    by_id = {f.key_factor.pk: f for f in lines}
    rated = [f for f in lines if f.level is not None]
    return Profile(
        assessment=assessment,
        themes=themes,
        strengths=tuple(sorted((f for f in rated if f.level >= ROOTED), key=lambda f: -f.level)[:MOST_SHOWN]),
        gaps=tuple(sorted((f for f in rated if f.level <= WEAK), key=lambda f: f.level)[:MOST_SHOWN]),
        learn=tuple(by_id[pk] for pk in wished["learn"] if pk in by_id),
        help=tuple(by_id[pk] for pk in wished["help"] if pk in by_id),
        previous=previous,
        cities=spread.cities if spread.themes else 0,
    )


def _priorities(assessment) -> dict[str, list[int]]:
    if assessment.snapshot:
        return assessment.snapshot["priorities"]
    rows = list(assessment.priorities.all())
    return {kind: [p.key_factor_id for p in rows if p.kind == kind] for kind in ("learn", "help")}


def _theme_lines(assessment, said, before, spread):
    rows = KeyFactor.objects.filter(benchmark_theme__benchmark=assessment.benchmark_id)
    rows = rows.select_related("benchmark_theme__theme").order_by("benchmark_theme__order", "order")
    rows = rows.only(
        "code", "order", "title", "benchmark_theme__theme__label", "benchmark_theme__theme__order"
    )  # fmt: skip
    means = _theme_means(before)
    for part, own in groupby(rows, key=attrgetter("benchmark_theme")):
        factors = tuple(_factor_line(k, part.theme_id, said, before) for k in own)
        yield ThemeLine(
            theme=part.theme,
            level=_mean(f.level for f in factors),
            previous=means.get(part.theme_id),
            spread=spread.themes.get(part.theme_id),
            factors=factors,
        )


def _factor_line(key_factor, theme_id, said, before) -> FactorLine:
    answer = said.get(str(key_factor.pk), {})
    return FactorLine(
        key_factor=key_factor,
        theme_id=theme_id,
        level=answer.get("level"),
        not_applicable=answer.get("not_applicable", False),
        confidence=answer.get("confidence", ""),
        note=answer.get("note", ""),
        previous=before.get(f"{theme_id}/{key_factor.code}"),
    )


def levels_over_time(assessments) -> list[tuple[object, list[float | None]]]:
    """Level per theme in each of some submitted assessments of one benchmark, earliest first."""
    ordered = sorted(assessments, key=lambda a: a.submitted_at)
    rows = dict(Assessment.objects.filter(pk__in=[a.pk for a in ordered]).values_list("pk", "snapshot"))
    means = [_theme_means(_by_name(rows[a.pk]["answers"])) for a in ordered]
    benchmark = ordered[-1].benchmark_id
    themes = BenchmarkTheme.objects.filter(benchmark=benchmark).select_related("theme").only("order", "theme__label")
    return [(t.theme, [m.get(t.theme_id) for m in means]) for t in themes]
