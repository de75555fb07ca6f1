"""The words of a plan. They change only while it is a draft; what was shared stays as it was shared."""

from django.db import transaction
from django.db.models import Max

from inclucities.core.languages import pick
from inclucities.core.log import record
from inclucities.network import services as network
from inclucities.network.states import Step

from ..models import Action, Indicator, Objective, Plan
from ..states import PlanState


class Finished(Exception):
    """The plan is not a draft: its words no longer change. "Change the plan" makes a new version."""


class Stale(Exception):
    """Somebody else has changed the row since this person read it; `theirs` is what stands there now."""

    def __init__(self, theirs):
        super().__init__("changed by somebody else")
        self.theirs = theirs


def lock(plan: Plan) -> Plan:
    """Lock a plan, so that its state does not change while something is written."""
    return Plan.objects.select_for_update().get(pk=plan.pk)


def _draft(plan: Plan) -> Plan:
    locked = lock(plan)
    if locked.state != PlanState.DRAFT:
        raise Finished
    return locked


def plan_to(row) -> Plan:
    """The plan to which a row belongs."""
    if isinstance(row, Plan):
        return row
    return row.plan if isinstance(row, Objective) else row.objective.plan


@transaction.atomic
def start_plan(*, scheme, participation, title: str, language: str, by, vision: str = "") -> Plan:
    """Begin the plan of a mentee, or give the one that is open."""
    known = Plan.objects.filter(scheme=scheme, participation=participation).exclude(state=PlanState.CLOSED).first()
    if known:
        return known
    plan = Plan.objects.create(
        scheme=scheme, participation=participation, title=title, vision=vision, language=language
    )
    network.reach(participation, Step.PLAN, done=False)
    record("plans.start", plan, by=by)
    return plan


def _next(rows) -> int:
    return (rows.aggregate(last=Max("order"))["last"] or 0) + 1


@transaction.atomic
def add_objective(*, plan: Plan, by, **fields) -> Objective:
    _draft(plan)
    objective = Objective.objects.create(plan=plan, order=_next(plan.objectives), **fields)
    record("plans.add_objective", plan, by=by, objective=objective.pk)
    return objective


@transaction.atomic
def add_action(*, objective: Objective, by, **fields) -> Action:
    """Add an action; `fields` may name the finding and key factor it serves and the practice it comes from."""
    _draft(objective.plan)
    action = Action.objects.create(objective=objective, order=_next(objective.actions), **fields)
    record("plans.add_action", objective.plan, by=by, action=action.pk)
    return action


@transaction.atomic
def add_indicator(*, objective: Objective, by, **fields) -> Indicator:
    _draft(objective.plan)
    indicator = Indicator.objects.create(objective=objective, order=_next(objective.indicators), **fields)
    record("plans.add_indicator", objective.plan, by=by, indicator=indicator.pk)
    return indicator


@transaction.atomic
def change(*, row, revision: int, by, **fields):
    """Change a plan, objective, action or indicator; `revision` is the one that the person has seen."""
    plan = _draft(plan_to(row))
    stored = type(row)._base_manager.select_for_update().get(pk=row.pk)
    changed = {name: value for name, value in fields.items() if getattr(stored, name) != value}
    if not changed:
        return stored
    if stored.revision != revision:
        raise Stale(stored)
    for name, value in changed.items():
        setattr(stored, name, value)
    stored.revision += 1
    stored.save()
    record(f"plans.change_{row._meta.model_name}", plan, by=by, row=row.pk, fields=sorted(changed))
    return stored


@transaction.atomic
def remove(*, row, by) -> None:
    """Take an objective, action or indicator out of a draft. Versions that were shared keep it."""
    plan = _draft(plan_to(row))
    record(f"plans.remove_{row._meta.model_name}", plan, by=by, row=row.pk)
    row.delete()


@transaction.atomic
def choose_practice(*, action: Action, practice, by) -> Action:
    """Say from which practice of the library an action comes, or that it comes from none."""
    return change(row=action, revision=action.revision, by=by, origin_practice=practice)


@transaction.atomic
def start_from(*, plan: Plan, key_factors, findings, by, objective: Objective | None = None) -> list[Action]:
    """Make an action of each chosen key factor and finding. Without an objective, each theme gets its own."""
    _draft(plan)
    wishes = [(k, None) for k in key_factors] + [(f.key_factor, f) for f in findings]
    made = []
    for key_factor, finding in wishes:
        title = pick(key_factor.title, plan.language) if key_factor else finding.text.strip().splitlines()[0]
        made.append(
            add_action(
                objective=objective or _objective_for(plan, key_factor, title, by),
                by=by,
                title=title[:200],
                key_factor=key_factor,
                finding=finding,
                description=finding.text if finding else "",
            )
        )
    return made


def _objective_for(plan, key_factor, title, by) -> Objective:
    """The objective with the name of the key factor's theme; made when there is none."""
    theme = key_factor and pick(key_factor.benchmark_theme.theme.label, plan.language)
    wished = (theme or title)[:200]
    return plan.objectives.filter(title=wished).first() or add_objective(plan=plan, title=wished, by=by)
