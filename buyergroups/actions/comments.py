"""Comments on drafts, by members, guests, or anybody in a public consultation (Pact 4.4, 4.6)."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from buyergroups import verbs
from buyergroups.models import Comment, LibraryVersion
from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.deadlines.days import day_in


@transaction.atomic
def comment(
    actor: Actor,
    version: LibraryVersion,
    *,
    name: str,
    email: str,
    organization_name: str,
    criterion_code: str,
    text: str,
    at: datetime,
) -> Comment:
    """A comment of a visitor waits until somebody of the working group has looked at it."""
    if version.state != LibraryVersion.State.CONSULTATION:
        raise CannotNow(_("This version is not open for comment."))
    if version.comments_until < day_in(at, settings.SECRETARIAT_TIME_ZONE):
        raise CannotNow(_("The time for comments on this draft is over."))
    if criterion_code and not version.criteria.filter(code=criterion_code).exists():
        raise CannotNow(_("Choose a row of this draft, or none."))
    with scope.as_system("consultation"):
        made = Comment.objects.create(
            version=version,
            criterion_code=criterion_code,
            user_id=actor.user_id,
            name=name.strip(),
            email=email.strip(),
            organization_name=organization_name.strip(),
            text=text.strip(),
            at=at,
        )
        witness = Actor.at_the_door(made.ref) if actor.is_anonymous else actor
        record(witness, verbs.COMMENTED, made, at=at, clause="4.6", version=version.ref)
    return made
