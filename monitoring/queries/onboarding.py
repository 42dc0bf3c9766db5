"""The first steps that have to do with the yearly figures (Pact 3.1.2), in the list of 6.3.1."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from monitoring.models import Submission
from participants.queries.onboarding import FirstStep


def _who_began(ids: Iterable[int], day: date) -> set[int]:
    rows = Submission.objects.filter(organization__in=ids).exclude(state=Submission.State.NOT_BEGUN)
    return set(rows.values_list("organization_id", flat=True))


def _who_sent(ids: Iterable[int], day: date) -> set[int]:
    rows = Submission.objects.filter(organization__in=ids, sent_at__isnull=False)
    return set(rows.values_list("organization_id", flat=True))


LOOK = FirstStep(
    code="monitoring.look",
    roles=("PROCURING",),
    title=_("Look at the yearly figures: what is asked, and until when"),
    why=_("Begin a report when one is open. Ten minutes, once a year."),
    action=_("Look"),
    url_name="monitoring:submission-list",
    done_by=_who_began,
)
SEND = FirstStep(
    code="monitoring.send",
    roles=("PROCURING",),
    title=_("Send your first yearly figures"),
    why=_("Also a year in which you bought nothing counts (3.1.2)."),
    action=_("Send"),
    url_name="monitoring:submission-list",
    done_by=_who_sent,
)
