"""What we print: a document is a row before any worker hears of it. See README.md."""

from importlib import import_module

from pact.documents.kinds import Kind

__all__ = ["Kind", "order", "press", "publish"]

# The actions need the models, which exist only once Django's applications are loaded.
_LATER = {"order": "actions", "publish": "actions", "press": "pressing"}


def __getattr__(name: str):
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"pact.documents.{_LATER[name]}"), name)
