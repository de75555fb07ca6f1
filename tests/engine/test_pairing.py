"""The pairing engine against trying everything, against another algorithm, and against nonsense."""

import random
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from inclucities.engine.pairing import (
    Constraints,
    Dense,
    Duals,
    InvalidProblem,
    Mentee,
    Mentor,
    Objective,
    Problem,
    Result,
    SolverFailed,
    Sparse,
    check_solution,
    cost_of_forbidding,
    cost_of_forcing,
    is_proved,
    second_best,
    solve,
    upper_bound,
)  # fmt: skip
from inclucities.engine.pairing.check import check_pairs, total_of
from inclucities.engine.pairing.conflict import irreducible

from .instances import all_solutions, best_by_trying, first_of_best, problems

TWO = Problem(
    (Mentee("a"), Mentee("b")), (Mentor("x"), Mentor("y")), Dense(((9, 8), (8, 1)))
)  # greedy takes 9 + 1, the best is 8 + 8


@given(problems())
@settings(max_examples=200, deadline=None)
def test_the_total_is_the_best_of_all_sets(problem):
    result, best = solve(problem), best_by_trying(problem)
    if best is None:
        assert result.status == "infeasible"
        return
    assert (result.status, result.total, result.bound) == ("optimal", best, best)
    assert check_solution(problem, result) == ()
    assert result.pairs == first_of_best(problem)


@given(problems(coupled=False))
@settings(max_examples=150, deadline=None)
def test_prices_prove_every_flow(problem):
    result = solve(problem)
    assert result.status == "infeasible" or is_proved(problem, result)


@given(problems(), st.lists(st.integers(0, 10**8), min_size=8, max_size=8))
@settings(max_examples=150, deadline=None)
def test_no_solution_exceeds_the_bound_of_any_prices(problem, prices):
    duals = Duals(
        {m.id: p - 10**7 for m, p in zip(problem.mentees, prices, strict=False)},
        {m.id: p for m, p in zip(problem.mentors, prices[3:], strict=False)},
        prices[6],
        dict.fromkeys(problem.constraints.country_pair_max, prices[7]),
    )
    assert all(total_of(problem, s) <= upper_bound(problem, duals) for s in all_solutions(problem))


@given(problems())
@settings(max_examples=100, deadline=None)
def test_a_conflict_is_one_and_none_of_it_is_superfluous(problem):
    result = solve(problem)
    assume(result.status == "infeasible")
    assert result.conflict
    assert best_by_trying(_only(problem, result.conflict)) is None
    for clause in result.conflict:
        rest = tuple(c for c in result.conflict if c != clause)
        assert best_by_trying(_only(problem, rest)) is not None


def _only(problem, clauses):
    """The problem with these constraints alone; a capacity that is left out is as large as it can be."""
    limits = problem.constraints
    return replace(
        problem,
        mentees=tuple(replace(m, minimum=m.minimum if ("min", m.id) in clauses else 0) for m in problem.mentees),
        mentors=tuple(replace(m, capacity=m.capacity if ("capacity", m.id) in clauses else 9) for m in problem.mentors),
        constraints=Constraints(
            tuple(p for p in limits.locked if ("lock", *p) in clauses),
            tuple(p for p in limits.vetoed if ("veto", *p) in clauses),
            limits.same_country_max if ("same_country_max",) in clauses else None,
            {c: n for c, n in limits.country_pair_max.items() if ("country_pair_max", *c) in clauses},
        ),
    )


@given(problems(objective=Objective.MAXIMIN_THEN_TOTAL))
@settings(max_examples=200, deadline=None)
def test_the_floor_is_as_high_as_it_can_be_then_the_total(problem):
    result = solve(problem)
    sets = all_solutions(problem)
    assert (result.status == "infeasible") == (not sets)
    if not sets or result.report.floor is None:
        return
    worth = {(i, j): b for i, j, b in problem.benefit.arcs((), ())}
    usable = [b for p, b in worth.items() if p not in problem.constraints.vetoed]
    floors = {b: [s for s in sets if all(worth[p] >= b for p in s)] for b in usable}
    floor = max(b for b, found in floors.items() if found)
    assert result.report.floor == floor
    assert result.total == max(total_of(problem, s) for s in floors[floor])


@given(problems(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_the_lists_changes_nothing(problem, rng):
    mentees, mentors = list(problem.mentees), list(problem.mentors)
    pairs = list(problem.benefit.pairs)
    for rows in (mentees, mentors, pairs):
        rng.shuffle(rows)
    other = replace(problem, mentees=tuple(mentees), mentors=tuple(mentors), benefit=Sparse(tuple(pairs)))
    one, two = solve(problem), solve(other)
    assert (one.status, one.pairs, one.total, one.conflict) == (two.status, two.pairs, two.total, two.conflict)


@given(problems())
@settings(max_examples=100, deadline=None)
def test_what_a_change_costs_is_exact(problem):
    result = solve(problem)
    assume(result.status == "optimal")
    sets = all_solutions(problem)
    for pair in [(i, j) for i, j, _ in problem.benefit.pairs]:
        with_it = [total_of(problem, s) for s in sets if pair in s]
        without = [total_of(problem, s) for s in sets if pair not in s]
        forced, forbidden = cost_of_forcing(problem, result, pair), cost_of_forbidding(problem, result, pair)
        assert forced.loss == (result.total - max(with_it) if with_it else None)
        assert forbidden.loss == (result.total - max(without) if without else None)


@pytest.mark.parametrize("size", [1, 7, 30])
def test_agrees_with_the_assignment_algorithm_of_scipy(size):
    table = np.random.default_rng(size).integers(0, 100_000_000, (size, size))
    problem = Problem(
        tuple(Mentee(f"{i:03}", 1, 1) for i in range(size)),
        tuple(Mentor(f"{i:03}") for i in range(size)),
        Dense(table.tolist()),
    )
    result = solve(problem)
    rows, columns = linear_sum_assignment(table, maximize=True)
    assert result.total == int(table[rows, columns].sum())
    assert is_proved(problem, result)


def test_a_network_of_hundreds_with_all_constraints_is_proved():
    rng = random.Random(7)
    mentees = tuple(Mentee(f"m{i:03}", 0, 2, rng.choice(("BE", "FR", "IT", "ES"))) for i in range(60))
    mentors = tuple(Mentor(f"t{i:03}", rng.randint(1, 2), rng.choice(("BE", "FR", "IT", "ES"))) for i in range(40))
    pairs = tuple((a.id, b.id, rng.randrange(10**8)) for a in mentees for b in mentors if rng.random() < 0.4)
    limits = Constraints(
        same_country_max=5, country_pair_max={("BE", "FR"): 2, ("IT", "ES"): 1}, vetoed=(pairs[0][:2],)
    )
    problem = Problem(mentees, mentors, Sparse(pairs), limits)
    result = solve(problem)
    assert result.status == "optimal" and result.bound == result.total
    assert check_solution(problem, result) == ()


def test_greedy_would_be_worse():
    result = solve(TWO)
    assert (result.pairs, result.total) == ((("a", "y"), ("b", "x")), 16)
    assert result.report.possible == 4 and result.report.proof == "duals"


def test_second_best_says_what_the_whole_would_lose():
    (change,) = second_best(TWO, solve(TWO), "a")
    assert (change.pair, change.loss, change.pairs) == (("a", "y"), 6, (("a", "x"), ("b", "y")))


def test_the_format_of_the_research_note_proves_itself():
    """min = max = 1: the prices of mentees and mentors alone add up to the total."""
    problem = replace(TWO, mentees=(Mentee("a", 1, 1), Mentee("b", 1, 1)))
    result = solve(problem)
    assert sum(result.duals.mentee.values()) + sum(result.duals.mentor.values()) == result.total
    for i, j, b in problem.benefit.arcs(["a", "b"], ["x", "y"]):
        assert result.duals.mentee[i] + result.duals.mentor[j] >= b


MENTEE, MENTOR, PAIR = (Mentee("a"),), (Mentor("x"),), Sparse((("a", "x", 7),))
BOTH = (("a", "x"),)
NONSENSE = {
    "nan": Problem(MENTEE, MENTOR, Sparse((("a", "x", float("nan")),))),
    "infinity": Problem(MENTEE, MENTOR, Sparse((("a", "x", float("inf")),))),
    "fraction": Problem(MENTEE, MENTOR, Sparse((("a", "x", 0.5),))),
    "text": Problem(MENTEE, MENTOR, Sparse((("a", "x", "NaN"),))),
    "boolean": Problem(MENTEE, MENTOR, Sparse((("a", "x", True),))),
    "pair twice": Problem(MENTEE, MENTOR, Sparse((("a", "x", 7), ("a", "x", 7)))),
    "unknown mentee": Problem(MENTEE, MENTOR, Sparse((("b", "x", 7),))),
    "unknown mentor": Problem(MENTEE, MENTOR, Sparse((("a", "y", 7),))),
    "too large": Problem(MENTEE, MENTOR, Sparse((("a", "x", 2**53),))),
    "wrong shape": Problem(MENTEE, MENTOR, Dense(((7, 8),))),
    "negative capacity": Problem(MENTEE, (Mentor("x", -1),), PAIR),
    "fractional capacity": Problem(MENTEE, (Mentor("x", 1.5),), PAIR),
    "more than the most": Problem((Mentee("a", 2, 1),), MENTOR, PAIR),
    "negative minimum": Problem((Mentee("a", -1, 1),), MENTOR, PAIR),
    "mentee twice": Problem(MENTEE * 2, MENTOR, PAIR),
    "mentor twice": Problem(MENTEE, MENTOR * 2, PAIR),
    "unknown lock": Problem(MENTEE, MENTOR, PAIR, Constraints(locked=(("a", "y"),))),
    "unknown veto": Problem(MENTEE, MENTOR, PAIR, Constraints(vetoed=(("b", "x"),))),
    "negative limit": Problem(MENTEE, MENTOR, PAIR, Constraints(same_country_max=-1)),
    "negative country limit": Problem(MENTEE, MENTOR, PAIR, Constraints(country_pair_max={("BE", "FR"): -1})),
}


@pytest.mark.parametrize("problem", NONSENSE.values(), ids=NONSENSE.keys())
def test_nonsense_is_refused_by_name(problem):
    with pytest.raises(InvalidProblem) as refused:
        solve(problem)
    assert refused.value.culprits or "shape" in str(refused.value)


def test_a_culprit_is_named():
    with pytest.raises(InvalidProblem, match=r"\('a', 'x'\)"):
        solve(NONSENSE["nan"])


@pytest.mark.parametrize(
    ("problem", "conflict"),
    [
        (Problem((Mentee("a", 1, 1),), MENTOR, Sparse(())), (("min", "a"),)),
        (Problem((Mentee("a", 1, 1),), (Mentor("x", 0),), PAIR), (("capacity", "x"), ("min", "a"))),
        (Problem(MENTEE, MENTOR, PAIR, Constraints(BOTH, BOTH)), (("lock", "a", "x"), ("veto", "a", "x"))),
        (Problem(MENTEE, MENTOR, Sparse(()), Constraints((("a", "x"),))), (("lock", "a", "x"),)),
    ],
)  # fmt: skip
def test_conflicts_are_named(problem, conflict):
    assert solve(problem).conflict == conflict


def test_same_country_and_minimum_in_conflict():
    mentees, mentors = (Mentee("a", 1, 1, "BE"),), (Mentor("x", 1, "BE"),)
    result = solve(Problem(mentees, mentors, PAIR, Constraints(same_country_max=0)))
    assert result.conflict == (("min", "a"), ("same_country_max",))
    unknown = solve(Problem(MENTEE, MENTOR, PAIR, Constraints(same_country_max=0)))
    assert unknown.pairs == (("a", "x"),)  # two unknown countries are not the same country


def test_a_wrong_result_is_found_out():
    assert check_solution(TWO, Result("optimal", (("a", "x"), ("b", "x")), 17, 17)) == (("capacity", "x"),)
    assert check_solution(TWO, Result("optimal", (("a", "x"),), 8, 8)) == (("total",),)
    assert check_pairs(TWO, (("a", "z"),)) == (("unknown", "a", "z"),)
    assert ("twice", "a", "x") in check_pairs(TWO, (("a", "x"), ("a", "x")))
    assert ("max", "a") in check_pairs(TWO, (("a", "x"), ("a", "y")))
    dearer = Result("optimal", (("a", "x"),), 9, 9, Duals({"a": 9, "b": 9}, {"x": 0, "y": 0}))
    assert not is_proved(TWO, dearer)
    assert not is_proved(TWO, Result("optimal", (("a", "x"),), 9, 9))


def test_negative_prices_prove_nothing():
    with pytest.raises(ValueError, match="negative"):
        upper_bound(TWO, Duals({}, {"x": -1}))


def test_a_lying_solver_is_caught():
    with pytest.raises(SolverFailed):
        irreducible([("min", "a")], lambda kept: True)


class _Answer:
    def __init__(self, status=4):
        self.status, self.message = status, "numerical difficulties"


@pytest.mark.parametrize("name", ["linprog", "milp"])
def test_a_solver_without_an_answer_is_no_answer(name, monkeypatch):
    from inclucities.engine.pairing import highs
    from inclucities.engine.pairing.program import compile_problem

    monkeypatch.setattr(highs, name, lambda *_, **__: _Answer())
    program = compile_problem(TWO)
    with pytest.raises(SolverFailed, match="difficulties"):
        (highs.relaxed if name == "linprog" else highs.searched)(program, program.usable)


def test_pairs_by_halves_are_no_answer(monkeypatch):
    from inclucities.engine.pairing import highs
    from inclucities.engine.pairing.program import compile_problem

    class Halves:
        status, x = 0, np.array([0.5, 0.5, 0.5, 0.5])

    monkeypatch.setattr(highs, "milp", lambda *_, **__: Halves())
    program = compile_problem(TWO)
    with pytest.raises(SolverFailed, match="halves"):
        highs.searched(program, program.usable)


def test_choosing_among_equals_has_a_ceiling(monkeypatch):
    from inclucities.engine.pairing import solver as module

    monkeypatch.setattr(module, "_WORK", 0)
    level = replace(TWO, benefit=Dense(((5, 5), (5, 5))))
    assert module.solve(level).total == 10


def test_a_problem_can_need_a_search():
    """Three cities in a ring of limits, where the relaxation takes every pair by halves."""
    found = [p for p in map(_ring, range(200)) if solve(p).report.proof == "search"]
    assert found
    for problem in found[:5]:
        result = solve(problem)
        assert result.total == best_by_trying(problem) and not is_proved(problem, result)


def test_no_solution_in_whole_pairs_is_seen_as_none(monkeypatch):
    """A relaxation may have a solution where whole pairs have none; then the search has the last word."""
    from inclucities.engine.pairing import highs
    from inclucities.engine.pairing.program import compile_problem
    from inclucities.engine.pairing.solver import feasible

    needs_search = next(p for p in map(_ring, range(200)) if solve(p).report.proof == "search")
    monkeypatch.setattr(highs, "relaxed", lambda program, arcs: (None, Duals()))
    monkeypatch.setattr(highs, "milp", lambda *_, **__: _Answer(highs._INFEASIBLE))
    assert not feasible(compile_problem(needs_search))


def _ring(seed):
    rng = random.Random(seed)
    mentees = tuple(Mentee(f"m{i}", 0, 1, rng.choice(("BE", "FR"))) for i in range(4))
    mentors = tuple(Mentor(f"t{i}", 1, rng.choice(("BE", "FR"))) for i in range(3))
    pairs = tuple((a.id, b.id, rng.randint(1, 9)) for a in mentees for b in mentors)
    limits = {(a, b): rng.randint(0, 1) for a in ("BE", "FR") for b in ("BE", "FR")}
    return Problem(mentees, mentors, Sparse(pairs), Constraints(same_country_max=1, country_pair_max=limits))


def test_everything_but_solving_stays_without_scipy():
    code = "import sys, inclucities.engine.pairing.benefit as b; print(bool({'scipy', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@example(problem=TWO)
@given(problems())
@settings(max_examples=30, deadline=None)
def test_the_input_is_left_alone(problem):
    before = repr(problem)
    solve(problem)
    assert repr(problem) == before
