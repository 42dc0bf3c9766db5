"""Versions of the Pact's text."""

from django.db import models

from pact.access import Tenancy


class PactText(models.Model):
    """One version; immutable (a database trigger holds it). `clauses` is a list of {id, kind, title, text}."""

    tenancy = Tenancy.SHARED

    version = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=120)
    valid_from = models.DateField()
    source = models.CharField(max_length=120)
    clauses = models.JSONField()
    sha256 = models.CharField(max_length=64)

    def __str__(self):
        return f"{self.title}, version {self.version}"
