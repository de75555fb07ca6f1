from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile the catalogues in locale/ that have changed; needs no gettext."
    requires_system_checks = []

    def handle(self, **options):
        for source in Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                with source.open("rb") as po, target.open("wb") as mo:
                    write_mo(mo, read_po(po))
