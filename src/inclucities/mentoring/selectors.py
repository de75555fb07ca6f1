"""Who sees which scheme, what stalls in it, and what it has gathered.

Two circles. The pair's own people (officers of its cities, of the associations and the facilitator that
are parties, experts of the programme) read everything. The coordinator sees that a scheme exists, its
parties, theme, dates and counts, and what stalls; the conversation, documents, decisions and learnings
belong to the pair, so that a mentor can write frankly. Who has left a scheme no longer reads it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inclucities.accounts.models import Post
from inclucities.accounts.selectors import answered_posts
from inclucities.accounts.states import PostRole
from inclucities.core import languages
from inclucities.engine.text import fold
from inclucities.network import selectors as network
from inclucities.network.models import StepReached
from inclucities.network.states import Step

from .models import Decision, Document, Learning, Message, Party, Scheme, SchemeTheme, Task
from .states import PartyRole, SchemeState, TaskState

QUIET_DAYS = 21
CITIES = (PartyRole.MENTOR, PartyRole.MENTEE)
ASSOCIATION_OF = {PartyRole.MENTOR: PartyRole.MENTOR_ASSOCIATION, PartyRole.MENTEE: PartyRole.MENTEE_ASSOCIATION}


def inner_schemes(person):
    """Schemes whose conversation a person may read: as a party today, or as an expert of the programme."""
    return Scheme.objects.filter(_reads(person))


def _reads(person) -> Q:
    mine = Party.objects.current().filter(
        scheme=OuterRef("pk"), participation__organisation__in=network.bodies_of(person)
    )
    return Q(Exists(mine)) | Q(programme__in=network.facilitated_programmes(person))


def visible_schemes(person):
    """Schemes that a person may know of: those they read, and those of the programmes that they coordinate."""
    return Scheme.objects.filter(_reads(person) | Q(programme__in=network.led_programmes(person)))


@dataclass
class Standing:
    """What a person is in a scheme today."""

    scheme: Scheme
    parties: list[Party]
    own: list[Party]
    posts: list[Post]
    facilitates: bool
    coordinates: bool

    @property
    def reads(self) -> bool:
        return bool(self.own) or self.facilitates

    @property
    def works(self) -> bool:
        """May write in the pair's own rooms: while the scheme is active and the own organisation takes part."""
        if self.scheme.state != SchemeState.ACTIVE:
            return False
        return self.facilitates or any(p.participation.is_current for p in self.own)

    @property
    def city(self) -> Party | None:
        """The city for which the person acts, if any."""
        return next((p for p in self.own if p.role in CITIES), None)

    @property
    def works_as_city(self) -> bool:
        return self.works and self.city is not None and self.city.participation.is_current

    @property
    def post(self) -> Post | None:
        """The post in whose name the person speaks here."""
        bodies = {p.participation.organisation_id for p in self.own}
        return next((post for post in self.posts if post.organisation_id in bodies), None)

    @property
    def home(self):
        """The city whose journey the person follows here: their own, or that of their association."""
        if self.city:
            return self.city.participation
        sides = {p.role for p in self.own}
        followed = (p for p in self.parties if ASSOCIATION_OF.get(p.role) in sides)
        return next((p.participation for p in followed), None)


def parties_of(scheme, *, everyone: bool = False) -> list[Party]:
    """Today's parties with their organisations; with `everyone` those of the past too."""
    rows = Party.objects if everyone else Party.objects.current()
    rows = rows.filter(scheme=scheme).select_related("participation__organisation", "participation__programme")
    order = list(PartyRole.values)
    return sorted(rows, key=lambda p: (order.index(p.role), p.valid_from, p.pk))


def standing_of(person, scheme) -> Standing:
    """Tell what a person is in a scheme. Kept on the row, because a page asks several times while it is made."""
    known = scheme.__dict__.setdefault("_standings", {})
    if person.pk not in known:
        parties, posts = parties_of(scheme), network.posts_at_hand(person)
        bodies, roles = {p.organisation_id for p in posts}, {p.role for p in posts}
        known[person.pk] = Standing(
            scheme=scheme,
            parties=parties,
            own=[p for p in parties if p.participation.organisation_id in bodies],
            posts=posts,
            facilitates=PostRole.EXPERT in roles and network.is_facilitator(person, scheme.programme),
            coordinates=PostRole.PROGRAMME_TEAM in roles and network.is_coordinator(person, scheme.programme),
        )
    return known[person.pk]


def title_of(parties: list[Party]) -> str:
    """The cities by name, mentors first, joined as the language of the page joins a list."""
    from babel.lists import format_list

    cities = [p.participation.organisation.name for p in parties if p.role in CITIES]
    return format_list(cities, locale=languages.current())


def cities_of(scheme) -> list[Party]:
    """The cities of a scheme today, mentors first."""
    return [p for p in parties_of(scheme) if p.role in CITIES]


def with_pulse(schemes, today: date):
    """Add what shows whether a scheme lives: last message, open and late tasks, a visit or none."""
    spoken = Message.objects.filter(scheme=OuterRef("pk"), withdrawn_at=None).order_by().values("scheme")
    tasks = Task.objects.filter(scheme=OuterRef("pk"), state=TaskState.OPEN).order_by().values("scheme")
    count = Subquery(tasks.annotate(n=Count("pk")).values("n"))
    late = Subquery(tasks.filter(due__lt=today).annotate(n=Count("pk")).values("n"))
    mentees = Party.objects.on(today).filter(scheme=OuterRef(OuterRef("pk")), role=PartyRole.MENTEE)
    visit = StepReached.objects.filter(step=Step.VISIT, participation__in=mentees.values("participation"))
    return schemes.annotate(
        last_message=Subquery(spoken.annotate(at=Max("created_at")).values("at")),
        open_tasks=Coalesce(count, 0),
        late_tasks=Coalesce(late, 0),
        has_visit=Exists(visit),
    )


def stalling(schemes, today: date):
    """Those active schemes, with their pulse, in which something stalls."""
    edge = today - timedelta(days=QUIET_DAYS)
    quiet = Q(last_message__date__lt=edge) | Q(last_message=None, opened_on__lt=edge)
    return schemes.filter(
        quiet | Q(late_tasks__gt=0) | Q(has_visit=False, opened_on__lt=edge), state=SchemeState.ACTIVE
    )


def stalls(scheme, today: date | None = None) -> list[str]:
    """What stalls in a scheme, in words; an empty list when all is well or the scheme is closed.

    A scheme that began less than three weeks ago has had no time to stall.
    """
    today = today or timezone.localdate()
    if scheme.state != SchemeState.ACTIVE:
        return []
    if not hasattr(scheme, "late_tasks"):
        scheme = with_pulse(Scheme.objects.all(), today).get(pk=scheme.pk)
    last = timezone.localdate(scheme.last_message) if scheme.last_message else None
    days = (today - (last or scheme.opened_on)).days
    found = []
    if days > QUIET_DAYS:
        found.append(ngettext("No message for %(n)d day.", "No message for %(n)d days.", days) % {"n": days})
    if scheme.late_tasks:
        n = scheme.late_tasks
        found.append(ngettext("%(n)d task is late.", "%(n)d tasks are late.", n) % {"n": n})
    if not scheme.has_visit and (today - scheme.opened_on).days > QUIET_DAYS:
        found.append(_("No visit is planned yet."))
    return found


def with_parties(schemes):
    """Bring today's parties, mentors first, and the theme along, in two further queries."""
    parties = Party.objects.current().select_related("participation__organisation", "participation__programme")
    parties = parties.order_by("-role", "valid_from", "pk")
    themes = SchemeTheme.objects.filter(valid_to=None).select_related("theme")
    return schemes.select_related("programme").prefetch_related(
        Prefetch("parties", parties, to_attr="now"), Prefetch("themes", themes, to_attr="theme_now")
    )


def schemes_of(programme, *, words: str = "", only_stalling: bool = False, today: date | None = None):
    """Schemes of a programme with parties, theme and pulse; active ones first. Always the same number of queries."""
    today = today or timezone.localdate()
    rows = with_pulse(with_parties(Scheme.objects.filter(programme=programme)), today)
    if folded := fold(words.strip()):
        named = Party.objects.filter(scheme=OuterRef("pk"), participation__organisation__folded__contains=folded)
        rows = rows.filter(Exists(named))
    if only_stalling:
        rows = stalling(rows, today)
    return rows.order_by("state", "code")


def schemes_with(participation):
    """Schemes in which an organisation is or was a party, the current ones first."""
    here = Party.objects.filter(scheme=OuterRef("pk"), participation=participation)
    return with_parties(Scheme.objects.filter(Exists(here))).order_by("state", "-opened_on", "pk")


def scheme_of(participation) -> Scheme | None:
    """The active scheme of a city, the latest if it has several; None before pairing."""
    now = Party.objects.current().filter(scheme=OuterRef("pk"), participation=participation)
    rows = Scheme.objects.filter(Exists(now), state=SchemeState.ACTIVE).select_related("programme")
    return rows.order_by("-opened_on", "-pk").first()


def theme_of(scheme) -> SchemeTheme | None:
    """What the scheme works on today."""
    return scheme.themes.filter(valid_to=None).select_related("theme").first()


def answering(party: Party, parties: list[Party]) -> Party:
    """Who answers today for a party: itself, or the one that took its place.

    Tasks keep the party to which they were given, so that nothing of the past changes; open ones are
    answered for by the successor. `parties` are all parties of the scheme, past ones too.
    """
    after = {p.replaces_id: p for p in parties if p.replaces_id}
    while party.pk in after:
        party = after[party.pk]
    return party


def messages_of(scheme):
    return scheme.messages.select_related("author", "post__organisation")


def tasks_of(scheme):
    """Tasks of a scheme, open ones first, with who does them."""
    rows = scheme.tasks.select_related("party__participation__organisation", "post__person")
    return rows.order_by("-state", F("due").asc(nulls_last=True), "pk")  # "open" stands last in the alphabet


def open_tasks_for(person):
    """Open tasks for which a person answers today, soonest first.

    Named for one of their posts (or one from which these took over); or named for nobody and given to
    an organisation of theirs, or to a party whose place it took.
    """
    bodies = network.bodies_of(person)
    current = Party.objects.current().filter(participation__organisation__in=bodies)
    answered: set[int] = set()
    parties = dict(current.values_list("pk", "replaces"))
    while parties:
        answered |= parties.keys()
        before = {pk for pk in parties.values() if pk} - answered
        parties = dict(Party.objects.filter(pk__in=before).values_list("pk", "replaces")) if before else {}
    rows = Task.objects.filter(state=TaskState.OPEN, scheme__state=SchemeState.ACTIVE)
    rows = rows.filter(
        Q(post__in=answered_posts(person, network.posts_at_hand(person))) | Q(post=None, party__in=answered)
    )
    return rows.select_related("scheme", "party__participation__organisation").order_by(
        F("due").asc(nulls_last=True), "pk"
    )


def with_counts(schemes):
    """Add how much the rooms of a scheme hold, for its tabs."""

    def held(model, **only):
        rows = model.objects.filter(scheme=OuterRef("pk"), **only).order_by().values("scheme")
        return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)

    return schemes.annotate(
        message_count=held(Message, withdrawn_at=None),
        document_count=held(Document),
        decision_count=held(Decision),
        learning_count=held(Learning),
    )


def scheme_for(person):
    """Schemes that a person may know of, with programme, pulse and counts: for the pages of one scheme."""
    return with_counts(with_pulse(visible_schemes(person).select_related("programme"), timezone.localdate()))


def people_of(parties: list[Party]) -> dict[int, list[Post]]:
    """Who holds a post today in the organisations of these parties: {organisation: posts}, lead contact first."""
    bodies = [p.participation.organisation_id for p in parties]
    found: dict[int, list[Post]] = {}
    rows = Post.objects.current().filter(organisation__in=bodies).select_related("person")
    for post in rows.order_by("-is_lead_contact", "person__name"):
        found.setdefault(post.organisation_id, []).append(post)
    return found


def lead_people(parties: list[Party]) -> list[Post]:
    """The people to whom messages go first, in the order of the parties, with their organisations at hand."""
    bodies = {p.participation.organisation_id: p.participation.organisation for p in parties}
    posts = network.lead_contacts([p.participation for p in parties])
    for post in posts:
        post.organisation = bodies[post.organisation_id]
    order = list(bodies)
    return sorted(posts, key=lambda post: order.index(post.organisation_id))
