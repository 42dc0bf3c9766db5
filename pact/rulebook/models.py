"""Rule parameters."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from pact.tenancy import Tenancy


class RuleParameter(models.Model):
    """One value of one rule while `valid` lasts (upper end open and exclusive). Written only as the effect of the
    Pact's text, an adopted amendment or a decision; periods of one key never overlap (domain invariant 9)."""

    tenancy = Tenancy.SHARED

    key = models.CharField(max_length=60)
    value = models.JSONField()
    unit = models.CharField(max_length=40, blank=True)
    clause = models.CharField(max_length=20)
    valid = DateRangeField()
    source = models.CharField(max_length=120)
    sentence = models.CharField(max_length=240)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="rulebook_one_value_a_day",
                expressions=[("key", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            )
        ]

    def __str__(self):
        return f"{self.key} = {self.value}"
