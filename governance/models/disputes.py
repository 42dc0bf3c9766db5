"""Disputes between participants (Pact 6.7): consultation, views, and a recommendation not before six months."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from pact.access import Tenancy, new_ref
from pact.access.actors import Actor


class DisputeQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor):
        """The parties, the committee and the Secretariat."""
        if actor.sees_all or actor.committee:
            return self.all()
        return self.filter(party_ids__overlap=list(actor.organization_ids))


class Dispute(models.Model):
    """`consultation` is the record of what the parties tried between themselves: without it nothing can be presented.
    That there is a dispute is public, what it is about is not (register I-20); the recommendation is."""

    tenancy = Tenancy.OWNED

    class State(models.TextChoices):
        CONSULTATION = "CONSULTATION", "mutual consultation"
        PRESENTED = "PRESENTED", "presented to the Steering Committee"
        RECOMMENDED = "RECOMMENDED", "recommendation issued"
        SETTLED = "SETTLED", "settled between the parties"
        CLOSED = "CLOSED", "closed"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    number = models.CharField(max_length=16, unique=True)
    title = models.CharField(max_length=160)
    subject = models.TextField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.CONSULTATION)
    # Whose it is: the organizations of its parties, for the reach of its rows.
    party_ids = ArrayField(models.BigIntegerField())
    opened_at = models.DateTimeField()
    consultation = models.TextField(blank=True)
    consulted_on = models.DateField(null=True)
    presented_at = models.DateTimeField(null=True)
    # Presented + six months of the calendar, written once (6.7.2).
    recommend_from = models.DateField(null=True)
    recommendation = models.TextField(blank=True)
    recommended_on = models.DateField(null=True)
    decision = models.ForeignKey("governance.Decision", models.PROTECT, null=True, related_name="+")
    settlement = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(presented_at=None) | (~Q(consultation="") & Q(recommend_from__isnull=False)),
                name="governance_dispute_consulted",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["PRESENTED", "RECOMMENDED"]) | Q(presented_at__isnull=False),
                name="governance_dispute_presented",
            ),
            # 6.7.2: not before six months, whatever a program does.
            models.CheckConstraint(
                condition=Q(recommended_on=None)
                | (Q(recommended_on__gte=F("recommend_from")) & ~Q(recommendation="") & Q(decision__isnull=False)),
                name="governance_dispute_waited",
            ),
            models.CheckConstraint(
                condition=~Q(state="RECOMMENDED") | Q(recommended_on__isnull=False),
                name="governance_dispute_recommended",
            ),
            models.CheckConstraint(
                condition=~Q(state="SETTLED") | ~Q(settlement=""), name="governance_dispute_settled"
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"


class DisputePartyQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor):
        if actor.sees_all or actor.committee:
            return self.all()
        return self.filter(dispute__party_ids__overlap=list(actor.organization_ids))


class DisputeParty(models.Model):
    """One of the participants in dispute. Parties read each other's views once they are given."""

    tenancy = Tenancy.OWNED

    class Side(models.TextChoices):
        OPENED = "OPENED", "who opened the dispute"
        OTHER = "OTHER", "the other party"

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="parties")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="+")
    side = models.CharField(max_length=6, choices=Side.choices)
    asked_at = models.DateTimeField(null=True)
    answer_by = models.DateTimeField(null=True)
    views = models.TextField(blank=True)
    views_at = models.DateTimeField(null=True)
    views_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # It confirmed the words in which the parties settled; other words are to be confirmed anew.
    settled_at = models.DateTimeField(null=True)
    accepts = models.BooleanField(null=True)
    accepted_at = models.DateTimeField(null=True)
    acceptance_note = models.TextField(blank=True)

    objects = DisputePartyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dispute", "organization"], name="governance_party_once"),
            models.CheckConstraint(
                condition=Q(accepts=None, accepted_at=None) | Q(accepts__isnull=False, accepted_at__isnull=False),
                name="governance_party_accepts",
            ),
        ]

    def __str__(self):
        return f"{self.organization} in {self.dispute_id}"
