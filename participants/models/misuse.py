"""Reports that a supporter used the network for marketing or sales (Pact 2.2.2 c)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from pact.access import OwnedQuerySet, Tenancy, new_ref


class MisuseReport(models.Model):
    """`organization` is the participant whose person reports: it and the Secretariat read the row, and nobody else.

    What was reported never changes and what is settled is final (a database trigger holds both). `matter_ref` is the
    case about ending the support (6.6.2), of the floor above.
    """

    tenancy = Tenancy.OWNED

    class State(models.TextChoices):
        REPORTED = "REPORTED", "reported"
        LOOKED_AT = "LOOKED_AT", "being looked at"
        SETTLED = "SETTLED", "settled"

    class Outcome(models.TextChoices):
        NO_MISUSE = "NO_MISUSE", "no misuse"
        REMINDED = "REMINDED", "supporter reminded"
        COMMITTEE = "COMMITTEE", "with the committee"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="misuse_reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    supporter = models.ForeignKey("participants.Organization", models.PROTECT, related_name="misuse_reports_about")
    what = models.TextField()
    place = models.CharField(max_length=300)
    happened_on = models.DateField()
    evidence = models.TextField(blank=True)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.REPORTED)
    reported_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    answer = models.TextField(blank=True)
    matter_ref = models.CharField(max_length=16, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "reported_at"], name="participants_misuse_open")]
        constraints = [
            models.CheckConstraint(condition=~Q(supporter=F("organization")), name="participants_misuse_of_another"),
            models.CheckConstraint(
                condition=Q(state="REPORTED", looked_at__isnull=True, settled_at__isnull=True, outcome="")
                | Q(state="LOOKED_AT", looked_at__isnull=False, settled_at__isnull=True, outcome="")
                | (Q(state="SETTLED", looked_at__isnull=False, settled_at__isnull=False) & ~Q(outcome="")),
                name="participants_misuse_state",
            ),
            models.CheckConstraint(
                condition=Q(outcome="COMMITTEE") & ~Q(matter_ref="") | ~Q(outcome="COMMITTEE") & Q(matter_ref=""),
                name="participants_misuse_matter",
            ),
        ]

    def __str__(self):
        return f"{self.supporter}, {self.happened_on}"
