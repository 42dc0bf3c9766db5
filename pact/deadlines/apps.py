from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "pact.deadlines"
    label = "deadlines"
