"""Rows of the public lists: each cell is worked out here, and the rows of the long list are put together here too:
as a loop of a template they cost more than the rest of the page (performance G1).
"""

from datetime import date
from functools import lru_cache

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_countries import countries

from pact.ui.figures import grouped
from pact.ui.filling import filled
from pact.ui.templatetags.ui import day, status, tag
from participants.public import GroupCard, ParticipantCard, kind_name
from website.pages.roles import year_status

SLUG = "0-0-0"
_ROW = (
    '\n<tr><th scope="row"><a href="%s"%s>%s</a><span class="sub">%s</span></th><td>%s</td><td>%s</td>'
    '<td class="num"%s>%s</td><td%s>%s</td><td%s>%s</td></tr>'
)


def rows(cards: tuple[ParticipantCard, ...]) -> list[dict]:
    profile, group, language = pattern("participant-detail"), pattern("group-detail"), get_language() or ""
    return [_row(card, profile, group, language) for card in cards]


def table(cards: tuple[ParticipantCard, ...], *, former: bool = False) -> SafeString:
    """The rows of a table of participants; its head is `_participant_head.html`."""
    users, joined, ended = _label(_("Users served")), _label(_("Joined")), _label(_("Ended"))
    return filled(
        _ROW,
        (
            (
                *(row["url"], _language(row["language"]), row["name"], row["sub"], row["roles"], row["groups"]),
                *(users if row["users"] else "", row["users"], joined, row["joined"]),
                *((ended, row["ended"]) if former else ("", row["figures"])),
            )
            for row in rows(cards)
        ),
    )


@lru_cache(maxsize=256)
def _language(code: str) -> SafeString | str:
    return format_html(' lang="{}"', code) if code else ""


@lru_cache(maxsize=64)
def _label(words: str) -> SafeString:
    """What stands before a cell on a phone."""
    return format_html(' data-l="{}"', words)


def _row(card: ParticipantCard, profile: str, group: str, language: str) -> dict:
    place = _place(card.country, card.legal_kind, language)
    name_en = card.name_en if card.name_en != card.name else ""
    return {
        "url": profile.replace(SLUG, card.slug),
        "name": card.name,
        "language": card.language if card.language != "en" else "",
        "sub": f"{name_en} · {place}" if name_en else place,
        "place": place,
        "name_en": name_en,
        "roles": _tags(card.roles, language),
        "groups": _groups(card.groups, group, language) if card.groups else "",
        "users": _users(card.users_served, language),
        "since": _day(card.since, language),
        "joined": _joined(card.since, card.founding, language),
        "ended": _day(card.ended_on, language),
        "figures": _figures(card.latest_year, card.latest_state, language) if "PROCURING" in card.roles else "",
    }


@lru_cache(maxsize=2048)
def _place(country: str, kind: str, language: str) -> str:
    """Country and kind in words."""
    return " · ".join(part for part in (country_name(country, language), kind_name(kind)) if part)


@lru_cache(maxsize=512)
def country_name(code: str, language: str) -> str:
    return str(countries.name(code)) if code else ""


@lru_cache(maxsize=32)
def _tags(roles: tuple[str, ...], language: str) -> SafeString:
    return format_html_join(" ", "{}", ((tag(role),) for role in roles))


@lru_cache(maxsize=4096)
def _day(value: date | None, language: str) -> str | SafeString:
    return day(value, short=True)


@lru_cache(maxsize=4096)
def _joined(value: date | None, founding: bool, language: str) -> str | SafeString:
    """The day, and of a founding signer the word for it; what it means stands below the list (register I-8)."""
    shown = _day(value, language)
    return format_html('{}<span class="sub">{}</span>', shown, _("founding signer")) if founding else shown


@lru_cache(maxsize=256)
def _figures(year: int | None, state: str, language: str) -> SafeString:
    return status(*year_status(year, state))


@lru_cache(maxsize=4096)
def _users(number: int | None, language: str) -> str:
    return grouped(number) if number is not None else ""


@lru_cache(maxsize=1024)
def _groups(groups: tuple[GroupCard, ...], address: str, language: str) -> SafeString:
    return format_html_join(
        ", ", '<a href="{}">{}</a>', ((address.replace(SLUG, one.slug), one.name) for one in groups)
    )


@lru_cache(maxsize=64)
def pattern(name: str) -> str:
    """An address with `SLUG` in it: one look-up for all rows."""
    return reverse(f"website:{name}", kwargs={"slug": SLUG})
