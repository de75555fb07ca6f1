"""How an indicator goes: where it would be on a straight line from baseline to target, and where it is."""

from dataclasses import dataclass
from datetime import date

# What counts as on course: this share of the way that the straight line would have covered.
ENOUGH = 0.8
NO_TARGET, NOT_MEASURED, REACHED, ON_COURSE, BEHIND, OVERDUE = (
    "no_target", "not_measured", "reached", "on_course", "behind", "overdue",
)  # fmt: skip


@dataclass(frozen=True)
class Way:
    """From a baseline to a target, each with its day."""

    baseline: float | None
    baseline_on: date | None
    target: float | None
    target_on: date | None
    higher_is_better: bool = True


def reading(way: Way, actual: float | None, measured_on: date | None, today: date) -> str:
    """Say in one word how an indicator goes, whichever direction is the better one.

    Without the days or the baseline nothing is known of the line, so anything short of the target is
    "on course" until the target's day has passed.
    """
    if way.target is None:
        return NO_TARGET
    if actual is None or measured_on is None:
        return NOT_MEASURED
    if actual >= way.target if way.higher_is_better else actual <= way.target:
        return REACHED
    if way.target_on and way.target_on < today:
        return OVERDUE
    covered, expected = _covered(way, actual), _expected(way, measured_on)
    return ON_COURSE if covered is None or expected is None or covered >= ENOUGH * expected else BEHIND


def _covered(way: Way, actual: float) -> float | None:
    """The share of the way from baseline to target that is done; below 0 when it went the wrong way."""
    if way.baseline is None or way.target is None or way.target == way.baseline:
        return None
    return (actual - way.baseline) / (way.target - way.baseline)


def _expected(way: Way, on: date) -> float | None:
    """The share of the time between the two days that has passed."""
    if way.baseline_on is None or way.target_on is None or way.target_on <= way.baseline_on:
        return None
    share = (on - way.baseline_on).days / (way.target_on - way.baseline_on).days
    return min(max(share, 0.0), 1.0)
