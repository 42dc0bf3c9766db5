"""Participation, a role at a time, and support."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, OuterRef, Q

from pact.access import Tenancy, new_ref


class State(models.TextChoices):
    ACTIVE = "ACTIVE", "active"
    ENDING = "ENDING", "ending"
    ENDED = "ENDED", "ended"


class EndKind(models.TextChoices):
    LEFT = "LEFT", "left"
    TERMINATED = "TERMINATED", "ended by the Steering Committee"
    NOT_EXTENDED = "NOT_EXTENDED", "not extended"
    PACT_ENDED = "PACT_ENDED", "the Pact ended"
    MERGED = "MERGED", "merged"
    JOINED = "JOINED", "became a participant"


class MembershipQuerySet(models.QuerySet):
    def on(self, day):
        """Those in force on a day."""
        return self.filter(period__contains=day)

    def open_on(self, day):
        """Those in force on a day or later: whatever the state says until the night has written it down."""
        return self.filter(Q(period__endswith=None) | Q(period__endswith__gt=day))


class Participation(models.Model):
    """One organization in one role. `period` runs from the signature date to its end, which is exclusive."""

    tenancy = Tenancy.SHARED

    class Role(models.TextChoices):
        PROCURING = "PROCURING", "procuring organisation"
        COORDINATING = "COORDINATING", "coordinating organisation"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="participations")
    role = models.CharField(max_length=16, choices=Role.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    signature = models.ForeignKey("participants.Signature", models.PROTECT)
    text = models.ForeignKey("participants.PactText", models.PROTECT)
    # 2.1.4; none for founding signers, of whom nobody could ask before there was a committee (register I-8).
    screening = models.ForeignKey("participants.Screening", models.PROTECT, null=True, related_name="+")
    period = DateRangeField()
    approved_at = models.DateTimeField()
    decision_number = models.CharField(max_length=20, blank=True)
    founding = models.BooleanField(default=False)
    end_kind = models.CharField(max_length=16, choices=EndKind.choices, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(founding=True) | Q(screening__isnull=False), name="participants_screened_or_founding"
            ),
            ExclusionConstraint(
                name="participants_one_open_role",
                expressions=[
                    ("organization", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(founding=True) | ~Q(decision_number=""), name="participants_decided_or_founding"
            ),
            models.CheckConstraint(
                condition=Q(state="ACTIVE", end_kind="") | (~Q(state="ACTIVE") & ~Q(end_kind="")),
                name="participants_end_has_kind",
            ),
        ]

    def __str__(self):
        return f"{self.organization} as {self.role}"


class SupportLetter(models.Model):
    """A Letter of Support with the three undertakings of 2.2.2 as signed.

    `letter` is the whole text that was signed and `letter_sha256` its hash: a database trigger keeps both as they are.
    """

    tenancy = Tenancy.SHARED

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="support_letters")
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    signature = models.ForeignKey("participants.Signature", models.PROTECT)
    text = models.ForeignKey("participants.PactText", models.PROTECT, related_name="+")
    undertakings = models.JSONField(default=list)
    letter = models.TextField()
    letter_sha256 = models.CharField(max_length=64)
    period = DateRangeField()
    approved_at = models.DateTimeField()
    decision_number = models.CharField(max_length=20, blank=True)
    founding = models.BooleanField(default=False)
    end_kind = models.CharField(max_length=16, choices=EndKind.choices, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="participants_one_support",
                expressions=[("organization", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            )
        ]

    def __str__(self):
        return f"{self.organization} supports"

    @property
    def role(self) -> str:
        """As a participation has one, so that lists of both read alike."""
        return "SUPPORTER"

    def get_role_display(self) -> str:
        return "supporter"


def no_longer_takes_part(day, organization: str = "organization_id", *, role: str = ""):
    """Whether an organization took part in the Pact (in one role, or at all) and does not on a day, also before the
    night has written it down: its seat and chair rest on taking part (Pact 6.6.1)."""
    roles = Participation.objects.filter(organization_id=OuterRef(organization))
    roles = roles.filter(role=role) if role else roles
    return Exists(roles.filter(period__startswith__lte=day)) & ~Exists(roles.filter(period__contains=day))


def has_left(day, organization: str = "organization_id"):
    """Whether an organization took part or supported and does neither on a day: what it may write rests on that."""
    kinds = [model.objects.filter(organization_id=OuterRef(organization)) for model in (Participation, SupportLetter)]
    once = [Exists(rows.filter(period__startswith__lte=day)) for rows in kinds]
    now = [Exists(rows.filter(period__contains=day)) for rows in kinds]
    return (once[0] | once[1]) & ~now[0] & ~now[1]
