"""What the figures have against making two records of one organization one."""

from datetime import date

from monitoring.models import Submission
from participants.models import Organization


def objections(duplicate: Organization, survivor: Organization, day: date) -> list[str]:
    """In sentences; empty: nothing. Figures stay with the record that gave them, so in an open cycle only the record
    that stays may have any (3.1.2: one report a year)."""
    found = []
    begun = Submission.objects.filter(cycle__state="OPEN").exclude(state="NOT_BEGUN").select_related("cycle")
    years = set(begun.filter(organization=survivor).values_list("cycle__year", flat=True))
    for row in begun.filter(organization=duplicate).order_by("cycle__year"):
        whose = (
            f"Both {duplicate.name} and {survivor.name} have" if row.cycle.year in years else f"{duplicate.name} has"
        )
        found.append(
            f"{whose} figures for {row.cycle.year}, which is open. Merge the other way round, or after the freeze: "
            "figures stay with the record that gave them (Pact 3.1.2)."
        )
    return found
