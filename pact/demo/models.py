"""Who can sign in to the demo: the table that is printed at every start."""

from django.db import models

from pact.access import Tenancy


class DemoPerson(models.Model):
    """One person for each role; exists only in the demo."""

    tenancy = Tenancy.SYSTEM

    role = models.CharField(max_length=80)
    organization = models.CharField(max_length=200, blank=True)
    email = models.EmailField(unique=True)

    def __str__(self):
        return f"{self.role}: {self.email}"
