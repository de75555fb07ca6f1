"""A second pair of eyes: is a result what it claims to be? Constraints and total are checked by code of their own."""

from collections import Counter

from .bounds import bound_of
from .problem import Constraints, Objective, Pair, Problem
from .program import compile_problem
from .result import Clause, Duals, Result


def check_pairs(problem: Problem, pairs: tuple[Pair, ...]) -> tuple[Clause, ...]:
    """Name every constraint that a set of pairs breaks; nothing: all are respected.

    Besides the names of `Clause`: ("max", mentee), ("unknown", mentee, mentor), ("twice", mentee, mentor).
    """
    listed = {
        (i, j) for i, j, _ in problem.benefit.arcs([m.id for m in problem.mentees], [m.id for m in problem.mentors])
    }
    broken: list[Clause] = [("unknown", *p) for p in pairs if p not in listed]
    broken += [("twice", *p) for p, n in Counter(pairs).items() if n > 1]
    of_mentee, of_mentor = Counter(p[0] for p in pairs), Counter(p[1] for p in pairs)
    broken += [("min", m.id) for m in problem.mentees if of_mentee[m.id] < m.minimum]
    broken += [("max", m.id) for m in problem.mentees if of_mentee[m.id] > m.maximum]
    broken += [("capacity", m.id) for m in problem.mentors if of_mentor[m.id] > m.capacity]
    broken += [("lock", *p) for p in problem.constraints.locked if p not in pairs]
    broken += [("veto", *p) for p in problem.constraints.vetoed if p in pairs]
    return tuple(sorted(set(broken + _countries(problem, pairs, problem.constraints))))


def _countries(problem: Problem, pairs: tuple[Pair, ...], constraints: Constraints) -> list[Clause]:
    mentee = {m.id: m.country for m in problem.mentees}
    mentor = {m.id: m.country for m in problem.mentors}
    met = Counter((mentee.get(i, ""), mentor.get(j, "")) for i, j in pairs)
    same = sum(n for (a, b), n in met.items() if a == b != "")
    broken: list[Clause] = [("country_pair_max", *c) for c, n in constraints.country_pair_max.items() if met[c] > n]
    if constraints.same_country_max is not None and same > constraints.same_country_max:
        broken.append(("same_country_max",))
    return broken


def total_of(problem: Problem, pairs: tuple[Pair, ...]) -> int:
    """Add up what a set of admissible pairs is worth, in micro-units. Raises `KeyError` for an inadmissible pair."""
    worth = _worth(problem)
    return sum(worth[p] for p in pairs)


def _worth(problem: Problem) -> dict[Pair, int]:
    arcs = problem.benefit.arcs([m.id for m in problem.mentees], [m.id for m in problem.mentors])
    return {(i, j): benefit for i, j, benefit in arcs}


def check_solution(problem: Problem, result: Result) -> tuple[Clause, ...]:
    """Name what is wrong with a result that claims to be optimal: broken constraints, or ("total",); nothing: sound.

    >>> from inclucities.engine.pairing import Mentee, Mentor, Sparse
    >>> problem = Problem((Mentee("a"),), (Mentor("x"),), Sparse((("a", "x", 7),)))
    >>> check_solution(problem, Result("optimal", (("a", "x"),), total=8, bound=8))
    (('total',),)
    """
    broken = check_pairs(problem, result.pairs)
    if not broken and total_of(problem, result.pairs) != result.total:
        return (("total",),)
    return broken


def upper_bound(problem: Problem, duals: Duals) -> int:
    """A total in micro-units that no set of pairs exceeds, for any prices. Raises `ValueError` for a negative price."""
    prices = [*duals.mentor.values(), duals.same_country, *duals.country_pair.values()]
    if min(prices) < 0:
        raise ValueError("Only a mentee's price may be negative")
    return bound_of(compile_problem(problem), duals)


def is_proved(problem: Problem, result: Result) -> bool:
    """Whether the prices in a result prove, by sums of integers alone, that no set of pairs has a greater total.

    False does not mean that the result is wrong: a search leaves no prices, and prices say nothing of a floor.
    """
    if result.duals is None or problem.objective is not Objective.MAX_TOTAL:
        return False
    return not check_solution(problem, result) and upper_bound(problem, result.duals) == result.total
