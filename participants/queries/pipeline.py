"""The pipeline of applications (6.4.2): by stage, the most urgent first, with the votes cast."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pact.access import Actor
from pact.flow.votes import Votes, votes_on
from pact.search import Asked, Words
from pact.ui.figures import clock
from participants.models import Application
from participants.queries.applications import OPEN, applications
from participants.rules import days_left

# What was received and has nobody in charge; what somebody checks, also while a question is open; then the committee.
STAGES: dict[str, tuple[str | Promise, Q]] = {
    "NEW": (gettext_lazy("Received"), Q(state="RECEIVED", assigned_to=None)),
    "CHECKING": (gettext_lazy("Checking"), Q(state="QUESTION") | Q(state="RECEIVED", assigned_to__isnull=False)),
    "COMMITTEE": (gettext_lazy("With the committee"), Q(state="WITH_COMMITTEE")),
    "DECIDED": (gettext_lazy("Decided"), Q(state="DECIDED")),
    "WITHDRAWN": (gettext_lazy("Withdrawn"), Q(state="WITHDRAWN")),
}
_STAGE = Case(*(When(condition, then=Value(code)) for code, (_title, condition) in STAGES.items()))
_ORDER = Case(*(When(condition, then=Value(n)) for n, (_title, condition) in enumerate(STAGES.values())))


def applications_asked(
    actor: Actor, *, stage: str = "", role: str = "", country: str = "", q: str = "", today: date | None = None
) -> QuerySet[Application]:
    """What was received, by stage and the most urgent first. `stage`: one of STAGES, OPEN, OVERDUE, or a state."""
    rows = applications(actor).exclude(state=Application.State.DRAFT).exclude(received_at=None)
    if stage == "OPEN":
        rows = rows.filter(state__in=OPEN)
    elif stage == "OVERDUE":
        rows = rows.filter(state__in=OPEN, decide_by__lt=today)
    elif stage:
        rows = rows.filter(STAGES[stage][1] if stage in STAGES else Q(state=stage))
    if role:
        rows = rows.filter(roles__role=role)
    if country:
        rows = rows.filter(country=country)
    rows = _named(rows, q) if q else rows
    asked = Count("questions", filter=Q(questions__answered_at=None), distinct=True)
    rows = rows.annotate(open_questions=asked, stage=_STAGE, order=_ORDER)
    return rows.order_by("order", F("decided_at").desc(nulls_first=True), "decide_by", "ref")


def _named(rows: QuerySet[Application], q: str) -> QuerySet[Application]:
    """By beginnings of words of name and reference, or of the contact's name."""
    rows, held = rows.alias(found_in=Words("organization_name", "ref")), Q()
    for word in Asked.of(q).words:
        held &= Q(found_in__contains=f" {word}")
    return rows.filter(held | Q(contact_name__icontains=q))


@dataclass(frozen=True)
class Line:
    """One application of the pipeline as plain values."""

    ref: str
    name: str
    country: str
    city: str
    roles: list[str]
    role_names: list[str]
    stage: str
    state: str
    state_label: str
    received_at: datetime
    decide_by: date
    decided_at: datetime | None
    undecided: bool
    days_left: int | None
    left: str
    questions: int
    in_charge: str
    doubt: bool
    channel: str
    votes: list[str] = field(default_factory=list)


def pipeline_rows(actor: Actor, rows: Iterable[Application], today: date) -> list[Line]:
    """Lines with the votes that are open on them; one more query, however many there are."""
    rows = list(rows)
    refs = [f"{row.ref}/{role.role}" for row in rows if row.state == "WITH_COMMITTEE" for role in row.roles.all()]
    votes = votes_on(actor, Application._meta.label_lower, refs)
    return [_line(row, votes, today) for row in rows]


def _line(row: Application, votes: dict[str, Votes], today: date) -> Line:
    undecided, roles = row.state in OPEN, list(row.roles.all())
    return Line(
        ref=row.ref,
        name=row.organization_name,
        country=row.country,
        city=row.answers.get("organization", {}).get("city", ""),
        roles=[role.role for role in roles],
        role_names=[str(role.get_role_display()) for role in roles],
        stage=row.stage,
        state=row.state,
        state_label=row.get_state_display(),
        received_at=row.received_at,
        decide_by=row.decide_by,
        decided_at=row.decided_at,
        undecided=undecided,
        days_left=days_left(row.decide_by, today) if undecided else None,
        left=clock(row.decide_by, today).words if undecided else "",
        questions=row.open_questions,
        in_charge=row.assigned_to.name if row.assigned_to_id else "",
        doubt=bool(row.screening_id) and row.screening.outcome != "CLEAR",
        channel=str(row.get_channel_display()),
        votes=_votes(row.ref, roles, votes),
    )


def _votes(ref: str, roles: list, votes: dict[str, Votes]) -> list[str]:
    """ "3 of 8"; with the role where an application asks for two."""
    found = []
    for role in roles:
        if (one := votes.get(f"{ref}/{role.role}")) is not None:
            words = _("%(cast)s of %(electors)s") % {"cast": one.cast, "electors": one.electors}
            found.append(f"{role.get_role_display()}: {words}" if len(roles) > 1 else words)
    return found


def by_stage(lines: list[Line], counts: dict[str, int]) -> list[dict[str, Any]]:
    """The lines of a page under their stages, each with how many there are in all."""
    return [
        {"code": code, "title": title, "n": counts.get(code, 0), "rows": found}
        for code, (title, _condition) in STAGES.items()
        if (found := [line for line in lines if line.stage == code])
    ]


def stage_counts(rows: QuerySet[Application]) -> dict[str, int]:
    """How many of what was asked for are in each stage."""
    counted = Application.objects.filter(pk__in=rows.order_by().values("pk")).annotate(stage=_STAGE)
    return dict(counted.values_list("stage").annotate(n=Count("pk")).order_by())
