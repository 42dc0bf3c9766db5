"""The coordinated report of a buyer group, in English, once a year (Pact 3.2.1.d)."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from pact.access import OwnedQuerySet, Tenancy, new_ref


class ReportQuerySet(OwnedQuerySet):
    organization_path = None
    group_path = "group_id"


class CoordinatedReport(models.Model):
    """`pulled` is what the figures were when it was delivered: totals, version ids, who reported, nil, missing."""

    tenancy = Tenancy.OWNED

    class State(models.TextChoices):
        DRAFT = "DRAFT", "draft"
        DELIVERED = "DELIVERED", "delivered"
        RETURNED = "RETURNED", "returned"
        ACCEPTED = "ACCEPTED", "accepted"
        FROZEN = "FROZEN", "frozen"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    group = models.ForeignKey("buyergroups.BuyerGroup", models.PROTECT, related_name="coordinated_reports")
    cycle = models.ForeignKey("monitoring.Cycle", models.PROTECT, related_name="coordinated_reports")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    language = models.CharField(max_length=8, default="en")
    due_on = models.DateField()
    pulled = models.JSONField(default=dict)
    pulled_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    delivered_at = models.DateTimeField(null=True)
    delivered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    receipt = models.CharField(max_length=24, unique=True, null=True)
    remarks = models.TextField(blank=True)
    document_ref = models.CharField(max_length=16, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "cycle"], name="reports_one_coordinated"),
            models.CheckConstraint(
                condition=~Q(state__in=["DELIVERED", "ACCEPTED", "FROZEN"])
                | Q(delivered_at__isnull=False, receipt__isnull=False, language="en"),
                name="reports_delivered_in_english",
            ),
        ]

    def __str__(self):
        return f"{self.group} {self.cycle}"


class ReportSection(models.Model):
    """One of the five required parts; "none" needs a reason. While somebody writes, the part is held: others read."""

    tenancy = Tenancy.OWNED

    class Code(models.TextChoices):
        MONITORING = "MONITORING", "Monitoring results"
        LESSONS = "LESSONS", "Lessons learned"
        EXAMPLES = "EXAMPLES", "Good examples"
        FEEDBACK = "FEEDBACK", "Feedback on criteria"
        TENDERS = "TENDERS", "Coming tenders"

    report = models.ForeignKey(CoordinatedReport, models.PROTECT, related_name="sections")
    group = models.ForeignKey("buyergroups.BuyerGroup", models.PROTECT, related_name="+")
    code = models.CharField(max_length=12, choices=Code.choices)
    body = models.TextField(blank=True)
    none_reason = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    held_until = models.DateTimeField(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "code"], name="reports_section_once")]

    def __str__(self):
        return f"{self.report}: {self.code}"

    def held_from(self, user_id: int | None, at: datetime) -> bool:
        """Whether somebody else is writing it at this moment."""
        return bool(self.held_until and self.held_until > at and self.held_by_id != user_id)
