"""The letter about somebody who leaves (6.6.1)."""

from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from governance.mails.votes import WHY
from governance.models import SeatTerm
from pact.deadlines.days import day_in
from pact.mail import Letter, LetterKind, link, post_all
from participants.models import TerminationNotice
from participants.queries import committee_people

NOTICE_GIVEN = LetterKind(
    "governance.notice_given",
    _("A notice to leave was published"),
    WHY,
    lambda: {
        "organization": "Vestbygd kommune", "role": "procuring organisation", "effective": date(2027, 3, 31),
        "withdrawn": False, "seat": True, "button_url": "/notices/", "button_label": _("Read the notice"),
    },
)  # fmt: skip


def notice_given(membership, notice: TerminationNotice, *, at: datetime) -> None:
    """6.6.1: the committee hears who leaves, and whether a seat becomes free."""
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    facts = {
        "organization": notice.organization.name,
        "role": membership.get_role_display(),
        "effective": notice.effective_on,
        "withdrawn": bool(notice.withdrawn_at),
        "seat": SeatTerm.objects.written_for(day).filter(organization=notice.organization).exists(),
        "button_url": link("website:notice-detail", ref=notice.ref),
        "button_label": _("Read the notice"),
    }
    people = committee_people(day)
    post_all([Letter(NOTICE_GIVEN, to=user, facts=facts, about=notice) for user in people], at=at)
