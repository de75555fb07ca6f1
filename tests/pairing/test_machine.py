"""A round in any order of deeds: whatever people do, it stays coherent."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from inclucities.core.models import Mail
from inclucities.core.states import TransitionRefused
from inclucities.mentoring.models import Scheme
from inclucities.pairing import jobs, services
from inclucities.pairing.models import PartyAnswer, Round
from inclucities.pairing.selectors import visible_pairs
from tests.pairing import make
from tests.world import build


class RoundMachine(RuleBasedStateMachine):
    """Deeds of the programme team and of the parties; impossible ones must be refused and change nothing."""

    @initialize()
    def begin(self):
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.world = build()
        make.answers_of_the_pair(self.world)
        self.pk = make.round(self.world).pk

    def teardown(self):
        if hasattr(self, "savepoint"):
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    @property
    def round(self):
        return Round.objects.select_related("programme").get(pk=self.pk)

    def attempt(self, deed, possible: bool):
        before = self.round.state
        try:
            with transaction.atomic():
                deed()
        except (services.Refused, TransitionRefused):
            assert not possible and self.round.state == before
        else:
            assert possible

    @rule()
    def compute(self):
        open_now = self.round.is_open
        self.attempt(lambda: jobs.compute(round=self.round, by=self.world.coordinator), open_now)

    @rule(weight=st.integers(0, 100))
    def change(self, weight):
        weights = {"coverage": weight, "language": 100 - weight, "context": 0, "distance": 0}
        deed = lambda: services.change_round(round=self.round, by=self.world.coordinator, weights=weights)  # noqa: E731
        self.attempt(deed, self.round.is_open)

    @rule()
    def ask(self):
        latest = self.round.proposals.first()
        fresh = latest is not None and latest.inputs["version"] == self.round.version
        deed = lambda: services.ask_parties(  # noqa: E731
            round=self.round, answers_by=make.soon(), by=self.world.coordinator
        )
        self.attempt(deed, self.round.state == "proposed" and fresh)

    @rule(who=st.sampled_from(["mentor", "mentee", "association"]), says=st.sampled_from(["yes", "no"]))
    def answer(self, who, says):
        if not self.round.asked:
            return
        party = {"mentor": "mentor_city", "mentee": "mentee_city", "association": "alliance"}[who]
        row = make.question(self.round, getattr(self.world, party))
        person = getattr(self.world, who)
        deed = lambda: services.answer(answer=row, says=says, reason="A reason", by=person)  # noqa: E731
        self.attempt(deed, self.round.state == "consulted")

    @rule()
    def days_pass(self):
        if self.round.state == "consulted":
            Round.objects.filter(pk=self.pk).update(answers_by=timezone.localdate() - timedelta(days=1))

    @rule()
    def reconsider(self):
        deed = lambda: services.reconsider(round=self.round, by=self.world.coordinator)  # noqa: E731
        self.attempt(deed, self.round.state == "consulted")

    @rule()
    def publish(self):
        agreed = self.round.asked is not None and self.round.asked.pairs.get().verdict == "agreed"
        deed = lambda: services.publish(round=self.round, by=self.world.coordinator)  # noqa: E731
        self.attempt(deed, self.round.state == "consulted" and agreed)

    @rule()
    def withdraw(self):
        open_now = self.round.state in ("draft", "proposed", "consulted")
        deed = lambda: services.withdraw(round=self.round, reason="An end", by=self.world.coordinator)  # noqa: E731
        self.attempt(deed, open_now)

    @invariant()
    def parties_see_only_what_they_are_asked(self):
        if hasattr(self, "pk"):
            shown = self.round.state in ("consulted", "published")
            assert visible_pairs(self.world.mentee).exists() == shown

    @invariant()
    def a_scheme_exists_exactly_when_both_said_yes_and_the_round_is_published(self):
        if hasattr(self, "pk"):
            published = self.round.state == "published"
            assert Scheme.objects.count() == published
            if published:
                said = dict(PartyAnswer.objects.filter(pair__proposal=self.round.asked).values_list("role", "answer"))
                assert said["mentor"] == said["mentee"] == "yes" and "no" not in said.values()

    @invariant()
    def a_draft_has_written_to_nobody(self):
        if hasattr(self, "pk") and self.round.asked is None:
            assert not Mail.objects.filter(key__startswith="pairing/").exists()


class TestRound(TestCase):
    @pytest.mark.django_db
    def test_any_order_of_deeds(self):
        from hypothesis.stateful import run_state_machine_as_test

        run_state_machine_as_test(
            RoundMachine, settings=settings(max_examples=15, stateful_step_count=15, deadline=None)
        )
