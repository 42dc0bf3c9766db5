from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DocumentsConfig(AppConfig):
    name = "pact.documents"
    label = "documents"

    def ready(self):
        """The press knows every kind by name, whichever process it runs in."""
        autodiscover_modules("documents")
