"""What the committee's matters have against making two records of one organization one."""

from datetime import date

from django.db.models import Q

from governance.models import Elector, Matter, SeatTerm
from participants.models import Organization


def objections(duplicate: Organization, survivor: Organization, day: date) -> list[str]:
    """In sentences; empty: nothing. One organisation has one seat, and a vote that runs keeps its voters (5.1.3)."""
    found = []
    open_terms = SeatTerm.objects.filter(Q(period__endswith__gt=day))
    seats = open_terms.filter(organization=duplicate)
    if seats.exists() and open_terms.filter(organization=survivor).exists():
        found.append("Both have a seat in the Steering Committee; an organisation has one. Let one of them end first.")
    elif seats.filter(period__startswith__gte=day).exists():
        found.append(f"A seat of {duplicate.name} begins today or later. Merge once it has begun.")
    running = Elector.objects.filter(decision__state="OPEN", organization=duplicate, recused=False)
    if running.exists():
        found.append(f"{duplicate.name} is one of those who vote in an open decision. Merge when that vote is closed.")
    if Matter.objects.filter(organization_id=duplicate.pk, state=Matter.State.OPEN).exists():
        found.append(f"A matter about {duplicate.name} is before the Steering Committee. Merge when it is settled.")
    return found
