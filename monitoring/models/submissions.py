"""What one organization reports for one year, and each version it sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pact.access import Actor, OwnedQuerySet, Tenancy, new_ref, prepared
from participants.models import Participation
from participants.models.participations import no_longer_takes_part

UNSENT = ("NOT_BEGUN", "DRAFT", "RETURNED")


def _procuring(organization_id: int):
    return Participation.objects.filter(organization_id=organization_id, role="PROCURING")


class SubmissionQuerySet(OwnedQuerySet):
    group_path = "group_id"

    def visible_to(self, actor: Actor):
        """Its organization and the coordinator it goes to, who sees that a draft is there and never its lines."""
        return super().visible_to(actor)

    def expected_on(self, day):
        """Those that were sent, and those that are still to come: who left the Pact as a procuring organisation before
        sending any is waited for by nobody (6.6.1)."""
        return self.exclude(Q(state__in=UNSENT) & no_longer_takes_part(day, role="PROCURING"))

    def counted_once(self):
        """Without what was never sent for a record that turned out to be a duplicate."""
        return self.exclude(state__in=UNSENT, organization__merged_into__isnull=False)


class Submission(models.Model):
    """`group` is the recipient worked out at opening; none means the Secretariat (P17). `receipt` like 2026-NO-0148.

    `counted_country`: the country its accepted figures are counted under, as it was when they were accepted.
    """

    tenancy = Tenancy.OWNED

    class State(models.TextChoices):
        NOT_BEGUN = "NOT_BEGUN", "not begun"
        DRAFT = "DRAFT", "draft"
        SENT = "SENT", "submitted"
        RETURNED = "RETURNED", "returned"
        ACCEPTED = "ACCEPTED", "accepted"
        FROZEN = "FROZEN", "frozen"

    class Timeliness(models.TextChoices):
        NONE = "NONE", "not sent"
        ON_TIME = "ON_TIME", "on time"
        LATE = "LATE", "late"
        EXTENDED = "EXTENDED", "within the extension"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    cycle = models.ForeignKey("monitoring.Cycle", models.PROTECT, related_name="submissions")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="submissions")
    group = models.ForeignKey("buyergroups.BuyerGroup", models.PROTECT, null=True, related_name="submissions")
    state = models.CharField(max_length=10, choices=State.choices, default=State.NOT_BEGUN)
    due_on = models.DateField()
    nil = models.BooleanField(default=False)
    nil_reason = models.TextField(blank=True)
    timeliness = models.CharField(max_length=8, choices=Timeliness.choices, default=Timeliness.NONE)
    receipt = models.CharField(max_length=20, unique=True, null=True)
    first_sent_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    accepted_version = models.ForeignKey("monitoring.SubmissionVersion", models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    counted_country = models.CharField(max_length=2, blank=True)
    devices = models.PositiveBigIntegerField(null=True)
    devices_incomplete = models.BooleanField(default=False)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organization", "cycle"], name="monitoring_submission_org"),
            models.Index(fields=["group", "cycle", "state"], name="monitoring_submission_group"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "organization"], name="monitoring_one_submission"),
            models.CheckConstraint(
                condition=~Q(state__in=["SENT", "ACCEPTED", "FROZEN"])
                | Q(sent_at__isnull=False, receipt__isnull=False),
                name="monitoring_sent_has_receipt",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ACCEPTED", "FROZEN"]) | Q(accepted_version__isnull=False),
                name="monitoring_accepted_has_version",
            ),
            models.CheckConstraint(condition=Q(nil=False) | ~Q(nil_reason=""), name="monitoring_nil_has_reason"),
        ]

    def __str__(self):
        return f"{self.organization} {self.cycle}"

    def is_over_on(self, day) -> bool:
        """Its organization procured under the Pact and has left that role by this day (6.6.1)."""
        periods = [role.period for role in prepared(_procuring, self.organization_id)]
        return bool(periods) and not any(day in period for period in periods)


class SubmissionVersion(models.Model):
    """The draft has no `sent_at`; once sent it is immutable with its lines (database triggers hold it)."""

    tenancy = Tenancy.OWNED

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="versions")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="+")
    group = models.ForeignKey("buyergroups.BuyerGroup", models.PROTECT, null=True, related_name="+")
    number = models.PositiveSmallIntegerField()
    nil = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "number"], name="monitoring_version_once"),
            models.UniqueConstraint(fields=["submission"], condition=Q(sent_at=None), name="monitoring_one_draft"),
        ]

    def __str__(self):
        return f"{self.submission}, version {self.number}"


class ReviewNote(models.Model):
    """A remark of the recipient on a version that goes back, one for each point."""

    tenancy = Tenancy.OWNED

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="notes")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="+")
    group = models.ForeignKey("buyergroups.BuyerGroup", models.PROTECT, null=True, related_name="+")
    version_number = models.PositiveSmallIntegerField()
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = SubmissionQuerySet.as_manager()

    def __str__(self):
        return self.text[:60]
