"""The letters about joint statements of demand: open for signing, once to each buyer; the receipt (Pact 4.1)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from buyergroups.models import JointStatement, SignUp
from pact.mail import Letter, LetterKind, link, post, post_all
from participants.models import Organization


def _sample(**more) -> dict:
    return {
        "title": "Laptops that last seven years", "kind": "future innovation", "product": "laptops",
        "closes_on": date(2027, 4, 30), "quantity": 1200, "organization": "Vestbygd kommune",
        "wanted_by": date(2028, 12, 31), "sha256": "9f2c" * 16, "owner": "Norway group",
        "button_url": "/o/vestbygd-municipality/statements/", "button_label": _("Read and sign"), **more,
    }  # fmt: skip


OPENED = LetterKind(
    "buyergroups.statement_opened",
    _("A joint statement of demand is open"),
    "You get this because you manage the pages of a procuring organisation, {organization}.",
    _sample,
)
SIGNED = LetterKind(
    "buyergroups.statement_signed",
    _("Receipt for a joint statement of demand"),
    "You get this because you signed for {organization}.",
    _sample,
)


def statement_opened(statement: JointStatement, people: Iterable[tuple], *, at: datetime) -> None:
    """Once to each person, whatever happens to the statement afterwards."""
    people = list(people)
    wanted = [organization_id for _user, organization_id in people]
    organizations = Organization.objects.in_bulk(wanted)
    letters = []
    for user, organization_id in people:
        organization = organizations[organization_id]
        url = link("buyergroups:statement-signing", org=organization.slug)
        facts = _facts(statement, organization=organization.name, button_url=url, button_label=_("Read and sign"))
        key = f"{OPENED.code}:{statement.ref}:{user.pk}"
        letters.append(Letter(OPENED, to=user, facts=facts, about=statement, organization_id=organization_id, key=key))
    post_all(letters, at=at)


def statement_signed(signed: SignUp, *, at: datetime) -> None:
    organization = signed.organization
    facts = _facts(
        signed.statement,
        organization=organization.name,
        quantity=signed.quantity,
        wanted_by=signed.wanted_by,
        button_url=link("website:statement-detail", slug=signed.statement.slug),
        button_label=_("Read the statement"),
    )
    post(Letter(SIGNED, to=signed.signed_by, facts=facts, about=signed, organization_id=organization.pk), at=at)


def _facts(statement: JointStatement, **more) -> dict:
    owner = statement.group or statement.working_group
    return {
        "title": statement.title,
        "kind": statement.get_kind_display(),
        "product": statement.product_group.name_plural,
        "closes_on": statement.closes_on,
        "sha256": statement.sha256,
        "owner": owner.name,
        **more,
    }
