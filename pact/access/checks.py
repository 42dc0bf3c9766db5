"""No view without `@page`: an undeclared one stops the start."""

from django.core.checks import Error, register
from django.urls import URLPattern, URLResolver, get_resolver

# Views of libraries that guard themselves; everything of ours declares.
TRUSTED = ("allauth.", "django.views.", "drf_spectacular.")


def patterns(resolver=None, prefix: str = "", namespace: str = ""):
    """Every URL of the project: (route, name with namespace, pattern)."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from patterns(entry, route, inner)
        elif isinstance(entry, URLPattern):
            yield route, f"{namespace}{entry.name}" if entry.name else "", entry


def declared(callback):
    """What a view declares: a Permission, "public", or None."""
    owner = getattr(callback, "view_class", None) or getattr(callback, "cls", None)
    return getattr(callback, "page", None) or getattr(owner, "page", None)


@register()
def every_view_declares(app_configs, **kwargs):
    errors = []
    for route, name, entry in patterns():
        module = getattr(entry.callback, "__module__", "")
        if not module.startswith(TRUSTED) and declared(entry.callback) is None:
            errors.append(Error(f"The view of /{route} ({name}) declares no @page.", id="access.E001"))
    return errors
