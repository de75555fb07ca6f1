from django.apps import AppConfig


class BenchmarksConfig(AppConfig):
    name = "inclucities.benchmarks"
    label = "benchmarks"
