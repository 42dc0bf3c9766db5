"""Device lines: one condition and one quantity each. Empty, 0 and not known are three answers."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from monitoring.models.submissions import SubmissionQuerySet
from monitoring.rules.cells import MOST_TYPED
from pact.access import Tenancy


class Condition(models.TextChoices):
    NEW = "NEW", "new"
    REFURBISHED = "REFURBISHED", "refurbished"
    REMANUFACTURED = "REMANUFACTURED", "remanufactured"


class Acquisition(models.TextChoices):
    BOUGHT = "BOUGHT", "bought"
    LEASED = "LEASED", "leased"
    SERVICE = "SERVICE", "as a service"


EVIDENCE = [("A", "invoice or register"), ("B", "supplier's statement"), ("C", "estimate")]


class DeviceLine(models.Model):
    """`line` groups the conditions of one row of the grid. `quantity` NULL with `not_known` false is an empty cell.

    `group` stays empty while the version is a draft, so that the coordinator's policy never reaches it.
    `revision` is the version of the row: a save with a stale one is refused and both values are shown.
    `typed` is what stands in a cell of a draft and cannot be read as a figure: kept until it is corrected, never sent.
    """

    tenancy = Tenancy.OWNED

    version = models.ForeignKey("monitoring.SubmissionVersion", models.PROTECT, related_name="lines")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="+")
    group = models.ForeignKey("buyergroups.BuyerGroup", models.PROTECT, null=True, related_name="+")
    line = models.CharField(max_length=16)
    position = models.PositiveIntegerField(default=0)
    label = models.CharField(max_length=160)
    product_group = models.ForeignKey("governance.ProductGroup", models.PROTECT, related_name="+")
    condition = models.CharField(max_length=16, choices=Condition.choices)
    quantity = models.PositiveIntegerField(null=True)
    not_known = models.BooleanField(default=False)
    typed = models.CharField(max_length=MOST_TYPED, blank=True, default="", db_default="")
    meets_criteria = models.PositiveIntegerField(null=True)
    meets_not_known = models.BooleanField(default=False)
    meets_typed = models.CharField(max_length=MOST_TYPED, blank=True, default="", db_default="")
    lifetime_months = models.PositiveSmallIntegerField(null=True)
    lifetime_not_known = models.BooleanField(default=False)
    end_of_life = models.CharField(max_length=40, blank=True)
    acquisition = models.CharField(max_length=8, choices=Acquisition.choices, default=Acquisition.BOUGHT)
    country = models.CharField(max_length=2, blank=True)
    labels = ArrayField(models.CharField(max_length=40), default=list)
    evidence = models.CharField(max_length=1, default="C", choices=EVIDENCE)
    on_behalf_of = models.ForeignKey("participants.Organization", models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=240, blank=True)
    revision = models.PositiveIntegerField(default=1)
    meets_revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["version", "position"], name="monitoring_line_order")]
        constraints = [
            models.UniqueConstraint(fields=["version", "line", "condition"], name="monitoring_line_once"),
            models.CheckConstraint(
                condition=Q(quantity=None) | Q(not_known=False), name="monitoring_quantity_one_answer"
            ),
            models.CheckConstraint(
                condition=Q(typed="") | Q(quantity=None, not_known=False), name="monitoring_typed_no_answer"
            ),
            models.CheckConstraint(
                condition=Q(meets_typed="") | Q(meets_criteria=None, meets_not_known=False),
                name="monitoring_meets_typed_no_answer",
            ),
            models.CheckConstraint(
                condition=Q(meets_criteria=None) | Q(condition="NEW", meets_not_known=False),
                name="monitoring_criteria_of_new",
            ),
            models.CheckConstraint(
                condition=Q(lifetime_months=None) | Q(lifetime_months__gte=1, lifetime_months__lte=180),
                name="monitoring_lifetime_range",
            ),
        ]

    def __str__(self):
        return f"{self.label}: {self.quantity} {self.condition}"


class Explanation(models.Model):
    """Why a figure that looks odd is right, in a few words; a warning needs one."""

    tenancy = Tenancy.OWNED

    version = models.ForeignKey("monitoring.SubmissionVersion", models.PROTECT, related_name="explanations")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="+")
    group = models.ForeignKey("buyergroups.BuyerGroup", models.PROTECT, null=True, related_name="+")
    line = models.CharField(max_length=16, blank=True)
    column = models.CharField(max_length=20, blank=True)
    rule = models.CharField(max_length=40)
    reason = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField()

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "line", "column", "rule"], name="monitoring_explained_once")
        ]

    def __str__(self):
        return f"{self.rule}: {self.words}"
