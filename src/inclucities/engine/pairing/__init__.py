"""The pairing engine: the best set of (mentee, mentor) pairs, proved to be the best, with reasons.

    problem = Problem(mentees, mentors, Sparse(pairs), Constraints(same_country_max=1))
    result = solve(problem)            # loads SciPy; everything else here does not
    assert not check_solution(problem, result) and is_proved(problem, result)

Amounts are integers in micro-units, so that "optimal" means exactly optimal. Identifiers are
texts; a result does not depend on the order in which mentees, mentors or pairs are given.
"""

from .check import check_solution, is_proved, upper_bound
from .explain import Change, cost_of_forbidding, cost_of_forcing, second_best
from .oracles import Benefit, Dense, Sparse
from .problem import Constraints, InvalidProblem, Mentee, Mentor, Objective, Pair, Problem
from .result import Clause, Duals, Report, Result, SolverFailed
from .solver import solve

__all__ = [
    "Benefit",
    "Change",
    "Clause",
    "Constraints",
    "Dense",
    "Duals",
    "InvalidProblem",
    "Mentee",
    "Mentor",
    "Objective",
    "Pair",
    "Problem",
    "Report",
    "Result",
    "SolverFailed",
    "Sparse",
    "check_solution",
    "cost_of_forbidding",
    "cost_of_forcing",
    "is_proved",
    "second_best",
    "solve",
    "upper_bound",
]
