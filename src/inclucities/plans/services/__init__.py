"""Writes of the plans: content, progress, and the way from draft to review."""

from .content import (
    Finished,
    Stale,
    add_action,
    add_indicator,
    add_objective,
    change,
    choose_practice,
    remove,
    start_from,
    start_plan,
)
from .progress import record_measurement, report_action, write_up
from .way import adopt, endorse, review, revise, share, take_step

__all__ = [
    "Finished", "Stale", "add_action", "add_indicator", "add_objective", "adopt", "change", "choose_practice",
    "endorse", "record_measurement", "remove", "report_action", "review", "revise", "share", "start_from",
    "start_plan", "take_step", "write_up",
]  # fmt: skip
