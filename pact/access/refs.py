"""Public codes: what stands in addresses instead of serial keys."""

import secrets

_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # no look-alikes: read aloud on the telephone


def new_ref(length: int = 8) -> str:
    """A random public code (about 39 bits at the default length); unguessable keys use 26 or more characters."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def new_key() -> str:
    """An unguessable key of about 157 bits, for links that stand in for a signature of who somebody is."""
    return new_ref(32)
