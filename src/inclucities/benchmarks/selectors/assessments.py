"""Whose assessments a person may see, and how far an assessment is."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, Q

from inclucities.network import selectors as network
from inclucities.network.models import Participation
from inclucities.network.states import CITY_ROLES, Role

from ..models import Answer, Assessment, Benchmark, KeyFactor
from ..states import AssessmentState, Rater


def visible_assessments(person):
    """Assessments that a person may read.

    Whoever holds a post in the city reads all of them. The programme team, the experts of the facilitator and the
    association read them once submitted, in a programme in which they are at work: nobody looks over the shoulder
    of a colleague who is still thinking.
    """
    mine = network.bodies_of(person)
    followed = network.followed_participations(person)
    led_or_facilitated = Q(programme__in=network.led_programmes(person)) | Q(
        programme__in=network.facilitated_programmes(person)
    )
    alliance = Q(municipality__in=followed.values("organisation")) & Q(programme__in=followed.values("programme"))
    submitted = Q(state=AssessmentState.SUBMITTED) & (led_or_facilitated | alliance)
    return Assessment.objects.filter(Q(municipality__in=mine) | submitted)


def participation_of(assessment) -> Participation | None:
    """The city's part in the programme of the assessment: the one that runs, else the last one.

    Kept on the assessment: the rule, the place bar and the page ask for the same one.
    """
    if not hasattr(assessment, "_participation"):
        assessment._participation = _find_participation(assessment)
    return assessment._participation


def _find_participation(assessment):
    rows = Participation.objects.filter(
        programme=assessment.programme_id, organisation=assessment.municipality_id, role__in=CITY_ROLES
    )
    # A city may be mentor and mentee; where it learns comes first, and what runs before what has ended.
    rows = rows.with_organisation().prefetch_related("steps_reached")
    found = sorted(rows, key=lambda p: (not p.is_current, p.role != Role.MENTEE))
    return found[0] if found else None


def assessments_of(participation, person):
    """Assessments of a city in a programme that a person may read, the running one first, then the latest."""
    rows = visible_assessments(person).filter(
        municipality=participation.organisation_id, programme=participation.programme_id
    )
    wanted = rows.select_related("benchmark", "submitted_by").defer(
        "snapshot", "benchmark__scale", "benchmark__guidance", "benchmark__purposes"
    )
    return sorted(
        wanted, key=lambda a: (a.state != AssessmentState.DRAFT, -(a.submitted_at or a.created_at).timestamp())
    )


def _running_then_latest(assessment):
    return assessment.state != AssessmentState.DRAFT, -(assessment.submitted_at or assessment.created_at).timestamp()


def latest_submitted(municipality, programme, *, code: str = "") -> Assessment | None:
    """The last assessment that a city has submitted in a programme; with `code`, on this benchmark."""
    rows = Assessment.objects.filter(municipality=municipality, programme=programme, state=AssessmentState.SUBMITTED)
    if code:
        rows = rows.filter(benchmark__code=code)
    # Without a wish the general benchmark counts: it is the one that shows the whole city.
    ordered = rows.order_by("-benchmark__kind", "-submitted_at", "-pk")
    return ordered.select_related("benchmark").defer("benchmark__guidance", "benchmark__purposes").first()


def benchmarks_to_answer():
    """The newest version of each benchmark, the general one first."""
    latest: dict[str, Benchmark] = {}
    for row in Benchmark.objects.defer("scale", "guidance").order_by("-kind", "code", "-version"):
        latest.setdefault(row.code, row)
    return list(latest.values())


@dataclass(frozen=True)
class ThemeProgress:
    """How far one theme is answered."""

    theme: object
    answered: int
    total: int
    statement: dict

    @property
    def state(self) -> str:
        return "done" if self.answered == self.total else "begun" if self.answered else ""


@dataclass(frozen=True)
class Progress:
    """How far an assessment is answered."""

    themes: tuple[ThemeProgress, ...]

    @property
    def answered(self) -> int:
        return sum(t.answered for t in self.themes)

    @property
    def total(self) -> int:
        return sum(t.total for t in self.themes)

    @property
    def themes_done(self) -> int:
        return sum(t.state == "done" for t in self.themes)

    def following(self, theme_id: str):
        """The theme after this one, or None."""
        ids = [t.theme.pk for t in self.themes]
        at = ids.index(theme_id) + 1
        return self.themes[at].theme if at < len(ids) else None

    def before(self, theme_id: str):
        ids = [t.theme.pk for t in self.themes]
        at = ids.index(theme_id)
        return self.themes[at - 1].theme if at else None

    @property
    def first_open(self):
        """Where to go on: the first theme that is not done, else the first."""
        return next((t.theme for t in self.themes if t.state != "done"), self.themes[0].theme)


def progress_of(assessment) -> Progress:
    """Count the answers of each theme. Two queries, and no text of a key factor is loaded."""
    there = Q(level__isnull=False) | Q(not_applicable=True)
    said = Answer.objects.filter(there, assessment=assessment, rater=Rater.CITY)
    done = Counter(said.values_list("key_factor__benchmark_theme_id", flat=True))
    themes = assessment.benchmark.themes.select_related("theme").annotate(total=Count("key_factors"))
    themes = themes.only("benchmark", "order", "statement", "theme__label", "theme__order")
    return Progress(tuple(ThemeProgress(t.theme, done[t.pk], t.total, t.statement) for t in themes))


def answers_by_theme(assessment) -> dict[str, dict[int, Answer]]:
    """The city's answers: theme id → key factor id → answer."""
    found: dict[str, dict[int, Answer]] = defaultdict(dict)
    rows = Answer.objects.filter(assessment=assessment, rater=Rater.CITY)
    for answer in rows.annotate(theme=F("key_factor__benchmark_theme__theme_id")):
        found[answer.theme][answer.key_factor_id] = answer
    return dict(found)


def questions_of(assessment, theme_id: str):
    """The key factors of one theme with all their texts, and the city's answers to them with their evidence."""
    rows = KeyFactor.objects.filter(benchmark_theme__benchmark=assessment.benchmark_id, benchmark_theme__theme=theme_id)
    said = Answer.objects.filter(assessment=assessment, rater=Rater.CITY, key_factor__in=rows)
    said = said.select_related("answered_by").prefetch_related("evidence__file")
    return list(rows), {answer.key_factor_id: answer for answer in said}


def key_factors_by_theme(benchmark_id: int) -> list[tuple[object, list[KeyFactor]]]:
    """Titles of all key factors of a benchmark, by theme, in order."""
    rows = KeyFactor.objects.filter(benchmark_theme__benchmark=benchmark_id).order_by("benchmark_theme__order", "order")
    rows = rows.select_related("benchmark_theme__theme").only(
        "code", "title", "order", "benchmark_theme__order", "benchmark_theme__theme__label"
    )
    grouped: dict = {}
    for row in rows:
        grouped.setdefault(row.benchmark_theme.theme, []).append(row)
    return list(grouped.items())
