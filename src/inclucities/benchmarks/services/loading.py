"""Benchmarks from their files: one version is loaded once; translations may be corrected, the meaning may not."""

import hashlib
import json
from pathlib import Path

from django.db import transaction

from ..models import Benchmark, BenchmarkTheme, ContextFactor, KeyFactor

DATA = Path(__file__).parents[1] / "data"
ORIGINAL = "en"


class BenchmarkChanged(Exception):
    """A version that is already loaded comes back with another meaning; it needs a new version number."""


def load_benchmarks(folder: Path = DATA) -> list[Benchmark]:
    """Load every benchmark of the folder in every language that is there. Idempotent.

    The files are `benchmarks.<language>.yaml`, with the same ids in the same order; English is the original.
    """
    files = {p.name.split(".")[1]: _read(p) for p in sorted(folder.glob("benchmarks.*.yaml"))}
    with transaction.atomic():
        return [_load(source, files) for source in files[ORIGINAL]["benchmarks"]]


def _read(path: Path) -> dict:
    import yaml  # only for loading, never in a web worker

    return yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506


def _load(source: dict, files: dict) -> Benchmark:
    code, version = source["id"], source["version"]
    told = _by_language(code, version, files)
    scales = {language: files[language]["scale"] for language in told}
    digest = _digest({"benchmark": source, "scale": scales[ORIGINAL]})
    known = Benchmark.objects.filter(code=code, version=version).only("digest").first()
    if known and known.digest != digest:
        raise BenchmarkChanged(
            f"{code} version {version} is already loaded with another English text. "
            f"Give the changed benchmark version {version + 1}."
        )
    head = _head(source, told, scales) | {"digest": digest}
    benchmark, new = Benchmark.objects.get_or_create(code=code, version=version, defaults=head)
    if not new and any(getattr(benchmark, name) != value for name, value in head.items()):
        Benchmark.objects.filter(pk=benchmark.pk).update(**head)  # better translations
    _load_themes(benchmark, told)
    _load_context(benchmark, told)
    return benchmark


def _by_language(code, version, files) -> dict[str, dict]:
    """One benchmark in each language that has this very version of it."""
    found = {
        language: next((b for b in file["benchmarks"] if (b["id"], b["version"]) == (code, version)), None)
        for language, file in files.items()
    }
    return {language: b for language, b in found.items() if b}


def _digest(content) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _head(source, told, scales) -> dict:
    parts = ("terms", "how_to_answer", "reading_the_result")
    return {
        "kind": source["kind"].replace("-", "_"),
        "titles": _labels(told, "title"),
        "purposes": _labels(told, "purpose"),
        "scale": scales,
        "guidance": {language: {p: b[p] for p in parts if p in b} for language, b in told.items()},
        "origins": {language: "original" if language == ORIGINAL else "machine" for language in told},
    }


def _labels(told: dict[str, dict], key: str) -> dict:
    return {language: row[key] for language, row in told.items() if row.get(key)}


def _themes(benchmark: dict) -> list[dict]:
    """A deep-dive benchmark has one theme, written without the list."""
    return benchmark.get("themes") or [
        {"theme": benchmark["theme"], "statement": benchmark["statement"], "key_factors": benchmark["key_factors"]}
    ]


def _aligned(told: dict[str, list[dict]], key: str):
    """Walk the rows of the original in order, each with its translations."""
    indexed = {language: {row[key]: row for row in rows} for language, rows in told.items()}
    for order, row in enumerate(told[ORIGINAL], 1):
        yield order, row[key], {language: rows[row[key]] for language, rows in indexed.items() if row[key] in rows}


def _load_themes(benchmark, told) -> None:
    for order, theme, rows in _aligned({language: _themes(b) for language, b in told.items()}, "theme"):
        part, _new = BenchmarkTheme.objects.update_or_create(
            benchmark=benchmark, theme_id=theme, defaults={"order": order, "statement": _labels(rows, "statement")}
        )
        _load_key_factors(part, {language: row["key_factors"] for language, row in rows.items()})


def _load_key_factors(part, told) -> None:
    lists = ("title", "why", "how", "guiding_questions", "evidence_examples")
    for order, code, rows in _aligned(told, "id"):
        texts = {name: _labels(rows, name) for name in lists}
        hints = {
            language: {str(level): hint for level, hint in row["level_hints"].items()} for language, row in rows.items()
        }
        KeyFactor.objects.update_or_create(
            benchmark_theme=part, code=code, defaults={"order": order, "level_hints": hints, **texts}
        )


def _load_context(benchmark, told) -> None:
    lists = {language: b.get("context_factors", []) for language, b in told.items()}
    for order, code, rows in _aligned(lists, "id"):
        texts = {name: _labels(rows, name) for name in ("title", "why", "how_to_answer", "fields")}
        ContextFactor.objects.update_or_create(benchmark=benchmark, code=code, defaults={"order": order, **texts})
