"""Ending a participation by the committee, only after a hearing (Pact 6.6.2)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from pact.access import Tenancy, new_ref
from pact.access.actors import Actor
from pact.access.tenancy import OwnedQuerySet


class TerminationCaseQuerySet(OwnedQuerySet):
    def visible_to(self, actor: Actor):
        """The Secretariat and the committee; the organization itself once it has the notice."""
        if actor.sees_all or actor.committee:
            return self.all()
        return super().visible_to(actor).exclude(state="OPENED")


class TerminationCase(models.Model):
    """About all roles of one organization. The file is private; `public_text` is what the world reads of its end."""

    tenancy = Tenancy.OWNED

    class Grounds(models.TextChoices):
        INTEGRITY = "INTEGRITY", "lack of integrity"
        EFFORT = "EFFORT", "lack of effort"

    class State(models.TextChoices):
        OPENED = "OPENED", "opened"
        NOTICED = "NOTICED", "notice sent, hearing invited"
        HEARD = "HEARD", "heard"
        WITH_COMMITTEE = "WITH_COMMITTEE", "with the Steering Committee"
        ENDED = "ENDED", "participation ended"
        CLOSED = "CLOSED", "closed without ending"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    number = models.CharField(max_length=16, unique=True)
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="termination_cases")
    grounds = models.CharField(max_length=9, choices=Grounds.choices)
    facts = models.TextField()
    # The organization's own record from which it came, such as a report of misuse.
    origin = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=14, choices=State.choices, default=State.OPENED)
    opened_at = models.DateTimeField()
    noticed_at = models.DateTimeField(null=True)
    notice = models.TextField(blank=True)
    decision = models.ForeignKey("governance.Decision", models.PROTECT, null=True, related_name="+")
    ends_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    why_closed = models.TextField(blank=True)
    public_text = models.TextField(blank=True)

    objects = TerminationCaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=~Q(state__in=["ENDED", "CLOSED"]),
                name="governance_one_termination_case",
            ),
            models.CheckConstraint(
                condition=~Q(state="ENDED") | (Q(decision__isnull=False) & Q(ends_on__isnull=False)),
                name="governance_termination_decided",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["OPENED", "CLOSED"]) | Q(noticed_at__isnull=False),
                name="governance_termination_noticed",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.organization}"


class Hearing(models.Model):
    """The invitation to be heard and what came of it. A database trigger lets no case pass without one that was held,
    declined, or unanswered for the time the rule book asks."""

    tenancy = Tenancy.OWNED

    class Outcome(models.TextChoices):
        INVITED = "INVITED", "invited"
        HELD = "HELD", "held"
        DECLINED = "DECLINED", "declined"
        UNANSWERED = "UNANSWERED", "not answered"

    class Way(models.TextChoices):
        MEETING = "MEETING", "in a meeting"
        CALL = "CALL", "by video or telephone"
        WRITING = "WRITING", "in writing"

    case = models.OneToOneField(TerminationCase, models.PROTECT, related_name="hearing")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    planned_at = models.DateTimeField(null=True)
    # When it answered, and how it wants to be heard; nothing as long as it said nothing.
    answered_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=8, choices=Way.choices, default=Way.CALL)
    held_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.INVITED)
    settled_at = models.DateTimeField(null=True)
    statement = models.TextField(blank=True)
    statement_file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    statement_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    record = models.TextField(blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="INVITED", settled_at=None) | (~Q(outcome="INVITED") & Q(settled_at__isnull=False)),
                name="governance_hearing_settled",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="UNANSWERED") | Q(settled_at__gte=F("answer_by")),
                name="governance_hearing_waited",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="HELD") | ~Q(record="") | ~Q(statement=""), name="governance_hearing_record"
            ),
        ]

    def __str__(self):
        return f"Hearing in {self.case_id}"
