"""Product groups and since when they are in scope (Pact 1.1)."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from pact.access import Tenancy


class ProductGroupQuerySet(models.QuerySet):
    def in_scope(self, day):
        return self.filter(scope_periods__period__contains=day)

    def counted_in(self, year: int):
        """What a reporting year counts: the scope of its first day, so that nothing dated before an entry is ever
        recounted (1.1.2). What the Pact's own text brought into scope counts in the year in which it did."""
        return self.filter(
            pk__in=ScopePeriod.objects.counting_in(date(year, 1, 1), date(year + 1, 1, 1)).values("product_group_id")
        )


class ProductGroup(models.Model):
    """`computed` groups have factors; the others are counted only. `order` is the order in forms and reports."""

    tenancy = Tenancy.SHARED

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    name_plural = models.CharField(max_length=80)
    definition = models.TextField()
    computed = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    objects = ProductGroupQuerySet.as_manager()

    def __str__(self):
        return self.name


class ScopePeriodQuerySet(models.QuerySet):
    def counting_in(self, first: date, after: date):
        """Those that count in a year, of its first day and the first day after it."""
        by_text = models.Q(decision=None, period__startswith__gte=first, period__startswith__lt=after)
        return self.filter(models.Q(period__contains=first) | by_text)


class ScopePeriod(models.Model):
    """Since when a group is in scope, and by what: the Pact's text or a decision of the Steering Committee (1.1.2).
    `left_by`: the decision with which it ended."""

    tenancy = Tenancy.SHARED

    product_group = models.ForeignKey(ProductGroup, models.PROTECT, related_name="scope_periods")
    period = DateRangeField()
    source = models.CharField(max_length=120)
    decision = models.ForeignKey("governance.Decision", models.PROTECT, null=True, related_name="+")
    left_by = models.ForeignKey("governance.Decision", models.PROTECT, null=True, related_name="+")

    objects = ScopePeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="governance_scope_once",
                expressions=[("product_group", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            )
        ]

    def __str__(self):
        return f"{self.product_group} {self.period}"
