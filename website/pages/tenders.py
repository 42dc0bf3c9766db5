"""The collective tender calendar (Pact 3.1.1.e): the list, one tender, and the next ones on other pages."""

from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django_countries import countries

from buyergroups import public
from buyergroups.public import TenderCard, TenderFilters
from pact.ui import navigation
from website.forms import TenderFilter
from website.pages import quarters

PER_PAGE = 25
NEXT = 4
MOST = 12
VIEWS = (
    ("tender-list", gettext_noop("List")),
    ("tender-calendar", gettext_noop("Month")),
    ("tender-timeline", gettext_noop("Timeline")),
)


def filter_of(query: QueryDict, day: date) -> TenderFilter:
    offered = public.tender_choices()
    lands = sorted(((code, countries.name(code)) for code, _name in offered["country"]), key=lambda pair: pair[1])
    times = quarters.offered(day)
    choices = {
        "country": [("", _("All countries")), *lands],
        "group": [("", _("All buyer groups")), *offered["group"]],
        "product": [("", _("All products")), *offered["product"]],
        "stage": [("", _("Coming and published")), ("ALL", _("All stages")), *stages()],
        "first": [("", _("Any time")), *times],
        "last": [("", _("Any time")), *times],
    }
    return TenderFilter(query, choices)


def stages() -> list[tuple[str, str]]:
    return [(code, _(label).capitalize()) for code, label in public.STAGES]


def filters_of(form: TenderFilter) -> TenderFilters:
    same = {name: form.asked(name) for name in ("q", "country", "product", "stage", "group", "criteria")}
    return TenderFilters(
        **same,
        open_to_others=form.asked("open") == "yes",
        first=quarters.first_day(form.asked("first")),
        last=quarters.last_day(form.asked("last")),
    )


def listed(query: QueryDict, day: date) -> dict:
    """A page of the list, in the order of the times."""
    form = filter_of(query, day)
    found = public.tenders(filters_of(form), day)
    page = Paginator(found, PER_PAGE).get_page(query.get("page"))
    return {
        **around(form, query, "tender-list"),
        "page": page,
        "rows": [row(card) for card in page],
        "total": len(found),
        "buyers": found.buyers,
        "today": day,
    }


def around(form: TenderFilter, query: QueryDict, view: str) -> dict:
    """What stands around each of the three views: filters, tabs, files and feeds of the same question."""
    asked = address({name: form.asked(name) for name in form.fields})
    calendar = reverse("website:tender-feed") + asked
    host = settings.SITE_ADDRESS.partition("://")[2]
    kinds = (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"))
    files = [{"label": label, "url": reverse("website:tender-file", args=[kind]) + asked} for kind, label in kinds]
    return {
        "form": form,
        "chips": chips(form),
        "tabs": [
            {"label": _(label), "url": reverse(f"website:{name}") + asked, "current": name == view}
            for name, label in VIEWS
        ],
        "files": [*files, {"label": "OCDS", "url": reverse("website:tender-releases") + asked}],
        "feed": calendar,
        "subscribe": f"webcal://{host}{calendar}",
    }


def chips(form: TenderFilter) -> list[dict]:
    """What narrows the calendar, each with the address without it."""
    given = {name: form.asked(name) for name in form.fields}
    found = []
    for name, value in given.items():
        if value:
            words = f"“{value}”" if name == "q" else dict(form.fields[name].choices)[value]
            lead = {"first": _("From %(when)s"), "last": _("Until %(when)s")}.get(name, "%(when)s")
            found.append({"label": lead % {"when": words}, "url": address({**given, name: ""}) or "?"})
    return found


def address(given: dict[str, str]) -> str:
    text = urlencode({name: value for name, value in given.items() if value})
    return f"?{text}" if text else ""


def row(card: TenderCard) -> dict:
    """A tender as a line of a table."""
    return {
        "card": card,
        "url": page_of(card),
        "country": countries.name(card.buyer.country) if card.buyer.country else "",
        "when": f"{card.expected.first:%Y-%m}",
        "products": ", ".join(lot.name for lot in card.lots),
    }


def page_of(card: TenderCard) -> str:
    return reverse("website:tender-detail", kwargs={"slug": card.slug})


def criteria_page_of(one: public.CriteriaCard) -> str:
    """The lasting address of a version in the library; empty where the library has no pages."""
    return navigation.resolve("website:library-version", slug=one.item, number=one.number) if one else ""


def tender(slug: str, day: date) -> dict | None:
    card = public.tender(slug, day)
    if card is None:
        return None
    return {
        **row(card),
        "tender": card,
        "buyers": [{"card": one, "country": countries.name(one.country) if one.country else ""} for one in card.buyers],
        "criteria": [{"card": one, "url": criteria_page_of(one)} for one in card.criteria],
        "release": reverse("website:tender-release", kwargs={"slug": card.slug}),
        "updated": public.changed_at(card),
    }


def coming(day: date) -> list[dict]:
    """For the home page."""
    return [row(card) for card in public.coming_tenders(day, NEXT)]


def of_group(slug: str, day: date) -> list[dict]:
    return [row(card) for card in public.tenders_of_group(slug, day, MOST)]


def of_participant(slug: str, day: date) -> list[dict]:
    return [row(card) for card in public.tenders_of_participant(slug, day, MOST)]
