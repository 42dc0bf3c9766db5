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
from website.sheets import record


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
    }


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
