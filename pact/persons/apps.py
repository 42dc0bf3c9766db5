from django.apps import AppConfig


class PersonsConfig(AppConfig):
    name = "pact.persons"
    label = "persons"
