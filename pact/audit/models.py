"""The append-only registers of events and of changed rows, and the chain of seals over both."""

import hashlib
import json
import secrets
import time
import uuid
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import models

from pact.access.actors import Actor
from pact.access.tenancy import OwnedQuerySet
from pact.tenancy import Tenancy


def ordered_id() -> uuid.UUID:
    """A random id that sorts by when it was made: events of one moment keep their order."""
    return uuid.UUID(int=time.time_ns() << 64 | secrets.randbits(64))


class EventQuerySet(OwnedQuerySet):
    organization_path = "organization_id"
    group_path = "group_id"

    def about(self, *subjects):
        """The events of these records, oldest first."""
        wanted = models.Q(pk__in=[])
        for subject in subjects:
            ref = str(getattr(subject, "ref", None) or getattr(subject, "slug", None) or subject.pk)
            wanted |= models.Q(subject_kind=subject._meta.label_lower, subject_ref=ref)
        return self.filter(wanted).order_by("at", "pk")

    def visible_to(self, actor: Actor):
        own = models.Q(actor_id=actor.user_id) if actor.user_id else models.Q(pk__in=[])
        return super().visible_to(actor) | self.filter(own)


class Event(models.Model):
    """One thing that happened. `canonical` is the text that is sealed; the columns repeat it for reading."""

    tenancy = Tenancy.OWNED

    id = models.UUIDField(primary_key=True, default=ordered_id, editable=False)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    hand = models.CharField(max_length=60, blank=True)
    verb = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=60)
    subject_ref = models.CharField(max_length=80)
    organization_id = models.BigIntegerField(null=True)
    group_id = models.BigIntegerField(null=True)
    on_behalf_of_id = models.BigIntegerField(null=True)
    clause = models.CharField(max_length=20, blank=True)
    facts = models.JSONField(default=dict)
    request_id = models.CharField(max_length=64, blank=True)
    canonical = models.TextField()

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_ref", "at"], name="audit_event_subject"),
            models.Index(fields=["organization_id", "at"], name="audit_event_organization"),
        ]

    def __str__(self):
        return f"{self.verb} {self.subject_kind} {self.subject_ref}"

    def canonical_text(self) -> str:
        """The bytes that are hashed: independent of time zone settings and of how a database prints JSON."""
        fields = [
            str(self.id),
            str(int(self.at.timestamp() * 1_000_000)),
            str(self.actor_id or ""),
            self.hand,
            self.verb,
            self.subject_kind,
            self.subject_ref,
            str(self.organization_id or ""),
            str(self.group_id or ""),
            str(self.on_behalf_of_id or ""),
            self.clause,
            json.dumps(self.facts, sort_keys=True, ensure_ascii=True, separators=(",", ":")),
            self.request_id,
        ]
        return json.dumps(fields, ensure_ascii=True, separators=(",", ":"))


class ChangeQuerySet(OwnedQuerySet):
    """Staff read it: what stands in a row before it is sent or decided is nobody else's."""

    organization_path = None

    def of(self, row: models.Model):
        """What was done to this row, oldest first."""
        return self.filter(table_name=row._meta.db_table, row_key=str(row.pk)).order_by("id")


class Change(models.Model):
    """What one statement did to one row, noted by a trigger (`history.py`); nobody writes here by hand.

    `changes` is JSON, kept as the text that was hashed: the values of a row that came or went, old and new of those
    that changed. `statement` is the id of the statement's first row, which carries the digest of them all in `whole`.
    `at` is the time of the database, which no clock of ours moves.
    """

    tenancy = Tenancy.OWNED

    id = models.BigAutoField(primary_key=True)
    statement = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_constraint=False, db_index=False
    )
    hand = models.CharField(max_length=60, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    table_name = models.CharField(max_length=63)
    row_key = models.CharField(max_length=40)
    operation = models.CharField(max_length=8)
    changes = models.TextField()
    organization_id = models.BigIntegerField(null=True)
    group_id = models.BigIntegerField(null=True)
    digest = models.BinaryField()
    whole = models.BinaryField(null=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["table_name", "row_key", "id"], name="audit_change_row")]

    def __str__(self):
        return f"{self.operation} {self.table_name} {self.row_key}"

    def computed(self) -> bytes:
        """The digest as it should be: the same text as in `history.py`."""
        micros = (self.at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
        numbers = (self.statement, self.id, micros, self.actor_id, self.organization_id, self.group_id)
        texts = (f"{len(text)}:{text}" for text in (self.row_key, self.hand, self.request_id))
        plain = ("" if number is None else str(number) for number in numbers)
        line = "\n".join((*plain, self.table_name, self.operation, *texts, self.changes))
        return hashlib.sha256(line.encode()).digest()


class Seal(models.Model):
    """The chain: each seal hashes the one before together with an event or the changes of a statement.

    Written by a trigger at commit.
    """

    tenancy = Tenancy.SYSTEM

    no = models.BigIntegerField(primary_key=True)
    event_id = models.UUIDField(unique=True, null=True)
    statement = models.BigIntegerField(unique=True, null=True)
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(event_id=None, statement__isnull=False)
                | models.Q(event_id__isnull=False, statement=None),
                name="audit_seal_of_one",
            )
        ]

    def __str__(self):
        return f"seal {self.no}"


class Head(models.Model):
    """The newest seal as it was noted on a day and told to people: whoever cuts the chain later does not meet it."""

    tenancy = Tenancy.SYSTEM

    day = models.DateField(primary_key=True)
    no = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    def __str__(self):
        return f"{self.no}:{self.hash}"
