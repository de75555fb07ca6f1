"""What the engine answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .problem import Pair

Clause = tuple[str, ...]
"""A constraint by its name.

("min", mentee), ("capacity", mentor), ("lock", mentee, mentor), ("veto", mentee, mentor), ("same_country_max",),
("country_pair_max", mentee country, mentor country).
"""


class SolverFailed(RuntimeError):
    """The solver gave no answer that could be proved. Never silently turned into an answer."""


@dataclass(frozen=True)
class Duals:
    """Prices that prove an optimum, in micro-units: one for each mentee, each place at a mentor, each limit.

    Whoever adds them up with `check.upper_bound` gets a total that no set of pairs can exceed, whatever the prices
    are; prices that give exactly the total prove it to be the greatest.
    """

    mentee: Mapping[str, int] = field(default_factory=dict)
    mentor: Mapping[str, int] = field(default_factory=dict)
    same_country: int = 0
    country_pair: Mapping[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """How the answer came about.

    `possible`: all pairs of a mentee with a mentor. `admissible`: those that the benefit lists and no veto bars.
    `proof`: "duals" (anybody can check it by adding up integers), "search" (HiGHS searched the whole space with a
    gap of 0), or "" when there is no solution. `floor`: with `MAXIMIN_THEN_TOTAL`, the smallest benefit allowed.
    """

    possible: int
    admissible: int
    proof: str = ""
    floor: int | None = None


@dataclass(frozen=True)
class Result:
    """The answer.

    `pairs` are sorted by mentee, then mentor. `bound` is a proved upper bound of the total; it equals `total`
    when `status` is "optimal". `conflict` names, when there is no solution, constraints that cannot hold together
    and of which each single one could be dropped to let the rest hold.
    """

    status: Literal["optimal", "infeasible"]
    pairs: tuple[Pair, ...] = ()
    total: int = 0
    bound: int = 0
    duals: Duals | None = None
    conflict: tuple[Clause, ...] = ()
    report: Report = field(default_factory=lambda: Report(0, 0))
