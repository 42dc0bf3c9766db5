"""A row that a worker claims, with what a page shows meanwhile."""

from django.db import models


class Job(models.Model):
    """QUEUED → MAKING → READY or FAILED. `attempts` numbers the claims: whoever holds the newest one may write."""

    QUEUED, MAKING, READY, FAILED = "QUEUED", "MAKING", "READY", "FAILED"
    STATES = [(code, code) for code in (QUEUED, MAKING, READY, FAILED)]

    state = models.CharField(max_length=8, choices=STATES, default=QUEUED)
    progress = models.PositiveSmallIntegerField(default=0)
    progress_text = models.CharField(max_length=120, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.TextField(blank=True)
    created_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def waiting(self) -> bool:
        return self.state in (self.QUEUED, self.MAKING)
