"""Two people answer at once and nothing is lost; what is submitted stays as it is."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inclucities.benchmarks import services
from inclucities.benchmarks.models import Answer
from inclucities.benchmarks.services import Frozen, Said, Stale

from . import make


@pytest.fixture
def running(world):
    return make.draft(world.mentee_city, make.benchmark(world.theme), world.mentee)


def _answer(running, said, version, by=None, **more):
    factor = make.key_factors(running.benchmark)[0]
    return services.record_answer(assessment=running, key_factor=factor, said=said, version=version, by=by, **more)


def test_who_comes_second_is_shown_what_stands_there(running, world):
    _answer(running, Said(level=1, note="mine"), 0, world.mentee)
    with pytest.raises(Stale) as stale:
        _answer(running, Said(level=3, note="other"), 0)
    assert stale.value.theirs.note == "mine"
    assert Answer.objects.get().level == 1


def test_the_same_answer_twice_is_no_conflict(running):
    _answer(running, Said(level=2), 0)
    assert _answer(running, Said(level=2), 0).version == 1


def test_join_keeps_both_notes(running):
    _answer(running, Said(level=1, note="theirs"), 0)
    joined = _answer(running, Said(level=2, note="mine"), 1, join=True)
    assert (joined.level, joined.note, joined.version) == (2, "theirs\n\nmine", 2)


_step = st.tuples(st.integers(0, 2), st.sampled_from(["read", "write"]), st.integers(0, 4))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(_step, max_size=14))
def test_no_interleaving_overwrites_what_was_not_seen(running, steps):
    """Three people read and write in any order: a write succeeds only on the version that its author has read."""
    Answer.objects.all().delete()
    seen, now = dict.fromkeys(range(3), 0), (0, None)
    for who, what, level in steps:
        if what == "read":
            seen[who] = now[0]
            continue
        said = Said(level=level)
        try:
            row = _answer(running, said, seen[who])
        except Stale as stale:
            assert now[0] != seen[who] and stale.theirs.level == now[1] != level
        else:
            assert row.level == level
            assert now[1] == level or now[0] == seen[who]
            now = (row.version, level)
            seen[who] = row.version
    stored = Answer.objects.filter(assessment=running).first()
    assert (stored.level if stored else None) == now[1]


def test_submission_freezes_everything(running, world):
    factor = make.key_factors(running.benchmark)[0]
    _answer(running, Said(level=3, confidence="sure", note="We do"), 0, world.mentee)
    services.set_priorities(assessment=running, learn=[], help=[factor], by=world.mentee)
    services.submit_assessment(assessment=running, by=world.mentee)
    running.refresh_from_db()
    assert running.snapshot["answers"] == {
        str(factor.pk): {
            "theme": "housing", "code": "factor-1", "level": 3, "not_applicable": False, "confidence": "sure",
            "note": "We do",
        }
    }  # fmt: skip
    assert running.snapshot["priorities"] == {"learn": [], "help": [factor.pk]}
    assert running.snapshot["benchmark"] == {"code": "general", "version": 1}
    assert world.mentee_city.steps_reached.get(step="assess").done_on
    for refused in (
        lambda: _answer(running, Said(level=0), 1),
        lambda: services.set_priorities(assessment=running, learn=[], help=[], by=None),
        lambda: services.submit_assessment(assessment=running, by=None),
        lambda: services.add_evidence(assessment=running, key_factor=factor, label="x", url="https://a.eu", by=None),
    ):
        with pytest.raises(Frozen):
            refused()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(running).objects.filter(pk=running.pk).update(snapshot={})


def test_only_one_runs_and_a_new_one_may_follow(world):
    of = make.benchmark(world.theme)
    first = make.draft(world.mentee_city, of, world.mentee)
    assert make.draft(world.mentee_city, of, world.mentee) == first
    services.submit_assessment(assessment=first, by=world.mentee)
    assert make.draft(world.mentee_city, of, world.mentee) != first
