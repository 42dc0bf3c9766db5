"""What people upload: decided by content, private by default, served as attachments (Security D1)."""

from pact.files.serving import serve
from pact.files.sniffing import KINDS, check

__all__ = ["KINDS", "adopt", "check", "read", "remove", "serve", "store"]


def __getattr__(name: str):
    """The actions need the models, which exist only once Django's applications are loaded."""
    if name not in ("adopt", "read", "remove", "store"):
        raise AttributeError(name)
    from pact.files import actions

    return getattr(actions, name)
