"""How a working group decides on what it made: one named vote for each of its organizations (Pact 4.2, 4.4)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pact.access import OwnedQuerySet, Tenancy, new_ref


class AdoptionQuerySet(OwnedQuerySet):
    organization_path = None
    working_group_path = "working_group_id"


class Adoption(models.Model):
    """A vote of the members on exactly one text (its hash): a version of the library, or a joint statement of demand.

    Those who may vote are frozen when it opens; guests are none of them, which the database holds as well (4.4)."""

    tenancy = Tenancy.OWNED

    class State(models.TextChoices):
        OPEN = "OPEN", "vote open"
        ADOPTED = "ADOPTED", "adopted"
        REJECTED = "REJECTED", "not adopted"
        CANCELLED = "CANCELLED", "taken back"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    working_group = models.ForeignKey("buyergroups.WorkingGroup", models.PROTECT, related_name="adoptions")
    version = models.ForeignKey("buyergroups.LibraryVersion", models.PROTECT, null=True, related_name="adoptions")
    statement = models.ForeignKey("buyergroups.JointStatement", models.PROTECT, null=True, related_name="adoptions")
    sha256 = models.CharField(max_length=64)
    question = models.CharField(max_length=240)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    # {"YES": 5, "NO": 1, "ABSTAIN": 0, "voters": 8} when it closed.
    tally = models.JSONField(default=dict)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(version__isnull=False, statement=None) | Q(version=None, statement__isnull=False),
                name="buyergroups_adoption_of_one",
            ),
            models.CheckConstraint(
                condition=Q(state="OPEN") | Q(closed_at__isnull=False), name="buyergroups_adoption_closed"
            ),
            models.UniqueConstraint(
                fields=["version"], condition=Q(state="OPEN"), name="buyergroups_one_vote_on_version"
            ),
            models.UniqueConstraint(
                fields=["statement"], condition=Q(state="OPEN"), name="buyergroups_one_vote_on_statement"
            ),
        ]

    def __str__(self):
        return self.question


class AdoptionVoteQuerySet(OwnedQuerySet):
    organization_path = None
    working_group_path = "adoption__working_group_id"


class AdoptionVote(models.Model):
    """One of those who may vote, frozen, with its choice once given; may be changed until the vote closes."""

    tenancy = Tenancy.OWNED

    class Choice(models.TextChoices):
        YES = "YES", "in favour"
        NO = "NO", "against"
        ABSTAIN = "ABSTAIN", "abstain"

    adoption = models.ForeignKey(Adoption, models.PROTECT, related_name="votes")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="+")
    choice = models.CharField(max_length=8, choices=Choice.choices, blank=True)
    remark = models.TextField(blank=True)
    cast_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cast_at = models.DateTimeField(null=True)

    objects = AdoptionVoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["adoption", "organization"], name="buyergroups_adoption_voter_once"),
            models.CheckConstraint(
                condition=Q(choice="", cast_by=None, cast_at=None)
                | (~Q(choice="") & Q(cast_by__isnull=False, cast_at__isnull=False)),
                name="buyergroups_adoption_vote_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.organization} in {self.adoption_id}"
