"""What is put before the committee. A floor above writes a row; governance knows no floor above."""

from django.db import models
from django.db.models import Q

from pact.access import Tenancy, new_ref
from pact.access.actors import Actor


class MatterQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor):
        return self.all() if actor.sees_all or actor.committee else self.none()


class Matter(models.Model):
    """`kind` names what follows from its decision (settings.DECISION_EFFECTS); `subject_sha256` is the exact
    version that is put to the vote; `url_name` and `url_kwargs` lead to the file. `content` is what is decided where no
    other row holds it (a budget, a value, a scope): `subject_sha256` is then its hash."""

    tenancy = Tenancy.OWNED

    class State(models.TextChoices):
        OPEN = "OPEN", "open"
        DECIDED = "DECIDED", "decided"
        WITHDRAWN = "WITHDRAWN", "withdrawn"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    kind = models.CharField(max_length=30)
    clause = models.CharField(max_length=20)
    title = models.CharField(max_length=240)
    summary = models.TextField(blank=True)
    url_name = models.CharField(max_length=80)
    url_kwargs = models.JSONField(default=dict)
    subject_kind = models.CharField(max_length=60)
    subject_ref = models.CharField(max_length=80)
    content = models.JSONField(default=dict)
    subject_sha256 = models.CharField(max_length=64, blank=True)
    organization_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    due_on = models.DateField(null=True)
    put_at = models.DateTimeField()

    objects = MatterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_ref"], condition=Q(state="OPEN"), name="governance_one_open_matter"
            )
        ]

    def __str__(self):
        return self.title
