"""The outbox and the journal of its sweep."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from pact.access.actors import Actor
from pact.access.tenancy import OwnedQuerySet
from pact.tenancy import Tenancy

QUEUED, SENT, FAILED, HELD = "QUEUED", "SENT", "FAILED", "HELD"
STATES = [(QUEUED, "Waiting"), (SENT, "Sent"), (FAILED, "Failed"), (HELD, "Held back")]


class OutboxQuerySet(OwnedQuerySet):
    def visible_to(self, actor: Actor):
        own = Q(recipient_id=actor.user_id) if actor.user_id else Q(pk__in=[])
        return super().visible_to(actor) | self.filter(own)


class OutboxMail(models.Model):
    """One letter to one person. The id follows from `key`, and the Message-ID from the id: whatever is repeated
    after a crash is the same message for every mail program (Security B1)."""

    tenancy = Tenancy.OWNED

    id = models.UUIDField(primary_key=True, editable=False)
    key = models.CharField(max_length=300, unique=True)
    kind = models.CharField(max_length=80)
    to = models.EmailField(max_length=254)
    name = models.CharField(max_length=120, blank=True)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=8)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    calendar = models.TextField(blank=True, default="", db_default="")  # an iCalendar object, as a part of its own
    reply_to = models.EmailField(max_length=254, blank=True)
    optional = models.BooleanField(default=False)
    secret = models.BooleanField(default=False)
    organization_id = models.BigIntegerField(null=True)
    group_id = models.BigIntegerField(null=True)
    about_kind = models.CharField(max_length=60, blank=True)
    about_ref = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=8, choices=STATES, default=QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    resent = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=SENT, sent_at__isnull=False) | (~Q(state=SENT) & Q(sent_at__isnull=True)),
                name="mail_sent_has_its_moment",
            ),
            models.CheckConstraint(condition=Q(state__in=[code for code, _ in STATES]), name="mail_state"),
        ]
        indexes = [
            models.Index(fields=["not_before", "id"], condition=Q(state=QUEUED), name="mail_waiting"),
            models.Index(fields=["created_at", "id"], name="mail_by_time"),
            models.Index(fields=["organization_id", "created_at"], name="mail_organization"),
            models.Index(fields=["about_kind", "about_ref"], name="mail_about"),
        ]

    def __str__(self):
        return f"{self.kind} {self.state}"

    @staticmethod
    def id_of(key: str) -> uuid.UUID:
        return uuid.uuid5(uuid.NAMESPACE_URL, f"urn:pact:mail:{key}")

    @property
    def message_id(self) -> str:
        host = settings.SITE_ADDRESS.partition("://")[2].partition(":")[0]
        return f"<{self.id.hex}@{host}>"


class Posting(models.Model):
    """What a sweep has begun to hand over and what the mail server has taken, while its chunk is not yet closed.

    Written outside the chunk's transaction, so that a killed sweep leaves behind how far it came: what was
    taken is not sent again; what was begun and has no answer is sent again once, and counted.
    """

    tenancy = Tenancy.SYSTEM

    mail_id = models.UUIDField(primary_key=True)
    begun_at = models.DateTimeField()
    begins = models.PositiveSmallIntegerField(default=1)
    taken_at = models.DateTimeField(null=True)

    def __str__(self):
        return str(self.mail_id)
