"""Cards as dicts: the one place where the words of the interface are given."""

import json
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django_countries import countries

from participants import public as participants
from reports import public as reports
from website.pages.rows import SLUG, pattern
from website.sheets import record, supporter_record


def address(path: str) -> str:
    return settings.SITE_ADDRESS + path


def participants_page(page: participants.Page, total: int | None, asked: Callable[..., str]) -> str:
    """A page of the list, ready as text: each card is written once for everybody (performance G3)."""
    pages = {
        "total": total,
        "next": asked(after=page.after) if page.after else None,
        "previous": asked(before=page.before) if page.before else None,
    }
    path = address(pattern("participant-detail"))
    items = ", ".join(_item(card, path) for card in page.items)
    return f'{json.dumps(pages, ensure_ascii=False)[:-1]}, "items": [{items}]}}'


@lru_cache(maxsize=2048)
def _item(card: participants.ParticipantCard, path: str) -> str:
    return json.dumps({**record(card), "url": path.replace(SLUG, card.slug)}, ensure_ascii=False)


def profile(found: participants.ParticipantProfile) -> dict:
    return {
        **record(found.card),
        "url": address(reverse("website:participant-detail", kwargs={"slug": found.card.slug})),
        "short_name": found.short_name,
        "city": found.city,
        "website": found.website,
        "identifiers": list(found.identifiers),
        "signed": [_role(role) for role in found.roles],
        "notices": [_notice(notice) for notice in found.notices],
    }


def _role(role: participants.RoleCard) -> dict:
    return {
        "ref": role.ref,
        "role": role.role,
        "since": role.since,
        "until": role.until,
        "state": role.state,
        "text_version": role.text_version,
        "text_sha256": role.text_sha256,
        "decision": role.decision_number,
        "founding": role.founding,
    }


def _notice(notice: participants.NoticeCard) -> dict:
    return {
        "ref": notice.ref,
        "role": notice.role,
        "text": notice.text,
        "sent_on": notice.sent_on,
        "effective_on": notice.effective_on,
        "published_at": notice.published_at,
        "withdrawn_at": notice.withdrawn_at,
        "channel": notice.channel,
        "file": address(reverse("website:notice-file", kwargs={"ref": notice.ref})) if notice.file_size else None,
    }


def supporters_page(page: participants.Page, total: int, asked: Callable[..., str]) -> dict:
    return {
        "total": total,
        "next": asked(after=page.after) if page.after else None,
        "previous": asked(before=page.before) if page.before else None,
        "items": [_supporter(card) for card in page.items],
    }


def _supporter(card: participants.ParticipantCard) -> dict:
    url = address(reverse("website:supporter-detail", kwargs={"slug": card.slug}))
    return {**supporter_record(card), "url": url}


def supporter(found: participants.SupporterProfile) -> dict:
    """The exceptions that were agreed and what it told stand beside its letters (2.2.2)."""
    return {
        **_supporter(found.profile.card),
        "letters": [_letter(letter) for letter in found.letters],
        "promotion": [{"year": note.year, "text": note.text} for note in found.notes],
        "exceptions": [_exception(one) for one in found.exceptions],
        "notices": [_notice(notice) for notice in found.profile.notices if notice.role == "SUPPORTER"],
    }


def _letter(letter: participants.SupportCard) -> dict:
    names = ("ref", "since", "until", "undertakings", "letter", "sha256", "text_version")
    return {name: getattr(letter, name) for name in names} | {"decision": letter.decision_number}


def _exception(one: participants.ExceptionCard) -> dict:
    names = ("ref", "scope", "since", "until", "agreed_for", "ended_on", "end_reason")
    return {name: getattr(one, name) for name in names} | {"decision": one.decision_number}


def by_country(facets: participants.Facets) -> dict:
    items = [
        {"code": facet.code, "name": str(countries.name(facet.code)), "participants": facet.n}
        for facet in facets.countries
    ]
    return {"items": items}


def result(card: reports.ReportCard) -> dict:
    return {
        "year": card.year,
        "title": card.title,
        "edition": card.edition,
        "published_at": card.published_at,
        "decision": card.decision_number,
        "sha256": card.sha256,
        "snapshot_sha256": card.snapshot_sha256,
        "key_figures": reports.headline(card),
        "url": address(reverse("website:report-detail", kwargs={"slug": card.slug})),
    }
