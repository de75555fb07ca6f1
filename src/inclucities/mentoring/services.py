"""Writes of mentoring: schemes and their parties, conversation, documents, decisions, tasks, learnings."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from inclucities.core import files, outbox, states
from inclucities.core.log import record
from inclucities.network import selectors as network
from inclucities.network.models import Participation, Programme
from inclucities.network.services import reach
from inclucities.network.states import Role, Step

from . import selectors
from .models import Decision, Document, Learning, Message, Party, Scheme, SchemeTheme, SupportGroupMember, Task
from .states import PartyRole, TaskState


class SchemeRefused(Exception):
    """The scheme cannot be what is asked: the same city on both sides, or somebody of another programme."""


@transaction.atomic
def open_scheme(
    *, programme, mentor, mentee, theme, by, origin=None, opened_on: date | None = None, code: str | None = None,
    focus: dict | None = None, benchmark_code: str = "", sources=(),
) -> Scheme:  # fmt: skip
    """Open a scheme for a mentor and a mentee, with the associations of both and the programme's facilitator.

    Called when a pairing round is published, and for pairs that were made elsewhere. More mentors or
    mentees are added with `add_party`.
    """
    if mentor.pk == mentee.pk or {mentor.programme_id, mentee.programme_id} != {programme.pk}:
        raise SchemeRefused
    day = opened_on or timezone.localdate()
    scheme = Scheme.objects.create(
        programme=programme,
        code=code or _free_code(programme),
        opened_on=day,
        origin=origin or {},
        sources=list(sources),
    )
    add_party(scheme=scheme, participation=mentor, role=PartyRole.MENTOR, on=day, by=by)
    add_party(scheme=scheme, participation=mentee, role=PartyRole.MENTEE, on=day, by=by)
    facilitators = Participation.objects.on(day).filter(programme=programme, role=Role.FACILITATOR)
    for facilitator in facilitators:
        _join(scheme, facilitator, PartyRole.FACILITATOR, day)
    SchemeTheme.objects.create(
        scheme=scheme, theme=theme, valid_from=day, focus=focus or {}, benchmark_code=benchmark_code
    )
    record("mentoring.open_scheme", scheme, by=by)
    return scheme


def _free_code(programme) -> str:
    """The next short name of a pair; the programme's row is locked, so that two do not take the same."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    taken = set(Scheme.objects.filter(programme=programme).values_list("code", flat=True))
    return next(c for n in range(len(taken) + 1, 2 * len(taken) + 3) if (c := f"pair-{n}") not in taken)


def _join(scheme, participation, role, day, replaces=None) -> Party:
    party, _new = Party.objects.get_or_create(
        scheme=scheme,
        participation=participation,
        role=role,
        valid_to=None,
        defaults={"valid_from": day, "replaces": replaces},
    )
    return party


@transaction.atomic
def add_party(*, scheme, participation, role: PartyRole, on: date, by, replaces: Party | None = None) -> Party:
    """Let a city take part in a scheme from a day on; its associations come with it, and its step is reached."""
    party = _join(scheme, participation, role, on, replaces)
    if role in selectors.CITIES:
        for association in network.associations_of(participation, day=on):
            _join(scheme, association, selectors.ASSOCIATION_OF[role], on)
        reach(participation, Step.PAIR, done=True)
    record("mentoring.add_party", scheme, by=by, participation=participation.pk, role=role)
    return party


@transaction.atomic
def replace_party(*, scheme, party: Party, successor_participation, on: date, by) -> Party:
    """Let another organisation take a party's place from a day on.

    Nothing of the past changes: the party ends on that day, its words and tasks keep its name. Open
    tasks are answered for by the successor (`selectors.answering`). Associations follow their cities:
    one that serves no city of its side any more leaves, those of the successor come.
    """
    taken = Party.objects.on(on).filter(scheme=scheme, participation=successor_participation)
    if (
        party.scheme_id != scheme.pk
        or party.valid_to is not None
        or on <= party.valid_from
        or successor_participation.programme_id != scheme.programme_id
        or taken.exists()
    ):
        raise SchemeRefused
    _end(party, on)
    successor = add_party(
        scheme=scheme, participation=successor_participation, role=party.role, on=on, by=by, replaces=party
    )
    if party.role in selectors.CITIES:
        _drop_associations(scheme, party.role, on)
    record("mentoring.replace_party", scheme, by=by, party=party.pk, successor=successor.pk)
    return successor


def _end(party: Party, on: date) -> None:
    party.valid_to = on
    party.save(update_fields=["valid_to", "updated_at"])


def _drop_associations(scheme, role, on: date) -> None:
    """End the associations that serve no city of this side from this day on."""
    cities = Party.objects.on(on).filter(scheme=scheme, role=role).select_related("participation")
    serving = {a.pk for city in cities for a in network.associations_of(city.participation, day=on)}
    side = Party.objects.filter(scheme=scheme, role=selectors.ASSOCIATION_OF[role], valid_to=None)
    for left in side.exclude(participation__in=serving):
        _end(left, on)


@transaction.atomic
def change_theme(*, scheme, theme, focus: dict, reason: str, on: date, by, benchmark_code: str = "") -> SchemeTheme:
    """Let the scheme work on something else from a day on; what it worked on before stays, with the reason."""
    before = scheme.themes.select_for_update().filter(valid_to=None).first()
    if before and on <= before.valid_from:
        raise SchemeRefused
    if before:
        before.valid_to = on
        before.save(update_fields=["valid_to", "updated_at"])
    now = SchemeTheme.objects.create(
        scheme=scheme, theme=theme, focus=focus, reason=reason, valid_from=on, benchmark_code=benchmark_code
    )
    record("mentoring.change_theme", scheme, by=by, theme=theme.pk)
    return now


@transaction.atomic
def post_message(*, scheme, text: str, language: str, by) -> Message:
    """Write to the pair. The other parties' lead contacts get it by mail, in their language."""
    standing = selectors.standing_of(by, scheme)
    message = Message.objects.create(scheme=scheme, author=by, post=standing.post, language=language, text=text)
    posts = network.lead_contacts([p.participation for p in standing.parties])
    for person in {p.person for p in posts if p.person_id != by.pk and p.person.is_active}:
        outbox.post(
            to=person.email,
            language=person.language,
            template="mentoring/mail/message.txt",
            key=f"message:{message.pk}:{person.pk}",
            message=message,
            link=outbox.absolute(reverse("mentoring:conversation", args=[scheme.pk])),
        )
    record("mentoring.post_message", scheme, by=by, message=message.pk)
    return message


@transaction.atomic
def withdraw_message(*, message: Message, by) -> Message:
    """Take a message back. Its words are shown to nobody, and can be restored by who wrote them."""
    message.withdrawn_at = timezone.now()
    message.save(update_fields=["withdrawn_at", "updated_at"])
    record("mentoring.withdraw_message", message.scheme, by=by, message=message.pk)
    return message


@transaction.atomic
def restore_message(*, message: Message, by) -> Message:
    """Undo a withdrawal."""
    message.withdrawn_at = None
    message.save(update_fields=["withdrawn_at", "updated_at"])
    record("mentoring.restore_message", message.scheme, by=by, message=message.pk)
    return message


@transaction.atomic
def add_document(*, scheme, title: str, upload, language: str, by) -> Document:
    """Share a file with the pair."""
    stored = files.keep_upload(upload, by=by)
    document = Document.objects.create(scheme=scheme, title=title, file=stored, language=language, added_by=by)
    record("mentoring.add_document", scheme, by=by, document=document.pk)
    return document


@transaction.atomic
def record_decision(*, scheme, text: str, language: str, decided_on: date, by) -> Decision:
    """Write down what was agreed, so that everyone finds it again."""
    decision = Decision.objects.create(
        scheme=scheme, text=text, language=language, decided_on=decided_on, recorded_by=by
    )
    record("mentoring.record_decision", scheme, by=by, decision=decision.pk)
    return decision


@transaction.atomic
def agree_task(*, scheme, text: str, party: Party, by, due: date | None = None, post=None) -> Task:
    """Agree who does what until when."""
    task = Task.objects.create(scheme=scheme, text=text, party=party, due=due, post=post, added_by=by)
    record("mentoring.agree_task", scheme, by=by, task=task.pk)
    return task


@transaction.atomic
def move_task(*, task: Task, step: str, by) -> Task:
    """Finish, drop or reopen a task; raises `core.states.TransitionRefused` when somebody was faster."""

    def dated(row):
        row.done_on = timezone.localdate() if row.state == TaskState.DONE else None

    return states.apply(task, step, by=by, then=dated)


@transaction.atomic
def move_scheme(*, scheme, step: str, by) -> Scheme:
    """Close a scheme or open it again."""

    def dated(row):
        row.closed_on = timezone.localdate() if step == "close" else None

    return states.apply(scheme, step, by=by, then=dated)


@transaction.atomic
def add_supporter(*, scheme, body: str, part: str, since: date, by) -> SupportGroupMember:
    """Add a body to the mentee's local support group."""
    member = SupportGroupMember.objects.create(scheme=scheme, body=body, part=part, since=since)
    record("mentoring.add_supporter", scheme, by=by, member=member.pk)
    return member


@transaction.atomic
def end_supporter(*, member: SupportGroupMember, by) -> SupportGroupMember:
    """Note that a body has left the support group; it stays in the history."""
    member.until = max(member.since, timezone.localdate())
    member.save(update_fields=["until", "updated_at"])
    record("mentoring.end_supporter", member.scheme, by=by, member=member.pk)
    return member


@transaction.atomic
def log_learning(
    *, scheme, learner: Party, source: Party, text: str, language: str, learned_on: date | None, by, sources=()
) -> Learning:
    """Note who learned what from whom; it runs both ways."""
    learning = Learning.objects.create(
        scheme=scheme, learner=learner, source=source, text=text, language=language, learned_on=learned_on,
        added_by=by, sources=list(sources),
    )  # fmt: skip
    record("mentoring.log_learning", scheme, by=by, learning=learning.pk)
    return learning
