"""Buyer groups and who works together in them."""

from datetime import date

from django.urls import reverse
from django.utils.translation import get_language

from buyergroups import public
from pact.ui.figures import language_name
from reports.public import plan_years
from website.pages import tenders
from website.pages.drawings import country_url
from website.pages.rows import country_name

KINDS = (("PARTICIPANT", "participants"), ("MEMBER", "members"), ("OBSERVER", "observers"))


def groups(day: date) -> dict:
    """Every group, and users served with each organisation counted once (Pact 3.2.1 c)."""
    counted = public.users_counted(day)
    told = {
        "total": counted.total,
        "organizations": counted.organizations,
        "participants": counted.participants,
        "others": counted.members + counted.observers,
    }
    return {"groups": public.groups(day), "counted": told}


def group(slug: str, day: date) -> dict | None:
    """One group; its members by standing: those that signed, members and observers that did not (3.3.3)."""
    found = public.group(slug, day)
    if found is None:
        return None
    by: dict[str, list] = {code: [] for code, _ in KINDS}
    for member in found.members:
        by[standing(member)].append(_member(member))
    return {
        "group": found,
        "card": found.card,
        "year": day.year,
        "plans": plan_years(found.card.coordinator_slug) if found.card.coordinator_slug else [],
        "spoken": language_name(found.card.working_language),
        "others": ", ".join(language_name(code) for code in found.other_languages),
        "by": {name: by[code] for code, name in KINDS},
        "tenders": tenders.of_group(slug, day),
    }


def standing(member: public.MemberCard) -> str:
    if member.kind == "OBSERVER":
        return "OBSERVER"
    return "PARTICIPANT" if member.basis == "PARTICIPANT" else "MEMBER"


def _member(member: public.MemberCard) -> dict:
    """Only somebody who signed has a page of their own."""
    signed = standing(member) == "PARTICIPANT"
    url = reverse("website:participant-detail", kwargs={"slug": member.slug}) if signed else ""
    return {
        "name": member.name,
        "language": member.language if member.language != "en" else "",
        "url": url,
        "country": country_name(member.country, get_language() or ""),
        "country_url": country_url(member.country) if member.country else "",
        "since": member.since,
    }
