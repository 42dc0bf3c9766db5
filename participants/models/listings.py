"""The public list as it is read: one narrow row for each organization, kept by the actions that change it."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from pact.access import Tenancy


class Listing(models.Model):
    """What the list, the map, the ring and the API show without a join; `manage.py relist` rebuilds and compares it.

    Floors above push their part down through `participants.actions.listings.note` (groups, users served, figures).
    `search` is lower-case without accents, with a trigram index: `icontains` would not use one.
    """

    tenancy = Tenancy.SHARED

    organization = models.OneToOneField("participants.Organization", models.CASCADE)  # a projection, not a record
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=12, default="en")
    sort_name = models.CharField(max_length=200)
    search = models.TextField()
    country = models.CharField(max_length=2, blank=True)
    legal_kind = models.CharField(max_length=24)
    sector = models.CharField(max_length=60, blank=True)
    procuring_since = models.DateField(null=True)
    coordinating_since = models.DateField(null=True)
    supporter_since = models.DateField(null=True)
    since = models.DateField(null=True)
    joined_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)
    participant = models.BooleanField(default=False)
    groups = models.JSONField(default=list)
    group_slugs = ArrayField(models.CharField(max_length=80), default=list)
    users_served = models.PositiveIntegerField(null=True)
    users_served_on = models.DateField(null=True)
    latest_year = models.PositiveSmallIntegerField(null=True)
    latest_devices = models.PositiveIntegerField(null=True)
    latest_state = models.CharField(max_length=16, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["participant", "sort_name", "id"], name="participants_listing_page"),
            models.Index(fields=["participant", "country", "sort_name", "id"], name="participants_listing_land"),
            models.Index(fields=["participant", "legal_kind", "sort_name", "id"], name="participants_listing_kind"),
            models.Index(
                fields=["sort_name", "id"],
                condition=models.Q(participant=True, coordinating_since__isnull=False),
                name="participants_listing_coord",
            ),
            models.Index(
                fields=["sort_name", "id"],
                condition=models.Q(supporter_since__isnull=False),
                name="participants_listing_supp",
            ),
            models.Index(
                fields=["sort_name", "id"], condition=models.Q(ended_on__isnull=False), name="participants_listing_form"
            ),
            models.Index(fields=["joined_at"], condition=models.Q(participant=True), name="participants_listing_ring"),
            GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="participants_listing_search"),
            GinIndex(fields=["group_slugs"], name="participants_listing_groups"),
        ]

    def __str__(self):
        return self.name
