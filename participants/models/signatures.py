"""The Pact's signature block, kept as evidence."""

from django.db import models

from pact.access import OwnedQuerySet, Tenancy, new_ref


class SignatureQuerySet(OwnedQuerySet):
    pass


class Signature(models.Model):
    """Six fields of the block (organization, name, title, participation type, date, signature) with the exact text
    signed. Immutable (a database trigger holds it). `evidence`: method, address hash, agent, code time; `scan`: the
    paper, private."""

    tenancy = Tenancy.OWNED

    class Method(models.TextChoices):
        TYPED = "TYPED", "typed name with an e-mailed code"
        SCAN = "SCAN", "uploaded scan"
        PAPER = "PAPER", "on paper, recorded by the Secretariat"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    organization = models.ForeignKey("participants.Organization", models.PROTECT, null=True, related_name="signatures")
    application_ref = models.CharField(max_length=40, blank=True)
    organization_name = models.CharField(max_length=200)
    signer_name = models.CharField(max_length=120)
    signer_title = models.CharField(max_length=120)
    signer_email = models.EmailField(blank=True)
    role = models.CharField(max_length=16)
    signed_on = models.DateField()
    signed_at = models.DateTimeField()
    method = models.CharField(max_length=8, choices=Method.choices)
    text = models.ForeignKey("participants.PactText", models.PROTECT, null=True)
    text_sha256 = models.CharField(max_length=64)
    evidence = models.JSONField(default=dict)
    scan = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")

    objects = SignatureQuerySet.as_manager()

    def __str__(self):
        return f"{self.signer_name} for {self.organization_name}"
