"""Reads of pairing: profiles of cities, the inputs of a computation, rounds, and what a person may see."""

from .inputs import Fits, facts_of, inputs_of, problem_from
from .profiles import city_profile, city_profiles
from .rounds import (
    asked_answers,
    cities_in,
    latest_proposals,
    open_answers_of,
    own_answers,
    round_for,
    visible_pairs,
    visible_rounds,
)  # fmt: skip

__all__ = [
    "Fits",
    "asked_answers",
    "cities_in",
    "city_profile",
    "city_profiles",
    "facts_of",
    "inputs_of",
    "latest_proposals",
    "open_answers_of",
    "own_answers",
    "problem_from",
    "round_for",
    "visible_pairs",
    "visible_rounds",
]
