"""Invitations of a colleague to an organization's pages (Security E4)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from pact.access import Actor, OwnedQuerySet, Tenancy, new_ref


class InvitationQuerySet(OwnedQuerySet):
    def visible_to(self, actor: Actor):
        """The organization's people, and whoever holds the token of its letter."""
        return super().visible_to(actor) | self.filter(token_hash__in=actor.doors)

    def open(self, at):
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=at)


class Invitation(models.Model):
    """One address, these roles, fourteen days, one use; the token itself stands in the letter only."""

    tenancy = Tenancy.OWNED

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=120)
    function = models.CharField(max_length=120, blank=True)
    roles = ArrayField(models.CharField(max_length=12))
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    # Whose powers end when this is accepted: somebody hands over to a colleague who is not here yet.
    successor_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = InvitationQuerySet.as_manager()

    def __str__(self):
        return f"{self.email} to {self.organization_id}"
