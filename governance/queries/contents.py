"""What a matter puts to the vote, in words: for the page of the vote, its record and the register."""

from django.conf import settings

from governance.models import Matter
from pact.documents.facts import unpacked
from pact.flow import effects


def in_words(matter: Matter) -> list[tuple[str, str]]:
    """Label and value of each thing that is decided, as the floor names them that put it there; without such names,
    as they are held. None: another row holds what is decided."""
    held = unpacked(matter.content)
    if matter.kind in settings.MATTER_WORDS:
        return effects.words(matter.kind, held) if held else []
    return [(name.replace("_", " ").capitalize(), _plain(value)) for name, value in held.items()]


def _plain(value) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_plain(child)}" for name, child in value.items())
    if isinstance(value, list) and value:
        return "; ".join(_plain(child) for child in value)
    return "–" if value in (None, "", []) else str(value)
