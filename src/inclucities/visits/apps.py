from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "inclucities.visits"
    label = "visits"
