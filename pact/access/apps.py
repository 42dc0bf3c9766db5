from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "pact.access"
    label = "access"

    def ready(self):
        from pact.access import checks  # noqa: F401  registers the system check
