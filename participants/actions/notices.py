"""The written notice of termination, which the Secretariat publishes (Pact 6.6.1): given here, by post, withdrawn."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from pact import files
from pact.access import Actor, CannotNow, scope
from pact.deadlines.days import morning_of
from pact.files.models import StoredFile
from pact.flow import effects
from pact.publishing.cache import bump
from pact.rulebook.reading import NoSuchRule, rule
from participants import access, flow, mails, queries
from participants.actions import listings
from participants.actions.ending import day_of, end
from participants.models import Participation, SupportLetter, TerminationNotice
from participants.models.participations import EndKind
from participants.queries.notices import PURPOSE
from participants.rules import leaving_day_is_possible

Membership = Participation | SupportLetter
KEPT_FOR = timedelta(days=2)


def keep(actor: Actor, upload: Any, *, at: datetime) -> StoredFile:
    """The signed paper while its sender looks at it once more: his alone, and forgotten if he never sends it."""
    return files.store(upload, allow=("pdf",), purpose=PURPOSE, actor=actor, at=at)


def forget_kept(*, at: datetime) -> int:
    """Nightly: papers that were chosen and never sent."""
    with scope.as_system("kept-papers") as hand:
        old = StoredFile.objects.filter(purpose=PURPOSE, organization_id=None, created_at__lt=at - KEPT_FOR)
        rows = list(old)
        for row in rows:
            files.remove(hand, row, at=at)
    return len(rows)


@transaction.atomic
def give_notice(
    actor: Actor,
    membership: Membership,
    text: str,
    effective_on: date,
    *,
    at: datetime,
    paper: StoredFile | None = None,
) -> TerminationNotice:
    """Leave the Pact in one role: the notice is published at once and takes effect on the day it names."""
    today = day_of(at)
    if not leaving_day_is_possible(effective_on, today):
        raise CannotNow(_("Name today or a later day: a notice takes effect after it was sent (Pact 6.6.1)."))
    return _publish(
        actor, membership, text, effective_on, paper, at=at, channel=TerminationNotice.Channel.ONLINE,
        sent_at=at, sent_on=today,
    )  # fmt: skip


@transaction.atomic
def record_notice(
    actor: Actor,
    membership: Membership,
    text: str,
    effective_on: date,
    *,
    channel: str,
    sent_on: date,
    at: datetime,
    paper: StoredFile | None = None,
) -> TerminationNotice:
    """One that came by post or e-mail, with the day on which it was sent: it may have taken effect already."""
    access.SECRETARIAT.require(actor)
    if sent_on > day_of(at):
        raise CannotNow(_("The day on which the notice was sent cannot lie ahead."))
    if not leaving_day_is_possible(effective_on, sent_on):
        raise CannotNow(_("A notice takes effect on the day it was sent or later (Pact 6.6.1)."))
    sent_at = morning_of(sent_on, settings.SECRETARIAT_TIME_ZONE)
    return _publish(
        actor, membership, text, effective_on, paper, at=at, channel=channel, sent_at=sent_at, sent_on=sent_on,
        recorded_by_id=actor.user_id,
    )  # fmt: skip


def _publish(
    actor: Actor,
    membership: Membership,
    text: str,
    effective_on: date,
    paper: StoredFile | None,
    *,
    at: datetime,
    **sent,
) -> TerminationNotice:
    if not (text.strip() or paper):
        raise CannotNow(_("Write the notice, or add the signed one as a PDF (Pact 6.6.1)."))
    steps = flow.flow_of(membership)
    with steps.step("give_notice", membership, actor=actor, at=at, effective_on=effective_on) as row:
        _is_possible(row, effective_on, day_of(at))
        row.end_kind = EndKind.LEFT
        row.period = DateRange(row.period.lower, effective_on)
    if paper:
        _adopt(actor, paper, membership, at)
    support = isinstance(membership, SupportLetter)
    notice = TerminationNotice.objects.create(
        organization=membership.organization,
        participation=None if support else membership,
        support=membership if support else None,
        text=text.strip(),
        file=paper,
        file_size=paper.size if paper else None,
        effective_on=effective_on,
        published_at=at,
        **sent,
    )
    _show(membership)
    _tell(membership, notice, at)
    if effective_on <= day_of(at):
        end(membership, at=at)
    return notice


def _is_possible(membership: Membership, effective_on: date, today: date) -> None:
    if effective_on <= membership.period.lower:
        raise CannotNow(_("Name a day after the one on which you joined."))
    try:
        last = date.fromisoformat(rule("pact.end", on=today))
    except NoSuchRule:
        return
    if effective_on > last + timedelta(days=1):
        raise CannotNow(_("The Pact itself ends on %(day)s (6.2.1). Name an earlier day.") % {"day": mails.words(last)})


def _adopt(actor: Actor, paper: StoredFile, membership: Membership, at: datetime) -> None:
    """The paper that this person chose, and no other file."""
    if paper.purpose != PURPOSE or paper.organization_id or paper.created_by_id != actor.user_id:
        raise CannotNow(_("Choose the signed notice again."))
    files.adopt(actor, paper, at=at, organization_id=membership.organization_id)


def _show(membership: Membership) -> None:
    with scope.as_system("listing"):
        listings.refresh(membership.organization)
    bump()


def _tell(membership: Membership, notice: TerminationNotice, at: datetime) -> None:
    """M33 to those who may sign and those who manage; the Secretariat, the committee and the groups hear of it."""
    with scope.as_system("letters"):
        people = queries.people_with(membership.organization_id, ("SIGNATORY", "MANAGER"), day_of(at))
        mails.notice_received(membership, notice, people, at=at)
        mails.notice_noted(membership, notice, queries.secretariat_people(day_of(at)), at=at)
        effects.follow("NOTICE_EFFECTS", membership, notice, at=at)


@transaction.atomic
def withdraw_notice(actor: Actor, membership: Membership, *, at: datetime) -> TerminationNotice:
    """Stay after all, while nothing has taken effect. What was published stays so, marked as withdrawn."""
    with flow.flow_of(membership).step("withdraw_notice", membership, actor=actor, at=at) as row:
        row.end_kind = ""
        row.period = DateRange(row.period.lower, None)
    notice = queries.running_notice(membership)
    notice.withdrawn_at = at
    notice.save(update_fields=["withdrawn_at"])
    _show(membership)
    _tell(membership, notice, at)
    return notice
