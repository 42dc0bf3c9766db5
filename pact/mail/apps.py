from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "pact.mail"
    label = "mail"
