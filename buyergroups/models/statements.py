"""Joint statements of demand, and the buyers who sign up to them (Pact 4.1, preamble P12)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pact.access import OwnedQuerySet, Tenancy, new_ref
from pact.access.actors import Actor


class JointStatementQuerySet(OwnedQuerySet):
    organization_path = None
    group_path = "group_id"
    working_group_path = "working_group_id"

    def visible_to(self, actor: Actor):
        return super().visible_to(actor) | self.filter(state__in=JointStatement.PUBLIC)


class JointStatement(models.Model):
    """Current demand or future innovation in one product group, to which buyers sign up with quantities. Made by a
    working group or a buyer group; from its opening its words are fixed by a hash, which every signature names."""

    tenancy = Tenancy.OWNED

    class Kind(models.TextChoices):
        CURRENT = "CURRENT", "current demand"
        INNOVATION = "INNOVATION", "future innovation"

    class State(models.TextChoices):
        DRAFT = "DRAFT", "draft"
        ADOPTED = "ADOPTED", "adopted by the working group"
        OPEN = "OPEN", "open for signing"
        CLOSED = "CLOSED", "closed"
        WITHDRAWN = "WITHDRAWN", "withdrawn"

    PUBLIC = ("OPEN", "CLOSED")

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=160)
    text = models.TextField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    product_group = models.ForeignKey("governance.ProductGroup", models.PROTECT, related_name="+")
    working_group = models.ForeignKey("buyergroups.WorkingGroup", models.PROTECT, null=True, related_name="statements")
    group = models.ForeignKey("buyergroups.BuyerGroup", models.PROTECT, null=True, related_name="statements")
    versions = models.ManyToManyField("buyergroups.LibraryVersion", related_name="statements", blank=True)
    # Within which time the devices are wanted.
    wanted_from = models.DateField()
    wanted_until = models.DateField()
    closes_on = models.DateField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    sha256 = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    # Frozen when it closes: {"quantity": 12000, "signatories": 14, "countries": 5, "by_country": {"NL": 4000}}.
    totals = models.JSONField(default=dict)
    withdrawn_reason = models.TextField(blank=True)

    objects = JointStatementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(working_group=None, group__isnull=False) | Q(working_group__isnull=False, group=None),
                name="buyergroups_statement_of_one",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["OPEN", "CLOSED"]) | (~Q(sha256="") & Q(opened_at__isnull=False)),
                name="buyergroups_statement_fixed",
            ),
            models.CheckConstraint(
                condition=~Q(state="CLOSED") | (Q(closed_at__isnull=False) & ~Q(totals={})),
                name="buyergroups_statement_frozen",
            ),
            models.CheckConstraint(
                condition=Q(wanted_until__gte=models.F("wanted_from")), name="buyergroups_statement_period"
            ),
        ]

    def __str__(self):
        return self.title


class SignUpQuerySet(OwnedQuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)

    def visible_to(self, actor: Actor):
        """Who signed what quantity is public (6.1.3); that somebody withdrew is its own."""
        return super().visible_to(actor) | self.filter(withdrawn_at=None)


class SignUp(models.Model):
    """One buyer signs one statement (register I-13), with a quantity; signed again after a withdrawal is a new row."""

    tenancy = Tenancy.OWNED

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    statement = models.ForeignKey(JointStatement, models.PROTECT, related_name="sign_ups")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="sign_ups")
    quantity = models.PositiveIntegerField()
    wanted_by = models.DateField(null=True)
    signer_name = models.CharField(max_length=120)
    signer_title = models.CharField(max_length=120)
    text_sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "organization"],
                condition=Q(withdrawn_at=None),
                name="buyergroups_signed_once",
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="buyergroups_signed_quantity"),
        ]

    def __str__(self):
        return f"{self.organization}: {self.quantity}"
