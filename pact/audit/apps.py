from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "pact.audit"
    label = "audit"
