"""Why a mentee has no mentor, and which single change would help: each one tried, none guessed."""

from collections.abc import Iterator
from dataclasses import replace

from inclucities.engine.pairing import Constraints, Problem, Result, solve

from ..selectors import Fits

_MOST_MENTORS = 3  # how many mentors are tried for each mentee, most points first


def _why(inputs: dict, mentee: str, fits: Fits, problem: Problem) -> str:
    """One word for the reason; the page puts it into a sentence."""
    city = inputs["cities"][mentee]
    if not city["levels"] and not city["priorities"]:
        return "no_assessment"
    if not city["priorities"]:
        return "nothing_asked"
    offered = [p for p in fits if p[0] == mentee]
    if not offered:
        return "nothing_covered"
    return "ruled_out" if set(offered) <= set(problem.constraints.vetoed) else "no_place"


def _with_one_place_more(problem: Problem, mentor: str) -> Problem:
    mentors = tuple(replace(m, capacity=m.capacity + (m.id == mentor)) for m in problem.mentors)
    return replace(problem, mentors=mentors)


def _changes(problem: Problem, mentee: str, fits: Fits) -> Iterator[tuple[dict, Problem]]:
    """Single changes that may help, each with the problem that follows from it."""
    limits = problem.constraints
    mine = sorted((p for p in fits if p[0] == mentee), key=lambda p: (-fits[p].total, p))
    for pair in [p for p in mine if p not in limits.vetoed][:_MOST_MENTORS]:
        wished = replace(limits, locked=(*limits.locked, pair))
        about = {"kind": "capacity", "mentor": pair[1], "points": fits[pair].total}
        yield about, replace(_with_one_place_more(problem, pair[1]), constraints=wished)
    for pair in [p for p in mine if p in limits.vetoed]:
        freed = replace(limits, vetoed=tuple(p for p in limits.vetoed if p != pair))
        yield {"kind": "veto", "mentor": pair[1], "points": fits[pair].total}, replace(problem, constraints=freed)
    for kind, looser in _looser(limits):
        yield {"kind": kind}, replace(problem, constraints=looser)


def _looser(limits: Constraints) -> Iterator[tuple[str, Constraints]]:
    if limits.same_country_max is not None:
        yield "same_country", replace(limits, same_country_max=limits.same_country_max + 1)
    if limits.country_pair_max:
        more = {countries: most + 1 for countries, most in limits.country_pair_max.items()}
        yield "country_pair", replace(limits, country_pair_max=more)


def _helps(changed: Problem, mentee: str, before: int) -> bool:
    """Whether the mentee gets a mentor, and nobody loses one for it."""
    answer = solve(changed)
    return answer.status == "optimal" and len(answer.pairs) > before and any(p[0] == mentee for p in answer.pairs)


def remedies_for(inputs: dict, problem: Problem, result: Result, fits: Fits) -> list[dict]:
    """For each mentee without a mentor: why, and what would solve it."""
    paired = {p[0] for p in result.pairs}
    found = []
    for mentee in (m.id for m in problem.mentees if m.id not in paired and m.maximum):
        tried = _changes(problem, mentee, fits)
        remedies = [about for about, changed in tried if _helps(changed, mentee, len(result.pairs))]
        found.append({"mentee": mentee, "why": _why(inputs, mentee, fits, problem), "remedies": remedies})
    return found
