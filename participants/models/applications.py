"""Applications to join or to support (Pact 6.4), from the first word typed to the decision."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pact.access import Actor, OwnedQuerySet, Tenancy, new_ref
from pact.search.indexing import index_of
from participants.models.organizations import LegalKind


class Role(models.TextChoices):
    PROCURING = "PROCURING", "Procuring organisation"
    COORDINATING = "COORDINATING", "Coordinating organisation"
    SUPPORTER = "SUPPORTER", "Supporter"


class ApplicationQuerySet(OwnedQuerySet):
    def visible_to(self, actor: Actor):
        """The Secretariat all; the committee what was received; a visitor what he holds the key of."""
        if actor.sees_all:
            return self.all()
        reach = Q(key__in=actor.doors) | Q(organization_id__in=actor.organization_ids)
        if actor.committee:
            reach |= ~Q(state="DRAFT")
        return self.filter(reach)


class PartQuerySet(models.QuerySet):
    """Rows that belong to an application are in reach exactly when it is."""

    def visible_to(self, actor: Actor):
        return self.all() if actor.sees_all else self.filter(application__in=Application.objects.visible_to(actor))


class Application(models.Model):
    """`answers` keeps every word as typed, valid or not; the columns are set when it is sent.

    `received_at` and `decide_by` are written once: the clock of 6.4.2 never stops. `key` is the secret of the
    follow-up address; `ref` is the public number such as 2027-031, given on receipt.
    """

    tenancy = Tenancy.OWNED

    class Kind(models.TextChoices):
        PARTICIPANT = "PARTICIPANT", "to take part"
        SUPPORTER = "SUPPORTER", "to support"

    class State(models.TextChoices):
        DRAFT = "DRAFT", "draft"
        RECEIVED = "RECEIVED", "received"
        QUESTION = "QUESTION", "question asked"
        WITH_COMMITTEE = "WITH_COMMITTEE", "with the committee"
        DECIDED = "DECIDED", "decided"
        WITHDRAWN = "WITHDRAWN", "withdrawn"

    key = models.CharField(max_length=40, unique=True)
    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=16, choices=State.choices, default=State.DRAFT)
    channel = models.CharField(max_length=8, default="ONLINE", choices=[("ONLINE", "online"), ("PAPER", "on paper")])
    answers = models.JSONField(default=dict)
    organization_name = models.CharField(max_length=200, blank=True)
    legal_kind = models.CharField(max_length=24, choices=LegalKind.choices, blank=True)
    country = models.CharField(max_length=2, blank=True)
    territory = models.ForeignKey("participants.Territory", models.PROTECT, null=True, blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    organization = models.ForeignKey(
        "participants.Organization", models.PROTECT, null=True, related_name="applications"
    )
    screening = models.ForeignKey("participants.Screening", models.PROTECT, null=True)
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recommendation = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    decide_by = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    # The last word of the applicant; when he was told that a draft ends; when persons' data were removed.
    changed_at = models.DateTimeField(null=True)
    ending_told_at = models.DateTimeField(null=True)
    emptied_at = models.DateTimeField(null=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "decide_by"], name="participants_app_pipeline"),
            index_of("organization_name", "ref", name="participants_app_words"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="DRAFT")
                | Q(state="WITHDRAWN")
                | Q(received_at__isnull=False, decide_by__isnull=False),
                name="participants_app_received",
            ),
            models.CheckConstraint(
                condition=~Q(state="DECIDED") | Q(decided_at__isnull=False), name="participants_app_decided"
            ),
        ]

    def __str__(self):
        return f"{self.ref} {self.organization_name}"


class ApplicationRole(models.Model):
    """One role asked for: its own signature, its own outcome ("sign on both levels")."""

    tenancy = Tenancy.OWNED

    class Outcome(models.TextChoices):
        OPEN = "OPEN", "open"
        APPROVED = "APPROVED", "approved"
        REFUSED = "REFUSED", "refused"

    application = models.ForeignKey(Application, models.PROTECT, related_name="roles")
    role = models.CharField(max_length=16, choices=Role.choices)
    signature = models.ForeignKey("participants.Signature", models.PROTECT, null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.OPEN)
    decision_number = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    # 2.1.3: since when the committee is asked whether such a body may coordinate, and the decision that allowed it.
    asked_at = models.DateTimeField(null=True)
    allowed_number = models.CharField(max_length=20, blank=True, default="", db_default="")
    # The Secretariat has looked at the scan of this signature and could read it.
    legible_at = models.DateTimeField(null=True)
    legible_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = PartQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "role"], name="participants_app_role_once")]

    def __str__(self):
        return f"{self.application_id} {self.role}"


class CriterionFinding(models.Model):
    """What was found on one of the three criteria of 6.4.2 a-c, by whom and on which evidence."""

    tenancy = Tenancy.OWNED

    class Criterion(models.TextChoices):
        A = "A", "endorses the ambitions and commitments"
        B = "B", "can demonstrably contribute"
        C = "C", "no grounds for doubting its integrity"

    class Finding(models.TextChoices):
        OPEN = "OPEN", "open"
        MET = "MET", "met"
        NOT_MET = "NOT_MET", "not met"

    application = models.ForeignKey(Application, models.PROTECT, related_name="findings")
    criterion = models.CharField(max_length=1, choices=Criterion.choices)
    finding = models.CharField(max_length=8, choices=Finding.choices, default=Finding.OPEN)
    evidence = models.TextField(blank=True)
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    found_at = models.DateTimeField(null=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "criterion"], name="participants_finding_once")]

    def __str__(self):
        return f"{self.application_id} {self.criterion} {self.finding}"


class ApplicationQuestion(models.Model):
    """A question to the applicant and its answer; the clock of 6.4.2 runs on (register I-4)."""

    tenancy = Tenancy.OWNED

    application = models.ForeignKey(Application, models.PROTECT, related_name="questions")
    text = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = PartQuerySet.as_manager()

    def __str__(self):
        return self.text[:60]
