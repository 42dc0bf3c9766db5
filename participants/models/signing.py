"""Asking somebody to sign an application: by a code sent to his address, or by a link to one page of his own."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from pact.access import Tenancy, new_ref
from participants.models.applications import PartQuerySet


class SigningRequest(models.Model):
    """`secret_hash` is the hash of a code (typed on the page of the one who applies) or of a token (in a link).

    It stands for the roles asked, is used once, and bears five wrong codes. A changed application makes it void.
    """

    tenancy = Tenancy.OWNED

    class Way(models.TextChoices):
        CODE = "CODE", "code by e-mail"
        LINK = "LINK", "link to a page"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    application = models.ForeignKey("participants.Application", models.PROTECT, related_name="signing_requests")
    way = models.CharField(max_length=4, choices=Way.choices)
    roles = ArrayField(models.CharField(max_length=16))
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120)
    email = models.EmailField()
    secret_hash = models.CharField(max_length=64)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    void_at = models.DateTimeField(null=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["application", "sent_at"], name="participants_signing_app")]

    def __str__(self):
        return f"{self.way} to {self.email}"
