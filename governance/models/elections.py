"""Elections from the midst of a body (Pact 5.1.3, 4.3): candidates, one vote each, rounds, and the result."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from pact.access import Tenancy, new_ref


class Election(models.Model):
    """`body` names whose midst it is and what follows (settings.ELECTIONS): the committee here, a working group on the
    floor above, which is found again by `body_ref`. `round_no` is the ballot that runs or ran last."""

    tenancy = Tenancy.SHARED

    class State(models.TextChoices):
        NOMINATING = "NOMINATING", "candidates are named"
        VOTING = "VOTING", "vote open"
        ELECTED = "ELECTED", "elected"
        CANCELLED = "CANCELLED", "ended without a result"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    body = models.CharField(max_length=20)
    body_ref = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=160)
    clause = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NOMINATING)
    called_at = models.DateTimeField()
    # From this day the one who is elected is in the chair.
    takes_office_on = models.DateField()
    nominations_until = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)
    round_no = models.PositiveSmallIntegerField(default=0)
    decided_at = models.DateTimeField(null=True)
    elected = models.ForeignKey("governance.Candidate", models.PROTECT, null=True, related_name="+")
    # One entry for each round: {round, counts: {candidate: votes}, cast, voters, result}.
    rounds = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "body_ref"],
                condition=Q(state__in=["NOMINATING", "VOTING"]),
                name="governance_one_election",
            ),
            models.CheckConstraint(
                condition=~Q(state="ELECTED") | (Q(elected__isnull=False) & Q(decided_at__isnull=False)),
                name="governance_elected",
            ),
        ]

    @property
    def names(self) -> list[str]:
        """Of those who stand, or stood."""
        return [one.user.name for one in self.candidates.all() if one.accepted_at]

    def __str__(self):
        return self.title


class Candidate(models.Model):
    """From the midst of the body, named by himself or by another member; stands once he accepted. `out_round` is the
    round after which he was out: a tie goes on among those who tie."""

    tenancy = Tenancy.SHARED

    election = models.ForeignKey(Election, models.PROTECT, related_name="candidates")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    out_round = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["election", "organization"], name="governance_candidate_once"),
        ]

    def __str__(self):
        return f"{self.organization} in {self.election_id}"


class ElectionVoter(models.Model):
    """One of those who vote in a round, frozen when it opens: one for each organization."""

    tenancy = Tenancy.SHARED

    election = models.ForeignKey(Election, models.PROTECT, related_name="voters")
    round_no = models.PositiveSmallIntegerField()
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    voted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["election", "round_no", "organization"], name="governance_voter_once"),
        ]

    def __str__(self):
        return f"{self.organization} in round {self.round_no}"


class ElectionBallot(models.Model):
    """For whom: without the one who voted, without time and order, so that nothing ties the two (Security C3).

    With each vote all ballots of a round are written anew in a random order; only the counting hand reaches them."""

    tenancy = Tenancy.OWNED

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    election = models.ForeignKey(Election, models.PROTECT, related_name="ballots")
    round_no = models.PositiveSmallIntegerField()
    candidate = models.ForeignKey(Candidate, models.PROTECT, null=True, related_name="+")  # none: a blank vote

    def __str__(self):
        return f"A ballot in round {self.round_no}"
