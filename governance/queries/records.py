"""What the committee decided about an organization, and its own seats and votes, for the Secretariat's record."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from governance.models import Decision, Elector, SeatTerm, TerminationCase
from governance.queries.decisions import decisions
from governance.queries.terminations import cases_about
from pact.access import Actor
from participants.models import Application, Organization


@dataclass(frozen=True)
class Decided:
    """`votes` are those of its members in the committee, newest first, page by page."""

    about: list[Decision]
    seats: list[SeatTerm]
    cases: list[TerminationCase]
    votes: QuerySet[Elector]


def record_of(actor: Actor, organization: Organization) -> Decided:
    owned = Application.objects.visible_to(actor).filter(organization=organization)
    subjects = [f"{ref}/{role}" for ref, role in owned.values_list("ref", "roles__role")]
    concerned = Q(matter__organization_id=organization.pk)
    concerned |= Q(matter__subject_kind=Application._meta.label_lower, matter__subject_ref__in=subjects)
    about = decisions(actor).prefetch_related(None).filter(concerned).order_by("-opened_at", "-pk")
    seats = SeatTerm.objects.filter(organization=organization).select_related("user").order_by("-period")
    votes = Elector.objects.filter(organization=organization, decision__in=Decision.objects.visible_to(actor))
    votes = votes.select_related("decision", "user", "vote").order_by("-decision__opened_at", "-pk")
    return Decided(list(about), list(seats), cases_about(actor, organization), votes)
