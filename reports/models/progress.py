"""The collective annual progress report (Pact 5.2.3, approved under 5.1.2)."""

from django.db import models
from django.db.models import Q

from pact.access import Tenancy, new_ref
from pact.access.actors import Actor


class ProgressQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor):
        return self.all() if actor.sees_all or actor.committee else self.published()

    def published(self):
        return self.filter(published_at__isnull=False)


class ProgressReport(models.Model):
    """Snapshot and words; `sha256` covers both and is what the committee approves. Publishing without an approving
    decision on that hash is impossible (check constraint and flow)."""

    tenancy = Tenancy.SYSTEM

    class State(models.TextChoices):
        DRAFT = "DRAFT", "draft"
        WITH_COMMITTEE = "WITH_COMMITTEE", "with the committee"
        APPROVED = "APPROVED", "approved"
        RETURNED = "RETURNED", "returned"
        PUBLISHED = "PUBLISHED", "published"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    slug = models.SlugField(max_length=60, unique=True)
    snapshot = models.OneToOneField("reports.CycleSnapshot", models.PROTECT, related_name="report")
    title = models.CharField(max_length=160)
    state = models.CharField(max_length=16, choices=State.choices, default=State.DRAFT)
    chapters = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    sha256 = models.CharField(max_length=64, blank=True)
    decision = models.ForeignKey("governance.Decision", models.PROTECT, null=True, related_name="+")
    approved_sha256 = models.CharField(max_length=64, blank=True)
    document_ref = models.CharField(max_length=16, blank=True)
    published_at = models.DateTimeField(null=True)
    errata = models.TextField(blank=True)

    objects = ProgressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["APPROVED", "PUBLISHED"])
                | (Q(decision__isnull=False) & ~Q(sha256="") & Q(approved_sha256=models.F("sha256"))),
                name="reports_published_as_approved",
            ),
            models.CheckConstraint(
                condition=~Q(state="PUBLISHED") | Q(published_at__isnull=False), name="reports_published_has_date"
            ),
        ]

    def __str__(self):
        return self.title
