"""Meetings and events that are public, of groups, working groups and the Pact."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from buyergroups import public
from pact.calendars import calendar_of
from pact.ui import navigation


def events(at: datetime) -> dict:
    coming, past = public.events(at)
    return {"coming": [_line(card) for card in coming], "past": [_line(card) for card in past], "at": at}


def event(ref: str) -> dict | None:
    found = public.event(ref)
    return {"event": found, "line": _line(found.card)} if found else None


def _line(card: public.EventCard) -> dict:
    """A card and where its organiser has a page."""
    url = ""
    if card.group_slug:
        url = reverse("website:group-detail", kwargs={"slug": card.group_slug})
    elif card.working_group_slug:
        url = navigation.resolve("website:working-group-detail", slug=card.working_group_slug)
    return {"card": card, "url": reverse("website:event-detail", kwargs={"ref": card.ref}), "organizer_url": url}


def calendar(at: datetime, ref: str = "") -> str | None:
    """All of them, or one; None when there is no such event."""
    address = settings.SITE_ADDRESS + reverse("website:event-list") + "{ref}/"
    entries = public.event_entries(address, ref)
    return calendar_of(entries, at=at, name="Events") if entries or not ref else None
