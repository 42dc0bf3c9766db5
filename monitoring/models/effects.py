"""Versions of the effect methodology, and the effect of each accepted line under one of them."""

from django.db import models

from monitoring.models.submissions import SubmissionQuerySet
from pact.access import Tenancy


class MethodologyVersion(models.Model):
    """Immutable once adopted: `factors` is the canonical factor set, `sha256` its hash; `engine` names the formulas."""

    tenancy = Tenancy.SHARED

    class State(models.TextChoices):
        DRAFT = "DRAFT", "draft"
        ADOPTED = "ADOPTED", "adopted"
        RETIRED = "RETIRED", "retired"

    name = models.CharField(max_length=30, default="CFIT-EM")
    version = models.CharField(max_length=12, unique=True)
    engine = models.CharField(max_length=8, default="1.0")
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    valid_from = models.DateField()
    factors = models.JSONField()
    sources = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    decision = models.ForeignKey("governance.Decision", models.PROTECT, null=True, related_name="+")

    def __str__(self):
        return f"{self.name} {self.version}"


class LineEffect(models.Model):
    """What one line brings under one methodology: kg CO2e and kg as Decimal, 3 places; `outputs` holds all of it."""

    tenancy = Tenancy.OWNED

    line = models.ForeignKey("monitoring.DeviceLine", models.PROTECT, related_name="effects")
    methodology = models.ForeignKey(MethodologyVersion, models.PROTECT, related_name="+")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="+")
    group = models.ForeignKey("buyergroups.BuyerGroup", models.PROTECT, null=True, related_name="+")
    reference_kg = models.DecimalField(max_digits=18, decimal_places=3)
    actual_kg = models.DecimalField(max_digits=18, decimal_places=3)
    avoided_kg = models.DecimalField(max_digits=18, decimal_places=3)
    service_years = models.DecimalField(max_digits=18, decimal_places=6)
    flags = models.JSONField(default=list)
    inputs = models.JSONField(default=dict)
    outputs = models.JSONField(default=dict)
    calculated_at = models.DateTimeField()

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "methodology"], name="monitoring_effect_once")]

    def __str__(self):
        return f"{self.avoided_kg} kg"
