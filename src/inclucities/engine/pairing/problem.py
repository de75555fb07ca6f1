"""What is asked of the engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .oracles import Benefit

Pair = tuple[str, str]
"""(mentee id, mentor id)."""


class InvalidProblem(ValueError):
    """The question makes no sense as it stands. `culprits` are the ids or pairs at fault."""

    def __init__(self, reason: str, *culprits: object) -> None:
        self.reason, self.culprits = reason, culprits
        super().__init__(f"{reason}: {', '.join(map(repr, culprits))}" if culprits else reason)


@dataclass(frozen=True)
class Mentee:
    """Takes between `minimum` and `maximum` different mentors; with minimum 0 it may stay without a pair."""

    id: str
    minimum: int = 0
    maximum: int = 1
    country: str = ""


@dataclass(frozen=True)
class Mentor:
    """Takes at most `capacity` mentees."""

    id: str
    capacity: int = 1
    country: str = ""


@dataclass(frozen=True)
class Constraints:
    """What a set of pairs must respect.

    `locked` pairs are in it, `vetoed` ones are not. `same_country_max` is the most pairs whose two countries are
    equal; `country_pair_max` the most pairs for each (mentee country, mentor country). `None`: no limit.
    """

    locked: tuple[Pair, ...] = ()
    vetoed: tuple[Pair, ...] = ()
    same_country_max: int | None = None
    country_pair_max: Mapping[tuple[str, str], int] = field(default_factory=dict)


class Objective(StrEnum):
    """What "best" means.

    `MAX_TOTAL`: the greatest sum of benefits.
    `MAXIMIN_THEN_TOTAL`: first the greatest possible smallest benefit of a pair, then the greatest total. Meant for
    problems in which every mentee has a minimum of 1: where mentees may stay without a pair, the floor only rises.
    """

    MAX_TOTAL = "max_total"
    MAXIMIN_THEN_TOTAL = "maximin_then_total"


@dataclass(frozen=True)
class Problem:
    """Who takes part, what a pair is worth, what must hold, and what is best."""

    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    benefit: Benefit
    constraints: Constraints = field(default_factory=Constraints)
    objective: Objective = Objective.MAX_TOTAL
