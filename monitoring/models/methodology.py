"""Versions of the effect methodology."""

from django.db import models

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
