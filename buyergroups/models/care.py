"""Care of buyer groups: how they start, whom they reach out to, lists of members from a file (3.2.1.a, 5.2.2)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pact.access import OwnedQuerySet, Tenancy, new_ref


class StartUpCase(models.Model):
    """The Secretariat helps a buyer group to start (5.2.2): interest, workshop, charter, handed over."""

    tenancy = Tenancy.SHARED

    class State(models.TextChoices):
        INTEREST = "INTEREST", "interest"
        WORKSHOP = "WORKSHOP", "workshop"
        CHARTER = "CHARTER", "charter"
        HANDED_OVER = "HANDED_OVER", "handed over"
        DROPPED = "DROPPED", "not pursued"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    title = models.CharField(max_length=160)
    territory = models.ForeignKey("participants.Territory", models.PROTECT, related_name="+")
    # Who is interested: one that takes part or applies, or a name.
    organization = models.ForeignKey("participants.Organization", models.PROTECT, null=True, related_name="+")
    organization_name = models.CharField(max_length=160, blank=True)
    group = models.OneToOneField("buyergroups.BuyerGroup", models.PROTECT, null=True, related_name="start_up")
    state = models.CharField(max_length=11, choices=State.choices, default=State.INTEREST)
    opened_on = models.DateField()
    workshop_on = models.DateField(null=True)
    charter_on = models.DateField(null=True)
    charter = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    handed_over_on = models.DateField(null=True)
    next_step = models.CharField(max_length=240, blank=True)
    next_on = models.DateField(null=True)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="HANDED_OVER") | (Q(group__isnull=False) & Q(handed_over_on__isnull=False)),
                name="buyergroups_handed_over",
            ),
            models.CheckConstraint(condition=~Q(state="DROPPED") | ~Q(reason=""), name="buyergroups_dropped_why"),
        ]

    def __str__(self):
        return self.title


class OutreachQuerySet(OwnedQuerySet):
    organization_path = None
    group_path = "group_id"


class OutreachEntry(models.Model):
    """Reaching out to procuring organizations of one's area (3.2.1.a, preamble P15): organizations, never persons."""

    tenancy = Tenancy.OWNED

    class State(models.TextChoices):
        CONTACTED = "CONTACTED", "contacted"
        INTERESTED = "INTERESTED", "interested"
        JOINED = "JOINED", "joined"
        NOT_INTERESTED = "NOT_INTERESTED", "not interested"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    group = models.ForeignKey("buyergroups.BuyerGroup", models.PROTECT, related_name="outreach")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, null=True, related_name="+")
    organization_name = models.CharField(max_length=160)
    country = models.CharField(max_length=2, blank=True)
    state = models.CharField(max_length=14, choices=State.choices, default=State.CONTACTED)
    contacted_on = models.DateField()
    # The days behind the numbers of a year.
    interested_on = models.DateField(null=True)
    joined_on = models.DateField(null=True)
    taken_up_on = models.DateField(null=True)
    next_on = models.DateField(null=True)
    # Which criteria, tools or guidelines of the Pact it uses without taking part (P15).
    taken_up = models.ManyToManyField("buyergroups.LibraryItem", related_name="+", blank=True)
    note = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    objects = OutreachQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="JOINED") | Q(joined_on__isnull=False), name="buyergroups_outreach_joined"
            ),
        ]

    def __str__(self):
        return f"{self.organization_name}: {self.state}"


class MemberImportQuerySet(OwnedQuerySet):
    organization_path = None
    group_path = "group_id"


class MemberImport(models.Model):
    """A list of members as it was understood; nothing is written before somebody confirms it, then all or nothing."""

    tenancy = Tenancy.OWNED

    class State(models.TextChoices):
        PREVIEW = "PREVIEW", "to be confirmed"
        APPLIED = "APPLIED", "applied"
        DROPPED = "DROPPED", "dropped"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    group = models.ForeignKey("buyergroups.BuyerGroup", models.PROTECT, related_name="member_imports")
    file_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PREVIEW)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    outcome = models.JSONField(default=dict)

    objects = MemberImportQuerySet.as_manager()

    def __str__(self):
        return self.file_name
