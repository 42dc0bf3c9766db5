"""Working groups, their members and chairs, and the guests they invite (Pact 4)."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from pact.access import OwnedQuerySet, Tenancy, new_ref
from pact.access.actors import Actor
from participants.models.participations import no_longer_takes_part


class WorkingGroup(models.Model):
    """Proposed by a participant (4.5), begun by a decision of the Steering Committee, never without one."""

    tenancy = Tenancy.SHARED

    class State(models.TextChoices):
        PROPOSED = "PROPOSED", "proposed"
        REFUSED = "REFUSED", "not established"
        ACTIVE = "ACTIVE", "active"
        DORMANT = "DORMANT", "dormant"
        CLOSED = "CLOSED", "closed"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    topic = models.CharField(max_length=240)
    mandate = models.TextField()
    product_groups = models.ManyToManyField("governance.ProductGroup", related_name="+", blank=True)
    # The one that defines indicators and the methodology (3.1.2.d).
    is_monitoring = models.BooleanField(default=False)
    proposed_by = models.ForeignKey("participants.Organization", models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    decision = models.ForeignKey("governance.Decision", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    begun_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    state_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="PROPOSED") | Q(decision__isnull=False), name="buyergroups_wg_by_decision"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ACTIVE", "DORMANT", "CLOSED"]) | Q(begun_on__isnull=False),
                name="buyergroups_wg_begun",
            ),
            models.CheckConstraint(
                condition=~Q(state="CLOSED") | Q(closed_on__isnull=False), name="buyergroups_wg_closed"
            ),
            models.UniqueConstraint(
                fields=["is_monitoring"],
                condition=Q(is_monitoring=True, state="ACTIVE"),
                name="buyergroups_one_monitoring_wg",
            ),
        ]

    def has_rival(self) -> bool:
        """Whether another group for monitoring is active."""
        others = WorkingGroup.objects.filter(is_monitoring=True, state=self.State.ACTIVE)
        return others.exclude(pk=self.pk).exists()

    def __str__(self):
        return self.name


class WorkingGroupMemberQuerySet(models.QuerySet):
    def on(self, day):
        """Those of a day; who takes part in the Pact no longer is in no working group (4.2, 6.6.1)."""
        return self.filter(period__contains=day).exclude(no_longer_takes_part(day))


class WorkingGroupMember(models.Model):
    """A person of a participant (4.2). An organization may send several; one of them carries its voice."""

    tenancy = Tenancy.SHARED

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    working_group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="members")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="working_group_members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    voice = models.BooleanField(default=False)
    period = DateRangeField()

    objects = WorkingGroupMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="buyergroups_wg_member_once",
                expressions=[
                    ("working_group", RangeOperators.EQUAL),
                    ("organization", RangeOperators.EQUAL),
                    ("user", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="buyergroups_wg_one_voice",
                expressions=[
                    ("working_group", RangeOperators.EQUAL),
                    ("organization", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(voice=True),
            ),
        ]

    def __str__(self):
        return f"{self.organization} in {self.working_group}"


class WorkingGroupChairQuerySet(models.QuerySet):
    def lasting(self, day):
        """Those in the chair on a day or later; a range without days is none."""
        return self.filter(Q(period__upper_inf=True) | Q(period__endswith__gt=day))


class WorkingGroupChair(models.Model):
    """Elected from the midst of the group (4.3); ends with the membership at the latest."""

    tenancy = Tenancy.SHARED

    working_group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="chairs")
    member = models.ForeignKey(WorkingGroupMember, models.PROTECT, related_name="chairs")
    election = models.ForeignKey("governance.Election", models.PROTECT, related_name="+")
    period = DateRangeField()

    objects = WorkingGroupChairQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="buyergroups_wg_one_chair",
                expressions=[("working_group", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self):
        return f"Chair of {self.working_group}"


class GuestQuerySet(OwnedQuerySet):
    working_group_path = "working_group_id"

    def visible_to(self, actor: Actor):
        """Members and the Secretariat, the guest himself, and whoever holds the token of its letter."""
        mine = Q(token_hash__in=actor.doors)
        if actor.user_id:
            mine |= Q(user=actor.user_id)
        return super().visible_to(actor) | self.filter(mine)

    def current(self, day):
        """Who accepted and whose time has not run out."""
        return self.filter(state="ACCEPTED", until__gte=day)


class WorkingGroupGuest(models.Model):
    """4.4: invited to one session or one document until a day. Sees and comments; has no deciding voice, ever."""

    tenancy = Tenancy.OWNED

    class State(models.TextChoices):
        INVITED = "INVITED", "invited"
        ACCEPTED = "ACCEPTED", "accepted"
        DECLINED = "DECLINED", "declined"
        WITHDRAWN = "WITHDRAWN", "withdrawn"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    working_group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="guests")
    gathering = models.ForeignKey("buyergroups.Gathering", models.PROTECT, null=True, related_name="guests")
    version = models.ForeignKey("buyergroups.LibraryVersion", models.PROTECT, null=True, related_name="guests")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    organization_name = models.CharField(max_length=160)
    # A supporter's or another known organization, when it is one.
    organization = models.ForeignKey("participants.Organization", models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    purpose = models.TextField()
    until = models.DateField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.INVITED)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    invited_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    objects = GuestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(gathering__isnull=False, version=None) | Q(gathering=None, version__isnull=False),
                name="buyergroups_guest_of_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(state="ACCEPTED") | Q(user__isnull=False), name="buyergroups_guest_is_somebody"
            ),
        ]

    @property
    def door(self) -> str:
        """The key of what this guest was invited to."""
        return (self.gathering or self.version).ref

    def __str__(self):
        return f"{self.name} invited by {self.working_group}"


class GuestDoor(models.Model):
    """The key that a guest holds while he is one: read when an actor is built, before anything is in anybody's reach,
    so that it says no more than who, which and until when."""

    tenancy = Tenancy.SYSTEM

    guest = models.OneToOneField(WorkingGroupGuest, models.PROTECT, related_name="held")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    working_group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="+")
    door = models.CharField(max_length=16)
    until = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["user", "until"], name="buyergroups_doors_of")]

    def __str__(self):
        return f"{self.user_id} until {self.until}"
