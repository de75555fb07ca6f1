from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from inclucities.engine import course
from inclucities.engine.course import Way, reading

BEGIN, END = date(2026, 1, 1), date(2028, 1, 1)
HALF = date(2027, 1, 1)


def _read(actual, way=Way(34, BEGIN, 10, END, higher_is_better=False), on=HALF, today=HALF):  # noqa: B008
    return reading(way, actual, on, today)


def test_lower_is_better():
    assert _read(9) == course.REACHED
    assert _read(22) == course.ON_COURSE  # half of the way in half of the time
    assert _read(30) == course.BEHIND
    assert _read(30, today=END + timedelta(1)) == course.OVERDUE
    assert _read(None) == course.NOT_MEASURED


def test_what_is_not_known_is_not_held_against_a_city():
    assert _read(3, Way(None, None, None, None)) == course.NO_TARGET
    assert _read(3, Way(None, None, 10, None)) == course.ON_COURSE
    assert _read(3, Way(0, None, 10, END)) == course.ON_COURSE


_numbers = st.floats(0, 1e6, allow_nan=False)
_days = st.dates(date(2020, 1, 1), date(2035, 1, 1))


@given(_numbers, _days, _numbers, _days, _numbers, _days, _days)
def test_the_mirror_image_reads_the_same(baseline, since, target, until, actual, on, today):
    """Turning the axis round changes nothing: "more is better" and "less is better" are the same judgement."""
    up = reading(Way(baseline, since, target, until, True), actual, on, today)
    down = reading(Way(-baseline, since, -target, until, False), -actual, on, today)
    assert up == down


@given(_numbers, _numbers, _numbers)
def test_nearer_to_the_target_is_never_worse(baseline, way, share):
    order = [course.BEHIND, course.ON_COURSE, course.REACHED]
    line = Way(baseline, BEGIN, baseline + way, END, True)
    steps = [order.index(reading(line, baseline + way * part / 10, HALF, HALF)) for part in range(11)]
    assert steps == sorted(steps)
