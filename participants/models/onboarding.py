"""The first steps of an organization after its admission (Pact 6.3.1)."""

from django.db import models
from django.db.models import Q

from pact.access import OwnedQuerySet, Tenancy


class OnboardingItemQuerySet(OwnedQuerySet):
    def waiting(self):
        """Neither done nor put aside."""
        return self.filter(done_at=None, skipped_at=None)


class OnboardingItem(models.Model):
    """One first step, by the code under which its floor declared it; done by the act itself, or put aside with a
    reason. `role` is the one that brought it; whoever takes on a second role meets the shared steps once."""

    tenancy = Tenancy.OWNED

    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="onboarding")
    role = models.CharField(max_length=16)
    code = models.CharField(max_length=60)
    set_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    skipped_at = models.DateTimeField(null=True)
    skipped_reason = models.CharField(max_length=240, blank=True)

    objects = OnboardingItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "code"], name="participants_onboarding_once"),
            models.CheckConstraint(
                condition=Q(skipped_at=None, skipped_reason="") | (Q(skipped_at__isnull=False) & ~Q(skipped_reason="")),
                name="participants_onboarding_aside_with_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["code"], condition=Q(done_at=None, skipped_at=None), name="participants_onboarding_open"
            )
        ]

    def __str__(self):
        return f"{self.organization}: {self.code}"
