from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "inclucities.web"
    label = "web"
