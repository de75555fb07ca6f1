"""What a signed-in person needs first: the next step of each city, tasks, dates, and what needs attention."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from inclucities.accounts.states import PostRole
from inclucities.mentoring import selectors as mentoring
from inclucities.network import selectors as network
from inclucities.network.models import Participation, Programme
from inclucities.network.states import ProgrammeState, Role, Step
from inclucities.visits.models import VisitDay
from inclucities.visits.states import VisitState

# Title, text, button and page of what comes next, by the step that is not done yet; None: all are done.
_TEXTS = {
    Step.JOIN: (
        _("Bring your colleagues in"),
        _("Invite the people with whom you will work. It takes them two minutes to come."),
        _("Invite somebody"),
        "network:city",
    ),
    Step.ASSESS: (
        _("See where your city stands"),
        _("About 30 minutes for the whole city. You can stop at any time, and share it with colleagues."),
        _("To the self-assessment"),
        "benchmarks:city",
    ),
    Step.PAIR: (
        _("Your pair is being prepared"),
        _("The programme team proposes pairs from what the cities have said. A mail comes when yours is there."),
        _("What happens then"),
        "mentoring:city",
    ),
    Step.VISIT: (
        _("Prepare the next visit"),
        _("Dates, agenda and questions in ten minutes. The invitations go out when you say so."),
        _("To the visits"),
        "visits:city",
    ),
    Step.PLAN: (
        _("Write your action plan"),
        _("It begins with what you have found: gaps, findings and practices that fit."),
        _("To the action plan"),
        "plans:city",
    ),
    Step.ACT: (
        _("Say what has moved"),
        _("Three minutes for the state of your actions and the newest measurements."),
        _("Report progress"),
        "plans:progress",
    ),
    Step.SHARE: (
        _("Share what works"),
        _("Write up an action as a practice, so that other cities can learn from it."),
        _("To your practices"),
        "practices:city",
    ),
    None: (
        _("Your journey is complete"),
        _("Keep your practices up to date, and help others as a mentor."),
        _("To your practices"),
        "practices:city",
    ),
}


@dataclass(frozen=True)
class NextStep:
    """The one thing to do now, with where to do it."""

    title: str
    text: str
    button: str
    url: str


def own_participations(person) -> list[Participation]:
    """What a person's organisations take part in, or have taken part in; the latest programmes first."""
    rows = network.own_participations(person).with_organisation()
    return list(rows.order_by("-programme__starts", "programme__slug", "organisation__slug")[:100])


def own_cities(participations) -> list[Participation]:
    """Of these, the cities that take part today, in open programmes."""
    rows = [p for p in participations if p.is_city and _holds(p) and p.programme.state == ProgrammeState.OPEN]
    rows = sorted(rows, key=lambda p: (p.programme.starts or date.min, p.organisation.slug))[:10]
    prefetch_related_objects(rows, "steps_reached")
    return rows


def _holds(participation) -> bool:
    return participation.is_current and participation.valid_from <= timezone.localdate()


def programmes(participations) -> list[Programme]:
    """The programmes of these, each once."""
    return list({p.programme_id: p.programme for p in participations}.values())[:20]


def next_step(participation: Participation) -> NextStep:
    """What comes next in a city's journey: the first step that is not done."""
    reached = network.steps_of(participation)
    step = next((s for s in Step if not reached.get(s)), None)
    title, text, button, route = _TEXTS[step]
    return NextStep(title, text, button, reverse(route, args=[participation.pk]))


def dates(person) -> list[VisitDay]:
    """The next days of visits in which a person's organisations take part."""
    rows = VisitDay.objects.filter(
        visit__scheme__in=mentoring.inner_schemes(person).values("pk"),
        visit__state=VisitState.PLANNED,
        day__gte=timezone.localdate(),
    )
    return list(rows.select_related("visit__scheme").order_by("day")[:4])


@dataclass(frozen=True)
class Attention:
    """A programme that a person leads, and what in it waits for somebody."""

    programme: Programme
    points: list[tuple[str, str]] = field(default_factory=list)  # sentence, address


def attention(person, participations) -> list[Attention]:
    """What needs the programme team, per open programme. Five queries for each."""
    # The same as `network.led_programmes`, of rows that are at hand.
    team = network.bodies_of(person, PostRole.PROGRAMME_TEAM)
    led = [p for p in participations if p.role == Role.LEAD_PARTNER and p.organisation_id in team and _holds(p)]
    running = [p for p in programmes(led) if p.state != ProgrammeState.CLOSED]
    return [Attention(programme, _points(programme)) for programme in running[:3]]


def _points(programme) -> list[tuple[str, str]]:
    today = timezone.localdate()
    standings = network.with_progress(network.cities_of(programme))
    address = reverse("network:programme", args=[programme.slug])
    alone = sum(s.lead_contact is None and not s.invited for s in standings)
    unassessed = sum(s.step == Step.ASSESS for s in standings)
    unpaired = sum(s.step == Step.PAIR for s in standings)
    stalled = mentoring.stalling(mentoring.with_pulse(programme.schemes.all(), today), today).count()
    points = [
        (
            alone,
            ngettext("%(n)s city has nobody yet", "%(n)s cities have nobody yet", alone),
            address,
        ),
        (
            unassessed,
            ngettext("%(n)s city has still to assess", "%(n)s cities have still to assess", unassessed),
            address,
        ),
        (
            unpaired,
            ngettext("%(n)s city waits for a pair", "%(n)s cities wait for a pair", unpaired),
            reverse("pairing:rounds", args=[programme.slug]),
        ),
        (
            stalled,
            ngettext("%(n)s pair stalls", "%(n)s pairs stall", stalled),
            reverse("mentoring:schemes", args=[programme.slug]) + "?stalls=1",
        ),
    ]
    return [(text % {"n": n}, url) for n, text, url in points if n]


def followed(person):
    """Cities that a person's associations follow, in open programmes."""
    rows = network.followed_participations(person).current().filter(programme__state=ProgrammeState.OPEN)
    return rows.with_organisation().order_by("organisation__slug")
