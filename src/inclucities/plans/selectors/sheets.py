"""A plan as one frozen structure: shown, printed and kept by the same code, whether alive or of a past version."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from inclucities.engine import course
from inclucities.engine.course import Way
from inclucities.practices.models import PracticeText

from ..models import Action, Indicator, Objective, Plan
from ..states import ActionStatus

OVERDUE = "overdue"


def snapshot_of(plan: Plan) -> dict:
    """All words and figures of a plan, in a form that needs no other row to be read. Four queries at most."""
    actions, indicators = _grouped_actions(plan), _grouped_indicators(plan)
    return {
        "title": plan.title,
        "vision": plan.vision,
        "language": plan.language,
        "version": plan.version,
        "objectives": [
            {"id": o.pk, "title": o.title, "why": o.why, "actions": actions[o.pk], "indicators": indicators[o.pk]}
            for o in Objective.objects.filter(plan=plan)
        ],
    }


_ACTION_FIELDS = (
    "title", "description", "adaptation", "lead", "partners", "for_whom", "currency", "budget_source", "status",
    "percent", "risks",
)  # fmt: skip


def _grouped_actions(plan) -> dict[int, list[dict]]:
    rows = Action.objects.filter(objective__plan=plan).select_related("key_factor", "origin_practice", "finding")
    others = ("objective", "order", "budget", "starts", "ends", "key_factor__title", "finding__kind")
    rows = list(rows.only(*_ACTION_FIELDS, *others, "origin_practice__slug"))
    titles = _practice_titles(rows)
    found = defaultdict(list)
    for row in rows:
        found[row.objective_id].append(
            {name: getattr(row, name) for name in _ACTION_FIELDS}
            | {
                "id": row.pk,
                "budget": None if row.budget is None else str(row.budget),
                "starts": row.starts and row.starts.isoformat(),
                "ends": row.ends and row.ends.isoformat(),
                "key_factor": row.key_factor and {"id": row.key_factor_id, "title": row.key_factor.title},
                # The words of a finding stay within the pair: only its kind travels.
                "finding": row.finding and {"id": row.finding_id, "kind": row.finding.kind},
                "practice": row.origin_practice
                and {"slug": row.origin_practice.slug, "titles": titles.get(row.origin_practice_id, {})},
            }
        )
    return found


def _practice_titles(actions) -> dict[int, dict[str, str]]:
    practices = {a.origin_practice_id for a in actions if a.origin_practice_id}
    found: dict[int, dict[str, str]] = defaultdict(dict)
    if practices:
        texts = PracticeText.objects.filter(practice__in=practices).values_list("practice_id", "language", "title")
        for practice, language, title in texts:
            found[practice][language] = title
    return found


def _grouped_indicators(plan) -> dict[int, list[dict]]:
    """Indicators by objective, with their measurements, in one query: a row for each measurement."""
    words, days = ("name", "unit", "source", "higher_is_better"), ("baseline_on", "target_on")
    measured = [f"measurements__{name}" for name in ("day", "value", "source", "note")]
    rows = Indicator.objects.filter(objective__plan=plan)
    rows = rows.order_by("order", "pk", "measurements__day", "measurements__pk")
    found, known = defaultdict(list), {}
    for row in rows.values("pk", "objective_id", "baseline", "target", *words, *days, *measured):
        if row["pk"] not in known:
            known[row["pk"]] = (
                {name: row[name] for name in words}
                | {name: None if row[name] is None else str(row[name]) for name in ("baseline", "target")}
                | {name: row[name] and row[name].isoformat() for name in days}
                | {"id": row["pk"], "measurements": []}
            )
            found[row["objective_id"]].append(known[row["pk"]])
        day, value, source, note = (row[name] for name in measured)
        if day:
            point = {"day": day.isoformat(), "value": str(value), "source": source, "note": note}
            known[row["pk"]]["measurements"].append(point)
    return found


@dataclass(frozen=True)
class Point:
    """One measurement."""

    day: date
    value: float
    source: str
    note: str


@dataclass(frozen=True)
class IndicatorLine:
    """One indicator with how it goes."""

    id: int
    name: str
    unit: str
    source: str
    way: Way
    points: tuple[Point, ...]
    reading: str

    @property
    def actual(self) -> float | None:
        return self.points[-1].value if self.points else None

    @property
    def most(self) -> float:
        """Where the drawing ends: a little beyond the largest value."""
        values = [v for v in (self.way.baseline, self.way.target, self.actual) if v is not None]
        return max([*values, 0]) * 1.15 or 1


@dataclass(frozen=True)
class ActionLine:
    """One action with its place in time. `start` and `end` are months since the first month of the plan."""

    id: int
    number: str
    said: dict
    starts: date | None
    ends: date | None
    start: float | None
    end: float | None
    state: str  # an `ActionStatus`, or "overdue"

    @property
    def done(self) -> float:
        return 1.0 if self.state == ActionStatus.DONE else self.said["percent"] / 100

    @property
    def bar(self) -> str:
        if self.state == OVERDUE:
            return "late"
        return "plan" if self.state in (ActionStatus.NOT_STARTED, ActionStatus.STOPPED) and not self.done else ""


@dataclass(frozen=True)
class ObjectiveLine:
    id: int
    number: int
    title: str
    why: str
    actions: tuple[ActionLine, ...]
    indicators: tuple[IndicatorLine, ...]


@dataclass(frozen=True)
class Sheet:
    """A plan, ready to be shown."""

    title: str
    vision: str
    language: str
    version: int
    objectives: tuple[ObjectiveLine, ...]
    first: date | None  # first day of the time that the drawing shows
    months: int
    today: float | None

    @property
    def actions(self) -> list[ActionLine]:
        return [a for o in self.objectives for a in o.actions]

    @property
    def indicators(self) -> list[IndicatorLine]:
        return [i for o in self.objectives for i in o.indicators]

    @property
    def years(self) -> list[int]:
        return [self.first.year + n for n in range(-(-self.months // 12))] if self.first else []

    @property
    def going_well(self) -> int:
        return sum(i.reading in (course.ON_COURSE, course.REACHED) for i in self.indicators)

    def count(self, state: str) -> int:
        return sum(a.state == state for a in self.actions)


def sheet_of(snapshot: dict, today: date) -> Sheet:
    """Make of a snapshot what a page shows on a day."""
    days = [_day(a[name]) for o in snapshot["objectives"] for a in o["actions"] for name in ("starts", "ends")]
    known = sorted(d for d in days if d)
    first = date(known[0].year, 1, 1) if known else None
    months = (known[-1].year - known[0].year + 1) * 12 if known else 12
    return Sheet(
        title=snapshot["title"],
        vision=snapshot["vision"],
        language=snapshot["language"],
        version=snapshot["version"],
        objectives=tuple(_objective(n, o, first, today) for n, o in enumerate(snapshot["objectives"], 1)),
        first=first,
        months=months,
        today=_month(first, today),
    )


def _objective(number, told, first, today) -> ObjectiveLine:
    return ObjectiveLine(
        id=told["id"],
        number=number,
        title=told["title"],
        why=told["why"],
        actions=tuple(_action(f"{number}.{n}", a, first, today) for n, a in enumerate(told["actions"], 1)),
        indicators=tuple(_indicator(i, today) for i in told["indicators"]),
    )


def _action(number, told, first, today) -> ActionLine:
    starts, ends = _day(told["starts"]), _day(told["ends"])
    is_open = told["status"] in (ActionStatus.NOT_STARTED, ActionStatus.UNDER_WAY)
    late = is_open and ends is not None and ends < today
    return ActionLine(
        id=told["id"],
        number=number,
        said=told,
        starts=starts,
        ends=ends,
        start=_month(first, starts or ends),
        end=_month(first, ends or starts),
        state=OVERDUE if late else told["status"],
    )


def _indicator(told, today) -> IndicatorLine:
    points = tuple(Point(_day(m["day"]), float(m["value"]), m["source"], m["note"]) for m in told["measurements"])
    way = Way(
        _number(told["baseline"]), _day(told["baseline_on"]), _number(told["target"]), _day(told["target_on"]),
        told["higher_is_better"],
    )  # fmt: skip
    last = points[-1] if points else None
    return IndicatorLine(
        id=told["id"],
        name=told["name"],
        unit=told["unit"],
        source=told["source"],
        way=way,
        points=points,
        reading=course.reading(way, last and last.value, last and last.day, today),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str | None) -> float | None:
    return None if text is None else float(text)


def _month(first: date | None, day: date | None) -> float | None:
    """Months from the first day of the drawing, with the day as a fraction."""
    if first is None or day is None:
        return None
    return round((day.year - first.year) * 12 + day.month - 1 + (day.day - 1) / 31, 2)
