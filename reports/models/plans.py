"""The yearly action plan of a coordinating organization and its items (Pact 3.2.2)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from buyergroups.models import BuyerGroup
from pact.access import Tenancy, new_ref
from pact.access.actors import Actor


def in_reach(actor: Actor, prefix: str = "") -> Q:
    """Of its organization, and of those who care for one of its groups on its behalf (3.2.3)."""
    cared_for = BuyerGroup.objects.filter(pk__in=actor.group_ids).values("coordination_id")
    return Q(**{f"{prefix}organization_id__in": actor.organization_ids}) | Q(
        **{f"{prefix}participation_id__in": cared_for}
    )


class PlanQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor):
        return self.all() if actor.sees_all else self.filter(in_reach(actor))

    def shared(self):
        """What is public."""
        return self.exclude(state="DRAFT")


class ActionPlan(models.Model):
    """One for each coordinating participation and year. `none_reasons`: heading → why there is nothing under it."""

    tenancy = Tenancy.OWNED

    class State(models.TextChoices):
        DRAFT = "DRAFT", "draft"
        SHARED = "SHARED", "shared"
        REVIEWED = "REVIEWED", "reviewed"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    participation = models.ForeignKey("participants.Participation", models.PROTECT, related_name="action_plans")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="action_plans")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    none_reasons = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True)
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participation", "year"], name="reports_one_plan"),
            models.CheckConstraint(
                condition=Q(state="DRAFT") | Q(shared_at__isnull=False), name="reports_plan_shared_has_date"
            ),
            models.CheckConstraint(
                condition=~Q(state="REVIEWED") | Q(reviewed_at__isnull=False), name="reports_plan_reviewed_has_date"
            ),
        ]

    def __str__(self):
        return f"{self.organization}: plan {self.year}"

    def last_plan(self) -> "ActionPlan | None":
        """The plan of the year before, as far as it was shared: what never was has nothing to look back at."""
        rows = ActionPlan.objects.shared().filter(participation_id=self.participation_id, year=self.year - 1)
        return rows.first()

    def answered(self) -> set[str]:
        """The headings under which something stands."""
        return set(self.items.values_list("heading", flat=True))

    def unmarked(self) -> int:
        """How many of its items nobody has said the outcome of."""
        return self.items.filter(state="PLANNED").count()


class PlanItemQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor):
        return self.all() if actor.sees_all else self.filter(in_reach(actor, "plan__"))


class PlanItem(models.Model):
    """What is to be done under one of the four headings of 3.2.1. `owner` is a function, never a person: it is public.

    A moved item goes into the next year's plan, which points back."""

    tenancy = Tenancy.OWNED

    class Heading(models.TextChoices):
        A = "A", "a"
        B = "B", "b"
        C = "C", "c"
        D = "D", "d"

    class State(models.TextChoices):
        PLANNED = "PLANNED", "planned"
        DONE = "DONE", "done"
        MOVED = "MOVED", "moved"
        DROPPED = "DROPPED", "dropped"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="items")
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="+")
    heading = models.CharField(max_length=1, choices=Heading.choices)
    aim = models.CharField(max_length=240)
    steps = models.TextField()
    owner = models.CharField(max_length=80)
    due_on = models.DateField()
    measure = models.CharField(max_length=240)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    word = models.CharField(max_length=400, blank=True)
    moved_from = models.OneToOneField("self", models.PROTECT, null=True, related_name="moved_to")

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="PLANNED") | ~Q(word=""), name="reports_plan_item_marked_with_a_word"
            ),
        ]

    def __str__(self):
        return self.aim
