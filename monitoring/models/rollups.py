"""What was accepted, added up: pages ask here, whatever the number of lines."""

from django.db import models

from monitoring.models.lines import Condition
from pact.access import Tenancy
from pact.access.tenancy import OwnedQuerySet


class RollupQuerySet(OwnedQuerySet):
    organization_path = None
    group_path = "group_id"


class Rollup(models.Model):
    """One slice: a year, who received it, the country of the buyer, product group, condition. `known`, `meets_known`:
    lines that give a number; `unknown`: lines that say "not known". Changed by whole versions only, as they are
    accepted or sent back; a rebuild gives the same (`manage rollups`)."""

    tenancy = Tenancy.OWNED

    cycle = models.ForeignKey("monitoring.Cycle", models.PROTECT, related_name="rollups")
    group = models.ForeignKey("buyergroups.BuyerGroup", models.PROTECT, null=True, related_name="+")
    country = models.CharField(max_length=2, blank=True)
    product_group = models.ForeignKey("governance.ProductGroup", models.PROTECT, related_name="+")
    condition = models.CharField(max_length=16, choices=Condition.choices)
    organizations = models.PositiveIntegerField()
    lines = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    unknown = models.PositiveIntegerField()
    meets_known = models.PositiveIntegerField()
    devices = models.PositiveBigIntegerField()
    meets = models.PositiveBigIntegerField()

    objects = RollupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "group", "country", "product_group", "condition"],
                name="monitoring_rollup_key",
                nulls_distinct=False,
            )
        ]

    def __str__(self):
        return f"{self.cycle} {self.product_group} {self.condition}: {self.devices}"
