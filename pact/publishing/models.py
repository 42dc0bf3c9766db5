"""What is published: two moments on a record, and the rows that everyone may see."""

from datetime import datetime

from django.db import models
from django.db.models import Q


class PublishableQuerySet(models.QuerySet):
    def published(self, at: datetime | None = None):
        """Published and not withdrawn; with `at`: as it stood at that moment."""
        if at is None:
            return self.filter(published_at__isnull=False, withdrawn_at__isnull=True)
        still = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at)
        return self.filter(still, published_at__lte=at)


class Publishable(models.Model):
    """Abstract. A model with a queryset of its own lets it inherit from `PublishableQuerySet`."""

    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.withdrawn_at is None
