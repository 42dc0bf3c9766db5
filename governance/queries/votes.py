"""How far open votes are, for floors below whose records are voted on (`settings.VOTES_ON`)."""

from django.db.models import Count, Q

from governance.models import Decision
from pact.access import Actor
from pact.flow.votes import Votes


def votes_on(actor: Actor, subject_kind: str, subject_refs: list[str]) -> dict[str, Votes]:
    """Open votes by what they are about, counted from the rows; recused members are out of the count (5.1.3)."""
    rows = Decision.objects.visible_to(actor).filter(state=Decision.State.OPEN, matter__subject_kind=subject_kind)
    rows = rows.filter(matter__subject_ref__in=subject_refs).annotate(
        eligible=Count("electors", filter=Q(electors__recused=False)),
        cast=Count("electors__vote", filter=Q(electors__recused=False)),
    )
    told = rows.values_list("matter__subject_ref", "cast", "eligible", "closes_at")
    return {ref: Votes(cast, eligible, closes_at) for ref, cast, eligible, closes_at in told}
