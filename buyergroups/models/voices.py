"""What others say of the library: comments on drafts, feedback of users, good examples (3.3.2.b, 3.3.2.c, 4.4)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pact.access import OwnedQuerySet, Tenancy, new_ref
from pact.access.actors import Actor
from pact.search.indexing import index_of


class CommentQuerySet(OwnedQuerySet):
    organization_path = None
    working_group_path = "version__item__working_group_id"
    door_path = "version__ref"

    def visible_to(self, actor: Actor):
        """What is shown is public with its draft; the rest is its working group's, its guests' and its author's."""
        mine = Q(user=actor.user_id) if actor.user_id else Q(pk__in=[])
        return super().visible_to(actor) | self.filter(mine | Q(state="SHOWN"))


class Comment(models.Model):
    """On a draft, by members, guests, or anybody in a public consultation. A visitor's waits until it is looked at."""

    tenancy = Tenancy.OWNED

    class State(models.TextChoices):
        WAITING = "WAITING", "to be looked at"
        SHOWN = "SHOWN", "shown"
        HIDDEN = "HIDDEN", "not shown"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    version = models.ForeignKey("buyergroups.LibraryVersion", models.PROTECT, related_name="comments")
    criterion_code = models.CharField(max_length=20, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    organization_name = models.CharField(max_length=160, blank=True)
    text = models.TextField()
    at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = CommentQuerySet.as_manager()

    def __str__(self):
        return f"{self.name} on {self.version_id}"


class Feedback(models.Model):
    """How one version did in the field, by one organization (3.3.2.c); public (6.1.3). A change leaves a history."""

    tenancy = Tenancy.SHARED

    class Used(models.TextChoices):
        YES = "YES", "used"
        PARTLY = "PARTLY", "used in part"
        NO = "NO", "not used"
        PILOT = "PILOT", "went further in a pilot"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    version = models.ForeignKey("buyergroups.LibraryVersion", models.PROTECT, related_name="feedback")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="feedback")
    used = models.CharField(max_length=6, choices=Used.choices)
    market_answer = models.TextField(blank=True)
    problem = models.TextField(blank=True)
    suggestion = models.TextField(blank=True)
    tender = models.ForeignKey("buyergroups.TenderEntry", models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "organization"], name="buyergroups_feedback_once"),
        ]

    def __str__(self):
        return f"{self.organization} on {self.version_id}"


class FeedbackSummary(models.Model):
    """What a buyer group says as a whole about a version, written by its coordinator; goes into its yearly report."""

    tenancy = Tenancy.SHARED

    group = models.ForeignKey("buyergroups.BuyerGroup", models.PROTECT, related_name="feedback_summaries")
    version = models.ForeignKey("buyergroups.LibraryVersion", models.PROTECT, related_name="summaries")
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "version"], name="buyergroups_summary_once"),
        ]

    def __str__(self):
        return f"{self.group} on {self.version_id}"


class GoodExampleQuerySet(OwnedQuerySet):
    group_path = "group_id"

    def visible_to(self, actor: Actor):
        return super().visible_to(actor) | self.filter(state="PUBLIC")


class GoodExample(models.Model):
    """A lesson in a fixed pattern (3.3.2.b): what, how, who, outcome, lessons; tied to versions of the library."""

    tenancy = Tenancy.OWNED

    class State(models.TextChoices):
        DRAFT = "DRAFT", "draft"
        CHECKED = "CHECKED", "sent for a check"
        PUBLIC = "PUBLIC", "public"
        WITHDRAWN = "WITHDRAWN", "withdrawn"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    slug = models.SlugField(max_length=80, unique=True)
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="good_examples")
    group = models.ForeignKey("buyergroups.BuyerGroup", models.PROTECT, null=True, related_name="good_examples")
    title = models.CharField(max_length=160)
    what = models.TextField()
    how = models.TextField()
    who = models.TextField()
    outcome = models.TextField()
    lessons = models.TextField()
    language = models.CharField(max_length=12, default="en")
    product_groups = models.ManyToManyField("governance.ProductGroup", related_name="+", blank=True)
    versions = models.ManyToManyField("buyergroups.LibraryVersion", related_name="good_examples", blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)

    objects = GoodExampleQuerySet.as_manager()

    class Meta:
        indexes = [index_of("title", "what", "lessons", name="buyergroups_example_words")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="PUBLIC") | Q(published_at__isnull=False), name="buyergroups_example_published"
            ),
        ]

    def __str__(self):
        return self.title
