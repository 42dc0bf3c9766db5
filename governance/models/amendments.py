"""Amendments of the Pact (Pact 6.5): a request in writing, the committee's answer, the consent of all."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pact.access import Tenancy, new_ref


class Amendment(models.Model):
    """`changes`: a list of {clause, old, new} against `base`; `rule_changes`: a list of {key, value} that the new text
    brings; both and the day are what `sha256` holds. Numbered per year (A-2027-01) when it is requested.

    Public from its request on; who wrote it down for the organization is not.
    """

    tenancy = Tenancy.SHARED

    class State(models.TextChoices):
        REQUESTED = "REQUESTED", "requested"
        RETURNED = "RETURNED", "returned"
        DECLINED = "DECLINED", "declined"
        OPEN = "OPEN", "put to consent"
        ADOPTED = "ADOPTED", "adopted"
        FAILED = "FAILED", "not adopted"
        WITHDRAWN = "WITHDRAWN", "withdrawn"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    number = models.CharField(max_length=16, unique=True)
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="amendments")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    title = models.CharField(max_length=160)
    reasons = models.TextField()
    base = models.ForeignKey("participants.PactText", models.PROTECT, related_name="+")
    changes = models.JSONField()
    rule_changes = models.JSONField(default=list)
    in_force_from = models.DateField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.REQUESTED)
    # The committee's answer: put to consent, or why not.
    decision = models.ForeignKey("governance.Decision", models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)
    # When it was put to consent, returned, declined or withdrawn.
    answered_at = models.DateTimeField(null=True)
    round = models.OneToOneField("governance.ConsentRound", models.PROTECT, null=True, related_name="amendment")
    # The version that it brought.
    text = models.OneToOneField("participants.PactText", models.PROTECT, null=True, related_name="+")
    # A request that was returned and is made again points to the one before.
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["OPEN", "ADOPTED", "FAILED"])
                | (Q(round__isnull=False) & Q(decision__isnull=False)),
                name="governance_amendment_round",
            ),
            models.CheckConstraint(
                condition=~Q(state="ADOPTED") | Q(text__isnull=False), name="governance_amendment_text"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["RETURNED", "DECLINED"]) | ~Q(answer=""), name="governance_amendment_answer"
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"
