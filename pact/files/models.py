"""Stored files. The bytes lie in the store under a random name; the row says what and whose they are."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from pact.access.actors import Actor
from pact.access.refs import new_ref
from pact.access.tenancy import OwnedQuerySet
from pact.tenancy import Tenancy


class StoredFileQuerySet(OwnedQuerySet):
    group_path = "group_id"

    def visible_to(self, actor: Actor):
        if actor.sees_all:
            return self.all()
        reach = Q(pk__in=super().visible_to(actor).values("pk"))
        if actor.committee:
            reach |= Q(for_committee=True)
        if actor.doors:
            reach |= Q(about_ref__in=actor.doors)
        if actor.user_id:
            reach |= Q(created_by=actor.user_id, organization_id=None, group_id=None)
        return self.filter(reach)


class StoredFile(models.Model):
    """`name` is for people and was rewritten; `path` is the random name in the store."""

    tenancy = Tenancy.OWNED

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=[("PDF", "PDF"), ("XLSX", "XLSX"), ("CSV", "CSV")])
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=120, unique=True)
    purpose = models.CharField(max_length=60)
    about_ref = models.CharField(max_length=40, blank=True)
    organization_id = models.BigIntegerField(null=True)
    group_id = models.BigIntegerField(null=True)
    for_committee = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "created_at"], name="files_organization")]

    def __str__(self):
        return self.name
