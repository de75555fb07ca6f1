"""Writes of the benchmarks: loading them, answering them, submitting the answers."""

from .answering import (
    Frozen,
    Said,
    Stale,
    add_evidence,
    record_answer,
    record_context,
    remove_evidence,
)
from .assessing import set_priorities, start_assessment, submit_assessment
from .loading import BenchmarkChanged, load_benchmarks

__all__ = [
    "BenchmarkChanged", "Frozen", "Said", "Stale", "add_evidence", "load_benchmarks", "record_answer",
    "record_context", "remove_evidence", "set_priorities", "start_assessment", "submit_assessment",
]  # fmt: skip
