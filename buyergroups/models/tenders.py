"""The collective tender calendar (Pact 3.1.1.e). Prices are never shared (6.3.2): there is no field for one."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from pact.access import Tenancy, new_ref
from pact.search.indexing import index_of


class TenderEntry(models.Model):
    """A coming tender of one organization, alone or with others. Public from its entry (6.1.3)."""

    tenancy = Tenancy.SHARED

    class Stage(models.TextChoices):
        IDEA = "IDEA", "idea"
        CONSULTATION = "CONSULTATION", "market consultation"
        ANNOUNCED = "ANNOUNCED", "announced"
        PUBLISHED = "PUBLISHED", "published"
        AWARDED = "AWARDED", "awarded"
        CANCELLED = "CANCELLED", "cancelled"
        POSTPONED = "POSTPONED", "postponed"

    COMING = ("IDEA", "CONSULTATION", "ANNOUNCED", "POSTPONED")

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    slug = models.SlugField(max_length=90, unique=True)
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="tenders")
    partners = models.ManyToManyField("participants.Organization", related_name="joint_tenders", blank=True)
    group = models.ForeignKey("buyergroups.BuyerGroup", models.PROTECT, null=True, related_name="tenders")
    title = models.CharField(max_length=160)
    description = models.TextField(blank=True)
    language = models.CharField(max_length=12, default="en")
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.IDEA)
    # The notice is expected within these days: a month or a quarter. `expected_as` says which one was meant.
    expected_from = models.DateField()
    expected_until = models.DateField()
    expected_as = models.CharField(max_length=7, choices=[("MONTH", "month"), ("QUARTER", "quarter")])
    award_expected_on = models.DateField(null=True)
    contract_from = models.DateField(null=True)
    contract_months = models.PositiveSmallIntegerField(null=True)
    framework = models.BooleanField(default=False)
    open_to_others = models.BooleanField(default=False)
    cpv = ArrayField(models.CharField(max_length=10), default=list)
    criteria = models.ManyToManyField("buyergroups.LibraryVersion", related_name="tenders", blank=True)
    # What goes further than the baseline (P6); why no criteria are used.
    pilot = models.TextField(blank=True)
    no_criteria_reason = models.TextField(blank=True)
    notice_url = models.URLField(blank=True)
    notice_id = models.CharField(max_length=60, blank=True)
    contact_email = models.EmailField(blank=True)  # of a function or mailbox, never of a person
    published_on = models.DateField(null=True)
    awarded_on = models.DateField(null=True)
    stage_note = models.TextField(blank=True)
    lessons = models.TextField(blank=True)
    confirmed_on = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["expected_from", "id"], name="buyergroups_tender_when"),
            index_of("title", "description", name="buyergroups_tender_words"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(expected_until__gte=models.F("expected_from")), name="buyergroups_tender_expected"
            ),
            models.CheckConstraint(
                condition=~Q(stage="PUBLISHED") | Q(published_on__isnull=False), name="buyergroups_tender_published"
            ),
            models.CheckConstraint(
                condition=~Q(stage="AWARDED") | Q(awarded_on__isnull=False), name="buyergroups_tender_awarded"
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["CANCELLED", "POSTPONED"]) | ~Q(stage_note=""),
                name="buyergroups_tender_stage_note",
            ),
        ]

    def __str__(self):
        return self.title


class TenderLot(models.Model):
    """How many devices of one product group are wanted; the number may be open."""

    tenancy = Tenancy.SHARED

    tender = models.ForeignKey(TenderEntry, models.PROTECT, related_name="lots")
    product_group = models.ForeignKey("governance.ProductGroup", models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tender", "product_group"], name="buyergroups_lot_once"),
            models.CheckConstraint(condition=Q(quantity=None) | Q(quantity__gte=1), name="buyergroups_lot_quantity"),
        ]

    def __str__(self):
        return f"{self.quantity or 'some'} {self.product_group}"


class TenderMove(models.Model):
    """The public history of a tender: which stage and which expected time, from when on. Never changed."""

    tenancy = Tenancy.SHARED

    tender = models.ForeignKey(TenderEntry, models.PROTECT, related_name="moves")
    stage = models.CharField(max_length=12, choices=TenderEntry.Stage.choices)
    expected_from = models.DateField()
    expected_until = models.DateField()
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.tender_id} {self.stage}"
