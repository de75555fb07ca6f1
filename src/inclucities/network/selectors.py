"""Who takes part in what, and what a person may see. Every other app asks here.

Relations follow from dated posts and dated participations, never from a stored right:
the programme team of a programme holds posts in its lead partner; a city's officers hold posts in
the city; an association follows the cities that are its members on the day.
"""

from dataclasses import dataclass, field

from django.db.models import Case, Count, Exists, OuterRef, Q, When
from django.urls import reverse
from django.utils import timezone

from inclucities.accounts.models import Invitation, Organisation, Post
from inclucities.accounts.selectors import has_second_factor
from inclucities.accounts.states import OrganisationKind, PostRole
from inclucities.core.languages import CODES
from inclucities.engine.text import fold

from .models import Membership, Participation, Place, PlaceName, Programme, StepReached
from .states import CITY_ROLES, Role, Step


@dataclass(frozen=True)
class StepLink:
    """One step of the arcade: `state` is "done", "now" or ""; without `url` it cannot be opened yet."""

    label: str
    url: str
    state: str
    current: bool


@dataclass(frozen=True)
class PlaceBar:
    """Whose workspace this is: shown below the header of every workspace page."""

    key: str
    name: str
    line: str
    steps: list[StepLink] = field(default_factory=list)


# Where each step is worked on; each address takes the participation.
_STEP_PAGES = {
    Step.JOIN: "network:city",
    Step.ASSESS: "benchmarks:city",
    Step.PAIR: "mentoring:city",
    Step.VISIT: "visits:city",
    Step.PLAN: "plans:city",
    Step.ACT: "plans:progress",
    Step.SHARE: "practices:city",
}


def steps_of(participation: Participation) -> dict[str, object]:
    """The steps that a city has begun (None) or done (the day). It has joined once somebody holds a post there."""
    reached: dict = {s.step: s.done_on for s in participation.steps_reached.all()}
    if reached:
        return {Step.JOIN: participation.valid_from, **reached}
    joined = people_of(participation).order_by("valid_from").values_list("valid_from", flat=True).first()
    return {Step.JOIN: joined, **reached} if joined else reached


def place_of(participation: Participation, current: Step | None = None) -> PlaceBar:
    """Make the place bar of a city in a programme. Two queries."""
    reached = steps_of(participation)
    first_open = next((s for s in Step if not reached.get(s)), None)
    steps = [
        StepLink(
            label=s.label,
            url=reverse(_STEP_PAGES[s], args=[participation.pk]),
            state="done" if reached.get(s) else "now" if s == first_open or s in reached else "",
            current=s == current,
        )
        for s in Step
    ]
    line = f"{participation.get_role_display()}, {participation.programme.acronym}"
    return PlaceBar(participation.organisation.slug, participation.organisation.name, line, steps)


def place_without_steps(participation: Participation) -> PlaceBar:
    """The place bar of a body that makes no journey: an association, a facilitator, the lead partner."""
    line = f"{participation.get_role_display()}, {participation.programme.acronym}"
    return PlaceBar(participation.organisation.slug, participation.organisation.name, line)


def posts_of(person):
    """The posts that a person holds today."""
    return Post.objects.current().filter(person=person).select_related("organisation")


def posts_at_hand(person) -> list[Post]:
    """The same as a list; while a page is only read it is kept with the person (see `keep_posts`)."""
    kept = getattr(person, "_kept_posts", None)
    if kept is None:
        kept = list(posts_of(person))
        if getattr(person, "_keeps_posts", False):
            person._kept_posts = kept
    return kept


def bodies_of(person, role: str = "") -> list[int]:
    """The organisations in which a person holds a post today, or a post of one role.

    Nearly every question of this module begins here, and begins with plain numbers: as a query within a query within
    a query, building the SQL would cost more than all else on a page.
    """
    return sorted({post.organisation_id for post in posts_at_hand(person) if not role or post.role == role})


def keep_posts(person) -> None:
    """Ask for the posts of a person once. Only for a request that changes nothing."""
    person._keeps_posts = True
    person._kept_programmes = {}


def _members_of(organisations):
    """Municipalities that belong today to one of these associations."""
    return Membership.objects.current().filter(association__in=organisations).values("municipality")


def lacks_second_factor(person) -> bool:
    """Whether somebody of whom it is asked has no second factor: a programme team, or all where a programme says so."""
    if has_second_factor(person):
        return False
    return bool(bodies_of(person, PostRole.PROGRAMME_TEAM)) or programmes_of(person).filter(second_factor=True).exists()


def led_programmes(person):
    """Programmes in whose team a person is today."""
    return _programmes_through(person, PostRole.PROGRAMME_TEAM, Role.LEAD_PARTNER)


def facilitated_programmes(person):
    """Programmes for which a person is an expert today, as long as the mandate of the facilitator runs."""
    return _programmes_through(person, PostRole.EXPERT, Role.FACILITATOR)


def _programmes_through(person, post: PostRole, role: Role):
    """Programmes in which organisations where a person holds such a post have a role today."""
    found = _ids_through(person, post, role)
    return Programme.objects.filter(pk__in=found) if found else Programme.objects.none()


def _ids_through(person, post: PostRole, role: Role) -> set[int]:
    kept = getattr(person, "_kept_programmes", {})
    if role not in kept:
        bodies = bodies_of(person, post)
        rows = Participation.objects.current().filter(role=role, organisation__in=bodies)
        kept[role] = set(rows.values_list("programme", flat=True)) if bodies else set()
    return kept[role]


def programmes_of(person):
    """Programmes that a person works in: through any organisation that takes part, or has taken part."""
    mine = Participation.objects.filter(organisation__in=bodies_of(person))
    return Programme.objects.filter(pk__in=mine.values("programme"))


def own_participations(person):
    """Participations of the organisations in which a person holds a post; past ones too: history stays readable."""
    return Participation.objects.filter(organisation__in=bodies_of(person))


def followed_participations(person):
    """Cities that belong today to an association in which a person holds a post, in programmes where it takes part."""
    posts = posts_at_hand(person)
    alliances = [p.organisation_id for p in posts if p.organisation.kind == OrganisationKind.ASSOCIATION]
    if not alliances:
        return Participation.objects.none()
    mine = Participation.objects.current().filter(
        role=Role.ASSOCIATION, organisation__in=alliances, programme=OuterRef("programme")
    )
    return Participation.objects.cities().filter(Exists(mine), organisation__in=_members_of(alliances))


def visible_participations(person):
    """Participations whose workspace a person may see: own, followed, coordinated, facilitated."""
    return Participation.objects.filter(
        Q(organisation__in=bodies_of(person))
        | Q(pk__in=followed_participations(person).values("pk"))
        | Q(programme__in=led_programmes(person))
        | Q(programme__in=facilitated_programmes(person))
    )


def visible_programmes(person):
    """Programmes whose inner pages a person may see."""
    return programmes_of(person)


def is_coordinator(person, programme) -> bool:
    """Whether a person is in the programme team today."""
    return programme.pk in _ids_through(person, PostRole.PROGRAMME_TEAM, Role.LEAD_PARTNER)


def is_facilitator(person, programme) -> bool:
    return programme.pk in _ids_through(person, PostRole.EXPERT, Role.FACILITATOR)


def works_for(person, participation) -> bool:
    """Whether a person may act for a participation: holds a post there today, while it takes part."""
    return participation.is_current and participation.organisation_id in bodies_of(person)


def follows(person, participation) -> bool:
    """Whether a person's association follows this city today."""
    return followed_participations(person).filter(pk=participation.pk).exists()


def associations_of(participation, *, day=None):
    """Participations, in the same programme, of the associations to which a city belongs on a day (today)."""
    day = day or timezone.localdate()
    home = Membership.objects.on(day).filter(municipality=participation.organisation_id).values("association")
    return Participation.objects.on(day).filter(
        programme=participation.programme_id, role=Role.ASSOCIATION, organisation__in=home
    )


def cities_of(programme, *, current: bool = True):
    """Mentor and mentee cities of a programme, with their names at hand."""
    rows = Participation.objects.filter(programme=programme, role__in=CITY_ROLES).with_organisation()
    return rows.current() if current else rows


def people_of(participation):
    """Who holds a post in the organisation today, lead contact first."""
    return (
        Post.objects.current()
        .filter(organisation=participation.organisation_id)
        .select_related("person")
        .order_by("-is_lead_contact", "person__name")
    )


def lead_contacts(participations):
    """The people to whom messages go first: the lead contact of each organisation, else everyone who holds a post."""
    posts = Post.objects.current().filter(organisation__in=[p.organisation_id for p in participations])
    posts = list(posts.select_related("person"))
    led = {p.organisation_id for p in posts if p.is_lead_contact}
    return [p for p in posts if p.is_lead_contact or p.organisation_id not in led]


def find_places(words: str, *, country: str = "", limit: int = 20):
    """Search the gazetteer by the beginning of any spelling, accents aside; the largest places first."""
    start = fold(words.strip())
    if len(start) < 2:
        return Place.objects.none()
    names = PlaceName.objects.filter(folded__gte=start, folded__lt=start + "\U0010ffff")
    places = Place.objects.filter(pk__in=names.values("place"))
    if country:
        places = places.filter(country=country)
    return places.order_by("-population")[:limit]


def find_organisations(words: str, *, kind: str = "", limit: int = 20):
    """Search organisations by any part of any spelling, accents aside."""
    rows = Organisation.objects.filter(folded__contains=fold(words.strip()))
    if kind:
        rows = rows.filter(kind=kind)
    return rows.select_related("municipality", "association")[:limit]


def place(pk) -> Place | None:
    """A place of the gazetteer by whatever a form was given."""
    return Place.objects.filter(pk=pk).first() if str(pk).isdecimal() and len(str(pk)) < 19 else None


def overview_of(programme, *, words: str = "", role: str = ""):
    """Who takes part or has taken part in a programme, cities first."""
    rows = Participation.objects.filter(programme=programme).with_organisation()
    if words:
        rows = rows.filter(organisation__folded__contains=fold(words.strip()))
    if role in Role.values:
        rows = rows.filter(role=role)
    order = Case(*(When(role=r, then=n) for n, r in enumerate((Role.MENTOR, Role.MENTEE, Role.ASSOCIATION))), default=9)
    return rows.order_by(order, "organisation__slug", "valid_from")


@dataclass(frozen=True)
class Standing:
    """One line of the coordinator's list: a participation, its lead contact, and the step where it is."""

    participation: Participation
    lead_contact: Post | None
    invited: int
    step: Step | None


def with_progress(participations, *, invitations: bool = True) -> list[Standing]:
    """Add to each participation its lead contact, open invitations and the step where it is. Three queries.

    Without `invitations` nobody is counted as invited, which saves one.
    """
    rows = list(participations)
    bodies = [p.organisation_id for p in rows]
    leads = {p.organisation_id: p for p in lead_contacts(rows)}
    open_invitations = Invitation.objects.open().filter(organisation__in=bodies)
    counted = open_invitations.values_list("organisation").annotate(n=Count("pk")).order_by()
    invited = dict(counted) if invitations else {}
    done: dict[int, set] = {p.pk: {Step.JOIN} for p in rows if p.organisation_id in leads}
    for row in StepReached.objects.filter(participation__in=rows).exclude(done_on=None):
        done.setdefault(row.participation_id, set()).add(row.step)
    return [
        Standing(
            participation=p,
            lead_contact=leads.get(p.organisation_id),
            invited=invited.get(p.organisation_id, 0),
            step=next((s for s in Step if s not in done.get(p.pk, ())), None) if p.is_city else None,
        )
        for p in rows
    ]


def language_of(participation) -> str:
    """The language in which an organisation is best written to: its first working language that the product speaks."""
    municipality = getattr(participation.organisation, "municipality", None)
    spoken = municipality.languages if municipality else []
    return next((code for code in spoken if code in CODES), CODES[0])
