from django.conf import settings
from django.core.management.base import BaseCommand

from ... import services


class Command(BaseCommand):
    help = (
        "Load themes, gazetteer, benchmarks, practices and the IncluCities programme; in the sample also the Sandbox."
    )

    def handle(self, **options):
        for title, work in services.loading(sandbox=settings.DEMO):
            self.stderr.write(f"  {title} …")
            work()
