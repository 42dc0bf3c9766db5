"""Decisions: one register, numbered per year, bound to the exact hash of what is decided."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pact.access import Tenancy, new_ref
from pact.access.actors import Actor
from pact.search.indexing import index_of


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor):
        """Committee and Secretariat all; everybody else what is final and has a public text."""
        if actor.sees_all or actor.committee:
            return self.all()
        return self.filter(state__in=("ADOPTED", "REJECTED")).exclude(public_text="")


class Decision(models.Model):
    """Adopted is final, undone only by a new decision. The number SC-YYYY-nnn is given when it closes."""

    tenancy = Tenancy.OWNED

    class State(models.TextChoices):
        DRAFT = "DRAFT", "draft"
        OPEN = "OPEN", "vote open"
        ADOPTED = "ADOPTED", "adopted"
        REJECTED = "REJECTED", "rejected"
        LAPSED = "LAPSED", "lapsed"

    class Procedure(models.TextChoices):
        WRITTEN = "WRITTEN", "written procedure"
        MEETING = "MEETING", "in a meeting"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    number = models.CharField(max_length=20, unique=True, null=True)
    matter = models.ForeignKey("governance.Matter", models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=30)
    clause = models.CharField(max_length=20)
    question = models.CharField(max_length=300)
    subject_sha256 = models.CharField(max_length=64, blank=True)
    procedure = models.CharField(max_length=8, choices=Procedure.choices, default=Procedure.WRITTEN)
    meeting = models.ForeignKey("governance.Meeting", models.PROTECT, null=True, related_name="decisions")
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    opened_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    reasons = models.TextField(blank=True)
    public_text = models.TextField(blank=True)
    tally = models.JSONField(default=dict)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        indexes = [index_of("question", "number", name="governance_decision_words")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["ADOPTED", "REJECTED", "LAPSED"]) | Q(decided_at__isnull=False),
                name="governance_decided_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ADOPTED", "REJECTED"]) | Q(number__isnull=False),
                name="governance_decided_has_number",
            ),
            models.CheckConstraint(
                condition=Q(procedure="WRITTEN", meeting=None) | Q(procedure="MEETING", meeting__isnull=False),
                name="governance_decided_in_meeting",
            ),
            models.UniqueConstraint(
                fields=["matter"], condition=Q(state__in=["DRAFT", "OPEN", "ADOPTED"]), name="governance_one_decision"
            ),
        ]

    def __str__(self):
        return self.number or self.question


class Elector(models.Model):
    """One of those eligible, frozen when the vote opens; recused means out of the denominator."""

    tenancy = Tenancy.OWNED

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="electors")
    seat_term = models.ForeignKey("governance.SeatTerm", models.PROTECT, related_name="+")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recused = models.BooleanField(default=False)
    recusal_reason = models.CharField(max_length=240, blank=True)
    # 2.1.4 at the fourth door: the interest that keeps a member out of one vote.
    screening = models.ForeignKey("participants.Screening", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "organization"], name="governance_elector_once"),
            models.CheckConstraint(
                condition=Q(recused=False) | ~Q(recusal_reason=""), name="governance_recusal_has_reason"
            ),
        ]

    def __str__(self):
        return f"{self.organization} in {self.decision_id}"


class Vote(models.Model):
    """A named vote; may be changed until the vote closes, the audit trail keeps what was before."""

    tenancy = Tenancy.OWNED

    class Choice(models.TextChoices):
        YES = "YES", "in favour"
        NO = "NO", "against"
        ABSTAIN = "ABSTAIN", "abstain"

    elector = models.OneToOneField(Elector, models.PROTECT, related_name="vote")
    choice = models.CharField(max_length=8, choices=Choice.choices)
    remark = models.TextField(blank=True)
    cast_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cast_at = models.DateTimeField()

    def __str__(self):
        return f"{self.elector}: {self.choice}"
