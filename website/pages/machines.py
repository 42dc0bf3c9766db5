"""Texts for machines."""

from collections.abc import Iterator
from datetime import UTC, datetime, time

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from buyergroups import public as buyergroups
from governance import public as governance
from pact.clock import today
from participants import public as participants
from reports import public as reports
from website.pages.about import contact
from website.pages.help import ARTICLES
from website.pages.home import latest
from website.sheets import every_supporter

PAGES = (
    *(
        "home",
        "participant-list",
        "supporter-list",
        "supporter-exceptions",
        "group-list",
        "library",
        "example-list",
        "plan-list",
        "notice-list",
        "dispute-list",
        "amendment-list",
        "duration",
        "about",
        "pact-text",
        "pact-compare",
        "definitions",
    ),
    *("tender-list", "tender-calendar", "tender-timeline"),
    *("rule-list", "reading-list", "decision-list", "target-list"),
    *("governance", "method", "results", "report-list", "api-docs", "accessibility", "privacy", "contact", "help-list"),
)
# Workspaces and steps: nothing there for a reader from outside.
CLOSED = ("/me/", "/o/", "/g/", "/committee/", "/secretariat/", "/accounts/", "/demo/", "/search/", "/library/basket")
MOST = 45_000  # a sitemap holds at most 50,000 addresses


def sitemap() -> str:
    lines = "".join(f"<url><loc>{escape(settings.SITE_ADDRESS + path)}</loc></url>" for path in paths())
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{lines}</urlset>'


def paths() -> Iterator[str]:
    """Every public page."""
    yield from (reverse(f"website:{name}") for name in PAGES)
    yield from (_of("help-article", article.slug) for article in ARTICLES)
    counts = participants.counts_by_country()
    yield from (reverse("website:participant-country", kwargs={"code": code.lower()}) for code in sorted(counts))
    yield from (reverse("website:amendment-detail", args=[row.number]) for row in governance.amendments())
    yield from (_of("group-detail", group.slug) for group in buyergroups.groups(today()))
    yield from (_of("tender-detail", slug) for slug in buyergroups.tender_slugs())
    for card in buyergroups.items(buyergroups.Asks()):
        yield _of("library-item", card.slug)
        yield reverse("website:library-version", kwargs={"slug": card.slug, "number": card.version})
    yield from (_of("example-detail", card.slug) for card in buyergroups.examples())
    for plan in reports.shared_plans():
        yield reverse("website:plan-detail", kwargs={"year": plan.year, "slug": plan.slug})
    for decided in governance.decisions(limit=None):
        yield reverse("website:decision-detail", kwargs={"number": decided.number})
    for card in reports.published_reports():
        yield _of("report-detail", card.slug)
        yield reverse("website:results-year", kwargs={"year": card.year})
    yield from (_of("supporter-detail", card.slug) for card in every_supporter())
    for number, card in enumerate(participants.every_participant()):
        if number >= MOST:
            return
        yield _of("participant-detail", card.slug)


def _of(name: str, slug: str) -> str:
    return reverse(f"website:{name}", kwargs={"slug": slug})


def feed() -> str:
    """What was published last, as Atom."""
    made = Atom1Feed(
        title=_("Circular & Fair ICT Pact: newly published"),
        link=settings.SITE_ADDRESS + "/",
        description="",
        feed_url=settings.SITE_ADDRESS + reverse("website:feed"),
        language="en",
    )
    for one in latest():
        moment = datetime.combine(one.on, time(), UTC)
        made.add_item(one.title, settings.SITE_ADDRESS + one.url, one.note, pubdate=moment, updateddate=moment)
    return made.writeString("utf-8")


def robots() -> str:
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in CLOSED),
        f"Sitemap: {settings.SITE_ADDRESS}/sitemap.xml",
    ]
    return "\n".join(lines) + "\n"


def security(until: datetime) -> str:
    """RFC 9116."""
    return (
        f"Contact: mailto:{contact()['email']}\n"
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}\n"
        "Preferred-Languages: en\n"
        f"Canonical: {settings.SITE_ADDRESS}/.well-known/security.txt\n"
    )
