import shutil

import pytest
from django.core.management import call_command

from inclucities.benchmarks.models import Benchmark, ContextFactor, KeyFactor
from inclucities.benchmarks.services import BenchmarkChanged, load_benchmarks
from inclucities.benchmarks.services.loading import DATA
from inclucities.network.models import Theme

pytestmark = pytest.mark.django_db
THEMES = (
    "governance-and-partnerships", "reception-and-information", "housing", "employment-and-entrepreneurship",
    "education-and-youth", "language-learning", "health-and-wellbeing", "participation-and-encounters",
    "equality-and-anti-discrimination", "gender-sensitive-integration", "funding-and-monitoring",
)  # fmt: skip


@pytest.fixture(autouse=True)
def themes(db):
    for order, slug in enumerate(THEMES, 1):
        Theme.objects.create(id=slug, order=order, label={"en": slug})


def test_five_benchmarks_in_seven_languages_and_twice_changes_nothing(capsys):
    call_command("load_benchmarks")
    assert "5 benchmarks" in capsys.readouterr().out
    first = (Benchmark.objects.count(), KeyFactor.objects.count(), ContextFactor.objects.count())
    assert first == (5, 11 * 4 + 4 * 6, 6)
    load_benchmarks()
    assert (Benchmark.objects.count(), KeyFactor.objects.count(), ContextFactor.objects.count()) == first
    general = Benchmark.objects.get(code="city-integration")
    assert general.origins == {"en": "original"} | dict.fromkeys(["el", "es", "fr", "it", "lv", "nl"], "machine")
    factor = KeyFactor.objects.get(code="political-mandate")
    assert set(factor.title) == set(general.origins) and factor.level_hints["fr"]["3"]


def _copied(tmp_path, language: str, old: str, new: str):
    for file in DATA.glob("*.yaml"):
        shutil.copy(file, tmp_path)
    changed = tmp_path / f"benchmarks.{language}.yaml"
    text = changed.read_text(encoding="utf-8")
    assert old in text
    changed.write_text(text.replace(old, new), encoding="utf-8")
    return tmp_path


def test_another_meaning_needs_another_version(tmp_path):
    load_benchmarks()
    folder = _copied(tmp_path, "en", "A written strategy with political backing", "A written strategy")
    with pytest.raises(BenchmarkChanged, match="version 2"):
        load_benchmarks(folder)
    assert KeyFactor.objects.get(code="political-mandate").title["en"].endswith("political backing")


def test_a_better_translation_is_taken_over(tmp_path):
    load_benchmarks()
    old = KeyFactor.objects.get(code="political-mandate").title["fr"]
    load_benchmarks(_copied(tmp_path, "fr", old, "Une meilleure phrase"))
    assert KeyFactor.objects.get(code="political-mandate").title["fr"] == "Une meilleure phrase"
