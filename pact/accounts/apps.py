from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "pact.accounts"
    label = "accounts"
