"""The IncluCities programme of 2020 to 2023, as its sources tell it: facts only, each with the page that states it."""

from datetime import date
from decimal import Decimal
from importlib.resources import files

from django.db import transaction

from inclucities.accounts.models import Organisation
from inclucities.accounts.states import OrganisationKind
from inclucities.benchmarks.models import Benchmark
from inclucities.mentoring import services as mentoring
from inclucities.mentoring.models import Scheme
from inclucities.mentoring.states import PartyRole
from inclucities.network import services as network
from inclucities.network.models import Association, Event, Municipality, Place, Programme, Statistic, Theme
from inclucities.network.states import CITY_ROLES, EventKind, Mode, ProgrammeState, Role
from inclucities.practices.models import Practice
from inclucities.practices.services import record_transfer
from inclucities.practices.states import TransferState
from inclucities.visits.services import record_held_visit

SLUG = "inclucities"
# Folded names under which the gazetteer knows the cities; the coordinates of the sources are kept.
_EVENT_KINDS = {
    "kick-off": EventKind.KICK_OFF,
    "benchmarks defined": EventKind.BENCHMARKS,
    "mentoring training": EventKind.TRAINING,
    "steering committee": EventKind.STEERING,
    "transfer workshop": EventKind.WORKSHOP,
    "academy": EventKind.ACADEMY,
    "final conference": EventKind.CONFERENCE,
}
_MODES = {"online": Mode.ONLINE, "on site": Mode.ON_SITE, "mixed": Mode.MIXED}
# What one city learned from another and which practice of the library that is.
_TRANSFERRED = {
    "buddy scheme": "mechelen--integrating-together",
    "Coexistence Board (Mesa por la Convivencia)": "fuenlabrada--living-together-board",
}


def _data() -> dict:
    import yaml  # only for loading, never in a web worker

    return yaml.load(files("inclucities.web").joinpath("data/programme.yaml").read_text("utf-8"), yaml.CSafeLoader)


@transaction.atomic
def load_programme() -> Programme:
    """Load the real programme, closed and public. A second call finds it and changes nothing."""
    if known := Programme.objects.filter(slug=SLUG).first():
        return known
    data = _data()
    bodies = {entry["acronym"]: _association(entry) for entry in data["associations"]}
    facilitator = _other(data["programme"]["facilitator"]["name"])
    cities = {entry["id"]: _city(entry, bodies) for entry in data["municipalities"]}
    for entry in data["statistics"]:
        _statistics(cities[entry["municipality"]], entry)
    programme = _programme(data, bodies["CEMR"])
    start = programme.starts
    for acronym, body in bodies.items():
        if acronym != "CEMR":
            network.join(programme=programme, organisation=body, role=Role.ASSOCIATION, valid_from=start, by=None)
    network.join(programme=programme, organisation=facilitator, role=Role.FACILITATOR, valid_from=start, by=None)
    schemes = _schemes(programme, cities, data)
    _events(programme, schemes, cities, bodies, data)
    _learned(schemes, cities, data)
    programme.state = ProgrammeState.CLOSED
    programme.save()
    return programme


def _association(entry: dict) -> Organisation:
    is_network = entry["country"] is None
    organisation = Organisation.objects.create(
        kind=OrganisationKind.OTHER if is_network else OrganisationKind.ASSOCIATION,
        slug=network.free_slug(entry["acronym"]),
        names=entry["name"],
        aliases=entry.get("aliases", []),
        acronym="Brulocalis" if entry["acronym"] == "BRULOCALIS" else entry["acronym"],
        country=entry["country"] or "",
    )
    if not is_network:
        Association.objects.create(organisation=organisation)
    return organisation


def _other(name: str) -> Organisation:
    return Organisation.objects.create(
        kind=OrganisationKind.OTHER, slug=network.free_slug(name), names={"en": name}, country="GB"
    )


def _city(entry: dict, bodies: dict) -> Municipality:
    """Make a municipality with its names, and its association: a member since before the programme began."""
    organisation = Organisation.objects.create(
        kind=OrganisationKind.MUNICIPALITY,
        slug=network.free_slug(entry["id"]),
        names=entry["name"],
        aliases=entry.get("aliases", []),
        country=entry["country"],
    )
    place = Place.objects.filter(
        country=entry["country"],
        latitude__range=(entry["lat"] - 0.03, entry["lat"] + 0.03),
        longitude__range=(entry["lon"] - 0.03, entry["lon"] + 0.03),
        names__folded__in=organisation.folded.split(" | "),
    ).first()
    municipality = Municipality.objects.create(
        organisation=organisation,
        geoname_id=place and place.pk,
        latitude=entry["lat"],
        longitude=entry["lon"],
        languages=entry["languages"],
    )
    network.add_membership(
        municipality=municipality,
        association=bodies[entry["association"]].association,
        valid_from=date(2020, 6, 17),
        since_before=True,
        by=None,
    )
    return municipality


def _statistics(municipality: Municipality, entry: dict) -> None:
    area = "district" if "district" in entry["definition"] else "municipality"
    common = {"municipality": municipality, "area": area, "year": entry.get("year"), "source": entry["source"]}
    definition = entry["definition"] if area == "district" else "as the project site gives it"
    Statistic.objects.create(
        subject="inhabitants", value=entry["population"], unit="people", definition=definition, **common
    )
    if entry["share"] is not None:
        Statistic.objects.create(
            subject="share of inhabitants", value=Decimal(entry["share"]), unit="%", definition=entry["definition"],
            **common,
        )  # fmt: skip


def _programme(data: dict, lead: Organisation) -> Programme:
    facts = data["programme"]
    return network.create_programme(
        by=None,
        acronym=facts["acronym"],
        names=facts["name"],
        purpose=facts["purpose"],
        lead_partner=lead,
        funder=facts["funder"],
        starts=facts["start"],
        ends=date(2023, 3, 1),
        ends_precision="month",
        languages=facts["languages"],
        announced_themes=data["announced_themes"],
        outputs=data["outputs"],
        sources=facts["sources"],
        state=ProgrammeState.OPEN,
        is_public=True,
    )


def _schemes(programme, cities, data) -> dict[str, Scheme]:
    """Open the four schemes; in one, a city was replaced: the first one opens it and the second carries on."""
    replaced = {entry["scheme"]: entry for entry in data["replacements"]}
    schemes = {}
    for entry in data["schemes"]:
        change = replaced.get(entry["id"])
        benchmark = Benchmark.objects.filter(code=entry["benchmark"]).first()
        mentor = _joins(programme, cities[entry["mentor"]], Role.MENTOR)
        mentee = _joins(programme, cities[change["out"] if change else entry["mentee"]], Role.MENTEE)
        scheme = schemes[entry["id"]] = mentoring.open_scheme(
            programme=programme,
            mentor=mentor,
            mentee=mentee,
            theme=_theme_of(benchmark),
            by=None,
            opened_on=programme.starts,
            code=entry["id"],
            focus=benchmark.titles,
            benchmark_code=benchmark.code,
            sources=[entry["source"]],
        )
        if change:
            _replace(scheme, mentee, cities[change["in"]], change)
    return schemes


def _theme_of(benchmark: Benchmark) -> Theme:
    return Theme.objects.get(pk=benchmark.themes.get().theme_id)


def _joins(programme, municipality: Municipality, role: Role):
    return network.join(
        programme=programme, organisation=municipality.organisation, role=role, valid_from=programme.starts, by=None
    )


def _replace(scheme, participation, municipality, change) -> None:
    day = change["after"]
    successor = network.replace(
        participation=participation,
        organisation=municipality.organisation,
        on=day,
        reason="",
        by=None,
        note=" ".join(change["note"].split()),
        sources=change["sources"],
    )
    party = scheme.parties.get(role=PartyRole.MENTEE)
    mentoring.replace_party(scheme=scheme, party=party, successor_participation=successor, on=day, by=None)


def _days(entry: dict) -> list:
    return entry.get("days") or [entry["date"]]


def _first_day(value) -> date:
    """The day of a date, or the first of a month of which no day is known."""
    return value if isinstance(value, date) else date.fromisoformat(f"{value}-01")


def _events(programme, schemes, cities, bodies, data) -> None:
    for entry in data["events"]:
        if entry["kind"] == "study visit":
            _visit(schemes[entry["scheme"]], cities, entry)
            continue
        scheme = schemes.get(entry.get("scheme"))
        event = Event.objects.create(
            programme=programme,
            kind=_EVENT_KINDS[entry["kind"]],
            days=[str(day) for day in _days(entry)],
            starts=_first_day(_days(entry)[0]),
            mode=_MODES.get(entry.get("mode"), ""),
            place=entry.get("place", ""),
            host=bodies.get(entry.get("host")),
            note=entry.get("note", ""),
        )
        if scheme:
            cities_of_pair = scheme.parties.filter(role__in=CITY_ROLES, valid_to=None)
            event.bodies.set(cities_of_pair.values_list("participation__organisation", flat=True))


def _visit(scheme, cities, entry) -> None:
    host = (
        entry.get("host")
        and scheme.parties.filter(participation__organisation=cities[entry["host"]].organisation, valid_to=None).get()
    )
    record_held_visit(
        scheme=scheme,
        round=entry["round"],
        mode=_MODES[entry["mode"]],
        days=_days(entry),
        host=host or None,
        note=entry.get("note", ""),
        sources=scheme.sources,
    )


def _learned(schemes, cities, data) -> None:
    """Both ways: what cities of a pair took from one another, and the practices that travelled."""
    for entry in data["learned"]:
        learner, giver = cities[entry["to"]], cities[entry["from"]]
        scheme = next(
            s for s in schemes.values()
            if s.parties.filter(participation__organisation=learner.organisation).exists()
        )  # fmt: skip
        parties = {p.participation.organisation_id: p for p in scheme.parties.select_related("participation")}
        mentoring.log_learning(
            scheme=scheme,
            learner=parties[learner.pk],
            source=parties[giver.pk],
            learned_on=None,
            text=entry["practice"] + (f" ({entry['became']})" if entry.get("became") else ""),
            language="en",
            sources=[entry["source"]],
            by=None,
        )


@transaction.atomic
def load_transfers() -> None:
    """Note which practices of the library travelled from city to city, once both are there."""
    for entry in _data()["learned"]:
        practice = Practice.objects.filter(external_id=_TRANSFERRED.get(entry["practice"])).first()
        learner = Municipality.objects.get(organisation__slug=entry["to"])
        if practice:
            record_transfer(
                practice=practice,
                municipality=learner,
                state=TransferState.PILOTED if entry.get("became") else TransferState.CONSIDERED,
                became=entry.get("became", ""),
                source_url=entry["source"],
                by=None,
            )
