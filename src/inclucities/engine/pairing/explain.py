"""Why this pair, and why not that one: what the whole network would lose. Exact, by solving again."""

from dataclasses import dataclass, replace

from .problem import Pair, Problem
from .result import Result
from .solver import answer


@dataclass(frozen=True)
class Change:
    """What happens to the whole when one pair is forced or forbidden.

    `loss` is the exact loss of the total in micro-units; `None`: there is no solution then. `pairs` is a best set
    of pairs under the change.
    """

    pair: Pair
    loss: int | None
    pairs: tuple[Pair, ...] = ()


def _changed(problem: Problem, result: Result, pair: Pair) -> Change:
    other = answer(problem, settle_ties=False)
    if other.status == "infeasible":
        return Change(pair, None)
    return Change(pair, result.total - other.total, other.pairs)


def cost_of_forcing(problem: Problem, result: Result, pair: Pair) -> Change:
    """What the total loses if a pair is made part of the set. 0 for a pair that is in it, or equally good.

    `result` is the solution of `problem`. The loss is in micro-units and exact. Raises `InvalidProblem` for ids
    that the problem does not know.
    """
    if pair in result.pairs:
        return Change(pair, 0, result.pairs)
    locked = (*problem.constraints.locked, pair)
    return _changed(replace(problem, constraints=replace(problem.constraints, locked=locked)), result, pair)


def cost_of_forbidding(problem: Problem, result: Result, pair: Pair) -> Change:
    """What the total loses if a pair is ruled out: 0 for a pair that is not in the set. See `cost_of_forcing`."""
    if pair not in result.pairs:
        return Change(pair, 0, result.pairs)
    vetoed = (*problem.constraints.vetoed, pair)
    return _changed(replace(problem, constraints=replace(problem.constraints, vetoed=vetoed)), result, pair)


def second_best(problem: Problem, result: Result, mentee: str) -> tuple[Change, ...]:
    """For each pair of a mentee, the best that can be done without it, and what that costs the whole."""
    return tuple(cost_of_forbidding(problem, result, p) for p in result.pairs if p[0] == mentee)
