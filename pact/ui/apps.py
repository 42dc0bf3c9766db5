from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "pact.ui"
    label = "ui"
    verbose_name = "What the eye meets"
    default = True


class CottonConfig(AppConfig):
    """Cotton without its own configuration, which loads the whole administration of Django at each start."""

    name = "django_cotton"

    def ready(self):
        from django_cotton.nested_tag_support import enable_nested_tag_support

        enable_nested_tag_support()
