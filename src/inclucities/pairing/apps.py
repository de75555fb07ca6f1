from django.apps import AppConfig


class PairingConfig(AppConfig):
    name = "inclucities.pairing"
    label = "pairing"
