"""How far the demo's clock runs ahead of the system's."""

from django.db import models

from pact.tenancy import Tenancy


class ClockShift(models.Model):
    """At most one row, and only in the demo."""

    tenancy = Tenancy.SYSTEM

    only = models.BooleanField(primary_key=True, default=True)
    seconds = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="clock_one_row")]

    def __str__(self):
        return f"{self.seconds} s"
