"""Powers: who may act for which organization, as what, from when until when. The only such table."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from pact.access import Tenancy
from participants.models.participations import no_longer_takes_part


class AppointmentQuerySet(models.QuerySet):
    def in_force(self, day):
        """Those of a day. A seat's powers end with taking part in the Pact (6.6.1): that is derived."""
        return self.written_for(day).exclude(Q(role__in=("COMMITTEE", "CHAIR")) & no_longer_takes_part(day))

    def written_for(self, day):
        """Those whose own days hold a day."""
        return self.filter(from_on__lte=day).filter(Q(until_on=None) | Q(until_on__gt=day))


class Appointment(models.Model):
    """One power of one person. SECRETARIAT has no organization; COMMITTEE and CHAIR name the seat's organization
    and are written by a seat, so that a power ends with its term. `until_on` is the first day without it."""

    tenancy = Tenancy.SYSTEM

    class Role(models.TextChoices):
        VIEWER = "VIEWER", "view"
        EDITOR = "EDITOR", "edit figures"
        SIGNATORY = "SIGNATORY", "sign"
        VOTER = "VOTER", "vote on amendments"
        FINANCE = "FINANCE", "finance"
        MANAGER = "MANAGER", "manage people"
        SECRETARIAT = "SECRETARIAT", "Secretariat"
        COMMITTEE = "COMMITTEE", "Steering Committee"
        CHAIR = "CHAIR", "chair of the Steering Committee"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="appointments")
    organization = models.ForeignKey(
        "participants.Organization", models.PROTECT, null=True, related_name="appointments"
    )
    role = models.CharField(max_length=12, choices=Role.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=120, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "from_on"], name="participants_appointment_user")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="participants_appointment_period"
            ),
            models.CheckConstraint(
                condition=Q(role="SECRETARIAT", organization=None)
                | (~Q(role="SECRETARIAT") & Q(organization__isnull=False)),
                name="participants_appointment_owner",
            ),
            models.UniqueConstraint(
                fields=["user", "organization", "role"],
                condition=Q(until_on=None),
                nulls_distinct=False,
                name="participants_appointment_once",
            ),
        ]

    @property
    def by_seat(self) -> bool:
        """Written by a seat in the committee, and ended with it (5.1.4)."""
        return self.role in (self.Role.COMMITTEE, self.Role.CHAIR)

    def __str__(self):
        return f"{self.user} {self.role}"
