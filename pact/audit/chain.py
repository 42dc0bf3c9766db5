"""Walking the chain: what `manage.py verify_audit` and the daily head in reports rest on."""

import hashlib
from dataclasses import dataclass

from pact.audit.models import Event, Seal

START = b"\x00" * 32


@dataclass(frozen=True)
class Fault:
    no: int
    sentence: str


def head() -> tuple[int, str]:
    """Number and hash (hex) of the newest seal; (0, "") before the first."""
    newest = Seal.objects.order_by("-no").first()
    return (newest.no, bytes(newest.hash).hex()) if newest else (0, "")


def faults(known_head: tuple[int, str] | None = None) -> list[Fault]:
    """Every place where the chain does not hold. `known_head`, printed earlier elsewhere, betrays a cut tail."""
    found, previous, expected = [], START, 1
    seen: dict[int, str] = {}
    events = {event.id: event for event in Event.objects.iterator(chunk_size=2000)}
    for seal in Seal.objects.order_by("no").iterator(chunk_size=2000):
        if seal.no != expected:
            found.append(Fault(seal.no, f"Seal {expected} is missing."))
        event = events.pop(seal.event_id, None)
        if event is None:
            found.append(Fault(seal.no, f"The event of seal {seal.no} is missing."))
        elif event.canonical != event.canonical_text():
            found.append(Fault(seal.no, f"The event of seal {seal.no} was changed."))
        if bytes(seal.previous) != previous:
            found.append(Fault(seal.no, f"Seal {seal.no} does not follow the one before."))
        if event and hashlib.sha256(previous + event.canonical.encode()).digest() != bytes(seal.hash):
            found.append(Fault(seal.no, f"The hash of seal {seal.no} is wrong."))
        previous, expected = bytes(seal.hash), seal.no + 1
        seen[seal.no] = previous.hex()
    found.extend(Fault(0, f"Event {event.id} carries no seal.") for event in events.values())
    if known_head and seen.get(known_head[0]) != known_head[1]:
        found.append(Fault(known_head[0], f"The published head {known_head[0]} is not in the chain: its end was cut."))
    return found
