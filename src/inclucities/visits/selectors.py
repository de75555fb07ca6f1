"""Who sees which visit and which finding.

The pair's own people read everything; only officers of its cities plan and validate; experts may write
findings too; associations read. The programme's team sees dates, states and published findings, never a
draft and never an internal finding.
"""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Count, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from inclucities.benchmarks.models import BenchmarkTheme, KeyFactor
from inclucities.benchmarks.states import BenchmarkKind
from inclucities.core.languages import language_of, pick
from inclucities.mentoring import selectors as mentoring
from inclucities.mentoring.models import Party
from inclucities.network import selectors as network

from .models import Finding, Question, Validation, Visit, VisitDay
from .states import Tier, VisitState

# Countries whose clocks differ from those of Brussels; elsewhere in Europe it is the same hour.
_ZONES = {
    "GR": "Europe/Athens", "CY": "Asia/Nicosia", "BG": "Europe/Sofia", "RO": "Europe/Bucharest",
    "FI": "Europe/Helsinki",
    "EE": "Europe/Tallinn", "LV": "Europe/Riga", "LT": "Europe/Vilnius", "UA": "Europe/Kyiv", "MD": "Europe/Chisinau",
    "TR": "Europe/Istanbul", "GE": "Asia/Tbilisi", "AM": "Asia/Yerevan", "AZ": "Asia/Baku", "IL": "Asia/Jerusalem",
    "PT": "Europe/Lisbon", "IE": "Europe/Dublin", "GB": "Europe/London", "IS": "Atlantic/Reykjavik",
}  # fmt: skip


def zone_of(visit) -> ZoneInfo:
    """The clock by which the agenda is written: the host's."""
    country = visit.host.participation.organisation.country if visit.host else ""
    return ZoneInfo(_ZONES.get(country, "Europe/Brussels"))


def title_of(visit, parties: list[Party]) -> str:
    """What a visit is called in the language of the page."""
    if visit.host:
        return _("Visit to %(city)s") % {"city": visit.host.participation.organisation.name}
    return _("Online visit of %(cities)s") % {"cities": mentoring.title_of(parties)}


def inner_visits(person):
    """Visits of the schemes whose rooms a person may enter."""
    return Visit.objects.filter(scheme__in=mentoring.inner_schemes(person))


def visible_visits(person):
    """Visits that a person may know of; a draft is invisible outside the pair."""
    outside = Q(scheme__programme__in=network.led_programmes(person)) & ~Q(state=VisitState.DRAFT)
    rows = Visit.objects.filter(Q(scheme__in=mentoring.inner_schemes(person)) | outside)
    return rows.select_related("scheme__programme", "host__participation__organisation")


def visits_of(participation, person):
    """The visits of a city that a person may know of, the latest first, with days and number of findings."""
    schemes = mentoring.schemes_with(participation).values("pk")
    return _listed(visible_visits(person).filter(scheme__in=schemes), person)


def visits_in(scheme, person):
    """The visits of a scheme that a person may know of."""
    return _listed(visible_visits(person).filter(scheme=scheme), person)


def _listed(visits, person):
    found = findings(person).filter(visit=OuterRef("pk")).order_by().values("visit")
    count = Subquery(found.annotate(n=Count("pk")).values("n"))
    return (
        visits.annotate(finding_count=Coalesce(count, 0))
        .prefetch_related("days")
        .order_by(F("starts").desc(nulls_first=True), "-pk")
    )


def days_of(visit) -> list[VisitDay]:
    """The days of a visit with their agenda."""
    return list(visit.days.prefetch_related("items"))


def is_now(item, day, zone) -> bool:
    """Whether a part of the agenda takes place at this moment, by the host's clock."""
    now = timezone.now().astimezone(zone)
    ends = item.ends or item.starts
    return now.date() == day.day and item.starts <= now.time() <= ends


def findings(person):
    """Findings that a person may read: all of the own pair, the published ones of a programme in the team."""
    published = Q(tier=Tier.PUBLIC, visit__scheme__programme__in=network.led_programmes(person))
    rows = Finding.objects.filter(Q(visit__in=inner_visits(person)) | published)
    return rows.filter(withdrawn_at=None).select_related("author", "key_factor", "agenda_item", "visit")


def own_findings(person, visit):
    """Findings of a visit with the withdrawn ones of the person, who can bring them back."""
    rows = Finding.objects.filter(visit=visit, visit__in=inner_visits(person))
    return rows.select_related("author", "key_factor", "visit__scheme__programme")


def with_validations(rows):
    return rows.prefetch_related(Prefetch("validations", Validation.objects.select_related("party__participation")))


@dataclass(frozen=True)
class Verdict:
    """What a city has said of a finding's present words."""

    party: Party
    confirmed: bool
    publishes: bool


def verdicts(finding, cities: list[Party]) -> list[Verdict]:
    """One verdict for each city; what was said of earlier words does not count."""
    now = {v.party_id: v for v in finding.validations.all() if v.version == finding.version}
    return [Verdict(p, p.pk in now, p.pk in now and now[p.pk].agrees_to_publish) for p in cities]


def validated_findings(scheme):
    """Findings of a scheme whose present words both cities have confirmed; withdrawn ones are left out."""
    cities = [p.pk for p in mentoring.cities_of(scheme)]
    said = Q(validations__version=F("version"), validations__party__in=cities)
    rows = Finding.objects.filter(visit__scheme=scheme, withdrawn_at=None)
    rows = rows.annotate(confirmations=Count("validations__party", filter=said, distinct=True))
    return rows.filter(confirmations=len(cities)).select_related("visit", "key_factor", "author")


def public_findings(programme):
    """Findings that both cities have published."""
    rows = Finding.objects.filter(visit__scheme__programme=programme, tier=Tier.PUBLIC, withdrawn_at=None)
    return rows.select_related("visit__scheme", "key_factor")


def earlier_findings(visit):
    """Findings of earlier rounds that this visit has not taken up again yet."""
    taken = Finding.objects.filter(visit=visit, withdrawn_at=None, follows__isnull=False).values("follows")
    rows = Finding.objects.filter(visit__scheme=visit.scheme_id, visit__round__lt=visit.round, withdrawn_at=None)
    return rows.exclude(pk__in=taken).select_related("visit", "key_factor").order_by("-visit__round", "pk")


def key_factors_for(scheme):
    """Key factors of the scheme's theme: of its deep-dive benchmark, else of the general one; the latest version."""
    row = mentoring.theme_of(scheme)
    if row is None:
        return KeyFactor.objects.none()
    themes = BenchmarkTheme.objects.order_by("-benchmark__version", "-benchmark__pk")
    if row.benchmark_code:
        deep = themes.filter(benchmark__code=row.benchmark_code).first()
        if deep:
            rows = KeyFactor.objects.filter(benchmark_theme__benchmark=deep.benchmark_id)
            return rows.order_by("benchmark_theme__order", "order")
    general = themes.filter(theme=row.theme_id, benchmark__kind=BenchmarkKind.GENERAL).values("pk")[:1]
    return KeyFactor.objects.filter(benchmark_theme__in=list(general.values_list("pk", flat=True))).order_by("order")


@dataclass(frozen=True)
class Suggestion:
    """A guiding question of a key factor, in the reader's language where it exists."""

    key_factor: KeyFactor
    number: int
    text: str
    language: str

    @property
    def key(self) -> str:
        return f"{self.key_factor.pk}-{self.number}"


def suggestions_for(visit) -> list[Suggestion]:
    """Guiding questions of the scheme's key factors that the visit does not carry yet."""
    taken = set(Question.objects.filter(visit=visit).values_list("text", flat=True))
    return [
        Suggestion(factor, number, text, language_of(factor.guiding_questions))
        for factor in key_factors_for(visit.scheme)
        for number, text in enumerate(pick(factor.guiding_questions) or [])
        if not taken & {texts[number] for texts in factor.guiding_questions.values() if number < len(texts)}
    ]
