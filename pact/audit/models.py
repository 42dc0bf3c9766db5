"""The append-only register of events and the chain of seals over it."""

import json
import secrets
import time
import uuid

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


class Seal(models.Model):
    """The chain: each seal hashes the one before together with an event. Written by a trigger at commit."""

    tenancy = Tenancy.SYSTEM

    no = models.BigIntegerField(primary_key=True)
    event_id = models.UUIDField(unique=True)
    previous = models.BinaryField()
    hash = models.BinaryField()

    def __str__(self):
        return f"seal {self.no}"
