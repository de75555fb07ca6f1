"""Small pairing problems for Hypothesis, and an answer by trying everything."""

from itertools import chain, combinations

from hypothesis import strategies as st

from inclucities.engine.pairing import Constraints, Mentee, Mentor, Objective, Problem, Sparse
from inclucities.engine.pairing.check import check_pairs, total_of

COUNTRIES = ("BE", "FR", "IT")


@st.composite
def problems(draw, *, coupled: bool = True, objective: Objective = Objective.MAX_TOTAL):
    """Up to 3 mentees and 3 mentors with any constraints, solvable or not."""
    country = st.sampled_from(COUNTRIES)
    mentees = tuple(
        Mentee(f"m{i}", *sorted([draw(st.integers(0, 1)), draw(st.integers(0, 2))]), draw(country))
        for i in range(draw(st.integers(1, 3)))
    )
    mentors = tuple(Mentor(f"t{i}", draw(st.integers(0, 2)), draw(country)) for i in range(draw(st.integers(1, 3))))
    grid = [(a.id, b.id) for a in mentees for b in mentors]
    listed = draw(st.lists(st.sampled_from(grid), unique=True))
    worth = st.integers(-3, 9) | st.integers(-(10**8), 10**8)
    pairs = tuple((*p, draw(worth)) for p in listed)
    some = st.lists(st.sampled_from(grid), unique=True, max_size=2).map(tuple)
    limits = st.dictionaries(st.tuples(country, country), st.integers(0, 2), max_size=2)
    constraints = Constraints(
        locked=draw(some) if draw(st.booleans()) else (),
        vetoed=draw(some),
        same_country_max=draw(st.none() | st.integers(0, 2)) if coupled else None,
        country_pair_max=draw(limits) if coupled else {},
    )
    return Problem(mentees, mentors, Sparse(pairs), constraints, objective)


def all_solutions(problem: Problem):
    """Every set of pairs that respects the constraints, by trying every subset."""
    listed = [(i, j) for i, j, _ in problem.benefit.arcs((), ())]
    subsets = chain.from_iterable(combinations(listed, n) for n in range(len(listed) + 1))
    return [tuple(sorted(s)) for s in subsets if not check_pairs(problem, s)]


def best_by_trying(problem: Problem) -> int | None:
    return max((total_of(problem, s) for s in all_solutions(problem)), default=None)


def first_of_best(problem: Problem):
    """The best set that has, mentee by mentee, the smallest mentors: what `solve` promises to choose."""
    listed = sorted((i, j) for i, j, _ in problem.benefit.arcs((), ()))
    best = best_by_trying(problem)
    equals = [s for s in all_solutions(problem) if total_of(problem, s) == best]
    return max(equals, key=lambda s: [p in s for p in listed])
