"""Conflict-of-interest screening (Pact 2.1.4)."""

from django.conf import settings
from django.db import models

from pact.access import OwnedQuerySet, Tenancy, new_ref


class Screening(models.Model):
    """Answers, evidence and outcome for one organization or applicant; valid for twelve months when clear."""

    tenancy = Tenancy.OWNED

    class Purpose(models.TextChoices):
        PARTICIPATION = "PARTICIPATION", "participation"
        DELEGATION = "DELEGATION", "delegation"
        MEMBERSHIP = "MEMBERSHIP", "group membership"
        VOTE = "VOTE", "committee vote"

    class Outcome(models.TextChoices):
        CLEAR = "CLEAR", "clear"
        DOUBT = "DOUBT", "doubt"
        CONFLICT = "CONFLICT", "conflict"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    organization = models.ForeignKey("participants.Organization", models.PROTECT, null=True, related_name="screenings")
    application_ref = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=16, choices=Purpose.choices)
    answers = models.JSONField()
    evidence = models.TextField(blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    screened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    screened_at = models.DateTimeField()
    valid_until = models.DateField(null=True)

    objects = OwnedQuerySet.as_manager()

    def __str__(self):
        return f"{self.purpose} {self.outcome}"
