"""The ledger of ICT users served by members and observers (Pact 3.2.1.c, 1.2.1.d)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from buyergroups import rules
from buyergroups.models.groups import GroupMembership
from pact.access import Tenancy, new_ref
from participants.models import Participation


class UsersServedQuerySet(models.QuerySet):
    def latest(self, day: date):
        """The statement in force on a day for every organization, in one query."""
        return (
            self.filter(as_of__lte=day, superseded_by=None)
            .order_by("organization_id", "-as_of", "-entered_at", "-pk")
            .distinct("organization_id")
        )

    def counted(self, day: date) -> rules.Counted:
        """Users of participants, members and observers, each organization once (four queries)."""
        standings = standings_on(day)
        rows = self.latest(day).values_list("organization_id", "users_total", "served_via_id")
        return rules.count_users(rules.Statement(*row, standings[row[0]]) for row in rows if row[0] in standings)

    def by_group(self, day: date) -> dict[int, int]:
        """Group id → users of its members and observers; an organization in two groups stands in both, so that
        these never add up to the total."""
        statements = self.latest(day).values_list("organization_id", "users_total", "served_via_id")
        users = {organization_id: total for organization_id, total, served_via in statements if served_via is None}
        sums: dict[int, int] = {}
        pairs = GroupMembership.objects.in_group_on(day).values_list("group_id", "organization_id")
        for group_id, organization_id in pairs:
            sums[group_id] = sums.get(group_id, 0) + users.get(organization_id, 0)
        return sums


def standings_on(day: date) -> dict[int, str]:
    """PARTICIPANT before MEMBER before OBSERVER, for everybody who counts on a day."""
    in_groups = GroupMembership.objects.in_group_on(day)
    observers = in_groups.filter(kind="OBSERVER").values_list("organization_id", flat=True)
    members = in_groups.filter(kind="MEMBER").values_list("organization_id", flat=True)
    participants = Participation.objects.filter(period__contains=day).values_list("organization_id", flat=True)
    return (
        dict.fromkeys(observers, "OBSERVER")
        | dict.fromkeys(members, "MEMBER")
        | dict.fromkeys(participants, "PARTICIPANT")
    )


class UsersServed(models.Model):
    """One statement for an organization and a day; public by 6.1.3. A person with laptop and phone is one user (I-17).

    Rows are never changed: a correction supersedes. An organization served via another does not count itself.
    """

    tenancy = Tenancy.SHARED

    class Source(models.TextChoices):
        MEASURED = "MEASURED", "measured"
        ESTIMATED = "ESTIMATED", "estimated"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="users_served")
    as_of = models.DateField()
    laptop_users = models.PositiveIntegerField(null=True)
    smartphone_users = models.PositiveIntegerField(null=True)
    users_total = models.PositiveIntegerField()
    source = models.CharField(max_length=10, choices=Source.choices)
    served_via = models.ForeignKey("participants.Organization", models.PROTECT, null=True, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="supersedes")

    objects = UsersServedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organization", "-as_of"], name="buyergroups_users_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(laptop_users=None) | Q(users_total__gte=F("laptop_users")), name="buyergroups_users_laptops"
            ),
            models.CheckConstraint(
                condition=Q(smartphone_users=None) | Q(users_total__gte=F("smartphone_users")),
                name="buyergroups_users_phones",
            ),
            models.CheckConstraint(
                condition=Q(laptop_users=None)
                | Q(smartphone_users=None)
                | Q(users_total__lte=F("laptop_users") + F("smartphone_users")),
                name="buyergroups_users_sum",
            ),
        ]

    def __str__(self):
        return f"{self.organization}: {self.users_total} on {self.as_of}"


class UsersBlock(models.Model):
    """Members or observers of a group that are not named one by one ("12 other members, 8,400 users"). Counts only
    where the coordinator says that nobody in it is counted elsewhere (3.2.1.c)."""

    tenancy = Tenancy.SHARED

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    group = models.ForeignKey("buyergroups.BuyerGroup", models.PROTECT, related_name="users_blocks")
    kind = models.CharField(max_length=8, choices=GroupMembership.Kind.choices)
    as_of = models.DateField()
    organizations = models.PositiveIntegerField()
    users_total = models.PositiveIntegerField()
    not_overlapping = models.BooleanField(default=False)
    source = models.CharField(max_length=10, choices=UsersServed.Source.choices)
    note = models.CharField(max_length=240, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="supersedes")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(organizations__gte=1), name="buyergroups_block_of_some"),
        ]

    def __str__(self):
        return f"{self.organizations} others in {self.group}: {self.users_total}"
