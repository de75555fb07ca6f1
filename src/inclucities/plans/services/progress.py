"""What happens while a plan is carried out."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from inclucities.core import states
from inclucities.core.log import record
from inclucities.network import services as network
from inclucities.network.states import Step
from inclucities.practices import services as practices
from inclucities.practices.models import Practice

from ..models import Action, Indicator, Measurement, Plan
from ..states import RUNNING, ActionStatus, PlanState
from .content import Finished, Stale, lock


def _running(plan: Plan, by) -> Plan:
    """Lock a plan that is being carried out; the first report after adoption begins the work."""
    locked = lock(plan)
    if locked.state not in RUNNING:
        raise Finished
    if locked.state == PlanState.ADOPTED:
        states.apply(locked, "begin", by=by)
    return locked


@transaction.atomic
def report_action(*, action: Action, status: ActionStatus, percent: int, revision: int, by) -> Action:
    """Say how far an action is. `revision` is the one that the person has seen."""
    plan = _running(action.objective.plan, by)
    stored = Action.objects.select_for_update().get(pk=action.pk)
    percent = 100 if status == ActionStatus.DONE else percent
    if (stored.status, stored.percent) == (status, percent):
        return stored
    if stored.revision != revision:
        raise Stale(stored)
    stored.status, stored.percent, stored.revision = status, percent, stored.revision + 1
    stored.save(update_fields=["status", "percent", "revision", "updated_at"])
    if status == ActionStatus.DONE:
        network.reach(plan.participation, Step.ACT, done=False)
    record("plans.report_action", plan, by=by, action=action.pk, status=status)
    return stored


@transaction.atomic
def record_measurement(
    *, indicator: Indicator, day: date, value: Decimal, by, source: str = "", note: str = ""
) -> Measurement:
    """Add a measurement. An earlier value of the same day stays in the history; the later one counts."""
    plan = _running(indicator.objective.plan, by)
    measurement = Measurement.objects.create(indicator=indicator, day=day, value=value, source=source, note=note, by=by)
    network.reach(plan.participation, Step.ACT, done=False)
    record("plans.measure", plan, by=by, indicator=indicator.pk)
    return measurement


@transaction.atomic
def write_up(*, action: Action, by) -> Practice:
    """Begin a practice from an action that is done, with the words that the plan already has."""
    plan = action.objective.plan
    organisation = plan.participation.organisation
    practice = practices.draft(
        municipality=organisation.municipality,
        owner=organisation,
        language=plan.language,
        title=action.title,
        summary=action.description or action.title,
        by=by,
        themes=[action.key_factor.benchmark_theme.theme] if action.key_factor else [],
        challenge=action.objective.why,
        what_was_done=action.description,
        who_took_part=action.partners,
        resources=_resources(action),
        results=_results(action.objective),
        lessons=action.adaptation,
    )
    record("plans.write_up", plan, by=by, action=action.pk, practice=practice.pk)
    return practice


def _resources(action: Action) -> str:
    if action.budget is None:
        return action.budget_source
    return f"{action.budget:.2f} {action.currency}" + (f", {action.budget_source}" if action.budget_source else "")


def _results(objective) -> str:
    """One line per indicator: name, baseline, last value and its source, without which a figure says nothing."""
    lines = []
    for indicator in objective.indicators.prefetch_related("measurements"):
        last = list(indicator.measurements.all())[-1:]
        for measurement in last:
            start = "" if indicator.baseline is None else f"{_short(indicator.baseline)} → "
            source = measurement.source or indicator.source
            lines.append(f"{indicator.name}: {start}{_short(measurement.value)} {indicator.unit} ({source})".strip())
    return "\n".join(lines)


def _short(value: Decimal) -> str:
    """A figure without needless decimals."""
    return f"{value.normalize():f}"
