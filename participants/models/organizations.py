"""Organizations: public by clause 6.1.3; people's addresses are not here."""

from django.db import models
from django.db.models import F, Q
from django_countries import countries

from pact.access import Tenancy


class LegalKind(models.TextChoices):
    NATIONAL_GOVERNMENT = "NATIONAL_GOVERNMENT", "National government"
    REGIONAL_GOVERNMENT = "REGIONAL_GOVERNMENT", "Regional government"
    LOCAL_GOVERNMENT = "LOCAL_GOVERNMENT", "Local government"
    AGENCY = "AGENCY", "Government agency"
    OTHER_PUBLIC = "OTHER_PUBLIC", "Other public body"
    INTERNATIONAL = "INTERNATIONAL", "International organisation"
    PRIVATE_COMPANY = "PRIVATE_COMPANY", "Private company"
    NON_PROFIT = "NON_PROFIT", "Non-profit organisation"
    OTHER = "OTHER", "Other"


class Organization(models.Model):
    """`name` is in its own language and script (`language`); `slug` stands in addresses and never changes."""

    tenancy = Tenancy.SHARED

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    short_name = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=12, default="en")
    legal_kind = models.CharField(max_length=24, choices=LegalKind.choices)
    sector = models.CharField(max_length=60, blank=True)
    territory = models.ForeignKey("participants.Territory", models.PROTECT, null=True, blank=True)
    country = models.CharField(max_length=2, blank=True)
    city = models.CharField(max_length=120, blank=True)
    website = models.URLField(max_length=300, blank=True)
    time_zone = models.CharField(max_length=40, default="Europe/Amsterdam")
    contact_function = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_public = models.BooleanField(default=False, db_default=False)  # the mailbox may be shown
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    created_at = models.DateTimeField()
    # A duplicate keeps its row and its history and points to the record that remains: never to itself, and never to
    # one that is merged itself (a trigger).
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    merged_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["country", "name"], name="participants_org_country")]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into=None, merged_on=None)
                | (Q(merged_into__isnull=False, merged_on__isnull=False) & ~Q(merged_into=F("id"))),
                name="participants_merged_into_another",
            )
        ]

    @property
    def country_name(self) -> str:
        """Its country in words; empty for a world body."""
        return countries.name(self.country) if self.country else ""

    def __str__(self):
        return self.name


class Identifier(models.Model):
    """A registry number: scheme (org-id.guide code) and value, unique together."""

    tenancy = Tenancy.SHARED

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="identifiers")
    scheme = models.CharField(max_length=30)
    value = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "value"], name="participants_identifier_once")]

    def __str__(self):
        return f"{self.scheme}-{self.value}"
