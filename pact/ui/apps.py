from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "pact.ui"
    label = "ui"
    verbose_name = "What the eye meets"
