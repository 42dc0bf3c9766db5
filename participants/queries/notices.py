"""Notices of termination before and after they are published (Pact 6.6.1)."""

from pact.access import Actor
from pact.files.models import StoredFile
from participants.models import Participation, SupportLetter, TerminationNotice

PURPOSE = "participants.notice"


def kept_paper(actor: Actor, ref: str) -> StoredFile | None:
    """The signed paper that this person chose and has not sent yet; nobody else's."""
    if not ref or actor.user_id is None:
        return None
    rows = StoredFile.objects.visible_to(actor).filter(purpose=PURPOSE, organization_id=None, group_id=None)
    return rows.filter(ref=ref, created_by_id=actor.user_id).first()


def running_notice(membership: Participation | SupportLetter) -> TerminationNotice:
    """The notice that a role ends by."""
    which = "support" if isinstance(membership, SupportLetter) else "participation"
    return TerminationNotice.objects.get(**{which: membership}, withdrawn_at=None)
