"""Beginning, sending, taking back, accepting and returning the figures of an organization (Pact 3.1.2)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from governance.models import ProductGroup
from monitoring import access, deadlines, documents, mails, rules, verbs
from monitoring.actions import rollups, versions
from monitoring.flow import SUBMISSION
from monitoring.models import Cycle, ReviewNote, Submission, SubmissionVersion
from monitoring.queries.checking import receipt_facts, standing_in_the_way
from monitoring.queries.lines import lines_of_version, sums
from monitoring.queries.onboarding import LOOK, SEND
from monitoring.queries.zones import zone_of
from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.documents import order
from participants.actions import onboarding


@transaction.atomic
def begin(actor: Actor, submission: Submission, *, at: datetime) -> SubmissionVersion:
    """Start, or take up what came back; the draft holds everything that was sent before."""
    with SUBMISSION.step("begin", submission, actor=actor, at=at) as row:
        row.changed_at = at
        groups = ProductGroup.objects.counted_in(row.cycle.year).order_by("order", "code")
        draft = versions.open_draft(actor, row, groups, at=at)
    onboarding.done(actor, submission.organization, LOOK.code, at=at)
    return draft


@transaction.atomic
def send(actor: Actor, submission: Submission, *, at: datetime) -> Submission:
    """Send: the checks run now, the version becomes final, receipt and PDF are made, the recipient is asked."""
    with SUBMISSION.step("send", submission, actor=actor, at=at) as row:
        draft = _locked_draft(actor, row)
        versions.refuse_the_same(row, draft)
        gaps = standing_in_the_way(actor, row)
        if gaps:
            raise CannotNow(*gaps)
        total = sums(lines_of_version(actor, draft.pk))["all"]
        row.nil, row.nil_reason = False, ""
        row.devices, row.devices_incomplete = total.value, total.open
        _mark_sent(actor, row, draft, at=at)
    _after_sending(actor, submission, at=at)
    return submission


@transaction.atomic
def send_nil(actor: Actor, submission: Submission, reason: str, *, at: datetime) -> Submission:
    """No devices were bought: a report of its own kind, which counts as reported."""
    reason = reason.strip()
    if not reason:
        raise CannotNow("Say in a few words why no devices were bought.")
    with SUBMISSION.step("send_nil", submission, actor=actor, at=at, reason=reason) as row:
        draft = versions.open_draft(actor, row, (), at=at)
        row.nil, row.nil_reason = True, reason
        row.devices, row.devices_incomplete = 0, False
        _mark_sent(actor, row, draft, at=at, nil=True)
    _after_sending(actor, submission, at=at)
    return submission


def _locked_draft(actor: Actor, submission: Submission) -> SubmissionVersion:
    """The draft under a lock: a cell that is being saved at this moment comes before, or not at all."""
    rows = SubmissionVersion.objects.visible_to(actor).filter(submission=submission, sent_at=None)
    draft = rows.select_for_update(of=("self",), no_key=True).first()
    if draft is None:
        raise CannotNow("There is no draft to send. Open the page again.")
    return draft


def _mark_sent(actor: Actor, row: Submission, draft: SubmissionVersion, *, at: datetime, nil: bool = False) -> None:
    versions.seal(draft, row, actor, nil=nil, at=at)
    row.sent_at, row.sent_by_id, row.changed_at = at, actor.user_id, at
    row.receipt = row.receipt or versions.next_receipt(row)
    if row.first_sent_at is None:
        day = at.astimezone(ZoneInfo(zone_of(row))).date()
        row.first_sent_at, row.timeliness = at, rules.timeliness(day, row.due_on, row.cycle.due_on)


def _after_sending(actor: Actor, submission: Submission, *, at: datetime) -> None:
    submission = Submission.objects.select_related("organization", "cycle", "group", "sent_by").get(pk=submission.pk)
    deadlines.FIGURES_DUE.meet(submission, at)
    receiver = {"group_id": submission.group_id} if submission.group_id else {"workspace": "SECRETARIAT"}
    if not deadlines.REVIEW_WAITING.reopen(submission, at, **receiver):
        deadlines.ask_for_review(submission, at=at)
    owner = {"organization_id": submission.organization_id, "group_id": submission.group_id}
    onboarding.done(actor, submission.organization, LOOK.code, at=at)
    onboarding.done(actor, submission.organization, SEND.code, at=at)
    order(documents.RECEIPT, receipt_facts(actor, submission), actor=actor, at=at, about=submission, **owner)
    mails.received(submission, at=at)


@transaction.atomic
def recall(actor: Actor, submission: Submission, *, at: datetime) -> Submission:
    """Take the figures back to correct them, as long as they were not accepted."""
    with SUBMISSION.step("recall", submission, actor=actor, at=at) as row:
        row.changed_at = at
        versions.open_draft(actor, row, (), at=at)
    deadlines.REVIEW_WAITING.waive(submission, at)
    deadlines.FIGURES_DUE.reopen(submission, at)
    return submission


@transaction.atomic
def accept(actor: Actor, submission: Submission, *, at: datetime) -> Submission:
    """The recipient takes the figures over; the version that was sent counts from now on."""
    with SUBMISSION.step("accept", submission, actor=actor, at=at) as row:
        row.accepted_version = row.versions.filter(sent_at__isnull=False).order_by("-number").first()
        row.accepted_at, row.counted_country = at, row.organization.country
    rollups.add(submission)
    deadlines.REVIEW_WAITING.meet(submission, at)
    return submission


@transaction.atomic
def send_back(actor: Actor, submission: Submission, notes: list[str], *, at: datetime) -> Submission:
    """Back with a remark for each point; the due day stays what it was."""
    notes = [note.strip() for note in notes if note.strip()]
    if not notes:
        raise CannotNow("Write at least one remark: what should be corrected?")
    with SUBMISSION.step("send_back", submission, actor=actor, at=at, remarks=len(notes)) as row:
        rollups.take_out(row)
        number = row.versions.filter(sent_at__isnull=False).order_by("-number").values_list("number", flat=True)[0]
        row.changed_at = at
        ReviewNote.objects.bulk_create(
            ReviewNote(
                submission=row,
                organization_id=row.organization_id,
                group_id=row.group_id,
                version_number=number,
                text=note,
                written_by_id=actor.user_id,
                written_at=at,
            )
            for note in notes
        )
    deadlines.REVIEW_WAITING.meet(submission, at)
    deadlines.FIGURES_DUE.reopen(submission, at)
    mails.returned(submission, notes, actor.name, at=at)
    return submission


@transaction.atomic
def remind(actor: Actor, group, cycle: Cycle, submissions: list[Submission], words: str, *, at: datetime) -> int:
    """Write to those who have not sent anything, in one's own words; returns how many letters left."""
    access.CHASE.require(actor, group)
    letters = 0
    for submission in submissions:
        if submission.state not in ("NOT_BEGUN", "DRAFT", "RETURNED") or submission.cycle_id != cycle.pk:
            continue
        letters += mails.chased(submission, words, actor.name, at=at)
        owner = {"organization_id": submission.organization_id, "group_id": submission.group_id}
        record(actor, verbs.REMINDED, submission, at=at, clause="3.2.1.d", words=words, **owner)
    return letters


def tell_coverage(*, at: datetime) -> None:
    """M16: on Mondays, while a cycle is open, each coordinator hears who is missing; a letter a week."""
    if at.isoweekday() != 1:
        return
    with scope.as_system("coverage"):
        for cycle in Cycle.objects.filter(state="OPEN"):
            rows = Submission.objects.expected_on(at.date()).filter(cycle=cycle, group__isnull=False)
            rows = rows.select_related("group", "organization")
            groups: dict = {}
            for row in rows.order_by("organization__name"):
                groups.setdefault(row.group, []).append(row)
            for group, members in groups.items():
                silent = [row.organization.name for row in members if row.state in ("NOT_BEGUN", "DRAFT", "RETURNED")]
                mails.coverage(cycle, group, sent=len(members) - len(silent), silent=silent, at=at)
