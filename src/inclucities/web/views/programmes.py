"""Programmes, as far as they are public: who works with whom on what, and what happened when."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from inclucities.core.access import page_of
from inclucities.network.states import CITY_ROLES, Role

from ..selectors import public as selectors


@dataclass(frozen=True)
class Happening:
    """A visit or an event, in the one line of time."""

    starts: date
    title: str
    days: list
    mode: str
    place: str
    host: object
    note: str
    pair: object = None
    bodies: tuple = ()
    sources: tuple = ()
    findings: tuple = ()


@login_not_required
def programmes(request):
    page = page_of(request, selectors.with_numbers(selectors.public_programmes()))
    return render(request, "web/programmes.html", {"page": page})


@login_not_required
def programme(request, slug):
    row = selectors.public_programmes().filter(slug=slug).first()
    if row is None:
        raise Http404
    pairs = selectors.pairs_of_programmes([row])
    participations = list(selectors.participations_of(row))
    context = {
        "programme": row,
        "pairs": pairs,
        "map": selectors.map_of(pairs),
        "partners": [p for p in participations if p.role not in (*CITY_ROLES, Role.LEAD_PARTNER)],
        "replacements": [p for p in participations if p.replaces_id],
        "unpaired": _unpaired(participations, pairs),
        "happenings": _happenings(row, pairs),
        "learnings": selectors.learnings_in([row]),
    }
    return render(request, "web/programme.html", context)


def _unpaired(participations, pairs):
    """Cities that take part and stand in no pair (yet)."""
    paired = {p.participation_id for pair in pairs for p in pair.parties}
    return [p for p in participations if p.role in CITY_ROLES and p.pk not in paired and not hasattr(p, "replaced_by")]


def _happenings(row, pairs) -> list[Happening]:
    by_scheme = {pair.scheme.pk: pair for pair in pairs}
    findings: dict[int, list] = {}
    for finding in selectors.findings_of(row):
        findings.setdefault(finding.visit_id, []).append(finding)
    visits = [_visit(v, by_scheme.get(v.scheme_id), findings.get(v.pk, ())) for v in selectors.visits_of(row)]
    events = [_event(e) for e in selectors.events_of(row)]
    return sorted(visits + events, key=lambda h: h.starts)


def _event(event) -> Happening:
    return Happening(
        starts=event.starts,
        title=event.get_kind_display(),
        days=event.days or [event.starts],
        mode=event.get_mode_display(),
        place=event.place,
        host=event.host,
        note=event.note,
        bodies=tuple(event.bodies.all()),
    )


def _visit(visit, pair, findings) -> Happening:
    days = [d.day for d in visit.days.all()]
    host = visit.host.participation.organisation if visit.host else None
    title = _("Study visit %(round)s") % {"round": visit.round}
    starts = visit.starts or (days[0] if days else date.min)
    return Happening(
        starts=starts,
        title=title,
        days=days,
        mode=visit.get_mode_display(),
        place="",  # may be the link of a meeting
        host=host,
        note=visit.note if visit.sources else "",  # a note is public only when it was taken from a public page
        pair=pair,
        sources=tuple(visit.sources),
        findings=tuple(findings),
    )
