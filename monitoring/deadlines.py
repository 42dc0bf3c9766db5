"""What falls due on this floor."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring import mails
from monitoring.models import Submission
from monitoring.queries.people import EDITORS, every_editor_of
from monitoring.queries.zones import zone_of
from pact.deadlines import Kind, end_of_day

FIGURES_DUE = Kind(
    "monitoring.figures_due",
    gettext_lazy("Send the yearly figures"),
    clause="3.1.2",
    ladder=(-30, -14, -7, -1, 0, 7, 21),
    letter=mails.figures_reminder,
    wakes=lambda obligation: every_editor_of(obligation.organization_id),
    roles=EDITORS,
    action=gettext_lazy("Fill in"),
)
REVIEW_WAITING = Kind(
    "monitoring.review_waiting",
    gettext_lazy("Look through figures"),
    clause="3.2.1.d",
    action=gettext_lazy("Look through"),
)


def ask_for_figures(submission: Submission, *, at: datetime) -> None:
    """Due at the end of the day in the zone that counts (I-24); it lapses with the freeze."""
    zone = zone_of(submission)
    FIGURES_DUE.set(
        about=submission,
        at=at,
        due_at=end_of_day(submission.due_on, zone),
        closes_at=end_of_day(submission.cycle.freeze_on, zone),
        title=_("Send the figures for %(year)s: %(name)s")
        % {"year": submission.cycle.year, "name": submission.organization.name},
        url_name="monitoring:submission-detail",
        url_kwargs={"org": submission.organization.slug, "year": submission.cycle.year},
        organization_id=submission.organization_id,
        zone=zone,
    )


def ask_for_review(submission: Submission, *, at: datetime) -> None:
    """A row for the coordinator, or for the Secretariat where nobody coordinates (P17), due with the group report."""
    zone = settings.SECRETARIAT_TIME_ZONE
    place = {"year": submission.cycle.year, "ref": submission.ref}
    if submission.group_id:
        owner, name = {"group_id": submission.group_id}, "monitoring:submission-review"
        place["group"] = submission.group.slug
    else:
        owner, name = {"workspace": "SECRETARIAT"}, "monitoring:direct-review"
    REVIEW_WAITING.set(
        about=submission,
        at=at,
        due_at=end_of_day(submission.cycle.group_due_on, zone),
        title=_("Look through the figures for %(year)s: %(name)s")
        % {"year": submission.cycle.year, "name": submission.organization.name},
        url_name=name,
        url_kwargs=place,
        zone=zone,
        **owner,
    )
