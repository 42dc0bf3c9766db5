"""Buyer groups, their territories, members, observers and international representatives (Pact 3.2, 3.3)."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, OuterRef, Q

from pact.access import OwnedQuerySet, Tenancy, new_ref
from pact.access.actors import Actor
from participants.models import Participation
from participants.models.participations import no_longer_takes_part


class BuyerGroup(models.Model):
    """Several groups may cover one territory. Without a coordinator its members report to the Secretariat (P17)."""

    tenancy = Tenancy.SHARED

    class State(models.TextChoices):
        STARTING = "STARTING", "starting"
        ACTIVE = "ACTIVE", "active"
        DORMANT = "DORMANT", "dormant"
        CLOSED = "CLOSED", "closed"

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    coordination = models.ForeignKey("participants.Participation", models.PROTECT, null=True, related_name="groups")
    working_language = models.CharField(max_length=12, default="en")
    about = models.TextField(blank=True)
    contact_email = models.EmailField(blank=True)
    other_languages = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    # How the group works: its own model of cooperation (P7).
    set_up = models.TextField(blank=True)
    website = models.URLField(blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.STARTING)
    founded_on = models.DateField()
    closed_on = models.DateField(null=True)
    state_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="CLOSED") | Q(closed_on__isnull=False), name="buyergroups_group_closed"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["DORMANT", "CLOSED"]) | ~Q(state_reason=""), name="buyergroups_group_why"
            ),
        ]

    def __str__(self):
        return self.name

    def is_coordinated_on(self, day) -> bool:
        """Whether the role it rests on holds on a day; once it has ended (6.6.1) the Secretariat receives (P17)."""
        return self.coordination is not None and day in self.coordination.period

    def receives_on(self, day) -> bool:
        """Whether figures reach it: it works, and somebody coordinates it."""
        return self.state == self.State.ACTIVE and self.is_coordinated_on(day)

    def coordinator_on(self, day):
        return self.coordination.organization if self.is_coordinated_on(day) else None


class GroupTerritory(models.Model):
    """A country, region or world body that a group covers."""

    tenancy = Tenancy.SHARED

    group = models.ForeignKey(BuyerGroup, models.PROTECT, related_name="territories")
    territory = models.ForeignKey("participants.Territory", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "territory"], name="buyergroups_territory_once")]

    def __str__(self):
        return f"{self.group} covers {self.territory}"


class MembershipQuerySet(OwnedQuerySet):
    group_path = "group_id"

    def at_the_door_on(self, day):
        """Asked or invited, or not joined with a reason; a participant only as long as it is one (6.6.1)."""
        takes_part = Participation.objects.filter(organization_id=OuterRef("organization_id"), period__contains=day)
        waiting = self.filter(state__in=("ASKED", "INVITED", "DECLINED"))
        return waiting.filter(Q(basis="NON_PARTICIPANT") | Exists(takes_part))

    def active_on(self, day):
        return self.in_group_on(day).filter(state="ACTIVE")

    def in_group_on(self, day):
        """Those in force on a day, also when it has passed and the membership has ended since. Who joined as a
        participant is in a group as long as it takes part in the Pact: that is derived."""
        takes_part = Participation.objects.filter(organization_id=OuterRef("organization_id"), period__contains=day)
        joined = self.filter(state__in=("ACTIVE", "ENDED"), period__contains=day)
        return joined.filter(Q(basis="NON_PARTICIPANT") | Exists(takes_part))

    def visible_to(self, actor: Actor):
        """Active memberships are public; an asking or an invitation is seen by its two sides."""
        return self.filter(Q(state__in=("ACTIVE", "ENDED")) | Q(pk__in=super().visible_to(actor).values("pk")))


class GroupMembership(models.Model):
    """Kind says how close (member, observer), basis says why (participant, or non-participant under 3.3.3)."""

    tenancy = Tenancy.OWNED

    class Kind(models.TextChoices):
        MEMBER = "MEMBER", "member"
        OBSERVER = "OBSERVER", "observer"

    class Basis(models.TextChoices):
        PARTICIPANT = "PARTICIPANT", "participant"
        NON_PARTICIPANT = "NON_PARTICIPANT", "not a participant"

    class State(models.TextChoices):
        ASKED = "ASKED", "asked to join"
        INVITED = "INVITED", "invited"
        ACTIVE = "ACTIVE", "active"
        DECLINED = "DECLINED", "not joined"
        ENDED = "ENDED", "ended"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    group = models.ForeignKey(BuyerGroup, models.PROTECT, related_name="memberships")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.MEMBER)
    basis = models.CharField(max_length=16, choices=Basis.choices, default=Basis.PARTICIPANT)
    primary = models.BooleanField(default=True)
    state = models.CharField(max_length=8, choices=State.choices)
    period = DateRangeField(null=True)
    screening = models.ForeignKey("participants.Screening", models.PROTECT, null=True)
    # Checked again every year (2.1.4); a look that is in doubt waits here for the committee.
    next_screening = models.ForeignKey("participants.Screening", models.PROTECT, null=True, related_name="+")
    reason_not_joined = models.TextField(blank=True)
    asked_at = models.DateTimeField()

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="buyergroups_member_once",
                expressions=[
                    ("group", RangeOperators.EQUAL),
                    ("organization", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=["ACTIVE", "ENDED"]),
            ),
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(state="ACTIVE", primary=True, kind="MEMBER"),
                name="buyergroups_one_primary",
            ),
            models.UniqueConstraint(
                fields=["group", "organization"], condition=~Q(state="ENDED"), name="buyergroups_asked_once"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ACTIVE", "ENDED"]) | Q(period__isnull=False),
                name="buyergroups_active_has_period",
            ),
            models.CheckConstraint(
                condition=~Q(state="DECLINED") | ~Q(reason_not_joined=""), name="buyergroups_declined_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="ACTIVE", basis="NON_PARTICIPANT") | Q(screening__isnull=False),
                name="buyergroups_non_participant_screened",
            ),
        ]

    def __str__(self):
        return f"{self.organization} in {self.group}"


class RepresentativeQuerySet(OwnedQuerySet):
    group_path = "group_id"

    def on(self, day):
        """Those of a day; of an organization that left the Pact nobody speaks for a group any more (6.6.1)."""
        return self.filter(period__contains=day).exclude(no_longer_takes_part(day))

    def visible_to(self, actor: Actor):
        """Who agreed to be named is public (3.3.2.d); the others are seen by their organization and coordinator."""
        return self.filter(Q(consent_to_publish=True) | Q(pk__in=super().visible_to(actor).values("pk")))


class Representative(models.Model):
    """An international representative of a group (3.3.2.d); the name is public only with consent."""

    tenancy = Tenancy.OWNED

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    group = models.ForeignKey(BuyerGroup, models.PROTECT, related_name="representatives")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    topics = models.CharField(max_length=240, blank=True)
    working_groups = models.ManyToManyField("buyergroups.WorkingGroup", related_name="+", blank=True)
    consent_to_publish = models.BooleanField(default=False)
    period = DateRangeField()

    objects = RepresentativeQuerySet.as_manager()

    def __str__(self):
        return f"{self.name} for {self.group}"
