from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "inclucities.accounts"
    label = "accounts"
