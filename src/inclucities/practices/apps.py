from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "inclucities.practices"
    label = "practices"
