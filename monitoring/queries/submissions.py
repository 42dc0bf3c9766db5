"""Cycles, submissions and their versions, as far as the actor reaches."""

from datetime import date

from django.db.models import OuterRef, Subquery

from monitoring.models import Cycle, ReviewNote, Submission, SubmissionVersion
from pact.access import Actor, written_once


def cycles(actor: Actor):
    """Cycles are the Pact's own calendar: everybody who is signed in may know them."""
    return Cycle.objects.all()


def submissions(actor: Actor):
    return Submission.objects.visible_to(actor).select_related(
        "cycle", "organization", "group__coordination", "sent_by"
    )


@written_once
def own_submissions(actor: Actor):
    """Those of the organizations this actor works for; the Secretariat looks into all."""
    rows = submissions(actor)
    return rows if actor.sees_all else rows.filter(organization_id__in=actor.organization_ids)


def received_submissions(actor: Actor):
    """Those this actor receives: its groups', or, for the Secretariat, all."""
    rows = submissions(actor)
    return rows if actor.sees_all else rows.filter(group_id__in=actor.group_ids)


def years(actor: Actor, organization) -> list[Submission]:
    """The years of an organization, newest first."""
    return list(own_submissions(actor).filter(organization=organization).order_by("-cycle__year"))


def next_cycle(today: date) -> Cycle | None:
    return Cycle.objects.filter(state="PLANNED", opens_on__gte=today).order_by("opens_on").first()


def versions(actor: Actor, submission: Submission | int, *, sent: bool = False):
    """Newest first; the draft, if there is one and the actor may see it, is the newest."""
    rows = SubmissionVersion.objects.visible_to(actor).filter(submission=submission).order_by("-number")
    return rows.filter(sent_at__isnull=False) if sent else rows


def newest(actor: Actor, submission: Submission | int, *, sent: bool = False) -> Subquery:
    """The version that counts now, as part of another query."""
    return Subquery(versions(actor, submission, sent=sent).values("pk")[:1])


def year_before(actor: Actor, organization_id: int, last_year: int) -> Subquery:
    """The version that was sent for the year before, as part of another query."""
    rows = SubmissionVersion.objects.visible_to(actor).filter(
        submission__organization=organization_id, submission__cycle__year=last_year, sent_at__isnull=False
    )
    return Subquery(rows.order_by("-number").values("pk")[:1])


def notes(actor: Actor, submission: Submission) -> list[ReviewNote]:
    """The remarks on the newest version that was sent back."""
    last = ReviewNote.objects.filter(submission=OuterRef("submission")).order_by("-version_number")
    rows = ReviewNote.objects.visible_to(actor).filter(submission=submission)
    rows = rows.filter(version_number=Subquery(last.values("version_number")[:1]))
    return list(rows.select_related("written_by").order_by("written_at", "pk"))
