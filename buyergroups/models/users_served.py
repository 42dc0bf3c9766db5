"""The ledger of ICT users served by members and observers (Pact 3.2.1.c, 1.2.1.d)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from buyergroups import rules
from buyergroups.models.groups import GroupMembership
from pact.access import Tenancy, new_ref
from participants.models import Participation

_HELD = ("users_total", "served_via_id", "as_of")


class UsersServedQuerySet(models.QuerySet):
    def latest(self, day: date):
        """The statement in force on a day for every organization, in one query."""
        return (
            self.filter(as_of__lte=day, superseded_by=None)
            .order_by("organization_id", "-as_of", "-entered_at", "-pk")
            .distinct("organization_id")
        )

    def statements(self, day: date) -> list[rules.Statement]:
        """The statement in force of everybody who counts on a day, with its standing (four queries)."""
        standings = standings_on(day)
        rows = self.latest(day).values_list("organization_id", "users_total", "served_via_id")
        return [rules.Statement(*row, standings[row[0]]) for row in rows if row[0] in standings]

    def counted(self, day: date) -> rules.Counted:
        """Users of participants, members and observers, each organization once (five queries)."""
        return rules.count_users(self.statements(day), UsersBlock.objects.counting(day))

    def added_up(self, day: date) -> rules.AddedUp:
        """From the sums of the groups to the total of the Pact (six queries)."""
        groups_of: dict[int, list[int]] = {}
        pairs = GroupMembership.objects.in_group_on(day).values_list("organization_id", "group_id")
        for organization_id, group_id in pairs:
            groups_of.setdefault(organization_id, []).append(group_id)
        return rules.add_up(self.statements(day), groups_of, UsersBlock.objects.counting(day))

    def by_group(self, day: date) -> dict[int, int]:
        """Group id → users of its members and observers; an organization in two groups stands in both, so that
        these never add up to the total."""
        return self.added_up(day).by_group

    def group_users(self, day: date) -> dict[int, rules.GroupUsers]:
        """Group id → its users with coverage and the days for which they hold; groups without anybody are left out."""
        rows = []
        said = {row[0]: row[1:] for row in self.latest(day).values_list("organization_id", *_HELD)}
        members = GroupMembership.objects.in_group_on(day).values_list("group_id", "organization_id", "kind", "basis")
        for group_id, organization_id, kind, basis in members:
            standing = rules.standing_in_group(kind, basis)
            rows.append(rules.InGroup(group_id, standing, *said.get(organization_id, ())))
        return rules.group_users(rows, UsersBlock.objects.counting(day), day)


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


class UsersBlockQuerySet(models.QuerySet):
    def latest(self, day: date):
        """The block in force on a day for every group and kind; of a group that is closed there is none."""
        rows = self.filter(as_of__lte=day, superseded_by=None).exclude(group__closed_on__lte=day)
        return rows.order_by("group_id", "kind", "-as_of", "-entered_at", "-pk").distinct("group_id", "kind")

    def counting(self, day: date) -> list[rules.Block]:
        columns = ("group_id", "kind", "organizations", "users_total", "not_overlapping", "as_of")
        rows = self.latest(day).values_list(*columns)
        return [rules.Block(*row) for row in rows]


class UsersBlock(models.Model):
    """Members or observers of a group that are not named one by one ("12 other members, 8,400 users"). Counts only
    where the coordinator says that nobody in it is counted elsewhere (3.2.1.c). One for each group and kind is in
    force; a newer one supersedes, none is changed. No organizations: nobody is meant any more."""

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

    objects = UsersBlockQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organizations__gte=1) | Q(users_total=0), name="buyergroups_block_of_some"
            ),
        ]

    def __str__(self):
        return f"{self.organizations} others in {self.group}: {self.users_total}"
