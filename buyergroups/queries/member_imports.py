"""A list of members as it was understood, row by row against what is known now (3.3.3, 2.1.4): all problems at once."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from buyergroups.models import GroupMembership, MemberImport, UsersServed
from pact.access import Actor, scope
from participants.models import Organization, Participation, Screening
from participants.rules import CONFLICT_QUESTIONS, is_private, screening_outcome

NEW, DOUBT, USERS, KNOWN, WAITS, CONFLICT, WRONG = "NEW", "DOUBT", "USERS", "KNOWN", "WAITS", "CONFLICT", "WRONG"
DOES_SOMETHING = (NEW, DOUBT, USERS)


def imports(actor: Actor) -> QuerySet[MemberImport]:
    return MemberImport.objects.visible_to(actor).select_related("group__coordination", "by")


def unfinished(actor: Actor, group) -> list[MemberImport]:
    return list(imports(actor).filter(group=group, state="PREVIEW").order_by("-at"))


@dataclass
class Line:
    """One row: what it would do, and what stands in the way, by column."""

    number: int
    values: dict
    texts: dict
    what: str = NEW
    problems: list[tuple[str, str]] = field(default_factory=list)
    organization: Organization | None = None

    @property
    def name(self) -> str:
        return self.values.get("name") or self.texts.get("name", "")

    @property
    def admits(self) -> bool:
        return self.what in (NEW, DOUBT)

    @property
    def answers(self) -> dict[str, str]:
        return {code: self.values.get(code) or "UNSURE" for code in CONFLICT_QUESTIONS}

    @property
    def as_of(self) -> date | None:
        value = self.values.get("as_of")
        return date.fromisoformat(value) if value else None

    @property
    def states_users(self) -> bool:
        return self.what in (NEW, USERS) and self.values.get("users_total") is not None


@dataclass(frozen=True)
class Compared:
    lines: list[Line]
    problems: list[str]

    @cached_property
    def counts(self) -> dict[str, int]:
        found = Counter(line.what for line in self.lines)
        return {code: found[code] for code in (NEW, DOUBT, USERS, KNOWN, WAITS, CONFLICT, WRONG)}

    @property
    def wrong(self) -> int:
        return self.counts[WRONG] + self.counts[CONFLICT]

    @property
    def known(self) -> int:
        return self.counts[KNOWN] + self.counts[WAITS]

    @property
    def to_do(self) -> list[Line]:
        return [line for line in self.lines if line.what in DOES_SOMETHING]

    @property
    def ready(self) -> bool:
        """All or nothing: one row that cannot be taken over holds back the file."""
        return not self.problems and bool(self.to_do) and not self.wrong


def compared(kept: MemberImport, day: date) -> Compared:
    """In a constant number of queries, whatever the number of rows."""
    lines = [Line(row["number"], dict(row["values"]), dict(row["texts"])) for row in kept.rows]
    wrong: dict[int, list[tuple[str, str]]] = {}
    for problem in kept.problems:
        wrong.setdefault(problem["row"], []).append((problem["key"], problem["sentence"].partition(": ")[2]))
    known = _Known.of(kept, lines, day)
    seen: dict[tuple, int] = {}
    for line in lines:
        line.problems += [(key, sentence) for key, sentence in wrong.get(line.number, ())]
        line.problems += _in_itself(line, seen, day)
        known.look(line)
        if line.problems and line.what != CONFLICT:
            line.what = WRONG
    return Compared(lines, [one["sentence"] for one in kept.problems if not one["row"]])


def _key(line: Line) -> tuple[str, str]:
    return line.name.strip().lower(), line.values.get("country") or ""


def _in_itself(line: Line, seen: dict[tuple, int], day: date) -> list[tuple[str, str]]:
    found = []
    first = seen.setdefault(_key(line), line.number)
    if line.name and first != line.number:
        found.append(("name", _("It stands in row %(row)s already. Keep one of them.") % {"row": first}))
    if line.values.get("users_total") is not None and "as_of" in line.values and not line.as_of:
        found.append(("as_of", _("Enter the day for which the number of users holds.")))
    if line.as_of and line.as_of > day:
        found.append(("as_of", _("The day for which the number holds cannot be in the future.")))
    return found


@dataclass
class _Known:
    """What stands in the registers about the organizations of a file."""

    organizations: dict[tuple[str, str], Organization]
    memberships: dict[int, GroupMembership]
    participants: set[int]
    conflicts: set[int]
    users: dict[int, UsersServed]

    @classmethod
    def of(cls, kept: MemberImport, lines: list[Line], day: date) -> "_Known":
        names = {line.name.strip().lower() for line in lines if line.name}
        rows = Organization.objects.filter(merged_into=None).annotate(low=Lower("name")).filter(low__in=names)
        organizations: dict[tuple[str, str], Organization] = {}
        for row in rows.order_by("pk"):
            organizations.setdefault((row.low, row.country), row)
        ids = [row.pk for row in organizations.values()]
        here = GroupMembership.objects.filter(group=kept.group, organization_id__in=ids).exclude(state="ENDED")
        taking_part = Participation.objects.on(day).filter(organization_id__in=ids)
        with scope.as_system("screening"):
            latest: dict[int, str] = {}
            found = Screening.objects.filter(organization_id__in=ids).order_by("organization_id", "-pk")
            for organization_id, outcome in found.values_list("organization_id", "outcome"):
                latest.setdefault(organization_id, outcome)
        return cls(
            organizations,
            {row.organization_id: row for row in here},
            set(taking_part.values_list("organization_id", flat=True)),
            {pk for pk, outcome in latest.items() if outcome == Screening.Outcome.CONFLICT},
            {row.organization_id: row for row in UsersServed.objects.latest(day).filter(organization_id__in=ids)},
        )

    def look(self, line: Line) -> None:
        """What the row would do, by the rules of admitting by hand."""
        outcome = screening_outcome(line.answers, private=is_private(line.values.get("legal_kind") or ""))
        row = line.organization = self.organizations.get(_key(line))
        membership = self.memberships.get(row.pk) if row else None
        if membership:
            self._member(line, membership)
        elif row and row.pk in self.participants:
            line.problems.append(("name", _("It takes part in the Pact: it joins from its own pages (3.3.1).")))
        elif row and row.pk in self.conflicts:
            line.problems.append(
                ("name", _("It was found to have a conflict of interest. Ask the Secretariat (2.1.4)."))
            )
        elif outcome == Screening.Outcome.CONFLICT and not line.problems:
            line.what = CONFLICT
            line.problems.append(
                ("name", _("It has a conflict of interest and cannot join, not even as an observer (2.1.4)."))
            )
        elif outcome == Screening.Outcome.DOUBT:
            line.what = DOUBT

    def _member(self, line: Line, membership: GroupMembership) -> None:
        if membership.state == "DECLINED" and membership.basis == "NON_PARTICIPANT":
            line.problems.append(("name", _("It was not let in, by a decision of the Steering Committee (2.1.4).")))
        elif membership.state != "ACTIVE":
            line.what = WAITS
        elif line.values.get("kind") and line.values["kind"] != membership.kind:
            words = membership.get_kind_display()
            line.problems.append(("kind", _("It is in the group as %(kind)s already.") % {"kind": words}))
        else:
            last = self.users.get(membership.organization_id)
            same = last and (last.as_of, last.users_total) == (line.as_of, line.values.get("users_total"))
            newer = line.values.get("users_total") is not None and not same
            line.what = USERS if newer else KNOWN
