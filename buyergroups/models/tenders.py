"""The collective tender calendar (Pact 3.1.1.e). Prices are never shared (6.3.2): there is no field for one."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import formats
from django.utils.translation import gettext as _

from buyergroups.models.groups import GroupMembership
from buyergroups.rules.tenders import Expected, has_passed
from pact.access import Tenancy, new_ref
from pact.search.indexing import index_of


def expected_words(expected: Expected) -> str:
    """A month or a quarter as people read it."""
    if expected.kind == "MONTH":
        return formats.date_format(expected.first, "F Y")
    number = (expected.first.month + 2) // 3
    return _("quarter %(number)s of %(year)s") % {"number": number, "year": expected.first.year}


class TenderQuerySet(models.QuerySet):
    def coming(self):
        """No notice is out yet."""
        return self.filter(stage__in=TenderEntry.COMING)

    def current(self):
        """Coming, or with an open notice."""
        return self.filter(stage__in=TenderEntry.CURRENT)

    def stale(self, day: date):
        """The time that was named has passed, and nobody said what became of it (3.1.1.e)."""
        return self.coming().filter(expected_until__lt=day)

    def of(self, organization):
        """Its own, and those that it makes with others (3.3.2.a)."""
        joint = TenderEntry.partners.through.objects.filter(organization=organization).values("tenderentry_id")
        return self.filter(Q(organization=organization) | Q(pk__in=joint))

    def of_group(self, group, day: date):
        """Those named for a buyer group, and those without a group of the members that report to it."""
        members = GroupMembership.objects.active_on(day).filter(group=group, kind="MEMBER", primary=True)
        return self.filter(Q(group=group) | Q(group=None, organization__in=members.values("organization_id")))


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
    CURRENT = (*COMING, "PUBLISHED")

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
    # The Secretariat wrote it down from a letter or a call.
    on_paper = models.BooleanField(default=False)
    # Grows with every change: two people who write at once lose nothing, and calendars know what is newer.
    version = models.PositiveIntegerField(default=1)

    objects = TenderQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["expected_from", "id"], name="buyergroups_tender_when"),
            models.Index(fields=["stage", "expected_from", "id"], name="buyergroups_tender_stage"),
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

    @property
    def expected(self) -> Expected:
        return Expected(self.expected_from, self.expected_until, self.expected_as)

    @property
    def expected_words(self) -> str:
        """May 2027, or quarter 2 of 2027."""
        return expected_words(self.expected)

    def has_passed_on(self, day: date) -> bool:
        return has_passed(self.stage, self.expected_until, day)


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

    @property
    def expected_words(self) -> str:
        """Within one month it was a month, else a quarter."""
        kind = "MONTH" if self.expected_until.month == self.expected_from.month else "QUARTER"
        return expected_words(Expected(self.expected_from, self.expected_until, kind))
