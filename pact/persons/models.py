"""What was removed by the clock: how many rows of which kind, and no names."""

from django.db import models

from pact.tenancy import Tenancy


class Purge(models.Model):
    """One night's removal of one kind; the register of events speaks of this row."""

    tenancy = Tenancy.SYSTEM

    kind = models.CharField(max_length=60)
    rows = models.PositiveIntegerField()
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.kind}: {self.rows}"
