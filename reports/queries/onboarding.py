"""The first step that has to do with group reports (Pact 3.2.1 d), in the list of 6.3.1."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from buyergroups.queries.onboarding import first_group
from participants.queries.onboarding import FirstStep
from reports.models import CoordinatedReport


def _who_delivered(ids: Iterable[int], day: date) -> set[int]:
    rows = CoordinatedReport.objects.filter(group__coordination__organization__in=ids, delivered_at__isnull=False)
    return set(rows.values_list("group__coordination__organization_id", flat=True))


REPORT = FirstStep(
    code="reports.report",
    roles=("COORDINATING",),
    title=_("Send the first report of your group"),
    why=_("In English, once a year; the figures are there already (3.2.1 d)."),
    action=_("Open"),
    url_name="reports:coordinated-list",
    done_by=_who_delivered,
    kwargs=first_group,
)
