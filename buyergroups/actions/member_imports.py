"""Members and observers from a table file (3.3.3): read, shown, then taken over as a whole."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from buyergroups import access, verbs
from buyergroups.actions import admissions, users_served
from buyergroups.flow import MEMBER_IMPORT
from buyergroups.models import BuyerGroup, GroupMembership, MemberImport
from buyergroups.queries import member_imports as queries
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.deadlines.days import day_in


@transaction.atomic
def upload(
    actor: Actor, group: BuyerGroup, rows: list[dict], problems: list[dict], *, name: str, sha256: str, at: datetime
) -> MemberImport:
    """Keep what was understood; nothing is written into the group."""
    access.COORDINATE.require(actor, group)
    if group.state == BuyerGroup.State.CLOSED:
        raise CannotNow(_("This group is closed."))
    kept = MemberImport.objects.create(
        group=group, file_name=name, sha256=sha256, rows=rows, problems=problems, at=at, by_id=actor.user_id
    )
    facts = {"clause": "3.3.3", "sha256": sha256, "rows": len(rows), "problems": len(problems)}
    record(actor, verbs.MEMBERS_READ, kept, at=at, group_id=group.pk, **facts)
    return kept


@transaction.atomic
def apply(actor: Actor, kept: MemberImport, *, at: datetime) -> dict[str, int]:
    """Take the whole list over, or nothing of it. Returns how many were admitted, are in doubt, and stated users."""
    done = {"admitted": 0, "doubt": 0, "users": 0}
    with MEMBER_IMPORT.step("apply", kept, actor=actor, at=at) as row:
        found = queries.compared(row, day_in(at, settings.SECRETARIAT_TIME_ZONE))
        if not found.ready:
            raise CannotNow(
                _("This list cannot be taken over as it is. Look at its page again: it says what to correct.")
            )
        for line in found.to_do:
            _one(actor, row.group, line, done, at)
        row.outcome = done
    return done


def _one(actor: Actor, group: BuyerGroup, line: queries.Line, done: dict[str, int], at: datetime) -> None:
    try:
        if line.admits:
            facts = {name: line.values[name] for name in ("kind", "name", "country", "legal_kind", "evidence")}
            outcome = admissions.screen_and_admit(actor, group, answers=line.answers, at=at, **facts)
            done["admitted" if outcome == "CLEAR" else "doubt"] += 1
        if line.states_users:
            named = {"organization__name__iexact": line.name.strip(), "organization__country": line.values["country"]}
            rows = GroupMembership.objects.filter(group=group, state="ACTIVE", **named).select_related("organization")
            membership = rows.order_by("organization_id").first()
            total, as_of = line.values["users_total"], line.as_of
            users_served.state_users(
                actor, membership.organization, as_of=as_of, users_total=total, source="ESTIMATED", at=at
            )
            done["users"] += 1
    except CannotNow as refusal:
        said = " ".join(str(one) for one in refusal.sentences)
        raise CannotNow(_("Row %(row)s: %(sentence)s") % {"row": line.number, "sentence": said}) from refusal


@transaction.atomic
def drop(actor: Actor, kept: MemberImport, *, at: datetime) -> MemberImport:
    with MEMBER_IMPORT.step("drop", kept, actor=actor, at=at):
        pass
    return kept
