"""Targets of the Pact and their readings (Pact 1.2.1, 5.1.1)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from pact.access import Tenancy, new_ref
from pact.deadlines import end_of_day


class TargetQuerySet(models.QuerySet):
    def set_by(self, day):
        """Those that were set by a day: by the Pact's text, or by a decision of that day or an earlier one."""
        night = end_of_day(day, settings.SECRETARIAT_TIME_ZONE)
        return self.filter(Q(decision=None) | Q(decision__decided_at__lte=night))

    def in_force(self, metric, day):
        """The target of a metric that is aimed at on a day: the next one due of those set by then; when all are past,
        the last one that was due. Of two for one day the later decision (1.2.1.d, 5.1.1)."""
        known = self.set_by(day).filter(metric=metric)
        newest = F("decision__decided_at").desc(nulls_last=True)
        coming = known.filter(due_on__gte=day).order_by("due_on", newest, "-pk")
        return coming.first() or known.order_by("-due_on", newest, "-pk").first()


class Target(models.Model):
    """A metric, a value, a day; set by the Pact's text or by a decision only."""

    tenancy = Tenancy.SHARED

    class Metric(models.TextChoices):
        USERS_SERVED = "USERS_SERVED", "users served"
        REDUCTION = "REDUCTION", "carbon reduction per user over eight years"
        AVAILABILITY = "AVAILABILITY", "circular and fair products widely available"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    metric = models.CharField(max_length=16, choices=Metric.choices)
    title = models.CharField(max_length=200)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    value_to = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    due_on = models.DateField()
    clause = models.CharField(max_length=20)
    source = models.CharField(max_length=120)
    decision = models.ForeignKey("governance.Decision", models.PROTECT, null=True, related_name="+")

    objects = TargetQuerySet.as_manager()

    def __str__(self):
        return self.title


class TargetReading(models.Model):
    """What was reached on a day; frozen readings are never overwritten, a restatement points back."""

    tenancy = Tenancy.SHARED

    target = models.ForeignKey(Target, models.PROTECT, related_name="readings")
    as_of = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=4)
    basis = models.JSONField(default=dict)
    frozen_at = models.DateTimeField()
    restates = models.ForeignKey("self", models.PROTECT, null=True, related_name="restatements")

    def __str__(self):
        return f"{self.target}: {self.value} on {self.as_of}"
