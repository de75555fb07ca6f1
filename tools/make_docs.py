"""Make docs/glossary.md and docs/permissions.md; with --check only compare. Run: python -m tools.make_docs"""

import os
import sys
from itertools import groupby
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "fr", "es", "it", "nl", "el", "lv")


def glossary() -> str:
    data = yaml.safe_load((ROOT / "src/inclucities/core/data/glossary.yaml").read_text("utf-8"))
    lines = [_GLOSSARY]
    for group, entries in groupby(data["terms"], key=lambda e: e["group"]):
        lines += [f"## {group.replace('-', ' ').capitalize()}", ""]
        lines += ["| " + " | ".join((*LANGUAGES, "meaning", "not")) + " |", "|" + "---|" * (len(LANGUAGES) + 2)]
        for entry in entries:
            terms = [entry["terms"].get(code, "") for code in LANGUAGES]
            lines.append(
                "| " + " | ".join([*terms, entry["definition"], ", ".join(entry.get("forbidden_en", []))]) + " |"
            )
        lines.append("")
    return "\n".join(lines)


def permissions() -> str:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inclucities.config.settings")
    import django

    django.setup()
    from tests.permissions.test_matrix import ROWS
    from tests.world import ROLES

    lines = [_PERMISSIONS]
    for app, rows in groupby(ROWS, key=lambda r: r.route.split(":")[0]):
        lines += [f"## {app}", "", "| address | method | " + " | ".join(ROLES) + " |", "|" + "---|" * (len(ROLES) + 2)]
        lines += [f"| `{r.route.split(':')[1]}{r.query}` | {r.method} | " + " | ".join(r.answers) + " |" for r in rows]
        lines.append("")
    return "\n".join(lines)


_GLOSSARY = """# Glossary

One word for one thing, in code, interface and documents. Made from `core/data/glossary.yaml`.
Terms outside English are machine translations that wait for a native reader.
"""

_PERMISSIONS = """# Who may open what

Made from `tests/permissions/`, where every cell is executed over HTTP. `sign in`: led to the sign-in page;
`hidden`: the address does not exist for this person (404); `refused`: seen, but not done (403).

The roles are those of `tests/world.py`: the mentor city is paired with the mentee city; the association has both as
members; `other` coordinates another programme. Where a row is about one city, it is the mentee city.
"""


def main() -> None:
    stale = []
    for name, make in (("glossary.md", glossary), ("permissions.md", permissions)):
        path, text = ROOT / "docs" / name, make()
        if "--check" in sys.argv and (not path.exists() or path.read_text("utf-8") != text):
            stale.append(name)
        elif "--check" not in sys.argv:
            path.write_text(text, "utf-8")
    sys.exit(f"Stale: {', '.join(stale)}. Run: python -m tools.make_docs" if stale else 0)


if __name__ == "__main__":
    main()
