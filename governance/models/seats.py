"""Seats of the Steering Committee and its chair (Pact 5.1.3, 5.1.4)."""

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from pact.access import Tenancy, new_ref
from participants.models.participations import no_longer_takes_part


class TermQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(period__contains=day)


class SeatTermQuerySet(TermQuerySet):
    def on(self, day):
        """Those held on a day. A seat rests on taking part in the Pact: who left it holds none, from the first moment
        of that day on (6.6.1)."""
        return super().on(day).exclude(no_longer_takes_part(day))

    def written_for(self, day):
        """Those whose own term holds a day, also of somebody who left."""
        return super().on(day)


class SeatTerm(models.Model):
    """One organization's term in one numbered seat. A second term in the same seat or of the same organization
    at one time is impossible in the database; a trigger holds the seat number to the rule book of that day."""

    tenancy = Tenancy.SHARED

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    seat_no = models.PositiveSmallIntegerField()
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="seat_terms")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    period = DateRangeField()
    joining_rank = models.PositiveSmallIntegerField(null=True)

    objects = SeatTermQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="governance_seat_once",
                expressions=[("seat_no", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            ),
            ExclusionConstraint(
                name="governance_one_seat_each",
                expressions=[("organization", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self):
        return f"Seat {self.seat_no}: {self.organization}"


class ChairTerm(models.Model):
    """The chair, from the midst of the committee; ends with the seat at the latest."""

    tenancy = Tenancy.SHARED

    seat_term = models.ForeignKey(SeatTerm, models.PROTECT, related_name="chair_terms")
    period = DateRangeField()

    objects = TermQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(name="governance_one_chair", expressions=[("period", RangeOperators.OVERLAPS)])
        ]

    @property
    def last_on(self):
        return self.period.upper - timedelta(days=1)

    def __str__(self):
        return f"Chair: {self.seat_term}"
