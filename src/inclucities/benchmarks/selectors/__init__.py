"""Reads of the benchmarks."""

from .assessments import (
    answers_by_theme,
    assessments_of,
    benchmarks_to_answer,
    latest_submitted,
    participation_of,
    progress_of,
    visible_assessments,
)
from .profiles import MINIMUM_CITIES, network_spread, profile_of

__all__ = [
    "MINIMUM_CITIES", "answers_by_theme", "assessments_of", "benchmarks_to_answer", "latest_submitted",
    "network_spread", "participation_of", "profile_of", "progress_of", "visible_assessments",
]  # fmt: skip
