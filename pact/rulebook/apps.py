from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "pact.rulebook"
    label = "rulebook"
