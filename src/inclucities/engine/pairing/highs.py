"""HiGHS at work. The only module that loads NumPy and SciPy; `solver` imports it when it solves.

Source: Huangfu, Hall (2018), Parallelizing the dual revised simplex method; through `scipy.optimize`. A pure flow
has integer corner solutions and integer prices (its matrix is totally unimodular: Hoffman, Kruskal 1956), so the
dual simplex method alone solves it, and rounding removes nothing but floating-point dust.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array

from .program import Arc, Program
from .result import Duals, SolverFailed

_DUST = 1e-5
_OPTIMAL, _INFEASIBLE = 0, 2


@dataclass(frozen=True)
class _Rows:
    """Linear limits `matrix @ x <= most`; `names` says what each row means."""

    names: tuple[tuple[str, ...], ...]
    matrix: csr_array
    most: NDArray[np.float64]


def _limits(program: Program) -> list[tuple[tuple[str, ...], float, float]]:
    """Name, sign and right side of every limit: sign -1 turns "at least" into "at most"."""
    found: list[tuple[tuple[str, ...], float, float]] = []
    for mentee, (least, most) in program.limits.items():
        found.append((("max", mentee), 1.0, most))
        if least:
            found.append((("min", mentee), -1.0, -least))
    found += [(("capacity", m), 1.0, c) for m, c in program.capacity.items() if c is not None]
    if program.same_country_max is not None:
        found.append((("same_country_max",), 1.0, program.same_country_max))
    found += [(("country_pair_max", *c), 1.0, n) for c, n in sorted(program.country_pair_max.items())]
    return found


def _rows(program: Program, arcs: tuple[Arc, ...]) -> _Rows:
    limits = _limits(program)
    position = {name: (row, sign) for row, (name, sign, _) in enumerate(limits)}
    row_of, column_of, values = [], [], []
    for column, arc in enumerate(arcs):
        touched: list[tuple[str, ...]] = [("max", arc.mentee), ("min", arc.mentee), ("capacity", arc.mentor)]
        touched.append(("country_pair_max", *program.countries[arc.pair]))
        if program.is_same_country(arc.pair):
            touched.append(("same_country_max",))
        for row, sign in (position[name] for name in touched if name in position):
            row_of.append(row)
            column_of.append(column)
            values.append(sign)
    matrix = csr_array((values, (row_of, column_of)), shape=(len(limits), len(arcs)), dtype=float)
    return _Rows(tuple(n for n, _, _ in limits), matrix, np.array([m for _, _, m in limits], dtype=float))


def _bounds(program: Program, arcs: tuple[Arc, ...]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Between 0 and 1 each, locked pairs exactly 1.

    Where a mentee takes one mentor at most, the upper limit 1 follows from that and is left out: its price would
    only hide in the price of the mentee.
    """
    least = np.array([float(a.pair in program.locked) for a in arcs])
    most = np.array(
        [np.inf if program.limits[a.mentee][1] <= 1 and not low else 1.0 for a, low in zip(arcs, least, strict=True)]
    )
    return least, most


def _chosen(arcs: tuple[Arc, ...], x: NDArray[np.float64]) -> tuple[Arc, ...] | None:
    """The arcs that are used, or `None` when some are used by halves."""
    if np.abs(x - np.round(x)).max() > _DUST:
        return None
    return tuple(a for a, amount in zip(arcs, x, strict=True) if amount > 0.5)


def _duals(rows: _Rows, marginals: NDArray[np.float64]) -> Duals:
    """Prices from the rates by which the optimum moves; integers, never below zero but for a mentee's minimum."""
    prices = {name: max(0, -round(float(rate))) for name, rate in zip(rows.names, marginals, strict=True)}
    mentees = {name[1] for name in prices if name[0] == "max"}
    return Duals(
        mentee={m: prices["max", m] - prices.get(("min", m), 0) for m in sorted(mentees)},
        mentor={n[1]: p for n, p in prices.items() if n[0] == "capacity"},
        same_country=prices.get(("same_country_max",), 0),
        country_pair={(n[1], n[2]): p for n, p in prices.items() if n[0] == "country_pair_max"},
    )


def relaxed(program: Program, arcs: tuple[Arc, ...]) -> tuple[tuple[Arc, ...] | None, Duals] | None:
    """Solve with pairs that may be used by halves: (pairs if all are whole, prices), or `None`: no solution.

    `arcs` (at least one) are the pairs that may be used, benefits in micro-units. Raises `SolverFailed`.
    """
    rows = _rows(program, arcs)
    least, most = _bounds(program, arcs)
    gains = np.array([float(a.benefit) for a in arcs])
    answer = linprog(-gains, A_ub=rows.matrix, b_ub=rows.most, bounds=np.column_stack([least, most]), method="highs-ds")
    if answer.status == _INFEASIBLE:
        return None
    if answer.status != _OPTIMAL:
        raise SolverFailed(answer.message)
    return _chosen(arcs, answer.x), _duals(rows, answer.ineqlin.marginals)


def searched(program: Program, arcs: tuple[Arc, ...]) -> tuple[Arc, ...] | None:
    """Solve with whole pairs by branch and bound, until nothing is left to search (gap 0); `None`: no solution.

    `arcs` as in `relaxed`. Raises `SolverFailed`.
    """
    rows = _rows(program, arcs)
    least, most = _bounds(program, arcs)
    answer = milp(
        np.array([-float(a.benefit) for a in arcs]),
        integrality=np.ones(len(arcs)),
        bounds=Bounds(least, np.minimum(most, 1)),
        constraints=LinearConstraint(rows.matrix, -np.inf, rows.most),
        options={"mip_rel_gap": 0},
    )
    if answer.status == _INFEASIBLE:
        return None
    if answer.status != _OPTIMAL:
        raise SolverFailed(answer.message)
    chosen = _chosen(arcs, answer.x)
    if chosen is None:
        raise SolverFailed("HiGHS used a pair by halves")
    return chosen
