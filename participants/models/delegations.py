"""Appointing another organization to carry out a coordinating role (Pact 3.2.3)."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from pact.access import OwnedQuerySet, Tenancy, new_ref
from pact.access.actors import Actor
from participants.models.participations import has_left

OPEN_STATES = ("PROPOSED", "ACCEPTED", "ACTIVE")
# Who begins and ends them on their days, when nobody does.
HAND = "delegations"


class DelegationQuerySet(OwnedQuerySet):
    def visible_to(self, actor: Actor):
        """The one who appoints and the one who is appointed; that a role is carried out is public beside it."""
        if actor.sees_all:
            return self.all()
        mine = actor.organization_ids
        return self.filter(Q(organization_id__in=mine) | Q(delegate_id__in=mine))

    def in_force(self, day):
        """Those that began, on a day of their own period and of the participation they rest on; not for somebody who
        left the Pact himself (6.6.1)."""
        rows = self.filter(state="ACTIVE", period__contains=day, participation__period__contains=day)
        return rows.exclude(has_left(day, "delegate_id"))


class Delegation(models.Model):
    """Grants the coordinator's pages of some groups for a period; never a vote, a seat, a membership or a consent.

    The scope is a territory, a group, or that group as far as it lies in that territory. `group_id` is the number of
    a group of the floor above, which this floor does not know.
    """

    tenancy = Tenancy.OWNED

    class State(models.TextChoices):
        PROPOSED = "PROPOSED", "proposed"
        ACCEPTED = "ACCEPTED", "accepted"
        ACTIVE = "ACTIVE", "in force"
        DECLINED = "DECLINED", "declined"
        FAILED = "FAILED", "conflict of interest"
        REVOKED = "REVOKED", "revoked"
        RETURNED = "RETURNED", "given back"
        EXPIRED = "EXPIRED", "ended"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    participation = models.ForeignKey("participants.Participation", models.PROTECT, related_name="delegations")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="delegations_given")
    delegate = models.ForeignKey("participants.Organization", models.PROTECT, related_name="delegations_held")
    territory = models.ForeignKey("participants.Territory", models.PROTECT, null=True)
    group_id = models.BigIntegerField(null=True)
    period = DateRangeField()
    reasons = models.TextField()
    screening = models.ForeignKey("participants.Screening", models.PROTECT, null=True)
    # While it is in force it is checked again every year; a look that is in doubt waits here for the committee.
    next_screening = models.ForeignKey("participants.Screening", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    proposed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="participants_delegation_once",
                expressions=[
                    ("participation", RangeOperators.EQUAL),
                    (Coalesce("territory", Value(0), output_field=models.BigIntegerField()), RangeOperators.EQUAL),
                    (Coalesce("group_id", Value(0)), RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=OPEN_STATES),
            ),
            models.CheckConstraint(
                condition=Q(territory__isnull=False) | Q(group_id__isnull=False), name="participants_delegation_scope"
            ),
            models.CheckConstraint(condition=~Q(delegate=F("organization")), name="participants_delegation_other"),
            models.CheckConstraint(
                condition=~Q(state="ACTIVE") | Q(screening__isnull=False), name="participants_delegation_screened"
            ),
        ]

    def __str__(self):
        return f"{self.delegate} for {self.organization}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES
