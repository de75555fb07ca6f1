"""From a problem to a proved answer.

Order of work: check; solve the relaxation, whose integer prices give a bound that anybody can add up; if its pairs are
whole and reach the bound, that is the proof; otherwise let HiGHS search to a gap of 0. Among equally good sets
of pairs the one is given that comes first: for each mentee in the order of ids, the mentor with the smallest id
(having one before having none). Without a solution, name an irreducible conflict.
"""

from collections import Counter
from dataclasses import dataclass, field, replace

from .bounds import best_with, bound_of
from .conflict import irreducible
from .problem import Objective, Pair, Problem
from .program import Arc, Program, compile_problem
from .result import Duals, Report, Result, SolverFailed

_WORK = 1_000_000
"""Ceiling for choosing among equals: number of trials times number of pairs. Beyond it the choice is that of HiGHS,
which is also always the same for the same input, but may differ between versions of HiGHS."""


@dataclass(frozen=True)
class _Best:
    arcs: tuple[Arc, ...]
    duals: Duals
    bound: int  # by the prices; HiGHS may know a lower one

    @property
    def total(self) -> int:
        return sum(a.benefit for a in self.arcs)

    @property
    def pairs(self) -> frozenset[Pair]:
        return frozenset(a.pair for a in self.arcs)


def _plainly_impossible(program: Program) -> bool:
    """A lock on a pair that does not exist or is vetoed: no solver is needed to see it."""
    return not program.locked <= {a.pair for a in program.usable}


def _best(program: Program) -> _Best | None:
    """The greatest total, any set of pairs that reaches it; `None`: no solution."""
    arcs = program.usable
    if _plainly_impossible(program):
        return None
    if not arcs:
        return None if any(least for least, _ in program.limits.values()) else _Best((), Duals(), 0)
    from . import highs

    answer = highs.relaxed(program, arcs)
    if answer is None:
        return None
    chosen, duals = answer
    bound = bound_of(program, duals)
    if chosen is None or sum(a.benefit for a in chosen) != bound:
        if not program.is_coupled:
            raise SolverFailed("The prices of a flow do not prove its total")  # pragma: no cover - would be a bug
        chosen = highs.searched(program, arcs)
    return None if chosen is None else _Best(chosen, duals, bound)


def feasible(program: Program) -> bool:
    """Whether any set of pairs respects the constraints."""
    level = tuple(replace(a, benefit=0) for a in program.arcs)
    return _best(replace(program, arcs=level)) is not None


@dataclass
class _Used:
    """Places that the pairs chosen so far take up."""

    of_mentee: Counter[str] = field(default_factory=Counter)
    of_mentor: Counter[str] = field(default_factory=Counter)

    def add(self, arc: Arc) -> None:
        self.of_mentee[arc.mentee] += 1
        self.of_mentor[arc.mentor] += 1

    def leave_room(self, arc: Arc, program: Program) -> bool:
        capacity = program.capacity[arc.mentor]
        has_room = capacity is None or self.of_mentor[arc.mentor] < capacity
        return has_room and self.of_mentee[arc.mentee] < program.limits[arc.mentee][1]


def _first_of_equals(program: Program, best: _Best) -> _Best:
    """Among all sets of pairs with the same total, the first in the order of ids."""
    total, work, fixed, used = best.total, 0, program, _Used()
    for arc in program.usable:
        taken = arc.pair in best.pairs
        if not taken and _could_be_used(arc, fixed, used, best, total):
            work += len(program.arcs)
            if work > _WORK:
                break
            other = _best(replace(fixed, locked=fixed.locked | {arc.pair}))
            if other is not None and other.total == total:
                best, taken = replace(best, arcs=other.arcs), True
        if taken:
            fixed = replace(fixed, locked=fixed.locked | {arc.pair})
            used.add(arc)
        else:
            fixed = replace(fixed, vetoed=fixed.vetoed | {arc.pair})
    return best


def _could_be_used(arc: Arc, program: Program, used: "_Used", best: _Best, total: int) -> bool:
    """Whether a pair may belong to an equally good set; says no without a solver whenever that can be seen."""
    return used.leave_room(arc, program) and best_with(program, best.duals, best.bound, arc) >= total


def _floored(program: Program) -> tuple[Program, int | None]:
    """Leave out all pairs below the greatest possible floor; the floor is found by halving the sorted benefits."""
    levels = sorted({a.benefit for a in program.usable})
    low, high = 0, len(levels) - 1
    while low < high:
        middle = (low + high + 1) // 2
        above = replace(program, arcs=tuple(a for a in program.arcs if a.benefit >= levels[middle]))
        low, high = (middle, high) if feasible(above) else (low, middle - 1)
    if not levels:
        return program, None
    return replace(program, arcs=tuple(a for a in program.arcs if a.benefit >= levels[low])), levels[low]


def answer(problem: Problem, *, settle_ties: bool = True) -> Result:
    """Solve a problem; without `settle_ties` any of the equally good sets of pairs may be given, sooner."""
    program = compile_problem(problem)
    report = Report(len(problem.mentees) * len(problem.mentors), len(program.usable))
    best = _best(program)
    if best is None:
        conflict = irreducible(program.clauses(), lambda kept: feasible(program.only(kept)))
        return Result("infeasible", conflict=conflict, report=report)
    if problem.objective is Objective.MAXIMIN_THEN_TOTAL:
        program, floor = _floored(program)
        report = replace(report, floor=floor)
        best = _best(program)
        if best is None:  # pragma: no cover - the floor was found feasible
            raise SolverFailed("The floor does not hold")
    if settle_ties:
        best = _first_of_equals(program, best)
    proved = best.bound == best.total
    return Result(
        status="optimal",
        pairs=tuple(sorted(best.pairs)),
        total=best.total,
        bound=best.total,
        duals=best.duals if proved else None,
        report=replace(report, proof="duals" if proved else "search"),
    )


def solve(problem: Problem) -> Result:
    """Find the best set of pairs and prove it, or name why there is none.

    Benefits, total, bound and duals are integers in micro-units. The same problem gives the same result, whatever
    the order of its lists. Raises `InvalidProblem` for a problem that makes no sense, `SolverFailed` when HiGHS
    gives no answer that can be proved.

    >>> from inclucities.engine.pairing import Mentee, Mentor, Sparse
    >>> solve(Problem((Mentee("a"),), (Mentor("x"), Mentor("y")), Sparse((("a", "x", 7), ("a", "y", 9))))).pairs
    (('a', 'y'),)
    """
    return answer(problem)
