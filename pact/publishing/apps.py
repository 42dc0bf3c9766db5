from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "pact.publishing"
    label = "publishing"
