"""Makes visits and what is in them, through the services."""

import io
from datetime import date, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from inclucities.benchmarks.models import Benchmark, BenchmarkTheme, KeyFactor
from inclucities.mentoring.models import Scheme
from inclucities.visits import services
from inclucities.visits.models import Visit
from tests.mentoring import make as mentoring
from tests.world import World


def visit(world: World, scheme: Scheme | None = None, *, days=None, hosted=True, round=1, **fields) -> Visit:
    """A draft of a visit; today is its only day."""
    scheme = scheme or mentoring.scheme(world)
    told = {"mode": "on_site", "purpose": "See the welcome office", "place": "Town hall", "by": world.mentee, **fields}
    if hosted:
        told["host"] = scheme.parties.filter(role="mentor").first()
    return services.plan_visit(scheme=scheme, round=round, days=days or [timezone.localdate()], **told)


def planned(world: World, scheme: Scheme | None = None, **fields) -> Visit:
    return services.announce(visit=visit(world, scheme, **fields), by=world.mentee)


def held(world: World, scheme: Scheme | None = None, **fields) -> Visit:
    return services.hold(visit=planned(world, scheme, **fields), by=world.mentee)


def item(of: Visit, by, title="The first hour of a newcomer", starts=time(9), ends=time(10)):
    return services.add_item(day=of.days.first(), title=title, starts=starts, ends=ends, by=by)


def finding(of: Visit, by, text="The first talk takes place at the library.", kind="strength", **fields):
    return services.record_finding(visit=of, kind=kind, text=text, language="en", by=by, **fields)


def validate(found, world: World, *, publish=False, sides=("mentor", "mentee")):
    for side in sides:
        city = getattr(world, f"{side}_city")
        services.validate_finding(
            finding=found, party=mentoring.party(found.visit.scheme, city), version=found.version, publish=publish,
            by=getattr(world, side),
        )  # fmt: skip
    found.refresh_from_db()
    return found


def factor(world: World, **fields) -> KeyFactor:
    """A key factor of the world's theme with two questions."""
    benchmark = Benchmark.objects.create(
        code="general", version=1, kind="general", titles={"en": "General"}, purposes={}, scale={}, digest="x"
    )
    theme = BenchmarkTheme.objects.create(benchmark=benchmark, theme=world.theme, order=1, statement={"en": "Good"})
    texts = {"en": ["Who speaks first?", "Who pays?"], "fr": ["Qui parle d’abord ?", "Qui paie ?"]}
    told = {"title": {"en": "A first talk"}, "guiding_questions": texts, "why": {}, "how": {}, **fields}
    return KeyFactor.objects.create(
        benchmark_theme=theme, code="first-talk", order=1, evidence_examples={}, level_hints={}, **told
    )


def photo(with_place: bool = True) -> SimpleUploadedFile:
    """A JPEG that says where it was taken."""
    picture, content = Image.new("RGB", (40, 30), "green"), io.BytesIO()
    data = picture.getexif()
    if with_place:
        data.get_ifd(0x8825)[1] = "N"
    picture.save(content, "JPEG", exif=data)
    return SimpleUploadedFile("photo.jpg", content.getvalue(), "image/jpeg")


LATER = date(2027, 3, 25)
AFTER = timedelta(days=7)
