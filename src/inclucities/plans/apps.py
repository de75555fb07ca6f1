from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "inclucities.plans"
    label = "plans"
