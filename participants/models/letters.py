"""Letters that came or went outside this software, as the Secretariat records them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pact.access import OwnedQuerySet, Tenancy, new_ref
from pact.search.indexing import index_of


class RecordedLetterQuerySet(OwnedQuerySet):
    def visible_to(self, actor):
        """The Secretariat's record: not the organization's own pages."""
        return self.all() if actor.sees_all else self.none()


class RecordedLetter(models.Model):
    """A letter on paper or from another mailbox: its words, its scan, or both."""

    tenancy = Tenancy.OWNED

    class Direction(models.TextChoices):
        IN = "IN", "received"
        OUT = "OUT", "sent"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    organization = models.ForeignKey("participants.Organization", models.PROTECT, related_name="recorded_letters")
    direction = models.CharField(max_length=3, choices=Direction.choices)
    dated = models.DateField()
    sender = models.CharField(max_length=120)
    recipient = models.CharField(max_length=120)
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects = RecordedLetterQuerySet.as_manager()

    class Meta:
        indexes = [index_of("subject", "sender", "recipient", name="participants_letter_words")]
        constraints = [
            models.CheckConstraint(condition=~Q(text="") | Q(file__isnull=False), name="participants_letter_says_it")
        ]

    def __str__(self):
        return self.subject
