"""Appointing another organization to carry out a coordinating role (Pact 3.2.3)."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from pact.access import OwnedQuerySet, Tenancy, new_ref


class Delegation(models.Model):
    """Grants the coordinator's pages of one territory for a period; never a consent, a seat or a participation."""

    tenancy = Tenancy.OWNED

    class State(models.TextChoices):
        PROPOSED = "PROPOSED", "proposed"
        ACTIVE = "ACTIVE", "active"
        REVOKED = "REVOKED", "revoked"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    participation = models.ForeignKey("participants.Participation", models.PROTECT, related_name="delegations")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="delegations_given")
    delegate = models.ForeignKey("participants.Organization", models.PROTECT, related_name="delegations_held")
    territory = models.ForeignKey("participants.Territory", models.PROTECT, null=True)
    period = DateRangeField()
    reasons = models.TextField()
    screening = models.ForeignKey("participants.Screening", models.PROTECT, null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)

    objects = OwnedQuerySet.as_manager()

    def __str__(self):
        return f"{self.delegate} for {self.organization}"
