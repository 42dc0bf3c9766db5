"""Amendments of the Pact (6.5): a request in writing, the committee's answer, the consent of all.

One at a time is put to consent: everybody agrees to one exact text, which no other round may change meanwhile.
"""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from governance import access, deadlines, documents, mails, verbs
from governance.actions import matters, numbering, rounds
from governance.flow import AMENDMENT
from governance.models import Amendment, ConsentRound, Decision, Matter
from governance.queries import amendments as queries
from governance.queries.rounds import every_member
from governance.rules import Criterion
from governance.rules import amendments as rules
from governance.rules.rounds import against_opening, earliest_closing
from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.deadlines import add_months, end_of_day
from pact.documents import order
from pact.publishing.cache import bump
from pact.rulebook import rule
from pact.rulebook.actions import set_rule
from pact.rulebook.models import RuleParameter
from participants.actions import texts
from participants.models import Organization, PactText, Participation

KIND = "AMENDMENT_PUT"


@transaction.atomic
def request(
    actor: Actor,
    organization: Organization,
    *,
    title: str,
    reasons: str,
    changes: list[dict],
    rule_changes: list[dict],
    in_force_from: date,
    follows: Amendment | None = None,
    at: datetime,
) -> Amendment:
    """6.5.1: any participant can request an amendment in writing; public at once, with a task for the Secretariat."""
    access.REQUEST_AMENDMENT.require(actor, organization)
    day = queries.day_of(at)
    if not Participation.objects.on(day).filter(organization=organization).exists():
        raise CannotNow("Only organisations that take part in the Pact can request an amendment (Pact 6.5.1).")
    base = queries.newest_text()
    facts = {"today": day, "base_from": base.valid_from}
    if against := rules.against_requesting(base.clauses, changes, rule_changes, in_force_from, **facts):
        raise CannotNow(*against)
    _inside_the_pact(in_force_from, day)
    _values_are_the_pacts(rule_changes, day)
    row = Amendment.objects.create(
        number=rules.number(day.year, numbering.next_serial(Amendment, "A", day.year)),
        organization=organization,
        requested_by_id=actor.user_id,
        requested_at=at,
        title=title.strip()[:160],
        reasons=reasons.strip(),
        base=base,
        changes=changes,
        rule_changes=rule_changes,
        in_force_from=in_force_from,
        sha256=rules.fingerprint(base.sha256, changes, rule_changes, in_force_from),
        follows=follows,
    )
    owner = {"organization_id": organization.pk, "clause": "6.5.1"}
    record(actor, verbs.AMENDMENT_REQUESTED, row, at=at, number=row.number, sha256=row.sha256, **owner)
    due_on = add_months(day, rule("apply.decide_within", on=day))  # no clause says by when: as for applications
    deadlines.AMENDMENT_REQUESTED.set(
        about=row,
        at=at,
        due_at=end_of_day(due_on, settings.SECRETARIAT_TIME_ZONE),
        title=f"{row.number}: {row.title}"[:240],
        workspace="SECRETARIAT",
        url_name="governance:amendment-detail",
        url_kwargs={"number": row.number},
    )
    mails.amendment_asked(row, at=at)
    bump()
    return row


def _inside_the_pact(on: date, today: date) -> None:
    last = date.fromisoformat(rule("pact.end", on=today))
    if on > last:
        raise CannotNow(f"The Pact ends on {last:%-d %B %Y} (6.2.1): choose an earlier day.")


def _values_are_the_pacts(rule_changes: list[dict], day: date) -> None:
    """What the Pact's text says changes with the text; what it leaves to the committee does not (rule book)."""
    known = {row.key for row in queries.every_rule(day)}
    if any(change["key"] not in known for change in rule_changes):
        raise CannotNow("One of these values is not changed by an amendment of the Pact. Open the page again.")
    kept = {key: rule(key, on=day) for key in ("sc.min", "sc.max") if key in known}
    if against := rules.against_rules({**kept, **{row["key"]: row["value"] for row in rule_changes}}):
        raise CannotNow(*against)


@transaction.atomic
def put_before_committee(actor: Actor, amendment: Amendment, *, closes_on: date, at: datetime) -> Matter:
    """The Secretariat puts the exact request before the committee, with the day on which a consent would close."""
    access.PUT_TO_VOTE.require(actor, amendment)
    row = _requested(amendment)
    if against := [*_against_text(row), *_against_closing(row, closes_on, at)]:
        raise CannotNow(*against)
    matter = matters.put_before_committee(
        actor,
        kind=KIND,
        clause="6.5.1",
        title=f"Put amendment {row.number} to the consent of all participants? {row.title}",
        summary=row.reasons,
        subject=row,
        subject_sha256=row.sha256,
        url_name="website:amendment-detail",
        url_kwargs={"number": row.number},
        due_on=closes_on,
        at=at,
    )
    matter.content = {"closes_on": closes_on.isoformat()}
    matter.save(update_fields=["content"])
    return matter


def _requested(amendment: Amendment) -> Amendment:
    row = Amendment.objects.select_for_update(of=("self",)).select_related("base", "organization").get(pk=amendment.pk)
    if row.state != Amendment.State.REQUESTED:
        raise CannotNow("This request has been answered already (Pact 6.5.1).")
    return row


def _against_closing(row: Amendment, closes_on: date, at: datetime) -> list[str]:
    day = queries.day_of(at)
    return [*against_opening(day, closes_on, _criterion(day)), *rules.against_putting(closes_on, row.in_force_from)]


def _against_text(row: Amendment) -> list[str]:
    """Everybody agrees to one exact text: what it starts from must still be the newest, and no other one runs."""
    against = []
    if queries.newest_text().pk != row.base_id:
        against.append("The text of the Pact was changed since this was requested. Return the request for its wording.")
    other = Amendment.objects.filter(state=Amendment.State.OPEN).exclude(pk=row.pk).first()
    if other:
        against.append(
            f"Amendment {other.number} is put to consent already. Wait for its end: everybody agrees to one exact text "
            "(Pact 6.5.2)."
        )
    return against


def _criterion(day: date) -> Criterion:
    return Criterion(*rule("amend.share", on=day))


@transaction.atomic
def return_for_wording(actor: Actor, amendment: Amendment, answer: str, *, at: datetime) -> None:
    """Back to who asked, with what is unclear; a vote that is open on it lapses."""
    if not answer.strip():
        raise CannotNow("Say in a few words what is unclear: who asked reads it (Pact 6.5.1).")
    with AMENDMENT.step("return", amendment, actor=actor, at=at) as row:
        row.answer, row.answered_at = answer.strip(), at
    _taken_from_committee(amendment, at)
    _answered(amendment, at)


@transaction.atomic
def withdraw(actor: Actor, amendment: Amendment, *, at: datetime) -> None:
    """Who asked takes it back, until a consent on it closes."""
    asked = amendment.round if amendment.state == Amendment.State.OPEN else None
    if asked and asked.closes_at <= at:
        raise CannotNow("The consent on this amendment is over; it can no longer be withdrawn (Pact 6.5.2).")
    with AMENDMENT.step("withdraw", amendment, actor=actor, at=at) as row:
        row.answered_at = at
    with scope.as_system("amendment"):
        _taken_from_committee(amendment, at)
        deadlines.AMENDMENT_REQUESTED.meet(amendment, at)
        if asked:
            rounds.cancel(asked, at=at)
            _tell_all(amendment, asked, at)
        bump()


def _taken_from_committee(amendment: Amendment, at: datetime) -> None:
    with scope.as_system("amendment") as hand:
        matter = queries.matter_of(amendment)
        if matter and matter.state == Matter.State.OPEN:
            matters.withdraw(hand, matter, at=at)


def _answered(amendment: Amendment, at: datetime) -> None:
    deadlines.AMENDMENT_REQUESTED.meet(amendment, at)
    mails.amendment_answered(amendment, at=at)
    bump()


def carry_out(decision: Decision, *, actor: Actor, at: datetime) -> None:
    """`settings.DECISION_EFFECTS`: yes puts it to the consent of all, no declines it with the committee's reasons."""
    row = _requested(Amendment.objects.get(ref=decision.matter.subject_ref))
    if decision.subject_sha256 != row.sha256:
        raise CannotNow("What was voted on is not this request. Put it before the Steering Committee again.")
    if decision.state != Decision.State.ADOPTED:
        with AMENDMENT.step("decline", row, actor=actor, at=at) as step:
            step.decision, step.answered_at = decision, at
            step.answer = decision.reasons or "The Steering Committee declined it."
        _answered(row, at)
        return
    _open(decision, row, actor, at)


def _open(decision: Decision, row: Amendment, actor: Actor, at: datetime) -> None:
    """Until the day that was chosen; where the vote took longer, until everybody had the days to answer."""
    day = queries.day_of(at)
    closes_on = max(date.fromisoformat(decision.matter.content["closes_on"]), earliest_closing(day))
    if against := [*_against_text(row), *_against_closing(row, closes_on, at)]:
        raise CannotNow(*against)
    asked = rounds.open_round(
        subject=ConsentRound.Subject.AMENDMENT,
        clause="6.5.2",
        question=f"Amendment {row.number}: {row.title}",
        text_sha256=row.sha256,
        criterion=_criterion(day),
        closes_at=end_of_day(closes_on, settings.SECRETARIAT_TIME_ZONE),
        at=at,
    )
    with AMENDMENT.step("open", row, actor=actor, at=at) as step:
        step.decision, step.round, step.answered_at = decision, asked, at
    rounds.tell(ConsentRound.objects.select_related("amendment").get(pk=asked.pk), at=at)
    _answered(row, at)


def settle(asked: ConsentRound, *, at: datetime) -> None:
    """What follows when a round closed, in its transaction: a new version, or nothing but the news."""
    with scope.as_system("amendment") as hand:
        row = Amendment.objects.select_related("base", "organization").get(round=asked)
        if asked.state == ConsentRound.State.REACHED:
            text = _adopt(hand, row, at)
            with AMENDMENT.step("adopt", row, actor=hand, at=at) as step:
                step.text = text
        else:
            with AMENDMENT.step("fail", row, actor=hand, at=at):
                pass
        row = queries.every_amendment().get(pk=row.pk)
        order(documents.CERTIFICATE, documents.certificate_facts(row), actor=hand, at=at, about=row, public=True)
        _tell_all(row, asked, at)
        bump()


def _adopt(hand: Actor, row: Amendment, at: datetime) -> PactText:
    """The next version with its values, from one and the same day on; what ruled before keeps ruling its days."""
    source = f"Amendment {row.number}"
    text = texts.adopt(
        hand,
        version=row.base.version + 1,
        title=row.base.title,
        valid_from=row.in_force_from,
        source=source,
        clauses=rules.new_text(row.base.clauses, row.changes),
        at=at,
    )
    for change in row.rule_changes:
        before = RuleParameter.objects.get(key=change["key"], valid__endswith=None)
        facts = {"unit": before.unit, "clause": before.clause, "sentence": change.get("sentence") or before.sentence}
        set_rule(change["key"], change["value"], valid_from=row.in_force_from, source=source, **facts)
    return text


def _tell_all(row: Amendment, asked: ConsentRound, at: datetime) -> None:
    ids = every_member(asked).values_list("organization_id", flat=True)
    mails.amendment_closed(queries.every_amendment().get(pk=row.pk), queries.every_organization(ids), at=at)
