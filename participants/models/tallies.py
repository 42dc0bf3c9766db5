"""How many of what are on the public list: kept by the same action that keeps the rows, never counted for a page."""

from django.db import models

from pact.access import Tenancy


class Tally(models.Model):
    """`facet` is what is counted (country, kind, role, list), `code` which of it; `on_list` the list it belongs to;
    `label` names it where the code does not (a buyer group)."""

    tenancy = Tenancy.SHARED

    class On(models.TextChoices):
        PARTICIPANTS = "PARTICIPANTS", "participants"
        SUPPORTERS = "SUPPORTERS", "supporters"
        FORMER = "FORMER", "former participants and supporters"

    on_list = models.CharField(max_length=12, choices=On.choices)
    facet = models.CharField(max_length=12)
    code = models.CharField(max_length=80)
    label = models.CharField(max_length=160, blank=True)
    n = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["on_list", "facet", "code"], name="participants_tally_once")]

    def __str__(self):
        return f"{self.on_list} {self.facet} {self.code}: {self.n}"
