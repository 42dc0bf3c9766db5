"""A spreadsheet that was uploaded, understood, and waits to be confirmed."""

from django.conf import settings
from django.db import models

from monitoring.models.submissions import SubmissionQuerySet
from pact.access import Tenancy, new_ref


class ImportBatch(models.Model):
    """`understood` holds the rows as read, `problems` all of them at once by sheet, row and column, `before` what
    applying it replaced, for undo. Nothing is written to the figures until it is confirmed."""

    tenancy = Tenancy.OWNED

    class State(models.TextChoices):
        READ = "READ", "read"
        APPLIED = "APPLIED", "applied"
        UNDONE = "UNDONE", "undone"
        DROPPED = "DROPPED", "dropped"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    submission = models.ForeignKey("monitoring.Submission", models.PROTECT, related_name="imports")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="+")
    group_id = models.BigIntegerField(null=True)
    file_name = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State.choices, default=State.READ)
    understood = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    before = models.JSONField(default=list)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    objects = SubmissionQuerySet.as_manager()

    def __str__(self):
        return self.file_name
