"""The pages of coverage and chase."""

from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from monitoring.models import Cycle, Submission
from monitoring.queries.coverage import Coverage, cycle_cards, cycle_overview, group_coverage
from monitoring.queries.rollups import totals
from pact.access import Actor


def cycle_of(year: int | None) -> Cycle | None:
    """The cycle of a year; without one, the newest that has been opened."""
    if year is not None:
        return Cycle.objects.filter(year=year).first()
    return Cycle.objects.exclude(state="PLANNED").order_by("-year").first()


def coverage(actor: Actor, group, year: int, today: date) -> Coverage:
    cycle = cycle_of(year)
    if cycle is None:
        raise Http404
    return group_coverage(actor, group, cycle, today)


def coverage_page(actor: Actor, group, year: int | None, today: date) -> dict:
    cycle = cycle_of(year)
    if cycle is None and year is not None:
        raise Http404
    years = list(Cycle.objects.exclude(state="PLANNED").order_by("-year").values_list("year", flat=True))
    return {
        "group": group,
        "cycle": cycle,
        "today": today,
        "coverage": group_coverage(actor, group, cycle, today) if cycle else None,
        "totals": totals(actor, cycle, group) if cycle else [],
        "years": [{"year": one, "current": cycle is not None and one == cycle.year} for one in years],
    }


def cycles_page(actor: Actor) -> dict:
    return {"cycles": cycle_cards(actor)}


def cycle_page(actor: Actor, cycle: Cycle, today: date) -> dict:
    """By group, and those who report to the Secretariat."""
    return {
        "cycle": cycle,
        "today": today,
        "rows": cycle_overview(actor, cycle, today),
        "direct": group_coverage(actor, None, cycle, today),
        "totals": totals(actor, cycle),
    }


def steps_of(submission: Submission) -> dict:
    """Where the recipient's buttons of these figures lead: the coordinator's pages or the Secretariat's."""
    year, ref = submission.cycle.year, submission.ref
    if submission.group_id:
        slug = submission.group.slug
        return {
            "back": reverse("monitoring:group-coverage", args=[slug, year]),
            "back_label": submission.group.name,
            "accept_url": reverse("monitoring:submission-accept", args=[slug, year, ref]),
            "send_back_url": reverse("monitoring:submission-send-back", args=[slug, year, ref]),
        }
    return {
        "back": reverse("monitoring:cycle-detail", args=[year]),
        "back_label": _("Monitoring"),
        "accept_url": reverse("monitoring:direct-accept", args=[year, ref]),
        "send_back_url": reverse("monitoring:direct-send-back", args=[year, ref]),
    }


def first_words(found: Coverage) -> str:
    """What stands in the letter unless it is written anew."""
    facts = {"sent": found.sent, "all": len(found.members), "year": found.cycle.year}
    return (
        _(
            "%(sent)s of %(all)s members have sent their figures for %(year)s, and yours are not here yet. "
            "Please send them this week, also if some of them are not known. I am glad to help."
        )
        % facts
    )


def preview(submission: Submission, actor: Actor, words: dict) -> dict:
    """The letter as the first of them will get it."""
    facts = {"year": submission.cycle.year, "name": submission.organization.name}
    return {
        "subject": _("Please send your figures for %(year)s: %(name)s") % facts,
        "to": submission.organization.name,
        "words": words["words"],
        "sender": actor.name,
    }
