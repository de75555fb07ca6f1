"""From a round to a problem of the engine, by way of a snapshot: the same snapshot always gives the same problem."""

from collections.abc import Iterable
from dataclasses import asdict

from inclucities.engine.pairing import Constraints, Mentee, Mentor, Pair, Problem, Sparse
from inclucities.engine.pairing.benefit import CityProfile, Fit, Weights, candidates, fit

from ..states import ConstraintKind, Side
from .profiles import city_profiles

Fits = dict[Pair, Fit]


def inputs_of(round) -> dict:
    """Write down everything a proposal is computed from, as JSON. Ids are those of participations, as texts."""
    rows = round.candidates.filter(takes_part=True).select_related("participation__organisation__municipality")
    rows = [c for c in rows if c.participation.is_current]
    profiles = city_profiles([c.participation for c in rows], list(round.benchmarks.all()))
    in_force = round.constraints.filter(lifted_at=None)
    return {
        "version": round.version,
        "weights": round.weights,
        "same_country_max": round.same_country_max,
        "country_pair_max": round.country_pair_max,
        "cities": {str(pk): asdict(p) for pk, p in sorted(profiles.items())},
        "mentees": [[str(c.participation_id), c.minimum, c.maximum] for c in rows if c.side == Side.MENTEE],
        "mentors": [[str(c.participation_id), c.maximum] for c in rows if c.side == Side.MENTOR],
        "locked": [[str(c.mentee_id), str(c.mentor_id)] for c in in_force if c.kind == ConstraintKind.LOCK],
        "vetoed": [[str(c.mentee_id), str(c.mentor_id)] for c in in_force if c.kind == ConstraintKind.VETO],
    }


def _cities(inputs: dict) -> dict[str, CityProfile]:
    return {i: CityProfile(**{**c, "languages": tuple(c["languages"])}) for i, c in inputs["cities"].items()}


def _pairs(inputs: dict, kind: str) -> tuple[Pair, ...]:
    """Locks or vetoes among the cities that take part; what concerns others has no effect."""
    mentees, mentors = {m[0] for m in inputs["mentees"]}, {m[0] for m in inputs["mentors"]}
    return tuple((a, b) for a, b in inputs[kind] if a in mentees and b in mentors)


def problem_from(inputs: dict, also: Iterable[Pair] = ()) -> tuple[Problem, Fits]:
    """Make the problem, and the fit of every admissible pair.

    Locked pairs, and those in `also`, are admissible even if the mentor covers nothing the mentee asks for: the
    programme team may know better.
    """
    cities, weights = _cities(inputs), Weights(**inputs["weights"])
    mentees, mentors = [m[0] for m in inputs["mentees"]], [m[0] for m in inputs["mentors"]]
    found = {
        (f.mentee, f.mentor): f for f in candidates([cities[m] for m in mentees], [cities[m] for m in mentors], weights)
    }
    locked = _pairs(inputs, "locked")
    for pair in (*locked, *also):
        found.setdefault(pair, fit(cities[pair[0]], cities[pair[1]], weights))
    limit, home = inputs["country_pair_max"], {m: cities[m].country for m in (*mentees, *mentors)}
    countries = {(home[a], home[b]) for a, b in found} if limit is not None else ()
    problem = Problem(
        mentees=tuple(Mentee(i, low, high, home[i]) for i, low, high in inputs["mentees"]),
        mentors=tuple(Mentor(i, capacity, home[i]) for i, capacity in inputs["mentors"]),
        benefit=Sparse(tuple((*pair, f.total) for pair, f in sorted(found.items()))),
        constraints=Constraints(
            locked, _pairs(inputs, "vetoed"), inputs["same_country_max"], dict.fromkeys(sorted(countries), limit or 0)
        ),
    )
    return problem, found


def facts_of(found: Fit) -> dict:
    """The facts behind the points of a pair, kept with it; templates put them into words."""
    return {
        "themes": [asdict(t) for t in found.themes],
        "languages": list(found.languages),
        "km": None if found.km is None else round(found.km),
        "size_ratio": None if found.size_ratio is None else round(found.size_ratio, 1),
        "same_country": found.same_country,
    }
