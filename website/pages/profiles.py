"""One organisation: what it signed, where it works together, what it reported."""

import json
from datetime import date

from django.conf import settings
from django.urls import reverse

from buyergroups import public as buyergroups
from participants import public
from reports import public as reports
from website.pages import tenders
from website.pages.roles import ROLES, role_words, year_status

# Characters that could end the block the data stands in.
_ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def profile(slug: str, day: date) -> dict | None:
    """What the page shows; None for somebody who never took part."""
    found = public.participant(slug)
    if found is None:
        return None
    card = found.card
    return {
        "profile": found,
        "card": card,
        "what": role_words(card.roles),
        "roles": [
            {"role": role, "name": ROLES[role.role], "ending": role.until is not None and role.until > day}
            for role in found.roles
        ],
        "years": years(card),
        "tenders": tenders.of_participant(card.slug, day),
        "examples": buyergroups.examples_of(slug),
        "linked_data": linked_data(found),
        "data_files": [{"label": "JSON", "url": reverse("website:api-participant", kwargs={"slug": card.slug})}],
    }


def years(card: public.ParticipantCard) -> list[dict]:
    """What is published about this organisation, a row a year; newest first."""
    found = []
    for report in reports.published_reports():
        state = next((one["state"] for one in report.body["reporters"] if one["slug"] == card.slug), None)
        if state:
            shape, words = year_status(report.year, state)
            devices = card.latest_devices if report.year == card.latest_year else None
            found.append({"year": report.year, "shape": shape, "words": words, "devices": devices, "slug": report.slug})
    if not found and card.latest_year:
        shape, words = year_status(card.latest_year, card.latest_state)
        found = [{"year": card.latest_year, "shape": shape, "words": words, "devices": card.latest_devices, "slug": ""}]
    return found


def linked_data(found: public.ParticipantProfile) -> str:
    """schema.org for machines that read pages; it may stand inside a script element as it is."""
    card = found.card
    address = settings.SITE_ADDRESS + reverse("website:participant-detail", kwargs={"slug": card.slug})
    data = {
        "@context": "https://schema.org",
        "@type": "Organization" if card.private else "GovernmentOrganization",
        "@id": address,
        "name": card.name,
        "alternateName": card.name_en or None,
        "url": found.website or None,
        "identifier": list(found.identifiers) or None,
        "address": {"@type": "PostalAddress", "addressLocality": found.city or None, "addressCountry": card.country},
        "memberOf": {"@type": "Organization", "name": "Circular & Fair ICT Pact", "url": settings.SITE_ADDRESS + "/"},
    }
    return json.dumps({name: value for name, value in data.items() if value}).translate(_ESCAPED)
