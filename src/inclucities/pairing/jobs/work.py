"""From the inputs of a round to an outcome: solve, then explain. The engine loads SciPy when it solves, not before."""

import time
from collections.abc import Callable

from inclucities.engine.pairing import Pair, Problem, Result, cost_of_forbidding, cost_of_forcing, solve

from ..selectors import Fits, problem_from
from ..services import Outcome
from ..states import ProposalStatus
from .remedies import remedies_for

# How many pairs that were not chosen are worked out exactly, most points first; each takes one solution.
_MOST_ALTERNATIVES = 400
Progress = Callable[[int, int], None]


def unwatched(done: int, total: int) -> None:
    """Progress that nobody watches."""


def _alternatives(problem: Problem, result: Result, fits: Fits, step: Callable[[], None]) -> list[dict]:
    """What the network would lose with each pair that was not chosen; `None`: it cannot be had."""
    vetoed = set(problem.constraints.vetoed)
    others = [p for p in fits if p not in result.pairs and p not in vetoed]
    others.sort(key=lambda p: (-fits[p].total, p))
    found = []
    for pair in others[:_MOST_ALTERNATIVES]:
        loss = cost_of_forcing(problem, result, pair).loss
        found.append({"mentee": pair[0], "mentor": pair[1], "points": fits[pair].total, "loss": loss})
        step()
    return found


def _second_best(problem: Problem, result: Result, step: Callable[[], None]) -> dict[Pair, dict]:
    """For each chosen pair: what would be lost without it, and who would then work with whom."""
    found = {}
    for pair in result.pairs:
        change = cost_of_forbidding(problem, result, pair)
        found[pair] = {"loss": change.loss, "pairs": [list(p) for p in change.pairs]}
        step()
    return found


class _Steps:
    """Counts the solutions that are done."""

    def __init__(self, total: int, progress: Progress):
        self.done, self.total, self.progress = 0, total, progress

    def __call__(self) -> None:
        self.done += 1
        self.progress(self.done, max(self.total, self.done))


def work_out(inputs: dict, progress: Progress = unwatched) -> Outcome:
    """Solve a round's inputs and explain the answer: why these pairs, why not others, what would help those without."""
    began = time.monotonic()
    problem, fits = problem_from(inputs)
    result = solve(problem)
    if result.status == "infeasible":
        figures = {"conflict": [list(c) for c in result.conflict], "seconds": time.monotonic() - began}
        return Outcome(inputs, ProposalStatus.INFEASIBLE, figures=figures)
    step = _Steps(len(fits), progress)
    second_best = _second_best(problem, result, step)
    figures = {
        "total": result.total,
        "bound": result.bound,
        "possible": result.report.possible,
        "proof": result.report.proof,
        "solver": "HiGHS",
        "alternatives": _alternatives(problem, result, fits, step),
        "unmatched": remedies_for(inputs, problem, result, fits),
        "seconds": time.monotonic() - began,
    }
    chosen = {p: fits[p] for p in result.pairs}
    return Outcome(inputs, ProposalStatus.OPTIMAL, chosen, second_best, figures)
