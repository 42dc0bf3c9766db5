"""Obligations, the rungs of their ladders, and what was sent."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from pact.access.actors import Actor
from pact.access.refs import new_ref
from pact.access.tenancy import OwnedQuerySet
from pact.tenancy import Tenancy

OPEN, MET, MET_LATE, WAIVED, LAPSED = "OPEN", "MET", "MET_LATE", "WAIVED", "LAPSED"
STATES = [(OPEN, "Open"), (MET, "Done"), (MET_LATE, "Done late"), (WAIVED, "No longer needed"), (LAPSED, "Lapsed")]

ORGANIZATION, GROUP, PERSON, SECRETARIAT, COMMITTEE = "ORGANIZATION", "GROUP", "PERSON", "SECRETARIAT", "COMMITTEE"
WORKSPACES = [
    (ORGANIZATION, "Organisation"),
    (GROUP, "Buyer group"),
    (PERSON, "Person"),
    (SECRETARIAT, "Secretariat"),
    (COMMITTEE, "Steering Committee"),
]
THE_SAME = ["kind", "subject_kind", "subject_ref", "workspace", "organization_id", "group_id", "user"]


class ObligationQuerySet(OwnedQuerySet):
    group_path = "group_id"

    def visible_to(self, actor: Actor):
        if actor.sees_all:
            return self.all()
        more = Q(user_id=actor.user_id) if actor.user_id else Q(pk__in=[])
        if actor.committee:
            more |= Q(workspace=COMMITTEE)
        return super().visible_to(actor) | self.filter(more)


class Obligation(models.Model):
    """Something somebody has to do, by a day or without one; a row on the tasks page of those who may do it.

    `workspace` says who acts. Organization and group beside another workspace only say whom it concerns: they
    see it among what they wait for. `due_at` is written once (a trigger refuses a change): more time is a new row
    that points back.
    """

    tenancy = Tenancy.OWNED

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    kind = models.CharField(max_length=80)
    clause = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=240)
    url_name = models.CharField(max_length=100, blank=True)
    url_kwargs = models.JSONField(default=dict)
    workspace = models.CharField(max_length=12, choices=WORKSPACES)
    organization_id = models.BigIntegerField(null=True)
    group_id = models.BigIntegerField(null=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    subject_kind = models.CharField(max_length=60)
    subject_ref = models.CharField(max_length=80)
    zone = models.CharField(max_length=40)
    set_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, choices=STATES, default=OPEN)
    met_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

    objects = ObligationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=THE_SAME, condition=Q(state=OPEN), name="deadlines_one_open", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(state__in=[code for code, _ in STATES]), name="deadlines_state"),
            models.CheckConstraint(
                condition=Q(state__in=[MET, MET_LATE], met_at__isnull=False)
                | (~Q(state__in=[MET, MET_LATE]) & Q(met_at__isnull=True)),
                name="deadlines_met_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=OPEN, ended_at__isnull=True) | (~Q(state=OPEN) & Q(ended_at__isnull=False)),
                name="deadlines_ended_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(workspace__in=[SECRETARIAT, COMMITTEE])
                | Q(workspace=ORGANIZATION, organization_id__isnull=False)
                | Q(workspace=GROUP, group_id__isnull=False)
                | Q(workspace=PERSON, user__isnull=False),
                name="deadlines_somebody_acts",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state=OPEN), name="deadlines_due"),
            models.Index(fields=["subject_kind", "subject_ref"], name="deadlines_subject"),
            models.Index(fields=["organization_id", "state"], name="deadlines_organization"),
            models.Index(fields=["group_id", "state"], name="deadlines_group"),
            models.Index(fields=["workspace", "state"], name="deadlines_workspace"),
        ]

    def __str__(self):
        return f"{self.kind} {self.ref} {self.state}"


class ReminderRule(models.Model):
    """One rung of the ladder of a kind: so many days before (negative) or after the due day. One set for all,
    seeded from the kinds and edited by the Secretariat; a rung that is switched off stays known."""

    tenancy = Tenancy.SHARED

    kind = models.CharField(max_length=80)
    offset_days = models.SmallIntegerField()
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "offset_days"], name="deadlines_one_rung"),
            models.CheckConstraint(condition=Q(offset_days__range=(-400, 400)), name="deadlines_rung_in_reach"),
        ]

    def __str__(self):
        return f"{self.kind} {self.offset_days:+d}"


class ReminderLogQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor):
        if actor.sees_all:
            return self.all()
        return self.filter(recipient_id=actor.user_id) if actor.user_id else self.none()


class ReminderLog(models.Model):
    """One rung of one obligation for one person, sent once whatever the clock does; SKIPPED was overtaken."""

    tenancy = Tenancy.OWNED

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="reminders")
    offset_days = models.SmallIntegerField()
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=[("SENT", "Sent"), ("SKIPPED", "Overtaken")])
    at = models.DateTimeField()

    objects = ReminderLogQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["obligation", "offset_days", "recipient"], name="deadlines_one_letter")
        ]

    def __str__(self):
        return f"{self.offset_days:+d} {self.state}"
