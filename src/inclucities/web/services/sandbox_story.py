"""What has happened in the Sandbox: assessments, one pair on its way, a round that waits to be computed."""

import hashlib
from datetime import time, timedelta

from django.utils import timezone

from inclucities.benchmarks import services as benchmarks
from inclucities.benchmarks.models import Benchmark, KeyFactor
from inclucities.benchmarks.services import Said
from inclucities.benchmarks.states import BenchmarkKind, Confidence
from inclucities.mentoring import services as mentoring
from inclucities.mentoring.models import Scheme
from inclucities.mentoring.states import PartyRole
from inclucities.network.models import Participation, Programme, Theme
from inclucities.network.states import Mode, Role
from inclucities.pairing import services as pairing
from inclucities.plans import services as plans
from inclucities.practices.models import Practice
from inclucities.visits import services as visits
from inclucities.visits.models import Visit
from inclucities.visits.states import FindingKind

# The city that has everything before it.
BEGINS = "sample-lake"


def tell(programme: Programme, people: dict) -> None:
    """Let the cities assess themselves, and the demo pair work together for some months."""
    cities = {p.organisation.slug: p for p in programme.participations.cities().select_related("organisation")}
    by = {"sample-port": people["mentor"], "sample-market": people["mentee"]}
    for slug, city in cities.items():
        if slug != BEGINS:
            _assess(city, by.get(slug, people["coordinator"]))
    scheme = _pair(programme, cities, people)
    _work_together(scheme, people)
    _visit(scheme, people)
    _plan(scheme, cities["sample-market"], people)
    _round(programme, people)


def _chance(*words) -> int:
    """A number that is always the same for the same words."""
    return int.from_bytes(hashlib.sha256("/".join(map(str, words)).encode()).digest()[:4], "big")


def _assess(city: Participation, person) -> None:
    """Answer every key factor of the general benchmark, with strengths and gaps that differ from city to city."""
    benchmark = Benchmark.objects.filter(kind=BenchmarkKind.GENERAL).latest("version")
    assessment = benchmarks.start_assessment(participation=city, benchmark=benchmark, by=person)
    factors = list(KeyFactor.objects.filter(benchmark_theme__benchmark=benchmark).select_related("benchmark_theme"))
    levels = {factor.pk: _level(city, factor) for factor in factors}
    for factor in factors:
        level = levels[factor.pk]
        benchmarks.record_answer(
            assessment=assessment,
            key_factor=factor,
            said=Said(level=level, not_applicable=level is None, confidence=Confidence.FAIRLY_SURE, note=""),
            version=0,
            by=person,
        )
    known = [f for f in factors if levels[f.pk] is not None]
    known.sort(key=lambda f: (levels[f.pk], _chance(city.organisation.slug, f.pk)))
    learn, help_others = (known[:3], known[-3:]) if city.role == Role.MENTEE else (known[:1], known[-3:])
    benchmarks.set_priorities(assessment=assessment, learn=learn, help=help_others, by=person)
    benchmarks.submit_assessment(assessment=assessment, by=person)


def _level(city: Participation, factor: KeyFactor) -> int | None:
    slug, theme = city.organisation.slug, factor.benchmark_theme.theme_id
    if _chance(slug, factor.code, "competence") % 25 == 0:
        return None
    base = 2 if city.role == Role.MENTOR else 0
    return min(4, base + _chance(slug, theme) % 2 + _chance(slug, theme, factor.code) % 2)


def _pair(programme, cities, people) -> Scheme:
    return mentoring.open_scheme(
        programme=programme,
        mentor=cities["sample-port"],
        mentee=cities["sample-market"],
        theme=Theme.objects.get(pk="language-learning"),
        by=people["coordinator"],
        opened_on=timezone.localdate() - timedelta(days=120),
        benchmark_code="language-support",
    )


def _parties(scheme) -> dict:
    return {party.role: party for party in scheme.parties.all()}


def _work_together(scheme: Scheme, people: dict) -> None:
    parties, today = _parties(scheme), timezone.localdate()
    say = {"scheme": scheme}
    mentoring.post_message(
        **say, by=people["mentor"], language="en", text="Welcome. We suggest one call every two weeks, on Tuesdays."
    )
    mentoring.post_message(
        **say,
        by=people["mentee"],
        language="it",
        text="Grazie. Il martedì va bene. Portiamo la lista delle associazioni del paese.",
    )
    mentoring.record_decision(
        **say,
        by=people["mentor"],
        language="en",
        decided_on=today - timedelta(days=100),
        text="We work on informal places to practise the language, not on more courses.",
    )
    mentoring.agree_task(
        **say, by=people["mentor"], party=parties[PartyRole.MENTOR], due=today + timedelta(days=6),
        text="Send the agreement that we use for volunteers",
    )  # fmt: skip
    mentoring.agree_task(
        **say, by=people["mentee"], party=parties[PartyRole.MENTEE], due=today - timedelta(days=2),
        text="Ask the library for two evenings a week",
    )  # fmt: skip
    for body, part in (("Public library", "rooms and evenings"), ("Residents’ association", "volunteers")):
        mentoring.add_supporter(
            scheme=scheme, body=body, part=part, since=today - timedelta(days=90), by=people["mentee"]
        )
    mentoring.log_learning(
        **say,
        by=people["mentor"],
        learner=parties[PartyRole.MENTOR],
        source=parties[PartyRole.MENTEE],
        learned_on=today - timedelta(days=60),
        language="en",
        text="In a small town the shopkeepers know every newcomer: we had never asked ours.",
    )


def _visit(scheme: Scheme, people: dict) -> Visit:
    """A first visit that was held, with findings of both sides, and a second one that is planned."""
    parties, today = _parties(scheme), timezone.localdate()
    first = visits.plan_visit(
        scheme=scheme,
        round=1,
        mode=Mode.ON_SITE,
        by=people["mentee"],
        days=[today - timedelta(days=46), today - timedelta(days=44)],
        purpose="See how conversation evenings work, and begin the action plan.",
        host=parties[PartyRole.MENTOR],
        place="Town hall",
    )
    day = first.days.first()
    visits.add_item(day=day, by=people["mentor"], starts=time(9, 30), ends=time(11), title="Welcome and round of names")
    visits.add_item(
        day=day, by=people["mentor"], starts=time(18), ends=time(20), title="Language café", place="Library"
    )
    visits.announce(visit=first, by=people["mentor"])
    factor = KeyFactor.objects.filter(code="language-in-daily-life").order_by("pk").first()
    findings = [
        visits.record_finding(
            visit=first, kind=kind, text=text, language=language, by=people[who], key_factor=factor
        )
        for kind, text, language, who in (
            (FindingKind.STRENGTH, "Volunteers sign for six months, so groups do not fall apart.", "en", "mentee"),
            (FindingKind.IDEA, "Si può cominciare in biblioteca, senza spese.", "it", "mentee"),
            (FindingKind.RISK, "Without childcare, mothers do not come back.", "en", "mentor"),
        )
    ]  # fmt: skip
    for finding in findings[:2]:
        for role, who in ((PartyRole.MENTOR, "mentor"), (PartyRole.MENTEE, "mentee")):
            visits.validate_finding(
                finding=finding, party=parties[role], version=finding.version, publish=False, by=people[who]
            )
    visits.hold(visit=first, by=people["mentor"])
    second = visits.plan_visit(
        scheme=scheme,
        round=2,
        mode=Mode.MIXED,
        by=people["mentor"],
        days=[today + timedelta(days=19), today + timedelta(days=22)],
        purpose="Consolidate the action plan.",
        host=parties[PartyRole.MENTEE],
        place="Market hall",
    )
    visits.announce(visit=second, by=people["mentee"])
    return first


def _plan(scheme: Scheme, mentee: Participation, people: dict) -> None:
    """A plan that the city is writing, from a gap of its assessment and a finding of the visit."""
    by, today = people["mentee"], timezone.localdate()
    plan = plans.start_plan(
        scheme=scheme,
        participation=mentee,
        title="Everybody in town can have a conversation",
        language="en",
        vision="Newcomers find a place to speak within walking distance, every week of the year.",
        by=by,
    )
    objective = plans.add_objective(
        plan=plan, title="More places to practise the language", why="Courses alone do not make people speak.", by=by
    )
    plans.add_action(
        objective=objective,
        title="Two conversation evenings a week in the library",
        description="Open to everybody, with volunteers who sign for six months.",
        lead="Public library",
        partners="Residents’ association",
        finding=scheme.visits.first().findings.filter(kind=FindingKind.IDEA).first(),
        origin_practice=Practice.objects.public().filter(external_id="mechelen--integrating-together").first(),
        adaptation="In a small town neighbours know each other: no matching, open tables.",
        starts=today,
        ends=today + timedelta(days=300),
        by=by,
    )
    plans.add_indicator(
        objective=objective,
        name="People at an evening",
        unit="people",
        higher_is_better=True,
        baseline=0,
        baseline_on=today,
        target=20,
        target_on=today + timedelta(days=300),
        source="List of the library",
        by=by,
    )


def _round(programme: Programme, people: dict) -> None:
    """A round of pairing that waits to be computed."""
    pairing.open_round(programme=programme, name="Second round", by=people["coordinator"])
