"""A plan with an objective, actions and an indicator, made through the services."""

from datetime import date
from decimal import Decimal

from inclucities.plans import services
from inclucities.plans.models import Action, Indicator, Objective, Plan
from tests.mentoring import make as mentoring
from tests.world import World


def plan(world: World, title="French everywhere", **fields) -> Plan:
    scheme = fields.pop("scheme", None) or mentoring.scheme(world)
    return services.start_plan(
        scheme=scheme, participation=world.mentee_city, title=title, language="en", by=world.mentee, **fields
    )


def objective(of: Plan, by, title="Parents learn") -> Objective:
    return services.add_objective(plan=of, title=title, why="Classes are full when they are near", by=by)


def action(of: Objective, by, title="Courses in four schools", **fields) -> Action:
    told = {"lead": "Education office", "starts": date(2026, 1, 1), "ends": date(2026, 9, 30), **fields}
    return services.add_action(objective=of, title=title, by=by, **told)


def indicator(of: Objective, by, name="Parents in a course", **fields) -> Indicator:
    told = {
        "unit": "people", "baseline": Decimal(38), "baseline_on": date(2026, 1, 1), "target": Decimal(150),
        "target_on": date(2028, 1, 1), "source": "Course lists", **fields,
    }  # fmt: skip
    return services.add_indicator(objective=of, name=name, by=by, **told)


def full(world: World, n: int = 1, **fields) -> Plan:
    """A draft with `n` objectives, each with `n` actions and indicators."""
    made = plan(world, **fields)
    for o in range(n):
        goal = objective(made, world.mentee, f"Objective {o}")
        for i in range(n):
            action(goal, world.mentee, f"Action {o}{i}")
            indicator(goal, world.mentee, f"Indicator {o}{i}")
    return made


def party(of: Plan, participation):
    return of.scheme.parties.get(participation=participation)


def shared(world: World, n: int = 1) -> Plan:
    return services.share(plan=full(world, n), by=world.mentee)


def endorsed(world: World, n: int = 1) -> Plan:
    made = shared(world, n)
    services.endorse(plan=made, party=party(made, world.mentor_city), by=world.mentor)
    return services.endorse(plan=made, party=party(made, world.mentee_city), by=world.mentee)


def adopted(world: World, n: int = 1) -> Plan:
    made = endorsed(world, n)
    return services.adopt(plan=made, on=date(2026, 4, 21), reference="2026/41", by=world.mentee)
