"""Meetings of the Steering Committee (Pact 5.1.5): agenda, attendance, minutes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from pact.access import Tenancy, new_ref
from pact.access.actors import Actor


class Meeting(models.Model):
    """`ordinal` counts the ordinary ones of a calendar year; a database trigger holds it to the rule book of that day.
    An extraordinary one has none. `sequence` counts the changes of date or place, for calendars (iCalendar SEQUENCE).
    """

    tenancy = Tenancy.SHARED

    class Kind(models.TextChoices):
        ORDINARY = "ORDINARY", "ordinary meeting"
        EXTRAORDINARY = "EXTRAORDINARY", "extraordinary meeting"

    class State(models.TextChoices):
        PLANNED = "PLANNED", "planned"
        CONVENED = "CONVENED", "convened"
        HELD = "HELD", "held"
        PUBLISHED = "PUBLISHED", "minutes published"
        CANCELLED = "CANCELLED", "cancelled"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    kind = models.CharField(max_length=13, choices=Kind.choices)
    year = models.PositiveSmallIntegerField()
    ordinal = models.PositiveSmallIntegerField(null=True)
    title = models.CharField(max_length=160)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(max_length=40)
    place = models.CharField(max_length=200)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    sequence = models.PositiveSmallIntegerField(default=0)
    papers_on = models.DateField()
    convened_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "ordinal"], condition=~Q(state="CANCELLED"), name="governance_meeting_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="ORDINARY", ordinal__isnull=False) | Q(kind="EXTRAORDINARY", ordinal__isnull=True),
                name="governance_meeting_ordinal",
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="governance_meeting_ends"),
        ]

    def __str__(self):
        return self.title


class AgendaItemQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor):
        """Committee and Secretariat all; everybody else what is public."""
        return self.all() if actor.sees_all or actor.committee else self.filter(public=True)


class AgendaItem(models.Model):
    """A matter that is decided, a paper that is read, or a point of order; `outcome` is its part of the minutes."""

    tenancy = Tenancy.OWNED

    class Kind(models.TextChoices):
        DECISION = "DECISION", "for decision"
        DISCUSSION = "DISCUSSION", "for discussion"
        INFORMATION = "INFORMATION", "for information"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=240)
    kind = models.CharField(max_length=11, choices=Kind.choices, default=Kind.DISCUSSION)
    minutes_planned = models.PositiveSmallIntegerField(default=10)
    text = models.TextField(blank=True)
    matter = models.ForeignKey("governance.Matter", models.PROTECT, null=True, related_name="agenda_items")
    paper = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    public = models.BooleanField(default=True)
    outcome = models.TextField(blank=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "order"], name="governance_agenda_order", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(
                fields=["meeting", "matter"], condition=Q(matter__isnull=False), name="governance_agenda_matter_once"
            ),
        ]

    def __str__(self):
        return self.title


class RecordQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor):
        return self.all() if actor.sees_all or actor.committee else self.none()


class MinutesQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor):
        """Committee and Secretariat all; everybody else what is published."""
        return self.all() if actor.sees_all or actor.committee else self.filter(published_at__isnull=False)


class Attendance(models.Model):
    """Who was there: a member of the committee, or a guest (`organization` may be none for staff and speakers)."""

    tenancy = Tenancy.OWNED

    class Kind(models.TextChoices):
        MEMBER = "MEMBER", "member"
        SECRETARIAT = "SECRETARIAT", "Secretariat"
        GUEST = "GUEST", "guest"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    kind = models.CharField(max_length=11, choices=Kind.choices)
    organization = models.ForeignKey("participants.Organization", models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    guest = models.CharField(max_length=160, blank=True)
    present = models.BooleanField(default=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "user"], condition=Q(user__isnull=False), name="governance_attends_once"
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False) | ~Q(guest=""), name="governance_attendance_is_somebody"
            ),
        ]

    def __str__(self):
        return f"{self.user or self.guest} at {self.meeting_id}"


class Minutes(models.Model):
    """The frame of the minutes; what was said to each point stands with the point. Public once published."""

    tenancy = Tenancy.OWNED

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    opening = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)

    objects = MinutesQuerySet.as_manager()

    def __str__(self):
        return f"Minutes of {self.meeting_id}"
