"""Written notices of termination, which the Secretariat publishes (Pact 6.6.1)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from pact.access import Tenancy, new_ref


class TerminationNotice(models.Model):
    """The notice itself: its words, the signed paper, or both. It takes effect on the day it names, never before it
    was sent. What was published never changes (a trigger); it can only be withdrawn, and then says so."""

    tenancy = Tenancy.SHARED

    class Channel(models.TextChoices):
        ONLINE = "ONLINE", "on this site"
        POST = "POST", "by post"
        MAIL = "MAIL", "by e-mail"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="notices")
    participation = models.ForeignKey("participants.Participation", models.PROTECT, null=True)
    support = models.ForeignKey("participants.SupportLetter", models.PROTECT, null=True)
    text = models.TextField(blank=True)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    file_size = models.PositiveIntegerField(null=True)  # the file itself is in nobody's reach but its owner's
    channel = models.CharField(max_length=6, choices=Channel.choices, default=Channel.ONLINE)
    sent_at = models.DateTimeField()
    sent_on = models.DateField()
    effective_on = models.DateField()
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_on__gte=F("sent_on")), name="participants_notice_not_before_sent"
            ),
            models.CheckConstraint(condition=~Q(text="") | Q(file__isnull=False), name="participants_notice_says_it"),
            models.CheckConstraint(
                condition=Q(file=None, file_size=None) | Q(file__isnull=False, file_size__isnull=False),
                name="participants_notice_file_size",
            ),
        ]

    def __str__(self):
        return f"Notice of {self.organization}, effective {self.effective_on}"
