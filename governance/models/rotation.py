"""Who declined a seat, and the plan by which the committee is updated every two years (Pact 5.1.4)."""

from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from pact.access import Tenancy, new_ref
from pact.access.actors import Actor


class SeatDecline(models.Model):
    """The first committee is filled in the order of joining: who is passed over has declined, and on which day."""

    tenancy = Tenancy.SHARED

    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="seat_declines")
    declined_on = models.DateField()
    note = models.CharField(max_length=240, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "declined_on"], name="governance_declined_once"),
        ]

    def __str__(self):
        return f"{self.organization} declined"


class RotationPlanQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor):
        return self.all() if actor.sees_all or actor.committee else self.none()


class RotationPlan(models.Model):
    """A proposal of who sits where from a day on; carried out as a whole or not at all."""

    tenancy = Tenancy.OWNED

    class State(models.TextChoices):
        DRAFT = "DRAFT", "draft"
        DONE = "DONE", "carried out"
        DROPPED = "DROPPED", "dropped"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    begins_on = models.DateField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.DRAFT)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    objects = RotationPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=Q(state="DRAFT"), name="governance_one_rotation"),
            models.CheckConstraint(
                condition=~Q(state="DONE") | Q(done_at__isnull=False), name="governance_rotation_done"
            ),
        ]

    def __str__(self):
        return f"Rotation on {self.begins_on}"


class RotationSeat(models.Model):
    """One numbered seat in a plan: whom an organization puts forward, and for which time."""

    tenancy = Tenancy.OWNED

    plan = models.ForeignKey(RotationPlan, models.PROTECT, related_name="seats")
    seat_no = models.PositiveSmallIntegerField()
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    period = DateRangeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "seat_no"], name="governance_rotation_seat_once"),
            models.UniqueConstraint(fields=["plan", "organization"], name="governance_rotation_one_seat_each"),
        ]

    def __str__(self):
        return f"Seat {self.seat_no} in {self.plan_id}"
