"""The actor of a request: the floor below knows his organizations; groups, working groups and doors are added here."""

from dataclasses import replace
from datetime import date, datetime

from django.conf import settings
from django.db.models import BooleanField, CharField, Exists, F, OuterRef, Q, Value

from buyergroups.models import (
    BuyerGroup,
    GroupMembership,
    GuestDoor,
    WorkingGroupChair,
    WorkingGroupMember,
    carrying,
)
from pact.access import Actor, GroupHat, WorkingGroupHat, prepared
from pact.deadlines.days import day_in
from participants import access as participants_access

_CARING = {"EDITOR", "MANAGER", "SIGNATORY"}
_GROUP, _WORKING_GROUP = "GROUP", "WORKING_GROUP"
_COLUMNS = ("hat_id", "hat_slug", "hat_name", "leads", "kind")


def actor_for(user, *, at: datetime, session=None) -> Actor:
    """The actor of a request with groups, coordinated ones (own or delegated, 3.2.3) and those it belongs to, working
    groups (4.2), and what he was invited to as a guest (4.4)."""
    actor = participants_access.actor_for(user, at=at, session=session)
    if actor.secretariat and not actor.organizations:
        return actor
    # Groups live by the Secretariat's days: what began today is open today, also late in the evening of UTC.
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    own = tuple(hat.id for hat in actor.organizations)
    caring = tuple(hat.id for hat in actor.organizations if hat.roles & _CARING)
    rows = prepared(_hats, user.pk, caring, own, day)
    groups = [GroupHat(*one, coordinates=bool(leads)) for *one, leads, kind in rows if kind == _GROUP]
    working = [WorkingGroupHat(*one, chairs=bool(leads)) for *one, leads, kind in rows if kind == _WORKING_GROUP]
    doors = [(one, kind) for *one, _leads, kind in rows if kind not in (_GROUP, _WORKING_GROUP)]
    member_of = {hat.id for hat in working}
    visited = {one[0]: WorkingGroupHat(*one, guest=True) for one, _ in doors if one[0] not in member_of}
    return replace(
        actor,
        groups=tuple(sorted(groups, key=lambda hat: (not hat.coordinates, hat.name))),
        working_groups=(*sorted(working, key=lambda hat: hat.name), *visited.values()),
        doors=actor.doors | {door for _, door in doors},
    )


def _hats(user_id: int, caring: tuple[int, ...], own: tuple[int, ...], day: date):
    """One query: the groups that somebody coordinates or belongs to, his working groups, and the doors he was given."""
    return _groups(caring, own, day).union(_working_groups(user_id, own, day), _doors(user_id, day), all=True)


def _groups(caring: tuple[int, ...], own: tuple[int, ...], day: date):
    delegated = Exists(carrying(day).filter(delegate_id__in=caring))
    cared_for = Q(coordination__organization_id__in=caring) | delegated
    cared_for &= Q(coordination__period__contains=day) & ~Q(state=BuyerGroup.State.CLOSED)
    member = GroupMembership.objects.active_on(day).filter(organization_id__in=own).values("group_id")
    rows = BuyerGroup.objects.alias(belongs=Q(pk__in=member)).annotate(leads=cared_for)
    rows = rows.filter(Q(leads=True) | Q(belongs=True))
    return _named(rows, F("pk"), F("slug"), F("name"), _kind(_GROUP))


def _working_groups(user_id: int, own: tuple[int, ...], day: date):
    """Somebody sits in a working group for an organization: no longer once he does not act for it any more."""
    chairs = Exists(WorkingGroupChair.objects.filter(member=OuterRef("pk"), period__contains=day))
    rows = WorkingGroupMember.objects.on(day).filter(user=user_id, organization_id__in=own)
    rows = rows.exclude(working_group__state="CLOSED").annotate(leads=chairs)
    return _named(rows, *(F(f"working_group__{name}") for name in ("pk", "slug", "name")), _kind(_WORKING_GROUP))


def _doors(user_id: int, day: date):
    rows = GuestDoor.objects.filter(user=user_id, until__gte=day)
    rows = rows.annotate(leads=Value(False, BooleanField()))
    return _named(rows, *(F(f"working_group__{name}") for name in ("pk", "slug", "name")), F("door"))


def _named(rows, hat_id, slug, name, kind):
    return rows.annotate(hat_id=hat_id, hat_slug=slug, hat_name=name, kind=kind).values_list(*_COLUMNS)


def _kind(word: str) -> Value:
    return Value(word, CharField())
