"""Schemes, visits, findings and learning for tests of the public pages, as the apps above would leave them."""

from datetime import date

from inclucities.mentoring.models import Learning, Party, Scheme, SchemeTheme
from inclucities.mentoring.states import PartyRole
from inclucities.network.models import Event, Statistic
from inclucities.network.states import EventKind, Mode
from inclucities.visits.models import Finding, Visit, VisitDay
from inclucities.visits.states import FindingKind, VisitState
from tests.world import START


def scheme(programme, mentor, mentee, theme, code="pair-1", focus="A home for everyone") -> Scheme:
    """A pair of two participations with its theme."""
    made = Scheme.objects.create(programme=programme, code=code, opened_on=START)
    for participation, role in ((mentor, PartyRole.MENTOR), (mentee, PartyRole.MENTEE)):
        Party.objects.create(scheme=made, participation=participation, role=role, valid_from=START)
    SchemeTheme.objects.create(scheme=made, theme=theme, focus={"en": focus}, valid_from=START)
    return made


def visit(of: Scheme, days=(date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 5)), state=VisitState.HELD, **fields):
    made = Visit.objects.create(scheme=of, round=1, mode=Mode.ON_SITE, state=state, starts=days[0], **fields)
    VisitDay.objects.bulk_create(VisitDay(visit=made, day=day) for day in days)
    return made


def finding(of: Visit, author, text: str, tier) -> Finding:
    return Finding.objects.create(
        visit=of, kind=FindingKind.STRENGTH, text=text, language="en", tier=tier, author=author
    )


def learning(of: Scheme, text: str, sources=("example.org/academy",)) -> Learning:
    mentor, mentee = of.parties.get(role=PartyRole.MENTOR), of.parties.get(role=PartyRole.MENTEE)
    return Learning.objects.create(
        scheme=of, learner=mentor, source=mentee, learned_on=START, text=text, language="en", sources=list(sources)
    )


def event(programme, note="", **fields) -> Event:
    fields = {"kind": EventKind.KICK_OFF, "days": ["2026-01-05"], "starts": date(2026, 1, 5), **fields}
    return Event.objects.create(programme=programme, note=note, **fields)


def statistic(municipality, **fields) -> Statistic:
    fields = {
        "subject": "inhabitants", "value": 50_000, "unit": "people", "definition": "born abroad", "area": "district",
        "year": 2011, "source": "example.org/figures", **fields,
    }  # fmt: skip
    return Statistic.objects.create(municipality=municipality, **fields)
