"""Who may what on this floor, and how an actor is built from the table of powers."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, OuterRef

from pact.access import Actor, Hat, Permission, prepared
from participants.models import Appointment, Listing
from participants.models.participations import has_left
from participants.rules import VOTING

_READING = {Appointment.Role.VIEWER, Appointment.Role.FINANCE}
_PRIVILEGED = {Appointment.Role.SECRETARIAT, Appointment.Role.COMMITTEE, Appointment.Role.CHAIR}


# Whether the organization supports the Pact and does not take part: it has pages of its own (2.2.1).
_SUPPORTS = Exists(
    Listing.objects.filter(organization=OuterRef("organization"), participant=False, supporter_since__isnull=False)
)


def actor_for(user, *, at: datetime, session=None) -> Actor:
    """The actor of a request: one query over the powers in force today.

    A second factor counts when it was used in this very session (Security E1).
    """
    day = at.astimezone(ZoneInfo(settings.SECRETARIAT_TIME_ZONE)).date()  # the day on which powers are ended
    powers = prepared(_powers, user.pk, day)
    held = {role for role, *_ in powers}
    codes: dict[tuple, set[str]] = {}
    for role, *organization in powers:
        if organization[0]:
            codes.setdefault(tuple(organization), set()).add(role)
    seat = next((power[1] for power in powers if power[0] == Appointment.Role.COMMITTEE), None)
    hats = tuple(_hat(*one, frozenset(roles)) for one, roles in sorted(codes.items()) if roles - _PRIVILEGED)
    return Actor(
        user_id=user.pk,
        name=user.name,
        email=user.email,
        organizations=hats,
        secretariat=Appointment.Role.SECRETARIAT in held,
        committee=Appointment.Role.COMMITTEE in held,
        chair=Appointment.Role.CHAIR in held,
        seat_organization_id=seat,
        second_factor=_second_factor(session),
    )


def _powers(user_id: int, day: date):
    rows = Appointment.objects.filter(user=user_id).in_force(day)
    names = ("organization_id", "organization__slug", "organization__name")
    return rows.annotate(supports=_SUPPORTS, left=has_left(day)).values_list("role", *names, "supports", "left")


def _hat(pk: int, slug: str, name: str, supports: bool, left: bool, roles: frozenset[str]) -> Hat:
    """Pact 6.6.1: who left the Pact keeps its history and reads it; nothing new is written in its name."""
    still = roles & _READING | {"VIEWER"} if left else roles
    return Hat(pk, slug, name, still, workspace="supporter" if supports else "organization")


def _second_factor(session) -> bool:
    methods = (session or {}).get("account_authentication_methods", [])
    return any(method.get("method") == "mfa" for method in methods) or settings.DEMO


SECRETARIAT = Permission(
    "participants.secretariat",
    "only the Secretariat",
    lambda actor, _: actor.sees_all,
    privileged=True,
    rests_on="The Secretariat organises the work of the Pact",
    clause="5.2.1",
)
COMMITTEE = Permission(
    "participants.committee",
    "only members of the Steering Committee",
    lambda actor, _: actor.committee,
    privileged=True,
    rests_on="The Steering Committee decides on behalf of all participants",
    clause="5.1.1",
)
COMMITTEE_OR_SECRETARIAT = Permission(
    "participants.committee_or_secretariat",
    "only the Steering Committee and the Secretariat",
    lambda actor, _: actor.committee or actor.secretariat,
    privileged=True,
    rests_on="The Steering Committee decides on applications, and the Secretariat prepares them",
    clause="6.4.2",
)


def _organization_id(subject) -> int | None:
    return getattr(subject, "organization_id", None) or getattr(subject, "pk", None)


VIEW_ORGANIZATION = Permission(
    "participants.view_organization",
    "only the people of this organisation and the Secretariat",
    lambda actor, subject: actor.secretariat or bool(actor.roles_in(_organization_id(subject))),
    rests_on="What an organisation has not shared yet is its own",
    clause="6.1.3",
)
EDIT_ORGANIZATION = Permission(
    "participants.edit_organization",
    "only people with editing rights in this organisation",
    lambda actor, subject: actor.holds(_organization_id(subject), "EDITOR", "MANAGER", "SIGNATORY"),
    rests_on="An organisation speaks for itself: nobody else writes in its name",
)
SIGN_FOR_ORGANIZATION = Permission(
    "participants.sign_for_organization",
    "only people with signing rights in this organisation",
    lambda actor, subject: actor.holds(_organization_id(subject), "SIGNATORY"),
    recent=True,
    rests_on="An organisation signs by the person responsible for it (Signing the Pact)",
)
MANAGE_ORGANIZATION = Permission(
    "participants.manage_organization",
    "only people who manage this organisation's people",
    lambda actor, subject: actor.holds(_organization_id(subject), "MANAGER"),
    recent=True,
    rests_on="An organisation says itself who acts for it",
)
END_POWER = Permission(
    "participants.end_power",
    "only the Secretariat",
    lambda actor, _: actor.sees_all,
    privileged=True,
    recent=True,
    rests_on="The Secretariat organises the work of the Pact, and who has which part in it",
    clause="5.2.1",
)
ERASE_PERSON = Permission(
    "participants.erase_person",
    "only the Secretariat",
    lambda actor, _: actor.sees_all,
    privileged=True,
    recent=True,
    rests_on="The Secretariat answers for the data of the people who work in the Pact",
)
# 6.5.2: whoever signs, and those named for it. A delegate holds no power of the organization: he never votes for it.
VOTE_FOR_ORGANIZATION = Permission(
    "participants.vote_for_organization",
    "only people who may vote or sign for this organisation",
    lambda actor, subject: actor.holds(_organization_id(subject), *VOTING),
    recent=True,
    rests_on="Each participant gives its consent itself",
    clause="6.5.2",
)
HAND_OVER = Permission(
    "participants.hand_over",
    "only people of this organisation",
    lambda actor, subject: bool(actor.roles_in(_organization_id(subject)) - _PRIVILEGED),
    recent=True,
    rests_on="An organisation says itself who acts for it",
)


def _applies(actor, application) -> bool:
    """Whoever holds the key; the organization's own people; the Secretariat for what came on paper."""
    return (
        actor.sees_all
        or application.key in actor.doors
        or actor.holds(application.organization_id, "MANAGER", "SIGNATORY")
    )


APPLY = Permission(
    "participants.apply",
    "only those who began this application",
    _applies,
    rests_on="An application is written by the organisation that wants to join",
    clause="6.4.1",
)
SCREEN = Permission(
    "participants.screen",
    "only the Secretariat and coordinating organisations",
    lambda actor, _: actor.sees_all or bool(actor.group_ids),
    rests_on="Who lets an organisation in checks first for a conflict of interest",
    clause="2.1.4",
)
CONFIRM = Permission(
    "participants.confirm",
    "only people who sign for this organisation or manage its people",
    lambda actor, subject: actor.holds(_organization_id(subject), "SIGNATORY", "MANAGER"),
    rests_on="An organisation says itself whether it has a conflict of interest",
    clause="2.1.4",
)
DECIDED = Permission(
    "participants.decided",
    "only as the effect of a decision of the Steering Committee",
    lambda actor, _: bool(actor.system) or actor.secretariat or actor.committee,
    privileged=True,
    rests_on="The Steering Committee decides who takes part",
    clause="6.4.2",
)
BY_RULE = Permission(
    "participants.by_rule",
    "only the system, on the day itself",
    lambda actor, _: bool(actor.system),
    rests_on="What was announced takes effect on its day, by nobody's hand",
    clause="6.6.1",
)
LEAVE = Permission(
    "participants.leave",
    "only people with signing rights in this organisation",
    lambda actor, subject: actor.sees_all or actor.holds(_organization_id(subject), "SIGNATORY"),
    rests_on="Participants and supporters end their part themselves, in writing",
    clause="6.6.1",
)
REPORT_MISUSE = Permission(
    "participants.report_misuse",
    "only people of this organisation",
    lambda actor, subject: bool(actor.roles_in(_organization_id(subject)) - _PRIVILEGED),
    rests_on="The network is not for marketing and sales, and those in it say so",
    clause="2.2.2.c",
)
MERGE = Permission(
    "participants.merge",
    "only the Secretariat",
    lambda actor, _: actor.sees_all,
    privileged=True,
    recent=True,
    rests_on="The Secretariat keeps the list of all participants and supporters",
    clause="6.4.3",
)
DELEGATE = Permission(
    "participants.delegate",
    "only people with signing rights in the coordinating organisation",
    lambda actor, subject: actor.holds(_organization_id(subject), "SIGNATORY"),
    recent=True,
    rests_on="A coordinating organisation appoints another one itself",
    clause="3.2.3",
)
CARRY_OUT = Permission(
    "participants.carry_out",
    "only people with signing rights in the appointed organisation",
    lambda actor, subject: actor.holds(getattr(subject, "delegate_id", None), "SIGNATORY"),
    recent=True,
    rests_on="Who is appointed says itself whether it carries out the role",
    clause="3.2.3",
)
