"""Walking the chain: what `manage.py verify_audit` and the daily head in reports rest on."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from pact.audit.models import Change, Event, Head, Seal

START = b"\x00" * 32
MANY = 2000


@dataclass(frozen=True)
class Fault:
    no: int
    sentence: str


@dataclass(frozen=True)
class _Sealed:
    """What a seal is about: the bytes that it hashes, and its name in a sentence."""

    content: bytes
    name: str
    intact: bool = True


def head() -> tuple[int, str]:
    """Number and hash (hex) of the newest seal; (0, "") before the first."""
    newest = Seal.objects.order_by("-no").first()
    return (newest.no, bytes(newest.hash).hex()) if newest else (0, "")


def faults(known_head: tuple[int, str] | None = None) -> list[Fault]:
    """Every place where the chain does not hold.

    `known_head`, printed earlier elsewhere, betrays a cut tail; the heads noted day by day do so too, as long as they
    were left alone.
    """
    # The head first: what is committed while we read belongs to the next walk.
    last, _hash = head()
    found: list[Fault] = []
    sealed = {**_events(), **_statements(found)}
    previous, expected = START, 1
    heads = {(one.no, one.hash) for one in Head.objects.all()} | ({known_head} if known_head else set())
    for seal in Seal.objects.filter(no__lte=last).order_by("no").iterator(chunk_size=MANY):
        if seal.no != expected:
            found.append(Fault(seal.no, f"Seal {expected} is missing."))
        found.extend(_of_seal(seal, sealed.get(seal.event_id or seal.statement), previous))
        previous, expected = bytes(seal.hash), seal.no + 1
        heads.discard((seal.no, previous.hex()))
    found.extend(_without_seal())
    for number, _hash in sorted(heads):
        found.append(Fault(number, f"The published head {number} is not in the chain: its end was cut."))
    return found


def _of_seal(seal: Seal, about: _Sealed | None, previous: bytes) -> Iterator[Fault]:
    what = "event" if seal.event_id else "statement"
    if about is None:
        yield Fault(seal.no, f"The {what} of seal {seal.no} is missing.")
    elif not about.intact:
        yield Fault(seal.no, f"The {what} of seal {seal.no} was changed.")
    if bytes(seal.previous) != previous:
        yield Fault(seal.no, f"Seal {seal.no} does not follow the one before.")
    if about and hashlib.sha256(previous + about.content).digest() != bytes(seal.hash):
        yield Fault(seal.no, f"The hash of seal {seal.no} is wrong.")


def _events() -> dict:
    return {
        event.id: _Sealed(event.canonical.encode(), str(event.id), event.canonical == event.canonical_text())
        for event in Event.objects.iterator(chunk_size=MANY)
    }


def _statements(found: list[Fault]) -> dict:
    """What each statement's rows hash to now; rows that do not say what was noted go to `found` by their name."""
    rows = Change.objects.order_by("statement", "id").iterator(chunk_size=MANY)
    statements = {}
    for number, changes in groupby(rows, key=attrgetter("statement")):
        digests, whole = [], None
        for change in changes:
            digests.append(change.computed())
            whole = bytes(change.whole) if change.whole is not None and change.id == number else whole
            if digests[-1] != bytes(change.digest):
                sentence = f"Change {change.id} of {change.table_name} {change.row_key} was changed."
                found.append(Fault(number, sentence))
        content = hashlib.sha256(b"".join(digests)).digest()
        statements[number] = _Sealed(content, str(number), content == whole)
    return statements


def _without_seal() -> list[Fault]:
    """Asked in one statement each, so that what others commit meanwhile is not taken for forged."""
    events = Event.objects.exclude(id__in=Seal.objects.filter(event_id__isnull=False).values("event_id"))
    seals = Seal.objects.filter(statement__isnull=False).values("statement")
    statements = Change.objects.exclude(statement__in=seals).values_list("statement", flat=True).distinct()
    return [
        *(Fault(0, f"Event {event.id} carries no seal.") for event in events),
        *(Fault(0, f"Statement {number} carries no seal.") for number in statements),
    ]
