from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "pact.demo"
    label = "demo"
