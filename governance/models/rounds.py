"""A round of consent among all participants (Pact 6.5.2, 6.2.2): who is asked, who agreed, and until when.

One mechanism under amendments and the extension of the Pact. One voice for each organization (register I-1).
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from pact.access import Tenancy, new_ref
from pact.access.tenancy import OwnedQuerySet


class ConsentRound(models.Model):
    """`text_sha256` is the exact text that is consented to. `electorate` and `consents` are kept in step with the
    rows under the lock of this one, so that the public meter reads one row; `needed` is what the share asks for.

    A database trigger keeps a closed round as it is.
    """

    tenancy = Tenancy.SHARED

    class Subject(models.TextChoices):
        AMENDMENT = "AMENDMENT", "amendment"
        EXTENSION = "EXTENSION", "extension"

    class State(models.TextChoices):
        OPEN = "OPEN", "open"
        REACHED = "REACHED", "consent reached"
        FAILED = "FAILED", "consent not reached"
        CANCELLED = "CANCELLED", "cancelled"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    subject = models.CharField(max_length=10, choices=Subject.choices)
    clause = models.CharField(max_length=20)
    question = models.CharField(max_length=300)
    text_sha256 = models.CharField(max_length=64)
    # Numerator and denominator of the share of all participants that has to agree; fewest: at least so many.
    share = models.PositiveIntegerField()
    share_of = models.PositiveIntegerField()
    fewest = models.PositiveIntegerField(default=0)
    # As the Pact is read on the day it opens (register I-2, I-3): who joins or leaves changes nothing; answers stay.
    frozen = models.BooleanField(default=False)
    final = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    electorate = models.PositiveIntegerField(default=0)
    consents = models.PositiveIntegerField(default=0)
    needed = models.PositiveIntegerField(default=0)
    # Frozen at closing: every organization with its position, as the certificate lists them.
    result = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(share__gt=0) & Q(share__lte=F("share_of")), name="governance_round_share"
            ),
            models.CheckConstraint(condition=Q(consents__lte=F("electorate")), name="governance_round_counts"),
            models.CheckConstraint(
                condition=Q(state="OPEN", closed_at__isnull=True) | (~Q(state="OPEN") & Q(closed_at__isnull=False)),
                name="governance_round_closed",
            ),
            # 6.5.2 in integers: reached means the share of all, and at least so many.
            models.CheckConstraint(
                condition=~Q(state="REACHED")
                | (
                    Q(electorate__gt=0)
                    & Q(consents__gte=F("fewest"))
                    & Q(consents__gte=(F("electorate") * F("share") + F("share_of") - 1) / F("share_of"))
                ),
                name="governance_round_reached",
            ),
        ]

    def __str__(self):
        return self.question


class RoundMember(models.Model):
    """A line of the electorate's ledger (register I-2): since when an organization is asked, and until when and why
    not any more. `out_at` empty: it counts."""

    tenancy = Tenancy.SHARED

    round = models.ForeignKey(ConsentRound, models.PROTECT, related_name="members")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="+")
    in_at = models.DateTimeField()
    in_why = models.CharField(max_length=120)
    out_at = models.DateTimeField(null=True)
    out_why = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organization"], condition=Q(out_at=None), name="governance_round_member_once"
            ),
            models.CheckConstraint(
                condition=Q(out_at=None, out_why="") | (Q(out_at__isnull=False) & ~Q(out_why="")),
                name="governance_round_member_out",
            ),
        ]

    def __str__(self):
        return f"{self.organization} in {self.round_id}"


class Consent(models.Model):
    """The position of one organization, by a person who may vote for it; may be changed or withdrawn until closing
    (register I-3). A database trigger lets nobody write it after closing, or for somebody who is not asked."""

    tenancy = Tenancy.OWNED

    class Position(models.TextChoices):
        CONSENT = "CONSENT", "agrees"
        REFUSE = "REFUSE", "does not agree"
        ABSTAIN = "ABSTAIN", "abstains"

    round = models.ForeignKey(ConsentRound, models.PROTECT, related_name="answers")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="+")
    position = models.CharField(max_length=8, choices=Position.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=160)
    text_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "organization"], name="governance_one_consent"),
        ]

    def __str__(self):
        return f"{self.organization}: {self.position}"
