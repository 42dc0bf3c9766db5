"""Meetings of groups and working groups, dialogue sessions, events, and shared files (3.2.1.b, 4.4)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pact.access import OwnedQuerySet, Tenancy, new_ref
from pact.access.actors import Actor
from pact.calendars import Happening, uid


class GatheringQuerySet(OwnedQuerySet):
    organization_path = None
    group_path = "group_id"
    working_group_path = "working_group_id"
    door_path = "ref"

    def visible_to(self, actor: Actor):
        """What is public, what one's own group or working group holds, and what one was invited to."""
        own = super().visible_to(actor)
        return own | self.filter(Q(public=True) | Q(group__in=actor.member_group_ids))


class Gathering(models.Model):
    """Of one buyer group, of one working group, or (of neither) of the Pact. Day and title of a public one are public
    (3.2.1.b); what was said is public once its notes are published."""

    tenancy = Tenancy.OWNED

    class Kind(models.TextChoices):
        MEETING = "MEETING", "meeting"
        WORKSHOP = "WORKSHOP", "workshop"
        TRAINING = "TRAINING", "training"
        CONSULTATION = "CONSULTATION", "market consultation"
        DIALOGUE = "DIALOGUE", "dialogue session"

    class State(models.TextChoices):
        PLANNED = "PLANNED", "planned"
        HELD = "HELD", "held"
        CANCELLED = "CANCELLED", "cancelled"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.MEETING)
    group = models.ForeignKey("buyergroups.BuyerGroup", models.PROTECT, null=True, related_name="gatherings")
    working_group = models.ForeignKey("buyergroups.WorkingGroup", models.PROTECT, null=True, related_name="gatherings")
    title = models.CharField(max_length=160)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(max_length=40)
    place = models.CharField(max_length=240, blank=True)
    link = models.URLField(blank=True)
    agenda = models.TextField(blank=True)
    public = models.BooleanField(default=True)
    # Grows with every change of day or place, as calendars expect it.
    sequence = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    notes = models.TextField(blank=True)
    outcomes = models.TextField(blank=True)
    notes_published_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = GatheringQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["starts_at"], name="buyergroups_gathering_when")]
        constraints = [
            models.CheckConstraint(
                condition=Q(group=None) | Q(working_group=None), name="buyergroups_gathering_of_one"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")), name="buyergroups_gathering_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(notes_published_at=None) | (Q(public=True) & ~Q(notes="")),
                name="buyergroups_gathering_published_notes",
            ),
        ]

    def __str__(self):
        return self.title

    def happening(self, url: str, *, place: str = "") -> Happening:
        """As calendars read it: one lasting name, a sequence that grows when it moves."""
        return Happening(
            uid("gathering", self.ref),
            self.title,
            self.starts_at,
            self.ends_at,
            zone=self.zone,
            sequence=self.sequence,
            place=place or self.place,
            url=url,
            cancelled=self.state == self.State.CANCELLED,
        )


class GatheringAttendance(models.Model):
    """Who is asked, says whether he comes, and was there: a person with an account, or a name noted by hand."""

    tenancy = Tenancy.OWNED

    class State(models.TextChoices):
        INVITED = "INVITED", "invited"
        COMING = "COMING", "coming"
        NOT_COMING = "NOT_COMING", "not coming"
        ATTENDED = "ATTENDED", "attended"
        ABSENT = "ABSENT", "was not there"

    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="attendance")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    guest = models.ForeignKey("buyergroups.WorkingGroupGuest", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State.choices, default=State.INVITED)
    answered_at = models.DateTimeField(null=True)

    # Read through the gathering, which has the reach.
    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "user"], condition=Q(user__isnull=False), name="buyergroups_attends_once"
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.state}"


class SharedFileQuerySet(OwnedQuerySet):
    organization_path = None
    group_path = "group_id"
    working_group_path = "working_group_id"

    def visible_to(self, actor: Actor):
        """Of one's own groups and working groups, and of the session one was invited to."""
        more = Q(group__in=actor.member_group_ids) | Q(gathering__ref__in=actor.doors)
        return super().visible_to(actor) | self.filter(more)


class SharedFile(models.Model):
    """A file for those of one buyer group or working group, kept by itself or with a gathering of it."""

    tenancy = Tenancy.OWNED

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    group = models.ForeignKey("buyergroups.BuyerGroup", models.PROTECT, null=True, related_name="shared_files")
    working_group = models.ForeignKey(
        "buyergroups.WorkingGroup", models.PROTECT, null=True, related_name="shared_files"
    )
    gathering = models.ForeignKey(Gathering, models.PROTECT, null=True, related_name="shared_files")
    title = models.CharField(max_length=160)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    shared_at = models.DateTimeField()
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = SharedFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(group=None, working_group__isnull=False) | Q(group__isnull=False, working_group=None),
                name="buyergroups_file_of_one",
            ),
        ]

    def __str__(self):
        return self.title
