"""The frozen numbers of a cycle: everything published about a year comes from one of these."""

from django.conf import settings
from django.db import models

from pact.access import Tenancy, new_ref


class CycleSnapshot(models.Model):
    """Immutable (a trigger holds it). `body` is the canonical JSON of all published numbers, `sha256` its hash."""

    tenancy = Tenancy.SYSTEM

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    cycle = models.ForeignKey("monitoring.Cycle", models.PROTECT, related_name="snapshots")
    edition = models.PositiveSmallIntegerField(default=1)
    body = models.JSONField()
    sha256 = models.CharField(max_length=64)
    methodology = models.ForeignKey("monitoring.MethodologyVersion", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "edition"], name="reports_snapshot_edition")]

    def __str__(self):
        return f"{self.cycle}, edition {self.edition}"
