"""The list of participants, of those that left, and of supporters (Pact 6.4.3): two queries a page."""

from functools import lru_cache
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django_countries import countries

from pact.clock import now
from pact.publishing.cache import remembered
from pact.rulebook.duration import ended_on
from pact.ui import navigation
from pact.ui.figures import day_words, grouped
from participants import public
from website.forms import FORMER, NEWEST, ParticipantFilter
from website.pages.drawings import maps_of
from website.pages.rows import rows, table

CURSORS = ("after", "before")


def listed(query: QueryDict) -> dict:
    """What the address asks for. The map stands where nothing is asked: what is filtered is smaller than it."""
    form = filter_of(query)
    sort = NEWEST if query.get("sort") == NEWEST else ""
    filters, find = form.filters(sort), public.former if form.former else public.participants
    page = find(filters, query.get("after"), before=query.get("before"))
    counted = form.facets
    narrowed = chips(form, query)
    return {
        "form": form,
        "table": table(page.items, former=form.former),
        "pager": pager(query, page),
        "former": form.former,
        "said": "" if form.former else said(counted, get_language() or ""),
        "found": counted.found(filters),
        "chips": narrowed,
        "newest": bool(sort),
        "by_name": address(query, sort=None),
        "by_joined": address(query, sort=NEWEST),
        "files": files(query),
        "ended": None if page.items or narrowed or form.former else ended_on(now()),
        "maps": None if narrowed or page.before or form.former else maps_of(counts(counted)),
    }


def filter_of(query: QueryDict) -> ParticipantFilter:
    """The filter over the counts of the list that is asked for."""
    return ParticipantFilter.of(query, facets("FORMER" if query.get("standing") == FORMER else "PARTICIPANTS"))


def facets(on_list: str = "PARTICIPANTS") -> public.Facets:
    """The counts of one list, which every page of it shows."""
    return remembered(f"facets {on_list}", lambda: public.facets(on_list))


def counts(facets: public.Facets) -> dict[str, int]:
    return {facet.code: facet.n for facet in facets.countries}


@lru_cache(maxsize=16)
def said(facets: public.Facets, language: str) -> str:
    """ "184 organisations in 14 countries have signed the Pact: …"; every organisation is named once."""
    by = {facet.code: facet.n - facets.both_roles for facet in facets.roles}
    if not facets.total:
        return _("Nobody has signed the Pact yet.")
    parts = [
        (by.get("PROCURING", 0), _("%(n)s as procuring organisations")),
        (by.get("COORDINATING", 0), _("%(n)s as coordinating organisations")),
        (facets.both_roles, _("%(n)s as both")),
    ]
    told = [words % {"n": grouped(n)} for n, words in parts if n]
    lands = len(facets.countries)
    return _("%(total)s in %(countries)s signed the Pact: %(roles)s.") % {
        "total": ngettext("%(n)s organisation", "%(n)s organisations", facets.total) % {"n": grouped(facets.total)},
        "countries": ngettext("%(n)s country", "%(n)s countries", lands) % {"n": grouped(lands)},
        "roles": told[0]
        if len(told) == 1
        else _("%(first)s and %(last)s") % {"first": ", ".join(told[:-1]), "last": told[-1]},
    }


def chips(form: ParticipantFilter, query: QueryDict) -> list[dict]:
    """What narrows the list, each with the address without it."""
    found = []
    for name in ("q", "country", "role", "kind", "group", "joined_from", "joined_to", "standing"):
        value = form.asked(name)
        if value:
            found.append({"label": _chip(form, name, value), "url": address(query, **{name: None})})
    return found


def _chip(form: ParticipantFilter, name: str, value) -> str:
    if name == "q":
        return f"“{value}”"
    if name in ("joined_from", "joined_to"):
        words = _("Joined from %(day)s") if name == "joined_from" else _("Joined until %(day)s")
        return words % {"day": day_words(value)}
    if name == "standing":
        return _("Took part once")
    return str(dict(form.fields[name].widget.choices).get(value, value))


def pager(query: QueryDict, page: public.Page) -> dict[str, str]:
    """Addresses of the neighbouring pages."""
    return {
        "next": address(query, after=page.after) if page.after else "",
        "previous": address(query, before=page.before) if page.before else "",
    }


def address(query: QueryDict, **changes: str | None) -> str:
    """This list with other parameters, from its beginning unless a cursor is given."""
    kept = {name: value for name, value in query.items() if name not in CURSORS and value}
    kept |= changes
    text = urlencode({name: value for name, value in kept.items() if value})
    return f"?{text}" if text else "?"


def files(query: QueryDict) -> tuple[tuple[str, str], ...]:
    """What is shown, as files: address and name of each."""
    asked = address(query)
    kinds = (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"))
    return tuple((_file(kind) + (asked if asked != "?" else ""), label) for kind, label in kinds)


@lru_cache(maxsize=8)
def _file(kind: str) -> str:
    return reverse("website:participant-file", kwargs={"kind": kind})


def country(code: str, query: QueryDict) -> dict:
    """One country: its groups, its participants."""
    if code != code.lower() or code.upper() not in countries:
        raise Http404
    page = public.participants(public.Filters(country=code.upper()), query.get("after"), before=query.get("before"))
    return {
        "name": countries.name(code.upper()),
        "code": code.upper(),
        "total": counts(facets()).get(code.upper(), 0),
        "table": table(page.items),
        "pager": pager(query, page),
        "files": files(QueryDict(f"country={code.upper()}")),
        "join_url": navigation.resolve("participants:join"),
        "coordinators": rows(public.participants(public.Filters(country=code.upper(), role="COORDINATING")).items),
    }
