"""Guests of working groups (Pact 4.4): for those who invite, for the guest himself, and for the letters."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from buyergroups import rules
from buyergroups.models import Gathering, LibraryVersion, WorkingGroup, WorkingGroupGuest
from buyergroups.queries.working_groups import every_chair
from pact.access import Actor, scope
from pact.accounts.models import User
from pact.deadlines.days import day_in
from pact.ui.navigation import resolve
from participants.models import Listing, Organization


def guests(actor: Actor) -> QuerySet[WorkingGroupGuest]:
    """Of one's own working groups, one's own invitations, and the one whose letter somebody holds."""
    rows = WorkingGroupGuest.objects.visible_to(actor)
    return rows.select_related("working_group", "gathering", "version__item", "organization", "invited_by", "user")


def what_of(guest: WorkingGroupGuest) -> str:
    """What somebody is invited to, in words: a session or a document."""
    if guest.gathering:
        return guest.gathering.title
    return _("%(title)s, version %(number)s") % {"title": guest.version.item.title, "number": guest.version.number}


@dataclass(frozen=True)
class GuestRow:
    """`state` as it is today: an invitation that ran out is over."""

    guest: WorkingGroupGuest
    what: str
    over: bool

    @property
    def url(self) -> str:
        """Where the guest goes, while his door is open."""
        if self.state != "ACCEPTED":
            return ""
        if self.guest.gathering_id:
            return resolve("buyergroups:gathering-visit", ref=self.guest.door)
        version, wg = self.guest.version, self.guest.working_group.slug
        return resolve("buyergroups:version-detail", wg=wg, item=version.item.slug, number=version.number)

    @property
    def state(self) -> str:
        return "OVER" if self.over else self.guest.state

    @property
    def words(self) -> str:
        return _("over") if self.over else str(self.guest.get_state_display())


def rows_of(found, day: date) -> list[GuestRow]:
    return [GuestRow(row, what_of(row), row.until < day and row.state in ("INVITED", "ACCEPTED")) for row in found]


def of_group(actor: Actor, group: WorkingGroup, day: date) -> list[GuestRow]:
    """The latest first."""
    return rows_of(guests(actor).filter(working_group=group).order_by("-invited_at", "-pk"), day)


def at_the_door(door: Actor, day: date) -> GuestRow | None:
    """The invitation of whoever holds its letter. What he is invited to is named to him before its page is open."""
    found = guests(door).filter(token_hash__in=door.doors).first() if door.doors else None
    if found is None:
        return None
    with scope.as_system("invitation") as hand:
        return rows_of(guests(hand).filter(pk=found.pk), day)[0]


def own(actor: Actor, day: date) -> list[GuestRow]:
    """What a guest was invited to himself and has accepted."""
    rows = guests(actor).filter(user=actor.user_id) if actor.user_id else WorkingGroupGuest.objects.none()
    return rows_of(rows.exclude(state="INVITED").order_by("-until", "-pk"), day)


def things(actor: Actor, group: WorkingGroup, at: datetime) -> list[tuple[str, str]]:
    """To what somebody can be invited: the sessions that are still to come, and the documents in work."""
    sessions = Gathering.objects.visible_to(actor).filter(working_group=group, state="PLANNED", ends_at__gt=at)
    drafts = LibraryVersion.objects.visible_to(actor).filter(item__working_group=group)
    drafts = drafts.filter(state__in=("DRAFT", "CONSULTATION")).select_related("item").order_by("item__title")
    found = [
        (
            f"session:{row.ref}",
            _("Session: %(what)s, %(day)s") % {"what": row.title, "day": f"{row.starts_at:%-d %B %Y}"},
        )
        for row in sessions.order_by("starts_at")
    ]
    return found + [
        (f"document:{row.ref}", _("Document: %(what)s, version %(n)s") % {"what": row.item.title, "n": row.number})
        for row in drafts
    ]


def thing(actor: Actor, group: WorkingGroup, chosen: str) -> dict:
    """The session or document behind a choice, as the action takes it."""
    kind, _colon, ref = chosen.partition(":")
    if kind == "session":
        return {"gathering": Gathering.objects.visible_to(actor).filter(working_group=group, ref=ref).first()}
    return {"version": LibraryVersion.objects.visible_to(actor).filter(item__working_group=group, ref=ref).first()}


def supporters() -> list[tuple[int, str]]:
    """The public register of supporters: whom working groups invite first (2.2.2.b, 4.4)."""
    rows = Listing.objects.filter(supporter_since__isnull=False).select_related("organization")
    return [(row.organization_id, row.organization.name) for row in rows.order_by("organization__name")]


def every_supporter(organization_id: int | None) -> Organization | None:
    rows = Listing.objects.filter(supporter_since__isnull=False, organization=organization_id)
    found = rows.select_related("organization").first()
    return found.organization if found else None


def every_host(guest: WorkingGroupGuest, at: datetime) -> list[User]:
    """Who hears of a guest's answer: the chair, and whoever invited."""
    chair = every_chair(guest.working_group_id, day_in(at, settings.SECRETARIAT_TIME_ZONE))
    hosts = {chair.member.user_id} if chair else set()
    return list(User.objects.filter(pk__in=hosts | {guest.invited_by_id}, is_active=True).order_by("name"))


def every_unanswered(at: datetime) -> list[WorkingGroupGuest]:
    """Who is reminded: the session, or the last day, is seven days away, and the invitation is older than a day."""
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    rows = WorkingGroupGuest.objects.filter(state="INVITED", until__gte=day, invited_at__lt=at - timedelta(days=1))
    rows = rows.select_related("working_group", "gathering", "version__item", "invited_by").order_by("pk")
    return [row for row in rows if rules.reminder_due(_day_of(row), day)]


def _day_of(guest: WorkingGroupGuest) -> date:
    return guest.gathering.starts_at.date() if guest.gathering else guest.until


def every_sitting(group: WorkingGroup, email: str, day: date) -> bool:
    """Whether the person of an address is a member of the group: no guest then."""
    return group.members.filter(user__email__iexact=email, period__contains=day).exists()
