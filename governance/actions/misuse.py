"""Putting misuse of the network by a supporter before the committee, which hears it before it decides (Pact 6.6.2)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from governance import access
from governance.actions import matters
from governance.models import Matter
from pact.access import Actor
from participants.actions import misuse
from participants.models import MisuseReport

KIND = "MISUSE"


@transaction.atomic
def put_before_committee(actor: Actor, report: MisuseReport, *, summary: str, answer: str, at: datetime) -> Matter:
    """`summary` is what the committee reads: who reported stays with the Secretariat (2.2.2 c)."""
    access.PUT_TO_VOTE.require(actor, report)
    supporter = report.supporter
    title = _("Misuse of the network by %(name)s (2.2.2 c): hear it and decide") % {"name": supporter.name}
    matter = matters.put_before_committee(
        actor,
        kind=KIND,
        clause="6.6.2",
        title=title,
        summary=summary,
        subject=report,
        url_name="website:supporter-detail",
        url_kwargs={"slug": supporter.slug},
        organization_id=supporter.pk,
        at=at,
    )
    misuse.mark_put(actor, report, answer, matter.ref, at=at)
    return matter
