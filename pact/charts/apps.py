from django.apps import AppConfig


class ChartsConfig(AppConfig):
    name = "pact.charts"
    label = "charts"
