from django.core.management.base import BaseCommand, CommandError

from inclucities.benchmarks.services import BenchmarkChanged, load_benchmarks


class Command(BaseCommand):
    help = "Load the benchmarks that come with the product, in every language. Can be repeated."

    def handle(self, **options):
        try:
            loaded = load_benchmarks()
        except BenchmarkChanged as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{len(loaded)} benchmarks")
