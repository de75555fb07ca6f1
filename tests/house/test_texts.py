"""The code and its papers name no machine and no registry, and the commands of the README exist."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _tracked():
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    return [ROOT / n for n in names if not n.endswith((".woff2", ".webp", ".png")) and "/vendor/" not in n]


def test_no_registry_and_no_path_of_a_machine():
    pattern = re.compile(
        r"https?://[\w.-]*(pypi|npmjs|pythonhosted|debian\.org)|(?<![\w.-])/(work/(main|shared|wt-)|root/)"
    )
    texts = {p: p.read_text("utf-8", errors="replace") for p in _tracked() if p.exists() and p != Path(__file__)}
    assert [str(p.relative_to(ROOT)) for p, text in texts.items() if pattern.search(text)] == []


def test_the_readmes_name_commands_that_exist():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    for name in ("README.md", "README.fr.md"):
        assert set(re.findall(r"`make ([a-z-]+)", (ROOT / name).read_text())) <= targets


def test_made_documents_are_fresh():
    from tools.make_docs import glossary, permissions

    assert (ROOT / "docs/glossary.md").read_text("utf-8") == glossary()
    assert (ROOT / "docs/permissions.md").read_text("utf-8") == permissions()
