"""Documents and calendars of visits."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inclucities.core import languages, outbox
from inclucities.core.documents import Block, Bullets, Document, Heading, Note, Paragraph, Table
from inclucities.core.languages import pick
from inclucities.mentoring import selectors as mentoring
from inclucities.network.states import Mode

from . import selectors
from .models import Visit
from .states import FindingKind, Tier, VisitState


def visit_document(visit: Visit, reader) -> Document:
    """The report of a visit, in the language of the page, with what the reader may read."""
    standing = mentoring.standing_of(reader, visit.scheme)
    parties, inside, days = standing.parties, standing.reads, selectors.days_of(visit)
    findings = list(selectors.with_validations(selectors.findings(reader).filter(visit=visit)).order_by("kind", "pk"))
    blocks: list[Block] = []
    if visit.purpose and inside:
        blocks += [Heading(_("Purpose")), Paragraph(visit.purpose)]
    blocks += _agenda(days) if inside else []
    blocks += _participants(visit) if inside else []
    blocks += _questions(visit) if inside else []
    blocks += _findings(findings, parties, inside)
    return Document(
        title=selectors.title_of(visit, parties),
        subtitle=_("Report of visit %(round)d of %(cities)s")
        % {"round": visit.round, "cities": mentoring.title_of(parties)},
        language=languages.current(),
        meta=_meta(visit, days),
        blocks=blocks,
        footer=pick(visit.scheme.programme.visibility),
    )


def _meta(visit, days) -> list[tuple[str, str]]:
    rows = [
        (_("Programme"), visit.scheme.programme.name),
        (_("Days"), ", ".join(date_format(d.day, "DATE_FORMAT") for d in days) or _("not set yet")),
        (_("How"), str(Mode(visit.mode).label)),
        (_("State"), str(VisitState(visit.state).label)),
    ]
    if visit.host:
        rows.append((_("Host"), visit.host.participation.organisation.name))
    if visit.place:
        rows.append((_("Place"), visit.place))
    return rows


def _times(item) -> str:
    ends = f"–{date_format(item.ends, 'TIME_FORMAT')}" if item.ends else ""
    return date_format(item.starts, "TIME_FORMAT") + ends


def _agenda(days) -> list[Block]:
    tables = [
        Table(
            head=[_("When"), _("What"), _("Where"), _("Who speaks")],
            rows=[[_times(i), i.title, i.place, i.speaker] for i in day.items.all()],
            caption=date_format(day.day, "DATE_FORMAT"),
        )
        for day in days
        if day.items.all()
    ]
    return [Heading(_("Agenda")), *tables] if tables else []


def _participants(visit) -> list[Block]:
    people = visit.participants.select_related("party__participation__organisation")
    said = {True: _("was there"), False: _("was not there"), None: ""}
    rows = [
        [p.name, p.function, p.party.participation.organisation.name if p.party else "", said[p.attended]]
        for p in people
    ]
    head = [_("Name"), _("Function"), _("Organisation"), _("Attendance")]
    return [Heading(_("Participants")), Table(head, rows)] if rows else []


def _questions(visit) -> list[Block]:
    questions = list(visit.questions.all())
    return [Heading(_("Questions")), *(Paragraph(q.text, q.language) for q in questions)] if questions else []


def _findings(findings, parties, inside) -> list[Block]:
    blocks: list[Block] = [Heading(_("Findings"))]
    if not findings:
        return [*blocks, Paragraph(_("No finding can be shown."))]
    cities = [p for p in parties if p.role in mentoring.CITIES]
    for kind in FindingKind:
        of_kind = [f for f in findings if f.kind == kind]
        if of_kind:
            blocks.append(Heading(_kind_in_words(kind), 2))
        for finding in of_kind:
            blocks.append(Paragraph(finding.text, finding.language))
            if details := _details(finding, cities, inside):
                blocks.append(Bullets(details))
    if inside and any(f.tier == Tier.INTERNAL for f in findings):
        n = sum(f.tier == Tier.INTERNAL for f in findings)
        blocks.append(
            Note(
                ngettext(
                    "This report holds %(n)d finding that is not published. Keep it within the pair.",
                    "This report holds %(n)d findings that are not published. Keep it within the pair.",
                    n,
                )
                % {"n": n}
            )
        )
    return blocks


def _kind_in_words(kind) -> str:
    return {
        FindingKind.STRENGTH: _("Strengths"),
        FindingKind.GAP: _("Gaps"),
        FindingKind.IDEA: _("Ideas"),
        FindingKind.RISK: _("Risks"),
    }[kind]


def _details(finding, cities, inside) -> list[str]:
    rows = []
    if finding.key_factor:
        rows.append(_("Key factor: %(title)s") % {"title": pick(finding.key_factor.title)})
    if finding.agenda_item:
        rows.append(_("Seen at: %(item)s") % {"item": finding.agenda_item.title})
    if finding.photo_id:
        rows.append(_("Photo: %(words)s") % {"words": finding.photo_alt})
    if finding.tier == Tier.PUBLIC:
        rows.append(_("Published by both cities"))
    elif inside and all(v.confirmed for v in selectors.verdicts(finding, cities)):
        rows.append(_("Confirmed by both cities"))
    return rows


def attendance_document(visit: Visit) -> Document:
    """The sheet on which participants sign, one column per day."""
    parties, days = mentoring.parties_of(visit.scheme), selectors.days_of(visit)
    people = visit.participants.select_related("party__participation__organisation")
    rows = [
        [p.name, p.function, p.party.participation.organisation.short_name if p.party else "", *([""] * len(days))]
        for p in people
    ]
    rows += [[""] * (3 + len(days)) for _row in range(5)]  # for those who come unannounced
    head = [_("Name"), _("Function"), _("Organisation"), *(date_format(d.day, "SHORT_DATE_FORMAT") for d in days)]
    return Document(
        title=_("Attendance sheet"),
        subtitle=selectors.title_of(visit, parties),
        language=languages.current(),
        meta=_meta(visit, days),
        blocks=[Table(head, rows, _("Sign in the column of each day on which you take part."), by_hand=True)],
        footer=pick(visit.scheme.programme.visibility),
    )


def calendar(visit: Visit) -> bytes:
    """A calendar file: one entry per day, by the clock of the host, right in summer and winter."""
    from icalendar import Calendar

    parties = mentoring.parties_of(visit.scheme)
    title, zone = selectors.title_of(visit, parties), selectors.zone_of(visit)
    file = Calendar()
    file.add("prodid", "-//IncluCities//visits//EN")
    file.add("version", "2.0")
    file.add("method", "CANCEL" if visit.state == VisitState.CANCELLED else "PUBLISH")
    for day in selectors.days_of(visit):
        file.add_component(_entry(visit, day, title, zone))
    file.add_missing_timezones()
    return file.to_ical()


def _entry(visit, day, title, zone):
    from icalendar import Event

    items = list(day.items.all())
    entry = Event()
    entry.add("uid", f"visit-{visit.pk}-{day.day.isoformat()}@{outbox.absolute('').split('//')[-1].split(':')[0]}")
    entry.add("dtstamp", visit.updated_at)
    entry.add("summary", title)
    if items:
        last = max(i.ends or i.starts for i in items)
        begins = datetime.combine(day.day, items[0].starts, zone)
        entry.add("dtstart", begins)
        entry.add("dtend", max(datetime.combine(day.day, last, zone), begins))
    else:
        entry.add("dtstart", day.day)
        entry.add("dtend", day.day + timedelta(days=1))
    if visit.place:
        entry.add("location", visit.place)
    lines = [" ".join(filter(None, (_times(i), i.title, i.place))) for i in items]
    link = outbox.absolute(reverse("visits:visit", args=[visit.pk]))
    entry.add("description", "\n".join([*lines, link]))
    entry.add("url", link)
    entry.add("status", {"cancelled": "CANCELLED", "draft": "TENTATIVE"}.get(visit.state, "CONFIRMED"))
    return entry
