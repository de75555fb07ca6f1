from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "inclucities.network"
    label = "network"
