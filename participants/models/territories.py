"""Countries, regions, municipalities and world bodies, as a tree."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from pact.access import Tenancy


class Territory(models.Model):
    """`code` is ISO 3166-1 alpha-2, ISO 3166-2 or, for a world body, our own; `lineage` runs from root to itself."""

    tenancy = Tenancy.SHARED

    class Kind(models.TextChoices):
        WORLD = "WORLD", "world body"
        COUNTRY = "COUNTRY", "country"
        REGION = "REGION", "region"
        MUNICIPALITY = "MUNICIPALITY", "municipality"

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    lineage = ArrayField(models.CharField(max_length=12), default=list)

    def __str__(self):
        return self.name

    def covers(self, other: "Territory") -> bool:
        """Itself or an ancestor of the other."""
        return self.code in other.lineage
