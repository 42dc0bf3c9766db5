"""A spreadsheet that was uploaded, understood, and waits to be confirmed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from monitoring.models.submissions import SubmissionQuerySet
from pact.access import Tenancy, new_ref
from pact.jobs.rows import Job


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


class LargeFile(Job):
    """A spreadsheet above the size that a page reads while one waits: a worker reads it, and, once it is confirmed,
    takes it over. The bytes lie in the store until then; `problems` holds the first of `wrong` sentences."""

    tenancy = Tenancy.OWNED

    class Stage(models.TextChoices):
        READING = "READING", "being read"
        READ = "READ", "read"
        APPLYING = "APPLYING", "being taken over"
        APPLIED = "APPLIED", "taken over"
        DROPPED = "DROPPED", "put aside"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    submission = models.ForeignKey("monitoring.Submission", models.PROTECT, related_name="large_files")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="+")
    group_id = models.BigIntegerField(null=True)
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.READING)
    stored_ref = models.CharField(max_length=16)
    file_name = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)
    language = models.CharField(max_length=12, blank=True)
    facts = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    wrong = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(progress__lte=100), name="monitoring_large_file_progress")]

    def __str__(self):
        return self.file_name
