"""Disputes as their parties, the Secretariat and the committee read them (Pact 6.7)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from governance.models import Dispute, DisputeParty, Matter
from pact.access import Actor
from pact.deadlines.days import day_in
from participants.models import Participation

CLOSED = (Dispute.State.SETTLED, Dispute.State.CLOSED)


def _parties():
    return Prefetch("parties", DisputeParty.objects.select_related("organization").order_by("side", "pk"))


def disputes(actor: Actor) -> QuerySet[Dispute]:
    """The parties' own; the Secretariat's all; the committee's from the day on which they are presented."""
    rows = Dispute.objects.visible_to(actor)
    if not actor.sees_all:
        own = Q(party_ids__overlap=list(actor.organization_ids))
        rows = rows.filter(own | Q(presented_at__isnull=False)) if actor.committee else rows.filter(own)
    return rows.select_related("decision").prefetch_related(_parties())


def own_parties(actor: Actor) -> QuerySet[DisputeParty]:
    """The sides on which an organization of this actor stands, also when it has left the Pact since."""
    rows = DisputeParty.objects.visible_to(actor)
    rows = rows if actor.sees_all else rows.filter(organization__in=actor.organization_ids)
    files = Prefetch("dispute", Dispute.objects.select_related("decision").prefetch_related(_parties()))
    return rows.select_related("organization").prefetch_related(files)


def every_dispute(ref: str) -> Dispute:
    """For the letter of a reminder, which has no actor."""
    return Dispute.objects.get(ref=ref)


def every_active_participant(organization_ids: list[int], day: date) -> set[int]:
    """Who of these takes part on a day; public by 6.4.3."""
    rows = Participation.objects.on(day).filter(organization__in=organization_ids)
    return set(rows.values_list("organization_id", flat=True))


@dataclass(frozen=True)
class DisputeRow:
    dispute: Dispute
    next_step: str
    days: int | None


def dispute_rows(actor: Actor, at: datetime, *, show: str = "open", words: str = "") -> list[DisputeRow]:
    """Newest first; `show`: open, closed or all; `words`: a part of a name, of the title or the number."""
    rows = disputes(actor).order_by("-opened_at", "-pk")
    if show != "all":
        rows = rows.filter(state__in=CLOSED) if show == "closed" else rows.exclude(state__in=CLOSED)
    if wanted := words.strip():
        named = DisputeParty.objects.filter(organization__name__icontains=wanted).values("dispute")
        rows = rows.filter(Q(pk__in=named) | Q(title__icontains=wanted) | Q(number__icontains=wanted))
    return [DisputeRow(row, next_step(row, at), days_of(row, at)) for row in rows]


def days_of(dispute: Dispute, at: datetime) -> int | None:
    """Days until a recommendation may be issued (6.7.2)."""
    if dispute.state != Dispute.State.PRESENTED:
        return None
    return (dispute.recommend_from - day_in(at, settings.SECRETARIAT_TIME_ZONE)).days


def next_step(dispute: Dispute, at: datetime) -> str:
    if dispute.state == Dispute.State.PRESENTED:
        waits = (days_of(dispute, at) or 0) > 0
        return _("The parties give their views") if waits else _("Put a recommendation to the committee")
    return {
        Dispute.State.CONSULTATION: _("The parties try to settle it between them"),
        Dispute.State.RECOMMENDED: _("Each party says whether it accepts"),
    }.get(dispute.state, "")


def timeline(dispute: Dispute) -> list[dict]:
    """What happened and when, newest first, from the dates of the file and of its parties."""
    told = [(dispute.opened_at, _("Dispute opened"), "")]
    if dispute.presented_at:
        told.append((dispute.presented_at, _("Presented; every party was asked for its views"), ""))
    for party in dispute.parties.all():
        name = party.organization.name
        if party.views_at:
            told.append((party.views_at, _("Views given"), name))
        if party.accepted_at:
            said = _("Accepts the recommendation") if party.accepts else _("Does not accept the recommendation")
            told.append((party.accepted_at, said, name))
    if dispute.decision:
        told.append((dispute.decision.decided_at, _("Recommendation issued"), dispute.decision.number))
    if dispute.closed_at:
        told.append((dispute.closed_at, dispute.get_state_display().capitalize(), ""))
    lines = sorted(told, key=lambda one: one[0], reverse=True)
    return [{"what": what, "at": at, "note": note} for at, what, note in lines]


def file_of(actor: Actor, matter: Matter) -> Dispute | None:
    """The file behind a matter about a dispute, for the decision room; None for every other matter."""
    if matter.subject_kind != Dispute._meta.label_lower:
        return None
    return disputes(actor).filter(ref=matter.subject_ref).first()
