"""Reads of the library. What is public, and what a person may see of what is not yet public."""

from .library import SORTS, Question, answer, pins_of
from .practices import (
    awaiting,
    by_slug,
    find,
    fitting,
    in_order,
    latest,
    of_city,
    of_municipality,
    reviewed_in,
    suggestions,
    taken_up_by,
    titled,
)

__all__ = [
    "SORTS", "Question", "answer", "awaiting", "by_slug", "find", "fitting", "in_order", "latest", "of_city",
    "of_municipality", "pins_of", "reviewed_in", "suggestions", "taken_up_by", "titled",
]  # fmt: skip
