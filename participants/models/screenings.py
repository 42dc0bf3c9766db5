"""Conflict-of-interest screening (Pact 2.1.4): one record for all four doors."""

from django.conf import settings
from django.db import models

from pact.access import OwnedQuerySet, Tenancy, new_ref


class ScreeningQuerySet(OwnedQuerySet):
    def about(self, organization_id: int):
        """What was found about an organization at the doors of the Pact, the newest first; an interest in one vote
        says nothing about taking part."""
        rows = self.filter(organization_id=organization_id).exclude(purpose=Screening.Purpose.VOTE)
        return rows.order_by("-screened_at", "-pk")


class Screening(models.Model):
    """Answers, evidence and outcome for one organization or applicant; valid for twelve months when clear.

    What was answered never changes (a trigger): another look is another row. Only a doubt is settled, once, by the
    committee's decision, whose number stays with it; `asked_at` says since when the committee has the question.
    """

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
    asked_at = models.DateTimeField(null=True)
    decision_number = models.CharField(max_length=20, blank=True, default="", db_default="")

    objects = ScreeningQuerySet.as_manager()

    def __str__(self):
        return f"{self.purpose} {self.outcome}"
