from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "pact.clock"
    label = "clock"
