"""Letters about leaving the Pact (M33), and about records that were one and the same."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from pact.deadlines.days import day_in
from pact.mail import Letter, LetterKind, link, post_all
from participants.mails.applications import sample, words
from participants.models import Organization, TerminationNotice

_SAMPLE = {
    "role": "procuring organisation",
    "effective": "31 March 2027",
    "published": "17 March 2027",
    "sent": "17 March 2027",
    "withdrawn": "",
    "button_url": "/notices/",
    "button_label": _("Read the notice"),
}
NOTICE = LetterKind(
    "participants.notice_received",
    _("We have your notice"),
    why=_("You get this because you may sign for {organization}, or manage its people."),
    sample=sample(**_SAMPLE),
)
NOTED = LetterKind(
    "participants.notice_noted",
    _("A notice to leave was published"),
    why=_("You get this because you work for the Secretariat."),
    sample=sample(**_SAMPLE),
)


def _day(moment: datetime) -> date:
    return day_in(moment, settings.SECRETARIAT_TIME_ZONE)


def notice_received(membership, notice: TerminationNotice, people: Iterable, *, at: datetime) -> None:
    """M33. The notice is published (6.6.1); the letter says when and what ends."""
    _write(NOTICE, membership, notice, people, at)


def notice_noted(membership, notice: TerminationNotice, people: Iterable, *, at: datetime) -> None:
    """To the Secretariat, on whose website it stands."""
    _write(NOTED, membership, notice, people, at)


def _write(kind: LetterKind, membership, notice: TerminationNotice, people: Iterable, at: datetime) -> None:
    facts: dict[str, Any] = {
        "organization": notice.organization.name,
        "role": _g("supporter") if notice.support_id else membership.get_role_display(),
        "sent": words(notice.sent_on),
        "effective": words(notice.effective_on),
        "published": words(_day(notice.published_at)),
        "withdrawn": words(_day(notice.withdrawn_at)) if notice.withdrawn_at else "",
        "button_url": link("website:notice-detail", ref=notice.ref),
        "button_label": _g("Read the notice"),
    }
    own = notice.organization_id
    post_all((Letter(kind, to=user, facts=facts, about=notice, organization_id=own) for user in people), at=at)


MERGED = LetterKind(
    "participants.merged",
    _("Two records of your organisation are one"),
    why=_("You get this because you act for {organization}."),
    sample=sample(duplicate="Vestbygd municipality", day="17 March 2027", button_url="/me/", button_label=_("Open")),
)


def merged(duplicate: Organization, survivor: Organization, people: Iterable, *, at: datetime) -> None:
    """To the people of both: whose powers passed, and those who were there already."""
    facts = {
        "organization": survivor.name,
        "duplicate": duplicate.name,
        "day": words(_day(at)),
        "button_url": link("participants:organization-overview", org=survivor.slug),
        "button_label": _g("Open your organisation"),
    }
    own = survivor.pk
    post_all((Letter(MERGED, to=user, facts=facts, about=duplicate, organization_id=own) for user in people), at=at)
