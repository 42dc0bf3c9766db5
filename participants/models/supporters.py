"""What belongs to a supporter beside its letter: what it did for the Pact, and what was agreed with it (Pact 2.2.2)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from pact.access import Tenancy, new_ref


class PromotionNote(models.Model):
    """What a supporter did in a year to promote the Pact (2.2.2 a): once a year, public as it was sent."""

    tenancy = Tenancy.SHARED

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="promotion_notes")
    year = models.PositiveSmallIntegerField()
    text = models.TextField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "year"], name="participants_promotion_once"),
            models.CheckConstraint(condition=~Q(text=""), name="participants_promotion_says_it"),
        ]

    def __str__(self):
        return f"{self.organization} in {self.year}"


class MarketingExceptionQuerySet(models.QuerySet):
    def in_force(self, day: date):
        ended = Q(ended_on__isnull=False, ended_on__lte=day)
        return self.filter(from_on__lte=day, until_on__gte=day).exclude(ended)


class MarketingException(models.Model):
    """Marketing or sales that was agreed with a supporter, "unless otherwise agreed upon" (2.2.2 c).

    It is never edited: a correction is an ending and a new row (a database trigger holds it). `until_on` is its last
    day, `ended_on` the first day without it.
    """

    tenancy = Tenancy.SHARED

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="marketing_exceptions")
    scope = models.TextField()
    from_on = models.DateField()
    until_on = models.DateField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    agreed_for = models.CharField(max_length=120, blank=True)
    decision_number = models.CharField(max_length=20, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    end_reason = models.TextField(blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = MarketingExceptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="participants_exception_period"),
            models.CheckConstraint(condition=~Q(scope=""), name="participants_exception_scope"),
            models.CheckConstraint(
                condition=Q(decision_number="") | ~Q(agreed_for=""), name="participants_exception_decided_for"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_at__isnull=True, end_reason="")
                | (Q(ended_on__lte=F("until_on"), ended_at__isnull=False) & ~Q(end_reason="")),
                name="participants_exception_end",
            ),
        ]

    def __str__(self):
        return f"{self.organization}: {self.scope[:60]}"

    def standing(self, day: date) -> str:
        """How it stands on a day: ENDED, AHEAD, OVER or IN_FORCE."""
        if self.ended_on and self.ended_on <= day:
            return "ENDED"
        return "AHEAD" if day < self.from_on else "OVER" if day > self.until_on else "IN_FORCE"
