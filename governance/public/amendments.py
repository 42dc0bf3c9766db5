"""Amendments of the Pact as the world sees them: from the request on, and who agreed only after the closing (6.5)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from governance.models import Amendment, ConsentRound
from governance.rules import Meter, values
from pact.deadlines.days import day_in
from pact.documents.queries import every_public_document
from pact.rulebook.models import RuleParameter


@dataclass(frozen=True)
class AmendmentRow:
    number: str
    title: str
    organization: str
    slug: str
    requested_at: datetime
    in_force_from: date
    state: str
    state_words: str
    meter: Meter | None


@dataclass(frozen=True)
class RuleChange:
    """A number that the new text changes, with the sentence that rules until then and the one that rules then."""

    clause: str
    before: str
    after: str
    value_before: str
    value_after: str


@dataclass(frozen=True)
class Position:
    organization: str
    slug: str
    position: str
    on: date | None
    capacity: str


@dataclass(frozen=True)
class Moment:
    """A line of the timeline: `code` says what happened."""

    code: str
    on: date
    clause: str


@dataclass(frozen=True)
class AmendmentCard:
    row: AmendmentRow
    reasons: str
    answer: str
    decision: str
    changes: tuple[tuple[str, str, str], ...]
    rules: tuple[RuleChange, ...]
    base_version: int
    version: int | None
    sha256: str
    follows: str
    followed_by: tuple[str, ...]
    timeline: tuple[Moment, ...]
    counts: dict
    positions: tuple[Position, ...]
    certificate: str


def amendments() -> list[AmendmentRow]:
    """All of them, newest first."""
    rows = Amendment.objects.select_related("organization", "round").order_by("-requested_at", "-pk")
    return [_row(row) for row in rows]


def amendment(number: str) -> AmendmentCard | None:
    known = Amendment.objects.select_related("organization", "round", "base", "text", "decision", "follows")
    row = known.filter(number=number).first()
    if row is None:
        return None
    result = row.round.result if row.round else {}
    return AmendmentCard(
        row=_row(row),
        reasons=row.reasons,
        answer=row.answer,
        decision=row.decision.number or "" if row.decision else "",
        changes=tuple((change["clause"], change["old"], change["new"]) for change in row.changes),
        rules=_rules(row),
        base_version=row.base.version,
        version=row.text.version if row.text else None,
        sha256=row.sha256,
        follows=row.follows.number if row.follows else "",
        followed_by=tuple(row.followed_by.order_by("number").values_list("number", flat=True)),
        timeline=tuple(_timeline(row)),
        counts=result.get("counts", {}),
        positions=tuple(position(line) for line in result.get("lines", [])),
        certificate=_certificate(row),
    )


def meter(row: ConsentRound | None) -> Meter | None:
    if row is None:
        return None
    counts = (row.consents, row.electorate, row.needed, row.share, row.share_of, row.fewest)
    return Meter(*counts, _day(row.closes_at), row.state == ConsentRound.State.OPEN)


def _day(moment: datetime) -> date:
    return day_in(moment, settings.SECRETARIAT_TIME_ZONE)


def _row(row: Amendment) -> AmendmentRow:
    return AmendmentRow(
        row.number,
        row.title,
        row.organization.name,
        row.organization.slug,
        row.requested_at,
        row.in_force_from,
        row.state,
        row.get_state_display(),
        meter(row.round) if row.state != Amendment.State.WITHDRAWN else None,
    )


def _rules(row: Amendment) -> tuple[RuleChange, ...]:
    """Beside each new value the one that ruled when it was requested."""
    keys = [change["key"] for change in row.rule_changes]
    known = RuleParameter.objects.filter(key__in=keys, valid__contains=_day(row.requested_at))
    before = {rule.key: rule for rule in known}
    found = []
    for change in row.rule_changes:
        rule = before[change["key"]]
        form = values.form_of(rule.value, rule.unit)
        words = [values.written(value, form) for value in (rule.value, change["value"])]
        found.append(RuleChange(rule.clause, rule.sentence, change.get("sentence") or rule.sentence, *words))
    return tuple(found)


def _timeline(row: Amendment):
    yield Moment("REQUESTED", _day(row.requested_at), "6.5.1")
    if row.answered_at:
        put = row.state in ("OPEN", "ADOPTED", "FAILED") or (row.state == "WITHDRAWN" and row.round)
        yield Moment("PUT" if put else row.state, _day(row.round.opened_at if put else row.answered_at), "6.5.1")
        if put and row.state == "WITHDRAWN":
            yield Moment("WITHDRAWN", _day(row.answered_at), "6.5.1")
    if row.round and row.state in ("OPEN", "ADOPTED", "FAILED"):
        yield Moment("CLOSES" if row.state == "OPEN" else row.state, _day(row.round.closes_at), "6.5.2")
    if row.state in ("REQUESTED", "OPEN", "ADOPTED"):
        yield Moment("IN_FORCE", row.in_force_from, "6.5.2")


def position(line: dict) -> Position:
    on = _day(datetime.fromisoformat(line["at"])) if line["at"] else None
    return Position(line["organization"], line["slug"], line["position"], on, line["capacity"])


def _certificate(row: Amendment) -> str:
    """The code of the printed certificate, once it is there."""
    about = {"about_kind": row._meta.label_lower, "about_ref": row.ref, "kind": "governance.certificate"}
    found = every_public_document().filter(**about).order_by("-created_at").values_list("ref", flat=True)
    return next(iter(found[:1]), "")
