"""The main workspace pages of a demo account of the Sandbox: what the account may see, as the database has it."""

from collections.abc import Iterator

from django.urls import reverse

from inclucities.accounts.models import Person
from inclucities.benchmarks import selectors as assessing
from inclucities.benchmarks.states import AssessmentState
from inclucities.mentoring import selectors as mentoring
from inclucities.network import selectors as network
from inclucities.pairing import selectors as pairing
from inclucities.plans import selectors as planning
from inclucities.plans.states import PlanState
from inclucities.practices import selectors as practices
from inclucities.practices.states import EDITED
from inclucities.visits import selectors as visiting
from inclucities.web.selectors import desk

_ROOMS = ("scheme", "conversation", "documents", "decisions", "tasks", "learning", "support_group", "people", "theme")


def addresses(role: str) -> list[str]:
    """Addresses of the pages of one account, each once; one row of a kind stands for all."""
    person = Person.objects.get(email=f"{role}@sandbox.example")
    parts = (_programme, _city, _assessments, _scheme, _visits, _plans)
    found = [reverse("web:work"), *(path for part in parts for path in part(person))]
    return list(dict.fromkeys(found))


def _programme(person) -> Iterator[str]:
    for programme in network.programmes_of(person).filter(slug="sandbox"):
        yield reverse("network:programme", args=[programme.slug])
        if person.has_perm("pairing.view_rounds", programme):
            yield reverse("pairing:rounds", args=[programme.slug])
            for row in pairing.round_for(person, programme.slug):
                yield reverse("pairing:round", args=[programme.slug, row.pk])
                if row.asked:
                    yield reverse("pairing:pair", args=[programme.slug, row.pk, row.asked.pairs.first().pk])
        if person.has_perm("mentoring.list_schemes", programme):
            yield reverse("mentoring:schemes", args=[programme.slug])
        if person.has_perm("practices.read_reviews", programme):
            yield reverse("practices:review", args=[programme.slug])
            for row in practices.reviewed_in(programme)[:1]:
                yield reverse("practices:review_one", args=[programme.slug, row.pk])


def _own_or_seen(person):
    """The city of the account; else the one of those it sees that has come furthest."""
    own = [city for city in desk.own_cities(desk.own_participations(person)) if city.programme.slug == "sandbox"]
    seen = network.visible_participations(person).cities().filter(programme__slug="sandbox", role="mentee")
    return own[:1] or [p for p in seen if mentoring.scheme_of(p)][:1]


def _city(person) -> Iterator[str]:
    for city in _own_or_seen(person):
        for route in ("network:city", "benchmarks:city", "visits:city", "practices:city"):
            yield reverse(route, args=[city.pk])
        if not planning.plan_of(city, person):  # else this address leads on to the plan
            yield reverse("plans:city", args=[city.pk])
        if not mentoring.scheme_of(city):  # likewise to the scheme
            yield reverse("mentoring:city", args=[city.pk])
        for row in practices.of_city(city, person)[:1]:
            if row.state in EDITED and person.has_perm("practices.edit_practice", row):
                yield reverse("practices:practice", args=[city.pk, row.pk])


def _assessments(person) -> Iterator[str]:
    """Those of the city: answering pages of a running one, the profile of one that is submitted."""
    rows = [row for city in _own_or_seen(person) for row in assessing.assessments_of(city, person)]
    for row in [r for r in rows if r.state == AssessmentState.DRAFT][:1]:
        if person.has_perm("benchmarks.answer", row):
            theme = assessing.progress_of(row).themes[0].theme
            yield reverse("benchmarks:theme", args=[row.pk, theme.pk])
            yield reverse("benchmarks:context", args=[row.pk])
            yield reverse("benchmarks:review", args=[row.pk])
    for row in [r for r in rows if r.state == AssessmentState.SUBMITTED][:1]:
        yield reverse("benchmarks:profile", args=[row.pk])


def _scheme(person) -> Iterator[str]:
    for scheme in mentoring.visible_schemes(person).filter(programme__slug="sandbox")[:1]:
        reads = person.has_perm("mentoring.read_scheme", scheme)
        for room in _ROOMS if reads else ("scheme", "people", "theme"):
            yield reverse(f"mentoring:{room}", args=[scheme.pk])


def _visits(person) -> Iterator[str]:
    for visit in (
        visiting.visible_visits(person).filter(scheme__programme__slug="sandbox", findings__gt=0).distinct()[:1]
    ):
        yield reverse("visits:visit", args=[visit.pk])
        if person.has_perm("visits.read_visit", visit):
            yield from (reverse(f"visits:{room}", args=[visit.pk]) for room in ("people", "questions"))
        if person.has_perm("visits.edit_visit", visit):
            yield reverse("visits:agenda", args=[visit.pk])
        yield reverse("visits:findings", args=[visit.pk])
        yield reverse("visits:report", args=[visit.pk])
        for finding in visiting.findings(person).filter(visit=visit)[:1]:
            yield reverse("visits:finding", args=[visit.pk, finding.pk])


def _plans(person) -> Iterator[str]:
    for plan in planning.visible_plans(person).filter(scheme__programme__slug="sandbox")[:1]:
        for room in ("plan", "history"):
            yield reverse(f"plans:{room}", args=[plan.pk])
        if action := plan.objectives.first() and plan.objectives.first().actions.first():
            yield reverse("plans:action", args=[plan.pk, action.pk])
        if indicator := plan.objectives.first() and plan.objectives.first().indicators.first():
            yield reverse("plans:indicator", args=[plan.pk, indicator.pk])
        yield reverse("plans:progress", args=[plan.participation_id])
        if plan.state == PlanState.DRAFT and person.has_perm("plans.lead_plan", plan):
            yield reverse("plans:edit", args=[plan.pk])
