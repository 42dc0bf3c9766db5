"""What the committee and the Secretariat find on this floor."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.models import Decision
from pact.access import Actor
from pact.search import Asked, Found, Hit, Source, narrowed


def sources(actor: Actor) -> list[Source]:
    """Votes and decisions, also those that are running."""
    if not (actor.committee or actor.secretariat):
        return []
    return [Source("decisions", _("Votes and decisions"), lambda asked: _decisions(actor, asked))]


def _decisions(actor: Actor, asked: Asked) -> Found:
    rows = Decision.objects.visible_to(actor).exclude(state=Decision.State.DRAFT)
    return narrowed(rows, asked, "question", "number", order=("-opened_at",)).shown(_hit)


def _hit(row: Decision) -> Hit:
    note = " · ".join(str(part) for part in (row.number, row.clause, row.get_state_display()) if part)
    return Hit(row.question, reverse("governance:decision-detail", kwargs={"ref": row.ref}), note)
