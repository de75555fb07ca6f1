"""One gate through which all states pass."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inclucities.core import states
from inclucities.core.log import history_of
from inclucities.network.states import PROGRAMME_STEPS


@pytest.mark.django_db
def test_a_step_is_taken_and_noted(world):
    states.apply(world.programme, "close", by=world.coordinator, note="over")
    world.programme.refresh_from_db()
    entry = history_of(world.programme)[0]
    assert world.programme.state == "closed"
    assert (entry.verb, entry.actor, entry.details) == (
        "network.close", world.coordinator, {"source": "open", "target": "closed", "note": "over"},
    )  # fmt: skip


@pytest.mark.django_db
def test_whoever_comes_second_is_refused(world):
    stale = type(world.programme).objects.get(pk=world.programme.pk)
    states.apply(world.programme, "close", by=None)
    with pytest.raises(states.TransitionRefused):
        states.apply(stale, "close", by=None)


@pytest.mark.django_db
def test_only_open_and_permitted_steps_are_offered(world):
    names = [name for name, _ in states.open_transitions(world.programme, world.coordinator)]
    assert names == ["close"]
    assert states.open_transitions(world.programme, world.mentee) == []


@pytest.mark.django_db
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(sorted(PROGRAMME_STEPS)), max_size=6))
def test_no_sequence_leaves_the_table(world, steps):
    row = world.programme
    row.state = "draft"
    row.save()
    for name in steps:
        before = row.state
        try:
            states.apply(row, name, by=None)
        except states.TransitionRefused:
            row.refresh_from_db()
            assert row.state == before
        else:
            assert before in PROGRAMME_STEPS[name].sources
            assert row.state == PROGRAMME_STEPS[name].target
