"""Templates: nothing unused, nobody extends a foreign app's page, nothing inline."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "inclucities"
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.*"))
NAMES = {
    path: str(path.relative_to(path.parents[[p.name for p in path.parents].index("templates")])) for path in TEMPLATES
}
# Found by name outside our code: Django's and allauth's.
_FOREIGN = ("allauth/", "account/", "mfa/", "core/forms/")


def _app(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: NAMES[p])
def test_extends_and_includes_only_its_own_app_or_core(path):
    used = re.findall(r"{%\s*(?:extends|include)\s+[\"']([^\"'#]+)", path.read_text())
    allowed = (f"{_app(path)}/", "core/", *(("mfa/", "allauth/") if _app(path) == "accounts" else ()))
    assert [name for name in used if not name.startswith(allowed)] == []


def test_no_template_is_unused():
    everything = "\n".join(p.read_text() for p in SOURCE.rglob("*") if p.suffix in (".py", ".html", ".txt"))
    unused = [n for n in NAMES.values() if not n.startswith(_FOREIGN) and everything.count(n) == 0]
    assert unused == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: NAMES[p])
def test_nothing_is_inline(path):
    text = path.read_text()
    assert not re.search(r"<[^>]+\sstyle\s*=", text)
    assert not re.search(r"<[^>]+\son[a-z]+\s*=\s*[\"']", text)
    scripts = re.findall(r"<script\b([^>]*)>", text)
    assert [s for s in scripts if "src=" not in s and 'type="application/json"' not in s] == []
    assert "<style" not in text


@pytest.mark.parametrize("path", [p for p in TEMPLATES if p.suffix == ".html"], ids=lambda p: NAMES[p])
def test_every_posted_form_has_a_token(path):
    for form in re.findall(r"<form\b[^>]*method=[\"']post[\"'].*?</form>", path.read_text(), re.S | re.I):
        assert "csrf_token" in form or "{% slot body %}" in form
