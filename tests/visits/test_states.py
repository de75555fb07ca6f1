"""Whatever people do in whatever order: a visit keeps its promises, and only what both cities publish is public."""

from datetime import timedelta

from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from inclucities.core.models import Mail
from inclucities.core.states import TransitionRefused
from inclucities.network.states import Step
from inclucities.visits import selectors, services
from inclucities.visits.models import Visit
from inclucities.visits.states import Tier
from tests import world as worlds
from tests.mentoring import make as mentoring
from tests.visits import make


class Machine(RuleBasedStateMachine):
    """Runs each example in a transaction of its own, so that nothing is left behind."""

    def __init__(self):
        super().__init__()
        from django.db import transaction

        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.begin()

    def teardown(self):
        from django.db import transaction

        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)


class Findings(Machine):
    """Both cities write, change, withdraw, validate and publish one finding."""

    def begin(self):
        self.world = worlds.build()
        self.visit = make.planned(self.world)
        self.finding = make.finding(self.visit, self.world.mentee)
        self.said = {}  # side: publishes the present words
        self.withdrawn = False

    @rule(side=st.sampled_from(["mentor", "mentee"]), publish=st.booleans(), stale=st.booleans())
    def validate(self, side, publish, stale):
        party = mentoring.party(self.visit.scheme, getattr(self.world, f"{side}_city"))
        version = self.finding.version - stale
        try:
            services.validate_finding(
                finding=self.finding, party=party, version=version, publish=publish, by=getattr(self.world, side)
            )
        except services.StaleFinding:
            assert stale or self.withdrawn
        else:
            assert not stale
            self.said[side] = publish

    @rule(stale=st.booleans())
    def change(self, stale):
        try:
            services.change_finding(
                finding=self.finding, version=self.finding.version - stale, text="Other words", by=self.world.mentee
            )
        except services.StaleFinding:
            assert stale
        else:
            assert not stale
            self.said = {}

    @precondition(lambda self: not self.withdrawn)
    @rule()
    def withdraw(self):
        services.withdraw_finding(finding=self.finding, by=self.world.mentee)
        self.withdrawn = True

    @precondition(lambda self: self.withdrawn)
    @rule()
    def restore(self):
        services.restore_finding(finding=self.finding, by=self.world.mentee)
        self.withdrawn = False

    @invariant()
    def public_only_if_both_publish_the_present_words(self):
        self.finding.refresh_from_db()
        agreed = self.said == {"mentor": True, "mentee": True} and not self.withdrawn
        assert (self.finding.tier == Tier.PUBLIC) == agreed
        assert (self.finding in selectors.public_findings(self.world.programme)) == agreed
        validated = set(self.said) == {"mentor", "mentee"} and not self.withdrawn
        assert (self.finding in selectors.validated_findings(self.visit.scheme)) == validated
        assert self.finding not in selectors.findings(self.world.coordinator) or agreed


class Visits(Machine):
    """Days come and go while the visit is announced, held or cancelled."""

    def begin(self):
        self.world = worlds.build()
        self.visit = make.visit(self.world)
        self.state = "draft"
        self.days = {timezone.localdate()}

    @rule(ahead=st.integers(-3, 3))
    def add_day(self, ahead):
        day = timezone.localdate() + timedelta(days=ahead)
        services.add_day(visit=self.visit, day=day, by=self.world.mentee)
        self.days.add(day)

    @precondition(lambda self: self.days)
    @rule(data=st.data())
    def remove_day(self, data):
        day = data.draw(st.sampled_from(sorted(self.days)))
        try:
            services.remove_day(visit=self.visit, day=self.visit.days.get(day=day), by=self.world.mentee)
        except services.VisitRefused:
            assert self.state != "draft"
            assert len(self.days) == 1
        else:
            self.days.remove(day)

    @rule(step=st.sampled_from(["announce", "hold", "cancel"]))
    def step(self, step):
        try:
            services.STEPS[step](visit=Visit.objects.get(pk=self.visit.pk), by=self.world.mentee)
        except services.VisitRefused:
            assert step != "cancel"
            assert not self.days or min(self.days) > timezone.localdate()
        except TransitionRefused:
            allowed = {"announce": ["draft"], "hold": ["planned"], "cancel": ["draft", "planned"]}
            assert self.state not in allowed[step]
        else:
            self.state = {"announce": "planned", "hold": "held", "cancel": "cancelled"}[step]

    @invariant()
    def promises(self):
        self.visit.refresh_from_db()
        assert self.visit.state == self.state
        assert self.visit.starts == (min(self.days) if self.days else None)
        reached = self.world.mentee_city.steps_reached.filter(step=Step.VISIT).first()
        if self.state == "draft":
            assert not Mail.objects.exists()
            assert reached is None
        if self.state in ("planned", "held"):
            assert self.days
            assert bool(reached.done_on) == (self.state == "held")


class TestFindings(Findings.TestCase, TestCase):
    settings = settings(max_examples=15, stateful_step_count=12, deadline=None)


class TestVisits(Visits.TestCase, TestCase):
    settings = settings(max_examples=15, stateful_step_count=10, deadline=None)
