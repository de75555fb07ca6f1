"""What everyone may read of programmes and cities. Programmes that are not public do not exist here."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from inclucities.accounts.models import Organisation
from inclucities.accounts.states import OrganisationKind
from inclucities.core.europe import Pin
from inclucities.engine.text import fold
from inclucities.mentoring.models import Learning, Party, Scheme, SchemeTheme
from inclucities.mentoring.states import PartyRole
from inclucities.network.models import Event, Membership, Participation, Programme, Statistic
from inclucities.network.states import CITY_ROLES, ProgrammeState
from inclucities.practices.models import Practice
from inclucities.practices.states import OFFERED
from inclucities.visits.models import Finding, Visit
from inclucities.visits.states import Tier, VisitState


def public_programmes():
    """Programmes that everyone may read about; the real ones before the samples."""
    rows = Programme.objects.filter(is_public=True).exclude(state=ProgrammeState.DRAFT)
    return rows.select_related("lead_partner").order_by("is_sample", "-starts", "slug")


def with_numbers(programmes):
    """Add how many cities and pairs a programme has."""
    cities = Participation.objects.filter(role__in=CITY_ROLES, replaced_by=None)
    return programmes.annotate(cities=_number(cities), pairs=_number(Scheme.objects.all()))


def _number(rows):
    """How many there are of each programme, counted apart: joined, everything would be grouped by every column."""
    rows = rows.filter(programme=OuterRef("pk")).order_by().values("programme")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)


@dataclass(frozen=True)
class Pair:
    """A scheme as the public sees it: who works with whom, on what, and who stood there before."""

    scheme: Scheme
    parties: list[Party]
    themes: list[SchemeTheme]

    def _held(self, *roles) -> list[Organisation]:
        """Bodies that hold a part, or held it to the end; those that were replaced are not among them."""
        replaced = {p.replaces_id for p in self.parties}
        return [p.participation.organisation for p in self.parties if p.role in roles and p.pk not in replaced]

    @property
    def mentors(self):
        return self._held(PartyRole.MENTOR)

    @property
    def mentees(self):
        return self._held(PartyRole.MENTEE)

    @property
    def associations(self):
        """Each once: one association may stand on both sides."""
        return list(dict.fromkeys(self._held(PartyRole.MENTOR_ASSOCIATION, PartyRole.MENTEE_ASSOCIATION)))

    @property
    def theme(self):
        return self.themes[0] if self.themes else None


def _body(path: str) -> tuple[str, ...]:
    """Columns of an organisation that a public page shows; all others stay in the database."""
    return tuple(f"{path}__{name}" for name in ("slug", "names", "acronym", "country"))


_TOWN = "participation__organisation__municipality"


def _pairs(schemes) -> list[Pair]:
    """Pairs with all that a list needs, in three queries."""
    parties = Party.objects.select_related(_TOWN).order_by("role", "valid_from", "pk")
    parties = parties.only(
        "scheme", "role", "replaces", "participation__organisation", f"{_TOWN}__latitude", f"{_TOWN}__longitude",
        *_body("participation__organisation"),
    )  # fmt: skip
    themes = SchemeTheme.objects.select_related("theme").order_by("-valid_from", "-pk")
    themes = themes.only("scheme", "focus", "valid_from", "valid_to", "theme__label")
    schemes = schemes.select_related("programme").only(
        "code", "sources", "programme__slug", "programme__acronym", "programme__is_sample"
    )
    schemes = schemes.prefetch_related(Prefetch("parties", parties), Prefetch("themes", themes))
    return [Pair(s, list(s.parties.all()), list(s.themes.all())) for s in schemes]


def pairs_of_programmes(programmes) -> list[Pair]:
    """Pairs of programmes of which the caller knows that they are public."""
    return _pairs(Scheme.objects.filter(programme__in=programmes).order_by("programme", "code"))


def pairs_of_city(organisation) -> list[Pair]:
    """Pairs of public programmes in which a city has or had a part."""
    own = Party.objects.filter(participation__organisation=organisation).order_by().values("scheme")
    public = public_programmes().order_by()
    return _pairs(Scheme.objects.filter(pk__in=own, programme__in=public).order_by("-opened_on", "code"))


def map_of(pairs: list[Pair]) -> dict:
    """Pins, arcs and coloured countries of pairs, for `{% europe %}`."""
    pins, arcs, countries = {}, [], set()
    for pair in pairs:
        for kind, cities in (("mentor", pair.mentors), ("mentee", pair.mentees)):
            for city in cities:
                countries.add(city.country)
                town = getattr(city, "municipality", None)
                if town and town.longitude is not None and town.latitude is not None:
                    pins.setdefault(city.slug, Pin(city.name, town.longitude, town.latitude, kind, key=city.slug))
        arcs += [(a.slug, b.slug) for a in pair.mentors for b in pair.mentees]
    return {"pins": list(pins.values()), "arcs": arcs, "active": countries}


def learnings_in(programmes):
    """What cities learned from each other, as far as a public page says so: entries without a source stay inside."""
    rows = Learning.objects.filter(scheme__programme__in=programmes).exclude(sources=[])
    who = ("learner__participation__organisation", "source__participation__organisation")
    return rows.select_related(*who).only("text", "language", "sources", *_body(who[0]), *_body(who[1]))


def visits_of(programme):
    """Visits that were held, with their days."""
    rows = Visit.objects.filter(scheme__programme=programme, state=VisitState.HELD)
    host = "host__participation__organisation"
    rows = rows.select_related(host).prefetch_related("days").order_by("starts", "pk")
    return rows.only("scheme", "round", "mode", "starts", "note", "sources", *_body(host))


def findings_of(programme):
    """Findings that both cities have published."""
    rows = Finding.objects.filter(visit__scheme__programme=programme, tier=Tier.PUBLIC, withdrawn_at=None)
    return rows.filter(visit__state=VisitState.HELD).only("visit", "kind", "text", "language").order_by("pk")


def events_of(programme):
    """What happened beside the visits; with the pair that it is about, if it is about one."""
    return Event.objects.filter(programme=programme).select_related("host").prefetch_related("bodies")


def participations_of(programme):
    """Everyone who takes or took part, with whom they replaced."""
    rows = Participation.objects.filter(programme=programme)
    rows = rows.select_related("organisation", "replaces__organisation", "replaced_by")
    return rows.only(
        "programme", "role", "valid_from", "note", "sources", "replaces__organisation__names", "replaced_by__id",
        *_body("organisation"),
    ).order_by("role", "organisation__slug")  # fmt: skip


def roles_of(organisation):
    """Roles of an organisation in public programmes."""
    rows = Participation.objects.filter(organisation=organisation, programme__in=public_programmes().order_by())
    rows = rows.select_related("programme", "replaces__organisation").order_by("-valid_from")
    return rows.only(
        "role", "valid_from", "valid_to", "programme__slug", "programme__acronym", "programme__is_sample",
        "replaces__organisation__names",
    )  # fmt: skip


def _organisations(rows, words: str, country: str):
    rows = rows.only("slug", "names", "acronym", "country")
    for word in fold(words.replace("\0", " "))[:120].split()[:6]:
        rows = rows.filter(folded__contains=word)
    return rows.filter(country=country) if country else rows


def cities(words: str = "", country: str = ""):
    """Municipalities by any spelling of their names."""
    # Nearly all organisations are municipalities. Asked for by kind, thousands would be sorted for each page; with
    # the others left out, the database walks along the slugs and stops when the page is full.
    others = [kind for kind in OrganisationKind if kind != OrganisationKind.MUNICIPALITY]
    return _organisations(Organisation.objects.exclude(kind__in=others), words, country).order_by("slug")


def associations(words: str = "", country: str = ""):
    rows = Organisation.objects.filter(kind=OrganisationKind.ASSOCIATION)
    return _organisations(rows, words, country).order_by("slug")


def countries_of(kind) -> dict[str, int]:
    """How many organisations of a kind there are in each country."""
    rows = Organisation.objects.filter(kind=kind).exclude(country="").order_by()
    return dict(rows.values_list("country").annotate(n=Count("pk")))


def practice_numbers(organisations) -> Counter:
    """How many practices each of some cities shares."""
    rows = Practice.objects.filter(municipality__in=[o.pk for o in organisations]).order_by()
    # The state is looked at here: asked of the database, it would lead through the index of all practices.
    return Counter(pk for pk, state in rows.values_list("municipality", "state") if state in OFFERED)


def public_roles(organisations) -> dict[int, list[Participation]]:
    """The roles of each of some organisations in public programmes."""
    rows = Participation.objects.filter(
        organisation__in=[o.pk for o in organisations], programme__in=public_programmes().order_by()
    )
    found: dict[int, list[Participation]] = {}
    for row in (
        rows.select_related("programme").only("role", "organisation", "programme__acronym").order_by("-valid_from")
    ):
        found.setdefault(row.organisation_id, []).append(row)
    return found


def memberships_of(municipality):
    rows = Membership.objects.filter(municipality=municipality)
    return rows.select_related("association__organisation").order_by("-valid_from")


def members_of(association):
    rows = Membership.objects.filter(association=association)
    return rows.select_related("municipality__organisation").order_by("municipality__organisation__slug", "-valid_from")


def statistics_of(municipality):
    return Statistic.objects.filter(municipality=municipality)


def organisation(kind, slug: str) -> Organisation | None:
    rows = Organisation.objects.filter(kind=kind, slug=slug)
    return rows.select_related("municipality", "association").first()
