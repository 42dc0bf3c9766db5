"""The public list as it is read: one narrow row for each organization, kept by the actions that change it."""

from collections import Counter

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from pact.access import Tenancy
from participants.models.tallies import Tally


class ListingQuerySet(models.QuerySet):
    def participants_on(self, day):
        """Those that take part on a day, also where the night has not written down yet that a role ended."""
        still = Q(leaves_on=None) | Q(leaves_on__gt=day)
        for role in ("procuring", "coordinating"):
            open_ = Q(**{f"{role}_until": None}) | Q(**{f"{role}_until__gt": day})
            still |= Q(**{f"{role}_since__isnull": False}) & open_
        return self.filter(still, participant=True)


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
    # Where a day is named already (6.6.1): the first one without, and the earliest of them. The list is right on that
    # day from its first moment on, not only after the night.
    procuring_until = models.DateField(null=True)
    coordinating_until = models.DateField(null=True)
    supporter_until = models.DateField(null=True)
    leaves_on = models.DateField(null=True)
    since = models.DateField(null=True)
    joined_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)
    participant = models.BooleanField(default=False)
    # Signed before there was a committee to decide (register I-8), in a role held now or once.
    founding = models.BooleanField(default=False, db_default=False)
    groups = models.JSONField(default=list)
    group_slugs = ArrayField(models.CharField(max_length=80), default=list)
    users_served = models.PositiveIntegerField(null=True)
    users_served_on = models.DateField(null=True)
    latest_year = models.PositiveSmallIntegerField(null=True)
    latest_devices = models.PositiveIntegerField(null=True)
    latest_state = models.CharField(max_length=16, blank=True)

    objects = ListingQuerySet.as_manager()

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
                fields=["sort_name", "id"],
                condition=models.Q(ended_on__isnull=False) | models.Q(leaves_on__isnull=False),
                name="participants_listing_form",
            ),
            models.Index(fields=["joined_at"], condition=models.Q(participant=True), name="participants_listing_ring"),
            models.Index(
                fields=["leaves_on"], condition=models.Q(leaves_on__isnull=False), name="participants_listing_leave"
            ),
            GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="participants_listing_search"),
            GinIndex(fields=["group_slugs"], name="participants_listing_groups"),
        ]

    def __str__(self):
        return self.name

    def stand(self, day) -> None:
        """Become the row as it is on a day: roles that ended by then are not held (6.6.1). Not to be saved."""
        ended = []
        for role in ("procuring", "coordinating", "supporter"):
            until = getattr(self, f"{role}_until")
            if until and until <= day:
                ended.append(until)
                setattr(self, f"{role}_since", None)
        self.participant = bool(self.procuring_since or self.coordinating_since)
        if ended and not (self.participant or self.supporter_since):
            self.ended_on, self.groups, self.group_slugs = max(ended), [], []

    def counts(self) -> Counter:
        """What this row adds to the counts of the lists: (list, facet, code, label) → 1."""
        lists = []
        if self.participant:
            lists.append(Tally.On.PARTICIPANTS)
        if self.supporter_since:
            lists.append(Tally.On.SUPPORTERS)
        if self.ended_on:
            lists.append(Tally.On.FORMER)
        coordinating, procuring = bool(self.coordinating_since), bool(self.procuring_since)
        facets = [("list", "ALL", ""), ("kind", self.legal_kind, "")]
        facets += [("country", self.country, "")] if self.country else []
        facets += [("group", group["slug"], group["name"]) for group in self.groups]
        facets += [("role", "COORDINATING", "")] if coordinating else []
        facets += [("role", "PROCURING", "")] if procuring else []
        facets += [("list", "BOTH", "")] if coordinating and procuring else []
        return Counter({(str(on_list), *facet): 1 for on_list in lists for facet in facets})
