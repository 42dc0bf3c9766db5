from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "pact.files"
    label = "files"
