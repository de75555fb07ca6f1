"""What no set of pairs can exceed, by prices (weak duality of linear programming), in exact integers."""

from dataclasses import replace

from .program import Arc, Program
from .result import Duals


def _binding(program: Program, duals: Duals) -> Duals:
    """Drop the price of a limit that is not there: it limits nothing, so it may not lower a bound."""
    return replace(
        duals,
        mentor={m: p for m, p in duals.mentor.items() if program.capacity.get(m) is not None},
        same_country=0 if program.same_country_max is None else duals.same_country,
        country_pair={c: p for c, p in duals.country_pair.items() if c in program.country_pair_max},
    )


def _surplus(program: Program, duals: Duals, arc: Arc) -> int:
    """What a pair is worth beyond the prices of all that it uses."""
    surplus = arc.benefit - duals.mentee.get(arc.mentee, 0) - duals.mentor.get(arc.mentor, 0)
    surplus -= duals.country_pair.get(program.countries[arc.pair], 0)
    return surplus - duals.same_country if program.is_same_country(arc.pair) else surplus


def bound_of(program: Program, duals: Duals) -> int:
    """Add up a total in micro-units that no solution exceeds. Holds for any prices that are not negative.

    Every solution's total is the sum of its surpluses plus the prices of what it uses; it uses no more than there
    is. A mentee's price may be negative: its minimum must be used.
    """
    total, duals = 0, _binding(program, duals)
    for mentee, (least, most) in program.limits.items():
        price = duals.mentee.get(mentee, 0)
        total += price * (most if price > 0 else least)
    total += sum(duals.mentor.get(m, 0) * c for m, c in program.capacity.items() if c is not None)
    total += duals.same_country * (program.same_country_max or 0)
    total += sum(duals.country_pair.get(c, 0) * n for c, n in program.country_pair_max.items())
    for arc in program.usable:
        surplus = _surplus(program, duals, arc)
        total += surplus if arc.pair in program.locked else max(0, surplus)
    return total


def best_with(program: Program, duals: Duals, bound: int, arc: Arc) -> int:
    """A total, in micro-units, that no solution with this pair exceeds; `bound` is what these prices add up to."""
    return bound + min(0, _surplus(program, duals, arc))
