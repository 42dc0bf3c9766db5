"""The work of compiling a frozen year: a row that a worker claims, with its bar."""

from django.db import models
from django.db.models import Q

from pact.access import Tenancy
from pact.jobs.rows import Job


class Compilation(Job):
    """One for each frozen year. The snapshot is what was made; this says how far it is, and why not."""

    tenancy = Tenancy.SYSTEM

    cycle = models.OneToOneField("monitoring.Cycle", models.PROTECT, related_name="compilation")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(progress__lte=100), name="reports_compilation_progress")]

    def __str__(self):
        return f"{self.cycle}: {self.state}"
