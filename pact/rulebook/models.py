"""Rule parameters."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from pact.tenancy import Tenancy


class RuleParameter(models.Model):
    """One value of one rule while `valid` lasts (upper end open and exclusive). Written only as the effect of the
    Pact's text, an adopted amendment or a decision; periods of one key never overlap (domain invariant 9).

    `changed_by` says what may change it: the consent of all (6.5) for what stands in the Pact's text, a decision of the
    Steering Committee for what the text leaves to it. A database trigger keeps written values as they are.
    """

    tenancy = Tenancy.SHARED

    class By(models.TextChoices):
        AMENDMENT = "AMENDMENT", "an amendment of the Pact"
        DECISION = "DECISION", "a decision of the Steering Committee"

    key = models.CharField(max_length=60)
    value = models.JSONField()
    unit = models.CharField(max_length=40, blank=True)
    clause = models.CharField(max_length=20)
    valid = DateRangeField()
    source = models.CharField(max_length=120)
    sentence = models.CharField(max_length=240)
    changed_by = models.CharField(max_length=10, choices=By.choices, default=By.AMENDMENT)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="rulebook_one_value_a_day",
                expressions=[("key", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            )
        ]

    def __str__(self):
        return f"{self.key} = {self.value}"
