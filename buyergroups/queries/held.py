"""Where this floor names persons."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buyergroups.models import (
    BuyerGroup,
    Comment,
    GatheringAttendance,
    Representative,
    SignUp,
    TenderEntry,
    WorkingGroupGuest,
    WorkingGroupMember,
)
from pact.persons.holdings import Holding, Person


def _representing(person: Person):
    """By number, or by name for an organization he acts for: representatives need no account."""
    named = Q(name__iexact=person.name, organization__in=person.organization_ids)
    return Representative.objects.filter(Q(user=person.user_id) | named)


HELD = (
    Holding(
        _("Representing an organisation in a buyer group"),
        _representing,
        show=("group__name", "organization__name", "name", "topics", "consent_to_publish", "period"),
        erase={"name": lambda _row, person: person.pseudonym, "consent_to_publish": False},
    ),
    Holding(
        _("Contact address of a buyer group"),
        lambda person: BuyerGroup.objects.filter(person.at_address("contact_email")),
        show=("name", "contact_email"),
        erase={"contact_email": ""},
    ),
    Holding(
        _("Membership of a working group"),
        lambda person: WorkingGroupMember.objects.filter(user=person.user_id),
        show=("working_group__name", "organization__name", "voice", "period"),
        why=_("Who was in a working group is the record of its organisation; the name goes with the account."),
    ),
    Holding(
        _("Invitations to a working group as a guest"),
        lambda person: WorkingGroupGuest.objects.filter(Q(user=person.user_id) | person.at_address("email")),
        show=("working_group__name", "name", "email", "organization_name", "purpose", "until", "state"),
        erase={"name": lambda _row, person: person.pseudonym, "email": ""},
    ),
    Holding(
        _("Attendance of meetings and sessions"),
        lambda person: GatheringAttendance.objects.filter(user=person.user_id),
        show=("gathering__title", "organization__name", "name", "state"),
        erase={"name": lambda _row, person: person.pseudonym},
    ),
    Holding(
        _("Comments on drafts of the library"),
        lambda person: Comment.objects.filter(Q(user=person.user_id) | person.at_address("email")),
        show=("version__item__title", "name", "email", "organization_name", "text", "at"),
        erase={"name": lambda _row, person: person.pseudonym, "email": ""},
    ),
    Holding(
        _("Signatures under joint statements of demand"),
        lambda person: SignUp.objects.filter(signed_by=person.user_id),
        show=("statement__title", "organization__name", "signer_name", "signer_title", "signed_at"),
        erase={"signer_name": lambda _row, person: person.pseudonym, "signer_title": ""},
    ),
    Holding(
        _("Contact address of a tender"),
        lambda person: TenderEntry.objects.filter(person.at_address("contact_email")),
        show=("title", "contact_email"),
        erase={"contact_email": ""},
    ),
)
