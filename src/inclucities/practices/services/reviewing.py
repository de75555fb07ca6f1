"""The programme team decides; a practice travels to another city."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from inclucities.accounts.models import Person
from inclucities.core import outbox, states
from inclucities.core.log import record
from inclucities.network.models import Municipality

from ..models import Practice, Transfer
from ..states import PUBLIC, Origin, PracticeState, TransferState
from .writing import reach_share

# Decisions about which the author is written to, and that the team can take.
DECISIONS = ("publish", "ask_for_changes", "validate", "archive")


@transaction.atomic
def decide(*, practice: Practice, step: str, by: Person, note: str = "", place: str = "") -> Practice:
    """Publish, ask for changes, validate or archive; the author hears of it.

    `place` is the address at which the author can go on, for the mail.
    """
    practice = states.apply(practice, step, by=by, note=note, then=_published if step == "publish" else None)
    if practice.state == PracticeState.PUBLISHED and step == "publish":
        reach_share(practice, done=True)
    if practice.author_id and practice.author.is_active:
        _tell_author(practice, step, note, place)
    return practice


def _published(practice: Practice) -> None:
    practice.published_at = practice.published_at or timezone.now()
    practice.last_checked_on = timezone.localdate()


def _tell_author(practice: Practice, step: str, note: str, place: str) -> None:
    author = practice.author
    if practice.state in PUBLIC:
        place = f"/{author.language}/practices/{practice.slug}/"
    outbox.post(
        to=author.email,
        language=author.language,
        template="practices/mail/decision.txt",
        key=f"practice:{practice.pk}:{step}:{practice.updated_at.isoformat()}",
        title=practice.texts.get(origin=Origin.ORIGINAL).title,
        step=step,
        note=note,
        link=outbox.absolute(place or reverse("web:work")),
    )


@transaction.atomic
def record_transfer(
    *, practice: Practice, municipality: Municipality, state: TransferState, by: Person | None,
    what_changed: str = "", became: str = "", source_url: str = "",
) -> Transfer:  # fmt: skip
    """Say how far another city is with taking over a practice. One row for each practice and city."""
    facts = {"state": state, "what_changed": what_changed, "became": became, "source_url": source_url}
    known = Transfer.objects.filter(practice=practice, municipality=municipality, **facts).first()
    if known:
        return known
    transfer, _new = Transfer.objects.update_or_create(practice=practice, municipality=municipality, defaults=facts)
    practice.save(update_fields=["updated_at"])
    record("practices.transfer", practice, by=by, municipality=municipality.pk, state=str(state))
    return transfer
