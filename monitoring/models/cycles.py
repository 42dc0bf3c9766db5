"""The yearly cycle (Pact 3.1.2, register I-23)."""

from django.db import models
from django.db.models import F, Q

from pact.access import Tenancy


class Cycle(models.Model):
    """`year` is the reporting year, whose devices were delivered in it; dates are calendar days, "due" in the zone of
    the organization that owes (I-24)."""

    tenancy = Tenancy.SHARED

    class State(models.TextChoices):
        PLANNED = "PLANNED", "planned"
        OPEN = "OPEN", "open"
        COMPILING = "COMPILING", "frozen, being compiled"
        WITH_COMMITTEE = "WITH_COMMITTEE", "with the committee"
        PUBLISHED = "PUBLISHED", "published"

    year = models.PositiveSmallIntegerField(unique=True)
    state = models.CharField(max_length=16, choices=State.choices, default=State.PLANNED)
    opens_on = models.DateField()
    due_on = models.DateField()
    group_due_on = models.DateField()
    freeze_on = models.DateField()
    frozen_at = models.DateTimeField(null=True)
    methodology = models.ForeignKey("monitoring.MethodologyVersion", models.PROTECT, null=True, related_name="cycles")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__lt=F("due_on"))
                & Q(due_on__lte=F("group_due_on"))
                & Q(group_due_on__lte=F("freeze_on")),
                name="monitoring_cycle_order",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["PLANNED", "OPEN"]) | Q(frozen_at__isnull=False), name="monitoring_cycle_frozen"
            ),
        ]

    def __str__(self):
        return str(self.year)
