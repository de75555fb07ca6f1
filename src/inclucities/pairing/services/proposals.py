"""Proposals: started as a job, recorded when the engine has answered, overridden by hand with a reason."""

from dataclasses import dataclass, field

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from inclucities.core import jobs, states
from inclucities.core.log import record
from inclucities.engine.pairing import Pair
from inclucities.engine.pairing.benefit import Fit
from inclucities.engine.pairing.check import check_pairs, total_of
from inclucities.network.models import Theme

from ..models import Proposal, ProposedPair, Round
from ..selectors import problem_from
from ..selectors.inputs import facts_of
from ..states import ProposalStatus
from .refusal import Refused
from .rounds import open_for_change


@dataclass(frozen=True)
class Outcome:
    """What the engine answered, ready to be kept. Amounts in micro-units."""

    inputs: dict
    status: ProposalStatus
    fits: dict[Pair, Fit] = field(default_factory=dict)  # of the chosen pairs
    second_best: dict[Pair, dict] = field(default_factory=dict)
    figures: dict = field(default_factory=dict)  # the other fields of `Proposal`


def propose(*, round: Round, by):
    """Start the computation of a proposal and give the job to watch. Raises `Refused`.

    The solver runs in the worker (`pairing.jobs`): it would make every web process larger.
    """
    if not round.is_open:
        raise Refused(_("The parties have been asked. Reconsider the pairs first."))
    page = reverse("pairing:round", args=[round.programme.slug, round.pk])
    title = _("Compute the pairs of “%(round)s”") % {"round": round.name}
    return jobs.start("pairing.propose", by=by, title=title[:200], back_url=page, round_id=round.pk)


def _theme_of(fit: Fit, inputs: dict, known: dict[str, Theme]) -> Theme:
    """The theme of a pair: what brings most, else what either side speaks of, else the first of all."""
    mentee, mentor = inputs["cities"][fit.mentee], inputs["cities"][fit.mentor]
    wished = sorted(mentee["priorities"], key=lambda t: -mentee["priorities"][t])
    spoken = [fit.theme, *wished, *sorted(mentor["offers"]), *sorted(mentor["levels"])]
    return next((known[t] for t in spoken if t in known), None) or next(iter(known.values()))


def _number(round: Round) -> int:
    return max(round.proposals.values_list("number", flat=True), default=0) + 1


@transaction.atomic
def record_proposal(*, round: Round, outcome: Outcome, by) -> Proposal:
    """Keep what the engine answered. Raises `Refused` when the parties were asked while it was at work."""
    locked = open_for_change(round)
    proposal = Proposal.objects.create(
        round=locked,
        number=_number(locked),
        status=outcome.status,
        inputs=outcome.inputs,
        made_by=by,
        **outcome.figures,
    )
    known = {t.pk: t for t in Theme.objects.all()}
    for (mentee, mentor), fit in outcome.fits.items():
        _keep_pair(
            proposal,
            fit,
            theme=_theme_of(fit, outcome.inputs, known),
            second_best=outcome.second_best.get((mentee, mentor), {}),
        )
    if outcome.status == ProposalStatus.OPTIMAL:
        states.apply(locked, "propose", by=by, note=str(proposal.number))
    record("pairing.compute", locked, by=by, number=proposal.number, status=outcome.status)
    return proposal


def _keep_pair(proposal: Proposal, fit: Fit, **fields) -> ProposedPair:
    return ProposedPair.objects.create(
        proposal=proposal,
        mentor_id=int(fit.mentor),
        mentee_id=int(fit.mentee),
        coverage=fit.coverage,
        language=fit.language,
        context=fit.context,
        distance=fit.distance,
        reasons=facts_of(fit),
        **fields,
    )


def latest_to_build_on(round: Round) -> Proposal:
    """The latest proposal, if it can be used as it stands. Raises `Refused`."""
    latest = round.proposals.first()
    if latest is None or latest.status == ProposalStatus.INFEASIBLE:
        raise Refused(_("There is no proposal yet. Compute the pairs first."))
    if latest.inputs["version"] != round.version:
        raise Refused(_("The settings have changed since the last computation. Compute the pairs again."))
    return latest


@transaction.atomic
def override(*, round: Round, mentee, mentor, theme: Theme, reason: str, by) -> Proposal:
    """Give a mentee another mentor than the proposed one, against the computation and with a reason.

    Makes a new proposal; its gap to the bound says what the decision costs. Every other constraint must still hold;
    raises `Refused` otherwise.
    """
    locked = open_for_change(round)
    before = latest_to_build_on(locked)
    wished = (str(mentee.pk), str(mentor.pk))
    problem, fits = problem_from(before.inputs, also=[wished])
    kept = [p for p in before.pairs.select_related("theme") if p.mentee_id != mentee.pk]
    pairs = tuple(sorted([(str(p.mentee_id), str(p.mentor_id)) for p in kept] + [wished]))
    if broken := check_pairs(problem, pairs):
        raise Refused(_broken_words(broken, mentor))
    proposal = Proposal.objects.create(
        round=locked,
        number=_number(locked),
        status=ProposalStatus.OVERRIDDEN,
        inputs=before.inputs,
        total=total_of(problem, pairs),
        bound=before.bound,
        possible=before.possible,
        proof=before.proof,
        solver=before.solver,
        unmatched=[u for u in before.unmatched if u["mentee"] != wished[0]],
        alternatives=[a for a in before.alternatives if (a["mentee"], a["mentor"]) != wished],
        made_by=by,
    )
    for pair in kept:
        pair.pk, pair._state.adding, pair.proposal, pair.second_best = None, True, proposal, {}
        pair.save(force_insert=True)
    _keep_pair(proposal, fits[wished], theme=theme, is_overridden=True, override_reason=reason)
    record("pairing.override", locked, by=by, number=proposal.number, mentor=mentor.pk, mentee=mentee.pk)
    return proposal


def _broken_words(broken, mentor) -> str:
    """Say in one sentence which constraint stands in the way."""
    kinds = {clause[0] for clause in broken}
    if "veto" in kinds:
        return _("This pair is ruled out. Lift that first.")
    if ("capacity", str(mentor.pk)) in broken:
        return _("%(city)s has no free place left.") % {"city": mentor.organisation.name}
    if "lock" in kinds:
        return _("Another pair of this city is locked. Lift that first.")
    if kinds & {"same_country_max", "country_pair_max"}:
        return _("This would be one pair too many between these countries.")
    return _("This would leave another constraint unmet.")
