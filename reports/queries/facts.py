"""Gathering a year: set-wise, a constant number of queries whatever the number of lines."""

from datetime import date

from django.db.models import F

from buyergroups.models import BuyerGroup
from buyergroups.queries import users_served
from governance.queries.decisions import product_groups, product_groups_counted_in
from monitoring.models import Cycle, DeviceLine, Submission, Target
from participants.models import Participation, SupportLetter
from reports.models import CycleSnapshot, ReportSection
from reports.rules import snapshots
from reports.rules.facts import Facts, GroupFact, LineFact, PactFact, ReporterFact

_FIELDS = (
    "organization__slug", "group__slug", "product_group__code", "condition", "quantity", "meets_criteria",
    "lifetime_months", "end_of_life", "labels", "country", "organization__country", "evidence",
)  # fmt: skip
_STATES = {"ACCEPTED": "REPORTED", "FROZEN": "REPORTED", "SENT": "NOT_ACCEPTED"}


def facts_of(cycle: Cycle, *, edition: int) -> Facts:
    """Everything a snapshot of this year is made from; asked in the system's scope, since it crosses all tenants."""
    last_day = date(cycle.year, 12, 31)
    submissions = list(
        Submission.objects.counted_once()
        .filter(cycle=cycle)
        .select_related("organization", "group")
        .order_by("organization__slug")
    )
    return Facts(
        year=cycle.year,
        edition=edition,
        pact=_pact(cycle.year, last_day),
        reporters=tuple(_reporter(one) for one in submissions),
        groups=_groups(cycle, submissions, last_day),
        lines=tuple(lines_of(cycle)),
        scope=tuple(group.code for group in product_groups_counted_in(cycle.year)),
        names={group.code: group.name_plural for group in product_groups()},
        history=_history(cycle.year),
        ring=_ring(last_day),
    )


def lines_of(cycle: Cycle, *, group: BuyerGroup | None = None):
    """The lines of accepted versions, of one group or of all."""
    lines = DeviceLine.objects.filter(group=group) if group else DeviceLine.objects.all()
    rows = (
        lines.filter(version__submission__cycle=cycle)
        .filter(version__submission__accepted_version_id=F("version_id"))
        .order_by("organization__slug", "position", "condition")
        .values_list(*_FIELDS)
    )
    for row in rows.iterator(chunk_size=5000):
        organization, group, *rest = row
        labels = tuple(sorted(rest[6]))
        yield LineFact(organization, group or "", *rest[:6], labels, *rest[7:])


def devices_by_organization(cycle: Cycle) -> dict[int, int]:
    """Organization id → devices it reported, for the public list."""
    rows = Submission.objects.filter(cycle=cycle, devices__isnull=False)
    return dict(rows.values_list("organization_id", "devices"))


def _reporter(one: Submission) -> ReporterFact:
    state = _STATES.get(one.state, "MISSING")
    if state == "REPORTED" and one.nil:
        state = "NIL"
    group = one.group.slug if one.group else ""
    return ReporterFact(
        one.organization.slug, one.organization.name, one.organization.country, group, state, one.devices
    )


def _groups(cycle: Cycle, submissions: list[Submission], day: date) -> tuple[GroupFact, ...]:
    users = users_served.users_by_group(day)
    asked: dict[int, int] = {}
    for one in submissions:
        if one.group_id:
            asked[one.group_id] = asked.get(one.group_id, 0) + 1
    rows = BuyerGroup.objects.filter(pk__in=asked).select_related("coordination__organization").order_by("name")
    written = _sections(cycle)
    return tuple(
        GroupFact(
            row.slug,
            row.name,
            row.coordination.organization.name if row.coordination else "",
            asked[row.pk],
            users.get(row.pk, 0),
            written.get(row.pk, {}),
        )
        for row in rows
    )


def _sections(cycle: Cycle) -> dict[int, dict[str, str]]:
    """What delivered reports say; a draft is nobody's business but its group's."""
    texts: dict[int, dict[str, str]] = {}
    rows = ReportSection.objects.filter(report__cycle=cycle, report__state__in=("DELIVERED", "ACCEPTED", "FROZEN"))
    for group_id, code, body, reason in rows.values_list("group_id", "code", "body", "none_reason"):
        texts.setdefault(group_id, {})[code] = body or reason
    return texts


def _pact(year: int, day: date) -> PactFact:
    held = list(Participation.objects.on(day).values_list("organization_id", "role", "organization__country"))
    supporters = SupportLetter.objects.on(day).count()
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    joined = Participation.objects.filter(period__startswith__gte=first, period__startswith__lt=after)
    left = Participation.objects.filter(period__endswith__gte=first, period__endswith__lt=after)
    users = users_served.users_counted(day)
    return PactFact(
        participants=len({organization for organization, _role, _country in held}),
        procuring=sum(role == "PROCURING" for _organization, role, _country in held),
        coordinating=sum(role == "COORDINATING" for _organization, role, _country in held),
        supporters=supporters,
        countries=len({country for _organization, _role, country in held if country}),
        joined=joined.values("organization_id").distinct().count(),
        left=left.values("organization_id").distinct().count(),
        users=users.total,
        users_participants=users.participants,
        users_members=users.members,
        users_observers=users.observers,
        users_as_of=day.isoformat(),
        users_target=_users_target(day),
    )


def _ring(day: date) -> tuple[tuple[int, bool], ...]:
    """One stroke for each participant of a day, in order of joining; long ones coordinate."""
    held: dict[int, tuple[date, bool]] = {}
    rows = Participation.objects.on(day).order_by("period", "approved_at", "pk")
    for organization, role, period in rows.values_list("organization_id", "role", "period"):
        since, long = held.get(organization, (period.lower, False))
        held[organization] = (since, long or role == "COORDINATING")
    return tuple((since.year, long) for since, long in held.values())


def _users_target(day: date) -> int:
    """The aim for users in force on a day (1.2.1.d)."""
    return int(Target.objects.in_force(Target.Metric.USERS_SERVED, day).value)


def _history(year: int) -> tuple[dict, ...]:
    """Headlines of earlier years, of their newest published edition, oldest first."""
    rows = (
        CycleSnapshot.objects.filter(cycle__year__lt=year, report__published_at__isnull=False)
        .order_by("cycle__year", "-edition")
        .distinct("cycle__year")
    )
    return tuple(snapshots.headline(row.body) for row in rows)
