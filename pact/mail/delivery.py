"""The sweep: claims waiting letters in chunks, hands them over, writes down what became of each.

Exactly one sweep holds a letter (FOR UPDATE SKIP LOCKED), so any number may run. A letter that the server refuses
for now is tried again later and later; one that it refuses for good, or too often, FAILED and waits for a person.
"""

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import F

from pact.access.scope import as_system
from pact.mail import journal
from pact.mail.message import Skeleton
from pact.mail.models import FAILED, QUEUED, SENT, OutboxMail
from pact.mail.session import Refusal, Unreachable, session

log = logging.getLogger(__name__)

CHUNK = 250
ATTEMPTS = 12
LONGEST_WAIT = timedelta(hours=6)
NEVER = journal.Note(begins=0, taken=False)


@dataclass
class Delivered:
    """What became of the letters of one chunk; `begins` counts how often each was handed over, as far as known."""

    sent: list[OutboxMail] = field(default_factory=list)
    refused: list[OutboxMail] = field(default_factory=list)
    unknown: list[OutboxMail] = field(default_factory=list)
    begins: dict[UUID, int] = field(default_factory=dict)
    reachable: bool = True


def deliver(*, at: datetime, chunk: int = CHUNK, chunks: int = 1000) -> int:
    """Send what is waiting; the number of letters sent. Stops at the first chunk that is not full."""
    total = 0
    skeleton = Skeleton(at)
    apart = not connection.in_atomic_block
    for _ in range(chunks):
        with as_system("mail-sweep"):
            mails = _claimed(at, chunk)
            result = _handed_over(mails, session(skeleton), journal.Journal(at, apart=apart))
            _written_down(result, at)
        total += len(result.sent)
        if len(mails) < chunk or not result.reachable:
            break
    return total


def _claimed(at: datetime, chunk: int) -> list[OutboxMail]:
    waiting = OutboxMail.objects.filter(state=QUEUED, not_before__lte=at).order_by("not_before", "id")
    return list(waiting.select_for_update(skip_locked=True, of=("self",))[:chunk])


def _handed_over(mails: list[OutboxMail], way, notes: journal.Journal) -> Delivered:
    result = Delivered()
    known = journal.read(mail.id for mail in mails) if mails else {}
    try:
        for mail in mails:
            note = known.get(mail.id, NEVER)
            result.begins[mail.id] = note.begins
            if note.taken:
                result.sent.append(mail)
                continue
            way.open()
            notes.begun(mail.id)
            result.begins[mail.id] += 1
            _send(way, mail, notes, result)
    except Unreachable as fault:
        result.reachable = False
        log.warning("The mail server cannot be reached; letters wait. %s", fault)
    finally:
        notes.close()
        way.close()
    return result


def _send(way, mail: OutboxMail, notes: journal.Journal, result: Delivered) -> None:
    try:
        way.send(mail)
    except Exception as fault:  # one letter that cannot be built or sent must not hold up the others
        no = fault if isinstance(fault, Refusal) else Refusal(f"{type(fault).__name__}", lasting=False, known=False)
        if no is not fault:
            log.exception("Letter %s could not be handed over.", mail.id)
        mail.last_error, mail.attempts = no.sentence, mail.attempts + 1
        mail.state = FAILED if no.lasting or mail.attempts >= ATTEMPTS else QUEUED
        (result.refused if no.known else result.unknown).append(mail)
    else:
        notes.taken(mail.id)
        result.sent.append(mail)


def _written_down(result: Delivered, at: datetime) -> None:
    """The end of a chunk: states of all its letters, in as few statements as there are outcomes."""
    sent = OutboxMail.objects.filter(pk__in=[mail.pk for mail in result.sent])
    sent.update(state=SENT, sent_at=at, attempts=F("attempts") + 1, last_error="")
    sent.filter(secret=True).update(subject="", text="", html="")
    for mail in [*result.refused, *result.unknown]:
        mail.not_before = at + min(timedelta(minutes=2 ** min(mail.attempts, 10)), LONGEST_WAIT)
        mail.save(update_fields=["state", "attempts", "last_error", "not_before"])
    # What has no known answer stays in the journal until it has: its next sending is a repeat.
    closed = [*result.sent, *result.refused, *(mail for mail in result.unknown if mail.state == FAILED)]
    for mail in closed:
        if result.begins[mail.pk] > 1:
            OutboxMail.objects.filter(pk=mail.pk).update(resent=F("resent") + result.begins[mail.pk] - 1)
    journal.strike(mail.pk for mail in closed)
