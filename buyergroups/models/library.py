"""The library: items, their versions with structured rows, and labels (Pact 4.1, 4.6, 5.1.2)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from pact.access import OwnedQuerySet, Tenancy, new_ref
from pact.access.actors import Actor
from pact.search.indexing import index_of


class Label(models.Model):
    """The register of ICT labels with their tiers; names belong to their owners (3.1.2.c)."""

    tenancy = Tenancy.SHARED

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    tier = models.CharField(max_length=40, blank=True)
    owner = models.CharField(max_length=160)
    kind = models.CharField(max_length=60)
    type_one = models.CharField(max_length=10)  # ISO 14024 type I: yes, no, unknown
    product_groups = ArrayField(models.CharField(max_length=40), default=list)
    circular = models.CharField(max_length=10)
    climate = models.CharField(max_length=10)
    fair = models.CharField(max_length=10)
    url = models.URLField(blank=True)
    provenance = models.TextField(blank=True)

    def __str__(self):
        return f"{self.name} {self.tier}".strip()


class LibraryItem(models.Model):
    """What a working group makes: criteria, tools, guidelines and the rest. Its words stand in its versions."""

    tenancy = Tenancy.SHARED

    class Kind(models.TextChoices):
        CRITERIA = "CRITERIA", "criteria"
        GUIDELINE = "GUIDELINE", "guideline"
        TOOL = "TOOL", "tool"
        CONTRACT_CLAUSES = "CONTRACT_CLAUSES", "contract clauses"
        FACTOR_SET = "FACTOR_SET", "factor set"
        INDICATOR_SET = "INDICATOR_SET", "indicator set"
        OTHER = "OTHER", "other"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    title = models.CharField(max_length=160)
    language = models.CharField(max_length=12, default="en")
    product_groups = models.ManyToManyField("governance.ProductGroup", related_name="+", blank=True)
    # CIRCULAR, FAIR, CLIMATE: the Pact's three aims.
    themes = ArrayField(models.CharField(max_length=10), default=list)
    # None: the Secretariat's own draft, until a working group takes it up.
    working_group = models.ForeignKey("buyergroups.WorkingGroup", models.PROTECT, null=True, related_name="items")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [index_of("title", "slug", name="buyergroups_item_words")]

    def __str__(self):
        return self.title


class LibraryVersionQuerySet(OwnedQuerySet):
    organization_path = None
    working_group_path = "item__working_group_id"
    door_path = "ref"

    def visible_to(self, actor: Actor):
        """What is public; one's working group's own; what one was invited to; the committee what is put before it."""
        more = Q(state__in=LibraryVersion.PUBLIC)
        if actor.committee:
            more |= Q(state__in=("ADOPTED", "APPROVED"))
        return super().visible_to(actor) | self.filter(more)

    def public(self):
        return self.filter(state__in=LibraryVersion.PUBLIC)


class LibraryVersion(models.Model):
    """A numbered version. From its adoption its words are fixed by a hash, which everything after is bound to: the
    committee approves exactly them (5.1.2), and they stay at their address when a later version replaces them."""

    tenancy = Tenancy.OWNED

    class State(models.TextChoices):
        DRAFT = "DRAFT", "draft"
        CONSULTATION = "CONSULTATION", "draft for comment"
        ADOPTED = "ADOPTED", "adopted by the working group"
        APPROVED = "APPROVED", "approved by the Steering Committee"
        PUBLISHED = "PUBLISHED", "published"
        SUPERSEDED = "SUPERSEDED", "superseded"
        WITHDRAWN = "WITHDRAWN", "withdrawn"

    # What the world sees: drafts for comment are public by 4.6, and whatever was published stays.
    PUBLIC = ("CONSULTATION", "PUBLISHED", "SUPERSEDED")
    FIXED = ("ADOPTED", "APPROVED", "PUBLISHED", "SUPERSEDED")

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    item = models.ForeignKey(LibraryItem, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    summary = models.TextField(blank=True)
    changes = models.TextField(blank=True)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    comments_until = models.DateField(null=True)
    adopted_at = models.DateTimeField(null=True)
    decision = models.ForeignKey("governance.Decision", models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)
    returned_reason = models.TextField(blank=True)
    withdrawn_reason = models.TextField(blank=True)

    objects = LibraryVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="buyergroups_version_number"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(state="PUBLISHED"), name="buyergroups_one_published_version"
            ),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(state__in=["DRAFT", "CONSULTATION", "ADOPTED", "APPROVED"]),
                name="buyergroups_one_version_in_work",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ADOPTED", "APPROVED", "PUBLISHED", "SUPERSEDED"])
                | (~Q(sha256="") & Q(adopted_at__isnull=False)),
                name="buyergroups_version_fixed",
            ),
            models.CheckConstraint(
                condition=~Q(state="APPROVED") | Q(decision__isnull=False), name="buyergroups_version_approved"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["PUBLISHED", "SUPERSEDED"]) | Q(published_at__isnull=False),
                name="buyergroups_version_published",
            ),
            models.CheckConstraint(
                condition=~Q(state="CONSULTATION") | Q(comments_until__isnull=False),
                name="buyergroups_version_comments_until",
            ),
        ]

    def __str__(self):
        return f"{self.item_id} v{self.number}"


class CriterionQuerySet(OwnedQuerySet):
    organization_path = None
    working_group_path = "version__item__working_group_id"
    door_path = "version__ref"

    def visible_to(self, actor: Actor):
        return self.filter(version__in=LibraryVersion.objects.visible_to(actor))


class Criterion(models.Model):
    """One row of a version: what a buyer copies into a tender. `code` stays the same from version to version."""

    tenancy = Tenancy.OWNED

    class Type(models.TextChoices):
        SUITABILITY = "SUITABILITY", "suitability of the tenderer"
        SELECTION = "SELECTION", "selection"
        REQUIREMENT = "REQUIREMENT", "requirement"
        AWARD = "AWARD", "award criterion"
        CONTRACT_CLAUSE = "CONTRACT_CLAUSE", "contract clause"
        GUIDANCE = "GUIDANCE", "guidance"

    class Level(models.TextChoices):
        BASELINE = "BASELINE", "baseline"
        SIGNIFICANT = "SIGNIFICANT", "significant"
        AMBITIOUS = "AMBITIOUS", "ambitious"

    version = models.ForeignKey(LibraryVersion, models.PROTECT, related_name="criteria")
    code = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=160)
    text = models.TextField()
    type = models.CharField(max_length=15, choices=Type.choices)
    level = models.CharField(max_length=11, choices=Level.choices, blank=True)
    theme = models.CharField(max_length=10, blank=True)
    verification = models.TextField(blank=True)
    weight_hint = models.CharField(max_length=120, blank=True)
    labels = models.ManyToManyField(Label, related_name="criteria", blank=True)
    label_note = models.CharField(max_length=240, blank=True)

    objects = CriterionQuerySet.as_manager()

    class Meta:
        indexes = [index_of("code", "heading", "text", "verification", name="buyergroups_criterion_words")]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="buyergroups_criterion_code"),
        ]

    def __str__(self):
        return self.code
