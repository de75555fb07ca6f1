from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "inclucities.core"
    label = "core"

    def ready(self):
        autodiscover_modules("jobs", "panels")
