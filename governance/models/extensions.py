"""Extending the Pact by written consent (Pact 6.2.2)."""

from django.db import models
from django.db.models import F, Q

from pact.access import Tenancy, new_ref


class Extension(models.Model):
    """`criterion` is the decision by which the committee said before what "sufficient" means (register I-19);
    `decision` the one that extends. Those who did not consent end on `old_end`."""

    tenancy = Tenancy.SHARED

    class State(models.TextChoices):
        OPEN = "OPEN", "consent asked"
        SUFFICIENT = "SUFFICIENT", "consent sufficient"
        EXTENDED = "EXTENDED", "extended"
        FAILED = "FAILED", "not extended"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    old_end = models.DateField()
    new_end = models.DateField()
    criterion = models.ForeignKey("governance.Decision", models.PROTECT, related_name="+")
    round = models.OneToOneField("governance.ConsentRound", models.PROTECT, related_name="extension")
    decision = models.ForeignKey("governance.Decision", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(new_end__gt=F("old_end")), name="governance_extension_later"),
            models.CheckConstraint(
                condition=~Q(state="EXTENDED") | Q(decision__isnull=False), name="governance_extension_decided"
            ),
            models.UniqueConstraint(
                fields=["old_end"], condition=Q(state__in=["OPEN", "SUFFICIENT"]), name="governance_one_extension"
            ),
        ]

    def __str__(self):
        return f"Extension to {self.new_end}"
