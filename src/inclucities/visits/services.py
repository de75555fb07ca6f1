"""Writes of visits: planning, announcing, holding, cancelling; findings, their validation and publication."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from inclucities.core import files, languages, outbox, states
from inclucities.core.log import record
from inclucities.mentoring import selectors as mentoring
from inclucities.network import selectors as network
from inclucities.network.services import reach
from inclucities.network.states import Step

from . import selectors
from .models import AgendaItem, Finding, Participant, Question, Validation, Visit, VisitDay
from .states import FindingKind, Tier, VisitState

_WIDEST = 2000  # pixels of a kept photo


class VisitRefused(Exception):
    """The visit cannot take this step yet: it has no day, or its first day lies ahead."""


class StaleFinding(Exception):
    """Somebody has changed the words meanwhile; `now` is the finding as it stands."""

    def __init__(self, now: Finding):
        super().__init__(now.pk)
        self.now = now


@transaction.atomic
def plan_visit(*, scheme, round: int, mode: str, by, days=(), purpose: str = "", host=None, place: str = "") -> Visit:
    """Begin a draft. Nobody outside the pair sees it, and it sends no mail."""
    visit = Visit.objects.create(
        scheme=scheme, round=round, mode=mode, purpose=purpose, host=host, place=place, created_by=by
    )
    for day in days:
        VisitDay.objects.get_or_create(visit=visit, day=day)
    _keep_start(visit)
    record("visits.plan", visit, by=by, round=round)
    return visit


@transaction.atomic
def change_visit(*, visit: Visit, by, **fields) -> Visit:
    """Change round, purpose, mode, host or place."""
    for name, value in fields.items():
        setattr(visit, name, value)
    visit.save()
    record("visits.change", visit, by=by)
    return visit


def _keep_start(visit: Visit) -> None:
    visit.starts = visit.days.order_by("day").values_list("day", flat=True).first()
    visit.save(update_fields=["starts", "updated_at"])


@transaction.atomic
def add_day(*, visit: Visit, day: date, by) -> VisitDay:
    """Add a day; days need not follow each other."""
    row, _new = VisitDay.objects.get_or_create(visit=visit, day=day)
    _keep_start(visit)
    record("visits.add_day", visit, by=by, day=day.isoformat())
    return row


@transaction.atomic
def remove_day(*, visit: Visit, day: VisitDay, by) -> None:
    """Remove a day with its agenda; an announced visit keeps at least one."""
    if visit.state != VisitState.DRAFT and visit.days.count() == 1:
        raise VisitRefused
    record("visits.remove_day", visit, by=by, day=day.day.isoformat())
    day.delete()
    _keep_start(visit)


@transaction.atomic
def add_item(*, day: VisitDay, by, **fields) -> AgendaItem:
    """Add a timed part to the agenda of a day."""
    item = AgendaItem.objects.create(visit_day=day, **fields)
    record("visits.add_item", day.visit, by=by, item=item.pk)
    return item


@transaction.atomic
def change_item(*, item: AgendaItem, visit: Visit, by, **fields) -> AgendaItem:
    """Change a part of the agenda."""
    for name, value in fields.items():
        setattr(item, name, value)
    item.save()
    record("visits.change_item", visit, by=by, item=item.pk)
    return item


@transaction.atomic
def remove_item(*, item: AgendaItem, visit: Visit, by) -> None:
    """Take a part off the agenda; findings made there stay with the visit."""
    record("visits.remove_item", visit, by=by, item=item.pk)
    item.delete()


@transaction.atomic
def add_participant(*, visit: Visit, by, party=None, person=None, name: str = "", function: str = "") -> Participant:
    """Note who takes part: somebody with an account, or a name and a function."""
    if person:
        row, _new = Participant.objects.get_or_create(
            visit=visit,
            person=person,
            defaults={"party": party, "name": name or person.name, "function": function},
        )
    else:
        row = Participant.objects.create(visit=visit, party=party, name=name, function=function)
    record("visits.add_participant", visit, by=by, participant=row.pk)
    return row


@transaction.atomic
def remove_participant(*, participant: Participant, by) -> None:
    """Take somebody off the list."""
    record("visits.remove_participant", participant.visit, by=by, participant=participant.pk)
    participant.delete()


@transaction.atomic
def mark_attendance(*, visit: Visit, present: set[int], by) -> None:
    """Say who was there; everyone else on the list was not."""
    visit.participants.filter(pk__in=present).update(attended=True)
    visit.participants.exclude(pk__in=present).update(attended=False)
    record("visits.mark_attendance", visit, by=by, present=len(present))


@transaction.atomic
def add_question(*, visit: Visit, text: str, language: str, by, key_factor=None) -> Question:
    """Prepare a guiding question, one's own or that of a key factor."""
    question = Question.objects.create(
        visit=visit, text=text, language=language, key_factor=key_factor, order=visit.questions.count()
    )
    record("visits.add_question", visit, by=by, question=question.pk)
    return question


@transaction.atomic
def remove_question(*, question: Question, by) -> None:
    """Take a question off the list."""
    record("visits.remove_question", question.visit, by=by, question=question.pk)
    question.delete()


@transaction.atomic
def announce(*, visit: Visit, by) -> Visit:
    """Send the invitations: to the lead contacts of all parties and to the participants who have an account."""
    if not visit.days.exists():
        raise VisitRefused
    states.apply(visit, "announce", by=by)
    _reach(visit, done=False)
    _tell(visit, "announce", by)
    return visit


@transaction.atomic
def hold(*, visit: Visit, by) -> Visit:
    """Note that the visit has taken place, not before its first day."""
    if visit.starts is None or visit.starts > timezone.localdate():
        raise VisitRefused
    states.apply(visit, "hold", by=by)
    _reach(visit, done=True)
    return visit


@transaction.atomic
def cancel(*, visit: Visit, by) -> Visit:
    """Call the visit off. Whoever was invited is told; nobody hears of a draft."""
    was_announced = visit.state == VisitState.PLANNED
    states.apply(visit, "cancel", by=by)
    if was_announced:
        _tell(visit, "cancel", by)
    return visit


_MAILS = {"announce": "visits/mail/announce.txt", "cancel": "visits/mail/cancel.txt"}
STEPS = {"announce": announce, "hold": hold, "cancel": cancel}


def _reach(visit: Visit, *, done: bool) -> None:
    for party in mentoring.cities_of(visit.scheme):
        reach(party.participation, Step.VISIT, done=done)


def _tell(visit: Visit, deed: str, by) -> None:
    """Write to everyone concerned but the author, each in their language."""
    parties = mentoring.parties_of(visit.scheme)
    posts = network.lead_contacts([p.participation for p in parties])
    people = {p.person for p in posts} | {p.person for p in visit.participants.select_related("person") if p.person}
    days = [d.day for d in visit.days.all()]
    for person in sorted(people, key=lambda p: p.pk):
        if person.pk == by.pk or not person.is_active:
            continue
        with languages.speaking(person.language):
            title = selectors.title_of(visit, parties)
        outbox.post(
            to=person.email,
            language=person.language,
            template=_MAILS[deed],
            key=f"visit:{visit.pk}:{deed}:{person.pk}",
            title=title,
            visit=visit,
            days=days,
            link=outbox.absolute(reverse("visits:visit", args=[visit.pk])),
            calendar=outbox.absolute(reverse("visits:calendar", args=[visit.pk])),
        )


@transaction.atomic
def record_held_visit(
    *, scheme, round: int, mode: str, days, host=None, place: str = "", note: str = "", sources=(), by=None
) -> Visit:
    """Note the facts of a visit that was held before it could be planned here. Once per scheme and round."""
    known = Visit.objects.filter(scheme=scheme, round=round, state=VisitState.HELD).first()
    if known:
        return known
    visit = plan_visit(scheme=scheme, round=round, mode=mode, days=days, host=host, place=place, by=by)
    visit.state, visit.note, visit.sources = VisitState.HELD, note, list(sources)
    visit.save()
    _reach(visit, done=True)
    record("visits.record_held", visit, by=by)
    return visit


@transaction.atomic
def record_finding(
    *, visit: Visit, kind: FindingKind, text: str, language: str, by, key_factor=None, agenda_item=None, photo=None,
    photo_alt: str = "", follows: Finding | None = None, sent_as: str = "",
) -> Finding:  # fmt: skip
    """Write down what was seen or heard, in one's own language. It stays within the pair.

    A phone that was offline may send the same finding twice: `sent_as` makes it one.
    """
    told = {
        "visit": visit, "kind": kind, "text": text, "language": language, "key_factor": key_factor,
        "agenda_item": agenda_item, "photo": photo and _keep_photo(photo, by), "photo_alt": photo_alt,
        "follows": follows,
    }  # fmt: skip
    if sent_as:
        finding, new = Finding.objects.get_or_create(author=by, sent_as=sent_as, defaults=told)
    else:
        finding, new = Finding.objects.create(author=by, **told), True
    if new:
        record("visits.record_finding", finding, by=by)
    return finding


def _keep_photo(upload, by):
    """Keep a photo without what the camera adds, above all the place, and no larger than a screen needs."""
    import io

    from PIL import Image, ImageOps

    with Image.open(upload) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    picture.thumbnail((_WIDEST, _WIDEST))
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=85)
    return files.keep(name="photo.jpg", content=content.getvalue(), content_type="image/jpeg", by=by)


@transaction.atomic
def change_finding(*, finding: Finding, version: int, by, photo=None, **fields) -> Finding:
    """Change a finding that one has read as `version`; raises `StaleFinding` if it has changed since.

    New words ask both cities again, so a published finding becomes internal.
    """
    now = Finding.objects.select_for_update().get(pk=finding.pk)
    if now.version != version:
        raise StaleFinding(now)
    if photo:
        fields["photo"] = _keep_photo(photo, by)
    for name, value in fields.items():
        setattr(now, name, value)
    now.version, now.tier = version + 1, Tier.INTERNAL
    now.save()
    record("visits.change_finding", now, by=by, version=now.version)
    return now


@transaction.atomic
def withdraw_finding(*, finding: Finding, by) -> Finding:
    """Take a finding back, out of public view at once; it can be restored."""
    now = Finding.objects.select_for_update().get(pk=finding.pk)
    now.withdrawn_at, now.tier = timezone.now(), Tier.INTERNAL
    now.save()
    record("visits.withdraw_finding", now, by=by)
    return now


@transaction.atomic
def restore_finding(*, finding: Finding, by) -> Finding:
    """Undo a withdrawal; what both cities had published is published again."""
    now = Finding.objects.select_for_update().get(pk=finding.pk)
    now.withdrawn_at = None
    _settle_tier(now)
    record("visits.restore_finding", now, by=by)
    return now


@transaction.atomic
def validate_finding(*, finding: Finding, party, version: int, publish: bool, by) -> Validation:
    """Let a city confirm the words that it has read, and say whether everyone may read them.

    Published is what all cities of the scheme publish in the same words. A city may take its consent
    back at any time by confirming again without it.
    """
    now = Finding.objects.select_for_update().get(pk=finding.pk)
    if now.version != version or now.withdrawn_at:
        raise StaleFinding(now)
    validation, _new = Validation.objects.update_or_create(
        finding=now, party=party, version=version, defaults={"agrees_to_publish": publish, "by": by}
    )
    _settle_tier(now)
    record("visits.validate_finding", now, by=by, party=party.pk, version=version, publish=publish)
    return validation


def _settle_tier(finding: Finding) -> None:
    """Public if every city publishes the present words, else internal."""
    cities = mentoring.cities_of(finding.visit.scheme)
    agreed = {v.party_id for v in finding.validations.filter(version=finding.version, agrees_to_publish=True)}
    everyone = bool(cities) and all(p.pk in agreed for p in cities)
    finding.tier = Tier.PUBLIC if everyone and not finding.withdrawn_at else Tier.INTERNAL
    finding.save()
