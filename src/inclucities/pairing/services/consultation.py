"""The parties are asked, answer, and the round is published or withdrawn.

Nobody's silence is taken as agreement: public bodies decide for themselves and on record. A pair opens when both cities
have said yes and no association has said no (`states.verdict_of`).
"""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from inclucities.core import outbox, states
from inclucities.core.log import record
from inclucities.mentoring.services import open_scheme
from inclucities.network.models import Participation
from inclucities.network.selectors import associations_of, lead_contacts
from inclucities.network.services import reach
from inclucities.network.states import Step

from ..models import PartyAnswer, ProposedPair, Round
from ..states import Answer, PartyRole, RoundState, Side, Verdict
from .proposals import latest_to_build_on
from .refusal import Refused


def _parties_of(pair: ProposedPair) -> dict[Participation, PartyRole]:
    """Both cities and their associations; an association of both is asked once."""
    parties = {pair.mentor: PartyRole.MENTOR, pair.mentee: PartyRole.MENTEE}
    parties |= dict.fromkeys(associations_of(pair.mentor).select_related("organisation"), PartyRole.MENTOR_ASSOCIATION)
    for association in associations_of(pair.mentee).select_related("organisation"):
        both = association in parties
        parties[association] = PartyRole.BOTH_ASSOCIATION if both else PartyRole.MENTEE_ASSOCIATION
    return parties


def _write(template: str, participations, *, key: str, pair: ProposedPair | None = None, **context) -> None:
    """Write to the lead contacts of some participations, each in their own language."""
    for post in lead_contacts(list(participations)):
        link = outbox.absolute(reverse("pairing:answer", args=[pair.pk])) if pair else ""
        outbox.post(
            to=post.person.email,
            language=post.person.language,
            template=template,
            key=f"{template}:{key}:{post.pk}",
            person=post.person,
            pair=pair,
            link=link,
            **context,
        )


@transaction.atomic
def ask_parties(*, round: Round, answers_by: date, by) -> Round:
    """Show the latest proposal to its parties and ask for their answer until a day. Raises `Refused`.

    Who has agreed to the same pair before is not asked again.
    """
    locked = Round.objects.select_for_update().get(pk=round.pk)
    if locked.state != RoundState.PROPOSED:
        raise states.TransitionRefused(f"ask from {locked.state}")
    proposal, earlier = latest_to_build_on(locked), locked.asked
    pairs = list(proposal.pairs.select_related("mentor__organisation", "mentee__organisation", "theme"))
    if not pairs:
        raise Refused(_("There is no pair to ask about."))

    def show(row):
        row.asked, row.answers_by = proposal, answers_by

    states.apply(locked, "ask", by=by, then=show)
    for pair in pairs:
        _ask_about(pair, earlier, locked)
    return locked


def _ask_about(pair: ProposedPair, earlier, round: Round) -> None:
    known = PartyAnswer.objects.filter(pair__proposal=earlier, pair__mentor=pair.mentor, pair__mentee=pair.mentee)
    agreed = {a.participation_id: a for a in known.filter(answer=Answer.YES)}
    for participation, role in _parties_of(pair).items():
        # Asked about the same proposal again, after a reconsideration: the rows are there.
        row, _new = PartyAnswer.objects.get_or_create(pair=pair, participation=participation, defaults={"role": role})
        if before := agreed.get(participation.pk):
            row.answer, row.reason = before.answer, before.reason
            row.answered_by, row.answered_at = before.answered_by, before.answered_at
        elif row.answer == Answer.NO:
            row.answer, row.reason, row.answered_by, row.answered_at = Answer.OPEN, "", None, None
        row.save()
        if row.answer == Answer.OPEN:
            key = f"{row.pk}:{round.answers_by:%Y%m%d}:{round.version}"
            _write("pairing/mail/ask.txt", [participation], key=key, pair=pair, round=round, said=row)
    for city in (pair.mentor, pair.mentee):
        reach(city, Step.PAIR, done=False)


@transaction.atomic
def extend(*, round: Round, answers_by: date, by) -> Round:
    """Give the parties another day until which to answer, and remind those who have not. Raises `Refused`."""
    locked = Round.objects.select_for_update().get(pk=round.pk)
    if locked.state != RoundState.CONSULTED:
        raise Refused(_("The parties are not being asked now."))
    locked.answers_by = answers_by
    locked.save(update_fields=["answers_by", "updated_at"])
    open_rows = PartyAnswer.objects.filter(pair__proposal=locked.asked, answer=Answer.OPEN)
    for row in open_rows.select_related("participation", "pair__mentor__organisation", "pair__mentee__organisation"):
        key = f"{row.pk}:{answers_by:%Y%m%d}"
        _write("pairing/mail/remind.txt", [row.participation], key=key, pair=row.pair, round=locked, said=row)
    record("pairing.extend", locked, by=by, until=answers_by.isoformat())
    return locked


@transaction.atomic
def answer(*, answer: PartyAnswer, says: Answer, by, reason: str = "") -> PartyAnswer:
    """Record what a party says. It may say something else until the round is published. Raises `Refused`.

    When the last party has answered, the programme team is told.
    """
    asked = answer.pair.proposal
    round = Round.objects.select_for_update().get(pk=asked.round_id)
    if round.state != RoundState.CONSULTED or round.asked_id != asked.pk:
        raise Refused(_("This question is closed. Nothing was changed."))
    row = PartyAnswer.objects.select_for_update().get(pk=answer.pk)
    row.answer, row.reason, row.answered_by, row.answered_at = says, reason, by, timezone.now()
    row.save()
    record("pairing.answer", row.pair, by=by, party=row.participation_id, answer=says)
    if not PartyAnswer.objects.filter(pair__proposal=asked, answer=Answer.OPEN).exists():
        _write("pairing/mail/answered.txt", _team_of(round), key=f"{asked.pk}:{round.version}", round=round)
    return row


def _team_of(round: Round):
    return Participation.objects.current().filter(
        programme=round.programme_id, organisation=round.programme.lead_partner_id
    )


@transaction.atomic
def reconsider(*, round: Round, by) -> Round:
    """Take the pairs back from the parties, to change them. Answers are kept; the parties are told."""
    states.apply(round, "reconsider", by=by)
    for pair in round.asked.pairs.select_related("mentor__organisation", "mentee__organisation"):
        asked = [a.participation for a in pair.answers.select_related("participation")]
        _write(
            "pairing/mail/reconsider.txt", asked, key=f"{pair.pk}:{timezone.now():%Y%m%d%H%M}", round=round, about=pair
        )
    return round


@transaction.atomic
def withdraw(*, round: Round, reason: str, by) -> Round:
    """End a round without pairs, with a reason. Parties that were asked are told."""

    def note(row):
        row.reason = reason

    states.apply(round, "withdraw", by=by, then=note)
    if round.asked:
        asked = Participation.objects.filter(
            pk__in=PartyAnswer.objects.filter(pair__proposal=round.asked).values("participation")
        )
        _write("pairing/mail/withdrawn.txt", asked, key=str(round.pk), round=round)
    return round


def _close(row: Round) -> None:
    row.published_on = timezone.localdate()


@transaction.atomic
def publish(*, round: Round, by) -> list[ProposedPair]:
    """Open a scheme for every agreed pair and tell everyone. Gives the opened pairs. Raises `Refused`.

    Before the day for answers has passed, no question may be open: nobody is cut short.
    """
    locked = Round.objects.select_for_update().get(pk=round.pk)
    if locked.state != RoundState.CONSULTED:
        raise states.TransitionRefused(f"publish from {locked.state}")
    pairs = list(
        locked.asked.pairs.select_related(
            "mentor__organisation", "mentor__programme", "mentee__organisation", "mentee__programme", "theme"
        ).prefetch_related("answers")
    )
    verdicts = {p: p.verdict for p in pairs}
    if not locked.is_overdue and Verdict.WAITING in verdicts.values():
        raise Refused(_("Some cities have not answered, and the day for answers has not passed."))
    agreed = [p for p, v in verdicts.items() if v == Verdict.AGREED]
    if not agreed:
        raise Refused(_("No pair is agreed, so there is nothing to publish."))
    states.apply(round, "publish", by=by, then=_close)
    for pair in agreed:
        _open(pair, round, by)
    for pair in (p for p in pairs if p not in agreed):
        parties = [a.participation for a in pair.answers.select_related("participation")]
        _write("pairing/mail/not_opened.txt", parties, key=str(pair.pk), pair=pair, round=round)
    _tell_those_without(round, pairs)
    return agreed


def _open(pair: ProposedPair, round: Round, by) -> None:
    origin = {"round": round.name, "points": pair.points, "reasons": pair.reasons}
    pair.scheme = open_scheme(
        programme=round.programme, mentor=pair.mentor, mentee=pair.mentee, theme=pair.theme, by=by, origin=origin
    )
    pair.save(update_fields=["scheme", "updated_at"])
    parties = [a.participation for a in pair.answers.select_related("participation")]
    _write("pairing/mail/opened.txt", parties, key=str(pair.pk), pair=pair, round=round)


def _tell_those_without(round: Round, pairs: list[ProposedPair]) -> None:
    """Mentees for which the proposal had no mentor hear that the search goes on."""
    paired = {p.mentee_id for p in pairs}
    rows = round.candidates.filter(side=Side.MENTEE, takes_part=True).exclude(participation__in=paired)
    for candidate in rows.select_related("participation__organisation"):
        _write(
            "pairing/mail/still_looking.txt", [candidate.participation], key=f"{round.pk}:{candidate.pk}", round=round
        )
