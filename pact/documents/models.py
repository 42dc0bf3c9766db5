"""Documents: the row is the queue, the shelf and the proof."""

import uuid

from django.db import models
from django.db.models import Q

from pact.access.actors import Actor
from pact.access.refs import new_ref
from pact.access.tenancy import OwnedQuerySet
from pact.jobs.rows import Job
from pact.tenancy import Tenancy


class DocumentQuerySet(OwnedQuerySet):
    group_path = "group_id"

    def visible_to(self, actor: Actor):
        if actor.sees_all:
            return self.all()
        reach = Q(public=True)
        if actor.organization_ids:
            reach |= Q(organization_id__in=actor.organization_ids)
        if actor.group_ids:
            reach |= Q(group_id__in=actor.group_ids)
        if actor.committee:
            reach |= Q(for_committee=True)
        return self.filter(reach)

    def public(self):
        """What everyone may have: published and printed."""
        return self.filter(public=True, state="READY")


class Document(Job):
    """One printed thing. Facts and their hash are written before the first page; path, hash and size after the last."""

    tenancy = Tenancy.OWNED

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=8, default="en-gb")
    facts = models.JSONField()
    facts_sha256 = models.CharField(max_length=64)
    about_kind = models.CharField(max_length=60, blank=True)
    about_ref = models.CharField(max_length=80, blank=True)
    organization_id = models.BigIntegerField(null=True)
    group_id = models.BigIntegerField(null=True)
    for_committee = models.BooleanField(default=False)
    public = models.BooleanField(default=False)
    path = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="documents_progress"),
            models.CheckConstraint(
                condition=~Q(state="READY") | (Q(ready_at__isnull=False) & ~Q(sha256="") & ~Q(path="")),
                name="documents_ready_has_file",
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], name="documents_waiting", condition=Q(state__in=["QUEUED", "MAKING"])),
            models.Index(fields=["about_kind", "about_ref", "created_at"], name="documents_about"),
        ]

    def __str__(self):
        return self.title

    @property
    def filename(self) -> str:
        return f"{self.ref}.pdf"
