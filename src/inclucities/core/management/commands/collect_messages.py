import os
from pathlib import Path

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Collect the interface texts into the seven catalogues; `--check` fails if that would change one."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")

    def handle(self, check, **options):
        catalogues = [
            Path(settings.LOCALE_PATHS[0], code, "LC_MESSAGES", "django.po") for code, _ in settings.LANGUAGES
        ]
        before = {path: path.read_bytes() for path in catalogues if path.exists()}
        self._collect()
        if check:
            changed = [path for path in catalogues if _entries(path) != _entries(before.get(path, b""))]
            for path, content in before.items():
                path.write_bytes(content)
            if changed:
                raise CommandError("Texts have changed since the catalogues were made: run `make messages`.")

    def _collect(self):
        here = Path.cwd()
        os.chdir(settings.BASE / "src")  # gettext looks below the current folder
        try:
            call_command(
                "makemessages",
                locale=[code for code, _ in settings.LANGUAGES],
                extensions=["py", "html", "txt"],
                no_wrap=True,
                no_obsolete=True,
                add_location="file",
                verbosity=0,
            )
        finally:
            os.chdir(here)
        for code, _ in settings.LANGUAGES:
            _settle(Path(settings.LOCALE_PATHS[0], code, "LC_MESSAGES", "django.po"), code)


def _entries(source) -> set:
    text = source.read_text("utf-8") if isinstance(source, Path) else source.decode("utf-8")
    return {(e.msgctxt, e.msgid, e.msgid_plural) for e in polib.pofile(text)} if text else set()


def _settle(path: Path, code: str) -> None:
    """Drop guesses and the hour of collecting, so that only a change of texts changes the file."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    catalogue.header = "Interface texts of IncluCities. EUPL-1.2."
    catalogue.metadata_is_fuzzy = False
    catalogue.metadata = {
        "Project-Id-Version": "IncluCities",
        "Language": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": catalogue.metadata["Plural-Forms"],
    }
    for entry in catalogue.fuzzy_entries():
        entry.flags.remove("fuzzy")
        entry.previous_msgid = entry.previous_msgid_plural = None
        entry.msgstr = ""
        entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "")
    catalogue.save(str(path))
