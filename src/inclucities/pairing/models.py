from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inclucities.accounts.models import Person
from inclucities.benchmarks.models import Benchmark
from inclucities.core.models import Base
from inclucities.engine.pairing.benefit import MICRO
from inclucities.mentoring.models import Scheme
from inclucities.network.models import Participation, Programme, Theme

from .states import (
    ROUND_STEPS,
    Answer,
    ConstraintKind,
    Part,
    PartyRole,
    ProposalStatus,
    RoundState,
    Side,
    Verdict,
    verdict_of,
)  # fmt: skip


def default_weights() -> dict:
    return {"coverage": 40, "language": 25, "context": 20, "distance": 15}


class Round(Base):
    """One pairing of a programme's cities: from the first draft to the answers and the publication."""

    TRANSITIONS = ROUND_STEPS

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="pairing_rounds")
    name = models.CharField(_("name"), max_length=120)
    weights = models.JSONField(default=default_weights)  # points for each part, 100 in all
    same_country_max = models.PositiveSmallIntegerField(null=True, blank=True)
    country_pair_max = models.PositiveSmallIntegerField(null=True, blank=True)  # for every two countries
    answers_by = models.DateField(_("answers until"), null=True, blank=True)
    # Self-assessments on these benchmarks feed the round; none: on any.
    benchmarks = models.ManyToManyField(Benchmark, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=RoundState, default=RoundState.DRAFT)
    asked = models.ForeignKey("Proposal", models.PROTECT, null=True, related_name="+")  # what the parties were shown
    published_on = models.DateField(null=True)
    reason = models.TextField(blank=True)  # of a withdrawal
    # Counts every change of the settings: a proposal knows from which it was made.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="round_name_once"),
            models.CheckConstraint(
                name="round_asked_with_date",
                condition=~Q(state__in=[RoundState.CONSULTED, RoundState.PUBLISHED])
                | Q(asked__isnull=False, answers_by__isnull=False),
            ),
            models.CheckConstraint(
                name="round_published_with_date",
                condition=Q(state=RoundState.PUBLISHED, published_on__isnull=False)
                | (~Q(state=RoundState.PUBLISHED) & Q(published_on=None)),
            ),
        ]
        ordering = ["-pk"]

    def __str__(self):
        return self.name

    @property
    def is_open(self):
        """Whether its settings can still be changed."""
        return self.state in (RoundState.DRAFT, RoundState.PROPOSED)

    @property
    def is_overdue(self):
        """Whether the day until which answers were asked for has passed."""
        return self.answers_by is not None and self.answers_by < timezone.localdate()


class Candidate(Base):
    """A city in a round, on one side, with the number of pairs that it can take."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="candidates")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    side = models.CharField(max_length=6, choices=Side)
    takes_part = models.BooleanField(_("takes part"), default=True)
    minimum = models.PositiveSmallIntegerField(_("at least"), default=0)  # of a mentee
    maximum = models.PositiveSmallIntegerField(_("at most"), default=1)  # of a mentor: its capacity

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "participation", "side"], name="candidate_once"),
            models.CheckConstraint(name="candidate_minimum", condition=Q(minimum__lte=F("maximum"))),
            models.CheckConstraint(name="candidate_mentor_no_minimum", condition=Q(side=Side.MENTEE) | Q(minimum=0)),
        ]
        ordering = ["participation__organisation__slug", "side"]

    def __str__(self):
        return f"{self.participation} ({self.side})"


class Constraint(Base):
    """Somebody's decision that a pair must, or must not, be in the proposal. Lifted by date, never deleted."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="constraints")
    mentor = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    mentee = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4, choices=ConstraintKind)
    reason = models.TextField(_("reason"))
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "mentor", "mentee"], condition=Q(lifted_at=None), name="constraint_once"
            ),
            models.CheckConstraint(name="constraint_two_cities", condition=~Q(mentor=F("mentee"))),
        ]
        ordering = ["pk"]

    def __str__(self):
        return f"{self.kind} {self.mentor_id}-{self.mentee_id}"


class Proposal(Base):
    """A computed draft. Never changed: a new computation or an override makes a new one."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="proposals")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=ProposalStatus)
    inputs = models.JSONField()  # everything it was computed from: the same inputs give the same pairs
    total = models.BigIntegerField(default=0)  # micro-units, as every amount below
    bound = models.BigIntegerField(default=0)  # proved: no set of pairs exceeds it
    possible = models.PositiveIntegerField(default=0)
    proof = models.CharField(max_length=6, blank=True)  # duals | search
    solver = models.CharField(max_length=60, blank=True)
    seconds = models.FloatField(default=0)
    conflict = models.JSONField(default=list)  # [[name, id, …], …]
    unmatched = models.JSONField(default=list)  # [{mentee, why, remedies: [{kind, mentor?, points}]}, …]
    alternatives = models.JSONField(default=list)  # [{mentor, mentee, points, loss}, …], pairs not chosen
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="proposal_number_once")]
        ordering = ["-number"]

    def __str__(self):
        return f"{self.round}, {self.number}"

    def save(self, *args, **kwargs):
        if self.pk and not kwargs.get("force_insert"):
            raise TypeError("A proposal is never changed")
        super().save(*args, **kwargs)

    @property
    def gap(self):
        """What an override costs against the best possible, in points."""
        return (self.bound - self.total) / MICRO

    @property
    def points(self):
        return self.total / MICRO


class ProposedPair(Base):
    """A pair of a proposal with its points in four parts, the facts behind them, and what would be lost without it."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="pairs")
    mentor = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    mentee = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+")
    coverage = models.PositiveIntegerField()
    language = models.PositiveIntegerField()
    context = models.PositiveIntegerField()
    distance = models.PositiveIntegerField()
    reasons = models.JSONField(default=dict)  # facts, put into words by the template: see `selectors.inputs.facts_of`
    second_best = models.JSONField(default=dict)  # {loss, pairs}; empty: not computed, loss null: impossible without
    is_overridden = models.BooleanField(default=False)
    override_reason = models.TextField(blank=True)
    scheme = models.OneToOneField(Scheme, models.PROTECT, null=True, related_name="pairing")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "mentor", "mentee"], name="proposed_pair_once"),
            models.CheckConstraint(name="proposed_pair_two_cities", condition=~Q(mentor=F("mentee"))),
            models.CheckConstraint(
                name="proposed_pair_override_has_reason", condition=Q(is_overridden=False) | ~Q(override_reason="")
            ),
        ]
        ordering = ["pk"]

    def __str__(self):
        return f"{self.mentor.organisation}, {self.mentee.organisation}"

    @property
    def total(self):
        return self.coverage + self.language + self.context + self.distance

    @property
    def points(self):
        return self.total / MICRO

    @property
    def parts(self):
        """The four parts in points, as the page draws them: value, most possible, and where its bar begins."""
        shown, start, weights = [], 0.0, self.proposal.inputs["weights"]
        for part in Part:
            value = getattr(self, part.value) / MICRO
            shown.append({"label": part.label, "value": value, "start": start, "most": weights[part.value]})
            start += value
        return shown

    @property
    def lead(self) -> dict:
        """The facts about the theme of the pair: levels, and whether the mentor offers help on it."""
        return next((t for t in self.reasons.get("themes", []) if t["theme"] == self.theme_id), {})

    @property
    def verdict(self) -> Verdict:
        return verdict_of((a.role, a.answer) for a in self.answers.all())


class PartyAnswer(Base):
    """What one party says to a pair: a city, or an association of local governments."""

    pair = models.ForeignKey(ProposedPair, models.CASCADE, related_name="answers")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=PartyRole)
    answer = models.CharField(_("answer"), max_length=4, choices=Answer, default=Answer.OPEN)
    reason = models.TextField(_("reason"), blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pair", "participation"], name="party_answer_once"),
            models.CheckConstraint(
                name="party_answer_by_somebody",
                condition=Q(answer=Answer.OPEN, answered_by=None, answered_at=None)
                | (~Q(answer=Answer.OPEN) & Q(answered_by__isnull=False, answered_at__isnull=False)),
            ),
            models.CheckConstraint(name="party_answer_no_has_reason", condition=~Q(answer=Answer.NO, reason="")),
        ]
        ordering = ["pk"]

    def __str__(self):
        return f"{self.participation}: {self.answer}"
