"""A small benchmark and assessments on it, made through the services."""

from inclucities.benchmarks import services
from inclucities.benchmarks.models import Assessment, Benchmark, BenchmarkTheme, ContextFactor, KeyFactor
from inclucities.benchmarks.services import Said
from inclucities.network.models import Theme
from inclucities.network.states import Role
from tests.world import city, takes_part

_NAMES = ("Not started", "First steps", "In place", "Well rooted", "Able to mentor others")
SCALE = {
    "levels": [{"value": n, "name": name, "descriptor": f"What {name} means"} for n, name in enumerate(_NAMES)],
    "not_applicable": {"label": "Not our competence", "descriptor": "Say who is in charge."},
    "confidence": {
        "question": "How sure are you?",
        "options": [
            {"id": i, "label": i, "descriptor": ""} for i in ("sure", "fairly-sure", "not-sure")
        ],
    },
}  # fmt: skip
FIELDS = [
    {"id": "value", "label": "Residents", "type": "integer"},
    {"id": "share", "label": "Share", "type": "decimal"},
    {"id": "year", "label": "Year", "type": "year"},
    {"id": "types", "label": "Ways", "type": "multiple-choice",
     "options": [{"id": way, "label": way.title()} for way in ("asylum", "work", "study")]},
    {"id": "main", "label": "Two most important", "type": "multiple-choice-of-types"},
    {"id": "tasks", "label": "Tasks", "type": "grid", "options": [{"id": "housing", "label": "Homes"}]},
    {"id": "holder", "label": "In charge", "type": "choice", "options": [{"id": "state", "label": "State"}]},
    {"id": "comment", "label": "Comment", "type": "text"},
]  # fmt: skip


def benchmark(*themes: Theme, code="general", version=1, factors=2) -> Benchmark:
    """A benchmark of some themes, each with some key factors."""
    made = Benchmark.objects.create(
        code=code, version=version, kind="general", titles={"en": "Benchmark"}, purposes={"en": "To talk"},
        scale={"en": SCALE}, origins={"en": "original", "fr": "machine"}, digest="0" * 64,
    )  # fmt: skip
    for order, theme in enumerate(themes, 1):
        part = BenchmarkTheme.objects.create(benchmark=made, theme=theme, order=order, statement={"en": "Good work"})
        for n in range(1, factors + 1):
            key_factor(part, n)
    ContextFactor.objects.create(
        benchmark=made, code="size", order=1, title={"en": "Size"}, why={"en": "It matters"},
        how_to_answer={"en": "Write it"}, fields={"en": FIELDS},
    )  # fmt: skip
    return made


def key_factor(part: BenchmarkTheme, n: int) -> KeyFactor:
    return KeyFactor.objects.create(
        benchmark_theme=part, code=f"factor-{n}", order=n, title={"en": f"Factor {n} of {part.theme_id}"},
        why={"en": "Because"}, how={"en": ["So"]}, guiding_questions={"en": ["Who?"]},
        evidence_examples={"en": ["A paper"]}, level_hints={"en": {"1": "A hint for one", "3": "A hint for three"}},
    )  # fmt: skip


def theme(slug: str, order: int = 1) -> Theme:
    return Theme.objects.create(id=slug, order=order, label={"en": slug.title()})


def key_factors(of: Benchmark) -> list[KeyFactor]:
    return list(KeyFactor.objects.filter(benchmark_theme__benchmark=of).order_by("benchmark_theme__order", "order"))


def draft(participation, of: Benchmark, by, levels=()) -> Assessment:
    """A running assessment; `levels` answers the key factors in order, "na" for what is not the city's competence."""
    assessment = services.start_assessment(participation=participation, benchmark=of, by=by)
    for factor, level in zip(key_factors(of), levels, strict=False):
        said = Said(not_applicable=True) if level == "na" else Said(level=level, note=f"Because {level}")
        services.record_answer(assessment=assessment, key_factor=factor, said=said, version=0, by=by)
    return assessment


def submitted(participation, of: Benchmark, by, levels=()) -> Assessment:
    assessment = draft(participation, of, by, levels)
    return services.submit_assessment(assessment=assessment, by=by)


def neighbours(world, of: Benchmark, *levels_of_cities) -> None:
    """Other cities of the programme with submitted assessments."""
    for n, levels in enumerate(levels_of_cities):
        town = city(f"Neighbour {n}")
        submitted(takes_part(world.programme, town.organisation, Role.MENTEE), of, None, levels)
