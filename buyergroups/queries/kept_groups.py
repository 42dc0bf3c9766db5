"""All groups as the Secretariat keeps them: the list with what is missing, and one group with everything about it."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from buyergroups.flow import GROUP
from buyergroups.models import BuyerGroup, StartUpCase, delegates_of
from buyergroups.queries import pages, unjoined
from buyergroups.queries import representatives as representative_queries
from pact.access import Actor
from pact.audit.queries import trail
from participants.models import Delegation

NO_COORDINATOR, NO_REPRESENTATIVE, NO_MEMBERS, NOT_ANSWERED = "coordinator", "representative", "members", "asked"
MISSING = (
    (NO_COORDINATOR, _("nobody coordinates it")),
    (NO_REPRESENTATIVE, _("no international representative")),
    (NO_MEMBERS, _("nobody is in it")),
    (NOT_ANSWERED, _("questions to join not answered")),
)
_WORDS = dict(MISSING)


@dataclass(frozen=True)
class Kept:
    row: pages.GroupRow
    missing: list[str]

    @property
    def words(self) -> list[str | Promise]:
        return [_WORDS[code] for code in self.missing]


def kept_groups(actor: Actor, day: date, *, state: str = "", missing: str = "") -> list[Kept]:
    """By name; closed ones only where they are asked for."""
    vacant = {group.pk for group in representative_queries.every_vacant(day)}
    rows = [Kept(row, _missing(row, vacant)) for row in pages.group_rows(actor, day)]
    rows = [one for one in rows if one.row.group.state == (state or one.row.group.state)]
    if not state:
        rows = [one for one in rows if one.row.group.state != BuyerGroup.State.CLOSED]
    return [one for one in rows if not missing or missing in one.missing]


def _missing(row: pages.GroupRow, vacant: set[int]) -> list[str]:
    if row.group.state == BuyerGroup.State.CLOSED:
        return []
    return [
        code
        for code, lacks in (
            (NO_COORDINATOR, not row.coordinator),
            (NO_REPRESENTATIVE, row.group.pk in vacant),
            (NO_MEMBERS, not row.members + row.observers),
            (NOT_ANSWERED, bool(row.asked)),
        )
        if lacks
    ]


@dataclass(frozen=True)
class GroupRecord:
    group: BuyerGroup
    home: pages.Home
    area: str
    coordinator: str
    delegates: list[Delegation]
    start_up: StartUpCase | None
    representatives: representative_queries.Listed
    unjoined: int
    missing: list[str | Promise]
    steps: set[str]
    entries: list[dict]

    @property
    def may_get_coordinator(self) -> bool:
        return not self.coordinator and self.group.state != BuyerGroup.State.CLOSED

    @property
    def by_kind(self) -> tuple[int, int]:
        kinds = [row.membership.kind for row in self.home.rows]
        return kinds.count("MEMBER"), kinds.count("OBSERVER")


def group_record(actor: Actor, group: BuyerGroup, day: date) -> GroupRecord:
    home = pages.home(group, day)
    coordinator = group.coordinator_on(day)
    told = [{"what": f"{one.who} {one.sentence}", "at": one.at} for one in reversed(trail(actor, group))]
    named = representative_queries.listed(actor, group, day)
    missing = [
        words
        for words, lacks in (
            (_WORDS[NO_COORDINATOR], coordinator is None),
            (_WORDS[NO_REPRESENTATIVE], group.state == BuyerGroup.State.ACTIVE and not named.enough),
            (_WORDS[NO_MEMBERS], not home.rows),
            (_WORDS[NOT_ANSWERED], bool(home.open_questions)),
            (_("figures of users served missing or older than a year"), bool(home.stale)),
            (_("no contact address"), not group.contact_email),
            (_("its set-up is not described"), not group.set_up),
        )
        if lacks and group.state != BuyerGroup.State.CLOSED
    ]
    return GroupRecord(
        group,
        home,
        areas_of(group),
        coordinator.name if coordinator else "",
        list(delegates_of(group, day)) if group.coordination_id else [],
        StartUpCase.objects.filter(group=group).select_related("assignee").first(),
        named,
        len(unjoined.of_group(group, day)),
        missing,
        {step.name for step in GROUP.open_to(actor, group)},
        told[:20],
    )


def areas_of(group: BuyerGroup) -> str:
    names = group.territories.select_related("territory").values_list("territory__name", flat=True)
    return ", ".join(sorted(names))
