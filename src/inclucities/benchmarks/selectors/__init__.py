"""Reads of the benchmarks."""

from .assessments import (
    answers_by_theme,
    assessments_of,
    benchmarks_to_answer,
    key_factors_by_theme,
    latest_submitted,
    participation_of,
    progress_of,
    questions_of,
    visible_assessments,
)
from .profiles import MINIMUM_CITIES, levels_over_time, network_spread, profile_of, said_in

__all__ = [
    "MINIMUM_CITIES", "answers_by_theme", "assessments_of", "benchmarks_to_answer", "key_factors_by_theme",
    "latest_submitted", "levels_over_time",
    "network_spread", "participation_of", "profile_of", "progress_of", "questions_of", "said_in", "visible_assessments",
]  # fmt: skip
