"""Versions of the Pact's text."""

from datetime import date

from django.db import models

from pact.access import Tenancy


class PactTextQuerySet(models.QuerySet):
    def in_force(self, day: date):
        """Newest first, without versions that are adopted and not yet in force (6.5): the first one is what holds."""
        return self.filter(valid_from__lte=day).order_by("-valid_from", "-version")


class PactText(models.Model):
    """One version; immutable (a database trigger holds it). `clauses` is a list of {id, kind, title, text}."""

    tenancy = Tenancy.SHARED

    version = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=120)
    valid_from = models.DateField()
    source = models.CharField(max_length=120)
    clauses = models.JSONField()
    sha256 = models.CharField(max_length=64)

    objects = PactTextQuerySet.as_manager()

    def __str__(self):
        return f"{self.title}, version {self.version}"
