"""Amendments of the Pact as pages show them. Public from the request on (6.5.1): everybody sees the same rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Prefetch

from governance import rules
from governance.models import Amendment, Consent, Decision, Matter, RoundMember
from governance.queries import rounds
from governance.rules import values
from pact.access import Actor
from pact.deadlines.days import day_in
from pact.rulebook.models import RuleParameter
from participants.models import Organization, PactText

KIND = Amendment._meta.label_lower


def every_amendment(_actor: Actor | None = None):
    """The same for everyone: a request is public from its first moment on."""
    return Amendment.objects.select_related("organization", "base", "round", "text", "decision", "follows")


def amendments(actor: Actor):
    """Those that this actor may do something about on the Secretariat's pages; to read, they are everybody's."""
    rows = every_amendment(actor)
    return rows if actor.sees_all else rows.none()


def every_organization(pks: Iterable[int]):
    """Those of a closed round, for its letters."""
    return Organization.objects.filter(pk__in=list(pks)).order_by("pk")


def newest_text() -> PactText:
    """The newest version that was adopted, in force or not yet: what a request starts from (6.5)."""
    return PactText.objects.order_by("-version").first()


def every_rule(day: date) -> list[RuleParameter]:
    """Values that stand in the Pact's text: an amendment changes them with the words (6.5). Its first day is past, and
    its last one is moved by written consent alone (6.2.2)."""
    rows = RuleParameter.objects.filter(changed_by=RuleParameter.By.AMENDMENT, valid__endswith=None)
    return list(rows.exclude(key__in=("pact.start", "pact.end")).order_by("clause", "key"))


def matter_of(amendment: Amendment) -> Matter | None:
    """What the committee has of it; asked for in the system's scope, since the request itself is public."""
    return Matter.objects.filter(subject_kind=KIND, subject_ref=amendment.ref).order_by("-pk").first()


def organizations(actor: Actor):
    """Those for whom this actor acts."""
    rows = Organization.objects.all()
    return rows if actor.sees_all else rows.filter(pk__in=actor.organization_ids)


@dataclass(frozen=True)
class OwnRow:
    """An amendment as an organization sees it: whether it is asked, and what it said."""

    amendment: Amendment
    meter: rules.Meter | None
    answer: Consent | None
    asked: bool

    @property
    def ours(self) -> bool:
        return self.answer is not None


def of_organization(actor: Actor, organization: Organization) -> list[OwnRow]:
    """All of them, newest first, with this organization's own position."""
    own = Consent.objects.visible_to(actor).filter(organization=organization, withdrawn_at=None)
    member = RoundMember.objects.filter(organization=organization, out_at=None)
    rows = every_amendment(actor).order_by("-requested_at", "-pk")
    rows = rows.prefetch_related(
        Prefetch("round__answers", queryset=own, to_attr="own"),
        Prefetch("round__members", queryset=member, to_attr="us"),
    )
    return [_own_row(row) for row in rows]


def _own_row(row: Amendment) -> OwnRow:
    if row.round is None:
        return OwnRow(row, None, None, False)
    return OwnRow(row, rounds.meter(row.round), next(iter(row.round.own), None), bool(row.round.us))


@dataclass(frozen=True)
class DeskRow:
    """An amendment on the Secretariat's list: how far it is, and the next step with its clause."""

    amendment: Amendment
    meter: rules.Meter | None
    clause: str
    step: str
    matter: Matter | None
    vote: Decision | None


def desk_rows(actor: Actor) -> list[DeskRow]:
    """Newest first; the votes of the committee in one query."""
    rows = list(every_amendment(actor).order_by("-requested_at", "-pk"))
    refs = [row.ref for row in rows if row.state == Amendment.State.REQUESTED]
    waiting = Matter.objects.visible_to(actor).filter(subject_kind=KIND, subject_ref__in=refs, state="OPEN")
    open_votes = Decision.objects.visible_to(actor).filter(state="OPEN")
    put = {one.subject_ref: one for one in waiting.prefetch_related(Prefetch("decisions", open_votes, to_attr="votes"))}
    return [_desk_row(row, put.get(row.ref)) for row in rows]


def desk_row(actor: Actor, amendment: Amendment) -> DeskRow:
    put = Matter.objects.visible_to(actor).filter(subject_kind=KIND, subject_ref=amendment.ref, state="OPEN")
    open_votes = Decision.objects.visible_to(actor).filter(state="OPEN")
    return _desk_row(amendment, put.prefetch_related(Prefetch("decisions", open_votes, to_attr="votes")).first())


def _desk_row(row: Amendment, matter: Matter | None) -> DeskRow:
    vote = next(iter(matter.votes), None) if matter else None
    state = "VOTE" if vote else "PUT" if matter else row.state
    clause, step = NEXT[state]
    return DeskRow(row, rounds.meter(row.round) if row.round else None, clause, step, matter, vote)


NEXT = {
    "REQUESTED": ("6.5.1", "Put it before the Steering Committee, or return it for its wording"),
    "PUT": ("6.5.1", "Open the vote of the Steering Committee"),
    "VOTE": ("6.5.1", "The Steering Committee votes on putting it to consent"),
    "OPEN": ("6.5.2", "All participants answer until the closing day"),
    "RETURNED": ("6.5.1", "None: it was returned and can be requested again"),
    "DECLINED": ("6.5.1", "None: the Steering Committee declined it"),
    "ADOPTED": ("6.5.2", "None: the new text is adopted"),
    "FAILED": ("6.5.2", "None: consent was not reached"),
    "WITHDRAWN": ("6.5.1", "None: it was withdrawn"),
}


def day_of(moment: datetime) -> date:
    return day_in(moment, settings.SECRETARIAT_TIME_ZONE)


@dataclass(frozen=True)
class NumberChange:
    """A number as it rules and as it would; the same names as on the public page."""

    clause: str
    before: str
    after: str
    value_before: str
    value_after: str


def preview(asked: dict, numbers: Iterable[RuleParameter]) -> dict:
    """A request as its page will show it, before it is sent."""
    return {
        "changes": [(change["clause"], change["old"], change["new"]) for change in asked["changes"]],
        "rules": _numbers(asked["rule_changes"], {row.key: row for row in numbers}),
    }


def _numbers(changes: Iterable[dict], before: dict[str, RuleParameter]) -> list[NumberChange]:
    found = []
    for change in changes:
        rule = before[change["key"]]
        form = values.form_of(rule.value, rule.unit)
        words = [values.written(value, form) for value in (rule.value, change["value"])]
        found.append(NumberChange(rule.clause, rule.sentence, change.get("sentence") or rule.sentence, *words))
    return found


def shown(row: Amendment, organization: Organization, at: datetime) -> dict:
    """What a page says of an amendment: its changes, its meter, and whether this organization is asked."""
    keys = [change["key"] for change in row.rule_changes]
    known = RuleParameter.objects.filter(key__in=keys, valid__contains=day_of(row.requested_at)) if keys else []
    return {
        "changes": [(change["clause"], change["old"], change["new"]) for change in row.changes],
        "rules": _numbers(row.rule_changes, {rule.key: rule for rule in known}),
        **rounds.running(row.round, organization, at),
        "now": at,
    }
