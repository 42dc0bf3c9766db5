"""The letters of the library: to a working group about its versions, to everybody about a draft for comment."""

from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from buyergroups.models import LibraryVersion
from buyergroups.queries.working_groups import every_member
from pact.access import scope
from pact.deadlines.days import day_in
from pact.mail import Letter, LetterKind, link, post_all
from pact.ui.navigation import resolve
from participants.queries import everybody_taking_part

_OF_GROUP = _("You get this because you are in the working group {group}.")


def _sample() -> dict:
    return {
        "group": "Laptop criteria",
        "title": "Baseline criteria for laptops",
        "number": 2,
        "until": date(2027, 4, 30),
        "reasons": "Say how the battery is tested before asking for a number of cycles.",
        "decision": "SC-2027-004",
        "button_url": "/me/",
        "button_label": _("Read it"),
    }


RETURNED = LetterKind("buyergroups.version_returned", _("A version comes back"), _OF_GROUP, _sample)
APPROVED = LetterKind("buyergroups.version_approved", _("A version is approved"), _OF_GROUP, _sample)
PUBLISHED = LetterKind("buyergroups.version_published", _("A version is published"), _OF_GROUP, _sample)
CONSULTATION = LetterKind(
    "buyergroups.consultation_opened",
    _("A draft is open for comments"),
    _("You get this because your organisation takes part in the Pact."),
    _sample,
)


def returned(version: LibraryVersion, *, at: datetime) -> None:
    _to_group(RETURNED, version, at, reasons=version.returned_reason)


def approved(version: LibraryVersion, *, at: datetime) -> None:
    _to_group(APPROVED, version, at, decision=version.decision.number)


def published(version: LibraryVersion, *, at: datetime) -> None:
    _to_group(PUBLISHED, version, at)


def consultation_opened(version: LibraryVersion, *, at: datetime) -> None:
    """One letter for each person, once for each version and last day."""
    public = resolve("website:library-version", slug=version.item.slug, number=str(version.number))
    facts = {**_facts(version), "until": version.comments_until}
    facts["button_url"] = settings.SITE_ADDRESS + public if public else facts["button_url"]
    with scope.as_system("letters"):
        readers = everybody_taking_part(day_in(at, settings.SECRETARIAT_TIME_ZONE))
    key = f"consultation:{version.ref}:{version.comments_until}"
    post_all(
        [Letter(CONSULTATION, to=user, facts=facts, about=version, key=f"{key}:{user.pk}") for user in readers], at=at
    )


def _to_group(kind: LetterKind, version: LibraryVersion, at: datetime, **more) -> None:
    if version.item.working_group_id is None:
        return
    with scope.as_system("letters"):
        readers = every_member(version.item.working_group_id, day_in(at, settings.SECRETARIAT_TIME_ZONE))
    facts = {**_facts(version), **more}
    post_all([Letter(kind, to=user, facts=facts, about=version) for user in readers], at=at)


def _facts(version: LibraryVersion) -> dict:
    item = version.item
    wg = item.working_group.slug if item.working_group_id else ""
    return {
        "group": item.working_group.name if item.working_group_id else "",
        "title": item.title,
        "number": version.number,
        "button_url": link("buyergroups:version-detail", wg=wg, item=item.slug, number=version.number),
        "button_label": _("Read it"),
    }
