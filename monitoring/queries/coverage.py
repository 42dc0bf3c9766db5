"""Who has reported: by member for a coordinator, by group for the Secretariat. States, never the lines of a draft."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q, Sum

from monitoring import verbs
from monitoring.models import Cycle, Submission
from pact.access import Actor
from pact.audit.models import Event

SILENT = ("NOT_BEGUN", "DRAFT", "RETURNED")
_COUNTS = {
    "members": Count("pk"),
    "not_begun": Count("pk", filter=Q(state="NOT_BEGUN")),
    "draft": Count("pk", filter=Q(state__in=("DRAFT", "RETURNED"))),
    "waiting": Count("pk", filter=Q(state="SENT")),
    "accepted": Count("pk", filter=Q(state__in=("ACCEPTED", "FROZEN"))),
    "devices": Sum("devices", filter=Q(state__in=("ACCEPTED", "FROZEN"))),
}


@dataclass(frozen=True)
class Member:
    """One member's state in a cycle. `reminded_at`: the last letter of who receives the figures."""

    submission: Submission
    silent: bool
    days_silent: int | None
    reminded_at: datetime | None


@dataclass(frozen=True)
class Coverage:
    cycle: Cycle
    members: list[Member]
    sent: int
    accepted: int
    silent: int
    devices: int | None
    incomplete: bool


def group_coverage(actor: Actor, group, cycle: Cycle, today: date) -> Coverage:
    """The members of a group (None: those who report to the Secretariat) in a cycle: two queries."""
    rows = Submission.objects.visible_to(actor).expected_on(today).filter(cycle=cycle, group=group)
    rows = list(rows.select_related("organization", "cycle", "group").order_by("organization__name"))
    reminded = _reminded(actor, [row.ref for row in rows])
    members = [
        Member(
            row,
            row.state in SILENT,
            (today - row.changed_at.date()).days if row.changed_at else None,
            reminded.get(row.ref),
        )
        for row in rows
    ]
    known = [row.devices for row in rows if row.devices is not None and row.state in ("ACCEPTED", "FROZEN")]
    return Coverage(
        cycle,
        members,
        sum(row.state in ("SENT", "ACCEPTED", "FROZEN") for row in rows),
        sum(row.state in ("ACCEPTED", "FROZEN") for row in rows),
        sum(member.silent for member in members),
        sum(known) if known else None,
        any(row.devices_incomplete for row in rows),
    )


def _reminded(actor: Actor, refs: list[str]) -> dict[str, datetime]:
    """When each of them was last written to by its coordinator or the Secretariat."""
    rows = Event.objects.visible_to(actor).filter(verb=verbs.REMINDED.code, subject_ref__in=refs)
    return dict(rows.values("subject_ref").annotate(last=Max("at")).values_list("subject_ref", "last"))


def cycle_overview(actor: Actor, cycle: Cycle, today: date) -> list[dict]:
    """A row for each group and one for those without: how many members, how far they are. One query."""
    rows = Submission.objects.visible_to(actor).expected_on(today).filter(cycle=cycle)
    rows = rows.values("group_id", "group__slug", "group__name").annotate(**_COUNTS)
    return sorted(rows, key=lambda row: (row["group_id"] is None, row["group__name"] or ""))


def cycle_cards(actor: Actor) -> list[dict]:
    """Every cycle with its counts, newest first. One query."""
    counts = {f"n_{name}": Count("submissions", filter=Q(submissions__state__in=states)) for name, states in (
        ("accepted", ("ACCEPTED", "FROZEN")), ("sent", ("SENT",)), ("silent", SILENT))}  # fmt: skip
    rows = Cycle.objects.annotate(**counts).order_by("-year")
    return list(rows.values("year", "state", "opens_on", "due_on", "group_due_on", "freeze_on", *counts))
