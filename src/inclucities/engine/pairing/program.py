"""A problem, checked and put into one canonical form: sorted ids, integer amounts, constraints by name."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from .problem import Constraints, InvalidProblem, Mentee, Mentor, Pair, Problem
from .result import Clause

LARGEST = 2**53
"""Above this, sums of benefits lose their last digit in the solver's floating point: 53 bits (IEEE 754)."""


@dataclass(frozen=True, order=True)
class Arc:
    """An admissible pair and its benefit in micro-units."""

    mentee: str
    mentor: str
    benefit: int

    @property
    def pair(self) -> Pair:
        """(mentee id, mentor id)."""
        return self.mentee, self.mentor


@dataclass(frozen=True)
class Program:
    """The canonical form. A capacity of `None` has been dropped while searching for a conflict."""

    arcs: tuple[Arc, ...]
    limits: dict[str, tuple[int, int]]
    capacity: dict[str, int | None]
    countries: dict[Pair, tuple[str, str]]
    locked: frozenset[Pair]
    vetoed: frozenset[Pair]
    same_country_max: int | None
    country_pair_max: dict[tuple[str, str], int]

    @property
    def usable(self) -> tuple[Arc, ...]:
        """Arcs that no veto bars."""
        return tuple(a for a in self.arcs if a.pair not in self.vetoed)

    @property
    def is_coupled(self) -> bool:
        """Whether limits across the network make this more than a flow."""
        return self.same_country_max is not None or bool(self.country_pair_max)

    def is_same_country(self, pair: Pair) -> bool:
        """Whether both cities of the pair are in the same, known country."""
        mentee, mentor = self.countries[pair]
        return mentee == mentor != ""

    def clauses(self) -> tuple[Clause, ...]:
        """Name everything that could be dropped, the least telling first: `conflict` tries to drop in this order."""
        named: Iterable[Clause] = chain(
            (("min", m) for m, (least, _) in self.limits.items() if least),
            (("capacity", m) for m in self.capacity),
            (("country_pair_max", *c) for c in sorted(self.country_pair_max)),
            [("same_country_max",)] if self.same_country_max is not None else [],
            (("veto", *p) for p in sorted(self.vetoed)),
            (("lock", *p) for p in sorted(self.locked)),
        )
        return tuple(named)

    def only(self, clauses: Iterable[Clause]) -> "Program":
        """Give the same program with these constraints alone."""
        kept = set(clauses)
        return replace(
            self,
            limits={m: (low if ("min", m) in kept else 0, high) for m, (low, high) in self.limits.items()},
            capacity={m: c if ("capacity", m) in kept else None for m, c in self.capacity.items()},
            locked=frozenset(p for p in self.locked if ("lock", *p) in kept),
            vetoed=frozenset(p for p in self.vetoed if ("veto", *p) in kept),
            same_country_max=self.same_country_max if ("same_country_max",) in kept else None,
            country_pair_max={c: n for c, n in self.country_pair_max.items() if ("country_pair_max", *c) in kept},
        )


def arcs_of(problem: Problem) -> tuple[Arc, ...]:
    """List the admissible pairs, sorted by ids.

    Raises `InvalidProblem` for an unknown id, a pair listed twice, or a benefit that is no integer (not a number,
    infinity, text).
    """
    mentees, mentors = [m.id for m in problem.mentees], [m.id for m in problem.mentors]
    known_mentees, known_mentors = set(mentees), set(mentors)
    found: dict[Pair, Arc] = {}
    try:
        listed = list(problem.benefit.arcs(mentees, mentors))
    except ValueError as error:
        raise InvalidProblem("The table of benefits has another shape than the lists of cities") from error
    for mentee, mentor, benefit in listed:
        if mentee not in known_mentees or mentor not in known_mentors:
            raise InvalidProblem("Unknown id in a pair", (mentee, mentor))
        if (mentee, mentor) in found:
            raise InvalidProblem("Pair listed twice", (mentee, mentor))
        if type(benefit) is not int:  # a bool is no amount either
            raise InvalidProblem("Benefit is not an integer", (mentee, mentor))
        found[mentee, mentor] = Arc(mentee, mentor, benefit)
    return tuple(found[p] for p in sorted(found))


def _refuse_repeated(ids: list[str], what: str) -> None:
    if repeated := [i for i, n in Counter(ids).items() if n > 1]:
        raise InvalidProblem(f"{what} given twice", *repeated)


def _check_people(mentees: tuple[Mentee, ...], mentors: tuple[Mentor, ...]) -> None:
    _refuse_repeated([m.id for m in mentees], "Mentee")
    _refuse_repeated([m.id for m in mentors], "Mentor")
    if bad := [m.id for m in mentees if not _counts(m.minimum, m.maximum) or m.minimum > m.maximum]:
        raise InvalidProblem("Number of mentors makes no sense", *bad)
    if bad := [m.id for m in mentors if not _counts(m.capacity)]:
        raise InvalidProblem("Capacity makes no sense", *bad)


def _counts(*numbers: object) -> bool:
    return all(type(n) is int and 0 <= n < LARGEST for n in numbers)


def _check_constraints(constraints: Constraints, mentees: set[str], mentors: set[str]) -> None:
    for name, pairs in (("Locked", constraints.locked), ("Vetoed", constraints.vetoed)):
        if unknown := [p for p in pairs if p[0] not in mentees or p[1] not in mentors]:
            raise InvalidProblem(f"{name} pair with an unknown id", *unknown)
    if constraints.same_country_max is not None and not _counts(constraints.same_country_max):
        raise InvalidProblem("Limit makes no sense", "same_country_max")
    if bad := [c for c, n in constraints.country_pair_max.items() if not _counts(n)]:
        raise InvalidProblem("Limit makes no sense", *bad)


def compile_problem(problem: Problem) -> Program:
    """Check a problem and put it into canonical form.

    Raises `InvalidProblem`, naming the culprit, for anything that makes no sense, amounts that are too large to be
    added up exactly included.
    """
    _check_people(problem.mentees, problem.mentors)
    mentees = {m.id: m for m in sorted(problem.mentees, key=lambda m: m.id)}
    mentors = {m.id: m for m in sorted(problem.mentors, key=lambda m: m.id)}
    constraints = problem.constraints
    _check_constraints(constraints, set(mentees), set(mentors))
    arcs = arcs_of(problem)
    most = sum(min(m.maximum, len(mentors)) for m in mentees.values()) or 1
    if large := [a.pair for a in arcs if abs(a.benefit) * most >= LARGEST]:
        raise InvalidProblem("Benefit is too large to be added up exactly", *large)
    return Program(
        arcs=arcs,
        limits={i: (m.minimum, m.maximum) for i, m in mentees.items()},
        capacity={i: m.capacity for i, m in mentors.items()},
        countries={a.pair: (mentees[a.mentee].country, mentors[a.mentor].country) for a in arcs},
        locked=frozenset(constraints.locked),
        vetoed=frozenset(constraints.vetoed),
        same_country_max=constraints.same_country_max,
        country_pair_max=dict(constraints.country_pair_max),
    )
