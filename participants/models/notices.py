"""Written notices of termination, which the Secretariat publishes (Pact 6.6.1)."""

from django.db import models

from pact.access import Tenancy, new_ref


class TerminationNotice(models.Model):
    """The notice itself; it takes effect on the day it names, never before it was sent."""

    tenancy = Tenancy.SHARED

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="notices")
    participation = models.ForeignKey("participants.Participation", models.PROTECT, null=True)
    support = models.ForeignKey("participants.SupportLetter", models.PROTECT, null=True)
    text = models.TextField()
    sent_at = models.DateTimeField()
    sent_on = models.DateField()
    effective_on = models.DateField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(effective_on__gte=models.F("sent_on")), name="participants_notice_not_before_sent"
            )
        ]

    def __str__(self):
        return f"Notice of {self.organization}, effective {self.effective_on}"
