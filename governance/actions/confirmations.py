"""The yearly confirmation that there is no conflict of interest (Pact 2.1.4, register I-22).

Nothing ends by itself: an answer that is missing is overdue, a doubt is the committee's, and what it sees as a conflict
is a task of the Secretariat; ending a participation is 6.6.2, with its hearing.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from governance import deadlines, verbs
from governance.actions import matters
from governance.models import Decision
from governance.queries import confirmations as queries
from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.deadlines import end_of_day
from pact.deadlines.days import day_in
from pact.deadlines.models import OPEN, Obligation
from participants.actions import screenings
from participants.models import Organization, Participation, Screening
from participants.queries import answer_lines

MATTER_KIND = "PARTICIPATION_DOUBT"


def ask_all(*, at: datetime) -> int:
    """Nightly: every participant has its next confirmation on its tasks, once; who left has it no more.

    Returns how many were added. Who stands in doubt waits for the committee, not the committee for him."""
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    waiting = Obligation.objects.filter(kind=deadlines.CONFIRM_NO_CONFLICT.code, state=OPEN)
    known = set(waiting.values_list("organization_id", flat=True))
    rows = list(queries.every_participant(day))
    for organization in Organization.objects.filter(pk__in=known - {row.pk for row in rows}):
        deadlines.CONFIRM_NO_CONFLICT.waive(organization, at)
    new = [row for row in rows if row.pk not in known and row.standing in (None, Screening.Outcome.CLEAR)]
    for organization in new:
        _set(organization, queries.due_on(organization, day), at)
    return len(new)


def _asked_for(organization: Organization, day: date | None):
    """The open confirmation of this day; none where no day follows."""
    rows = Obligation.objects.filter(kind=deadlines.CONFIRM_NO_CONFLICT.code, state=OPEN)
    rows = rows.filter(organization_id=organization.pk)
    return rows.filter(due_at=end_of_day(day, organization.time_zone)) if day else rows.none()


def _set(organization: Organization, day: date, at: datetime) -> None:
    """What was met for a day is not set for it once more, so a second look of one day is due on the next."""
    _put(organization, day, at)
    if not _asked_for(organization, day).exists():
        _put(organization, day + timedelta(days=1), at)


def _put(organization: Organization, day: date, at: datetime) -> None:
    deadlines.CONFIRM_NO_CONFLICT.set(
        about=organization,
        at=at,
        due_at=end_of_day(day, organization.time_zone),
        zone=organization.time_zone,
        organization_id=organization.pk,
        url_name="governance:participation-confirm",
        url_kwargs={"org": organization.slug},
    )


@transaction.atomic
def confirm(
    actor: Actor, organization: Organization, answers: Mapping[str, str], *, evidence: str, at: datetime
) -> Screening:
    """The four answers of this year. Clear holds for twelve months; a doubt goes to the committee at once."""
    if not Participation.objects.on(at.date()).filter(organization=organization).exists():
        raise CannotNow("Only organisations that take part in the Pact confirm this (Pact 2.1.4).")
    screening = screenings.confirm(actor, organization, answers, evidence=evidence, at=at)
    if not _asked_for(organization, screening.valid_until).exists():  # twice a day: the next one stays what it is
        deadlines.CONFIRM_NO_CONFLICT.meet(organization, at)
    owner = {"organization_id": organization.pk, "clause": "2.1.4"}
    if screening.outcome == Screening.Outcome.CLEAR:
        record(actor, verbs.NO_CONFLICT_CONFIRMED, organization, at=at, **owner)
        _set(organization, screening.valid_until, at)
    else:
        record(actor, verbs.CONFLICT_TOLD, organization, at=at, **owner)
        _ask_committee(actor, organization, screening, at)
    return screening


def _ask_committee(actor: Actor, organization: Organization, screening: Screening, at: datetime) -> None:
    with scope.as_system("doubt"):
        screenings.ask_committee(actor, screening, at=at)
        matters.put_before_committee(
            actor,
            kind=MATTER_KIND,
            clause="2.1.4",
            title=f"May {organization.name} go on taking part, in doubt about a conflict of interest?",
            summary="\n".join([*answer_lines(screening), screening.evidence]),
            subject=screening,
            url_name="participants:organization-roles",
            url_kwargs={"org": organization.slug},
            organization_id=organization.pk,
            at=at,
        )


def carry_out(decision: Decision, *, actor: Actor, at: datetime) -> None:
    """Yes: clear for twelve months. No: the record says so and the Secretariat has a task; nothing else follows."""
    screening = Screening.objects.select_related("organization").get(ref=decision.matter.subject_ref)
    organization, yes = screening.organization, decision.state == Decision.State.ADOPTED
    screenings.settle_doubt(actor, screening, decision.number, clear=yes, at=at)
    if yes:
        _set(organization, screening.valid_until, at)
        return
    facts = {"decision": decision.number, "clause": "2.1.4"}
    record(actor, verbs.CONFLICT_SEEN, organization, at=at, organization_id=organization.pk, **facts)
    deadlines.CONFLICT_OF_PARTICIPANT.set(
        about=organization,
        at=at,
        title=f"{organization.name} has a conflict of interest ({decision.number})"[:240],
        workspace="SECRETARIAT",
        url_name="participants:organization-roles",
        url_kwargs={"org": organization.slug},
    )
