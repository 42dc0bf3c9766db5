"""The home page: who takes part, where we stand, what is new."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buyergroups import public as buyergroups
from governance import public as governance
from monitoring import public as monitoring
from pact.ui import navigation
from pact.ui.figures import as_day, day_words, grouped
from participants import public as participants
from reports import public as reports
from website.pages import tenders
from website.pages.drawings import maps_of, ring_of
from website.pages.roles import role_words

NEWS = 4
FEED = 24


@dataclass(frozen=True)
class News:
    on: date
    title: str
    url: str
    note: str


def home(day: date) -> dict:
    """Everything the page shows, in a constant number of queries."""
    strokes, counts = participants.ring(), participants.counts_by_country()
    card = reports.latest_figures()
    return {
        "ring": ring_of(strokes, len(counts)),
        "total": len(strokes),
        "report": card,
        "figures": figures_of(card) if card else (),
        "aims": () if card else aims(day),
        "maps": maps_of(counts),
        "news": news(card),
        "tenders": tenders.coming(day),
        "join_url": navigation.resolve("participants:join"),
        "terms": participants.terms(day),
    }


def figures_of(card: reports.ReportCard) -> list[dict]:
    """The four key figures, each with a bar where it is part of a whole."""
    body = card.body
    bars = (
        (body["pact"]["users_share"], _("Share of the aim")),
        (body["coverage"]["share"], _("Share of organisations that reported")),
        (body["devices"]["used_share"], _("Share of reported devices")),
        (None, ""),
    )
    return [
        {**figure, "share": share, "share_label": words}
        for figure, (share, words) in zip(reports.headline(card), bars, strict=True)
    ]


def aims(day: date) -> list[dict]:
    """What the Pact aims for (1.2.1), shown until there are figures; never zeros."""
    target = monitoring.users_target(day)
    return [
        {
            "value": grouped(target.value),
            "label": _("users served"),
            "context": _("The aim for the volume we buy together, by %(day)s. Pact 1.2.1 d")
            % {"day": day_words(target.due_on)},
        },
        {
            "value": "⅓–½",
            "label": _("less carbon for each user"),
            "context": _("Measured over eight years, against new devices every three to four years. Pact 1.2.1 b"),
        },
        {
            "value": "2030",
            "label": _("circular and fair ICT on the market"),
            "context": _("Widely available by then. Pact 1.2.1 a"),
        },
    ]


def latest(size: int = FEED) -> list[News]:
    """What feed readers get: longer than the list of the home page."""
    return news(reports.latest_figures(), size)


def news(card: reports.ReportCard | None, size: int = NEWS) -> list[News]:
    """What was published last: joiners, notices, the report; newest first."""
    joined = [_joined(one) for one in participants.recently_joined(size) if one.since]
    notices = [
        News(
            notice.sent_on,
            _("Notice of termination: %(name)s") % {"name": notice.organization},
            reverse("website:notice-detail", kwargs={"ref": notice.ref}),
            _("Takes effect on %(day)s") % {"day": day_words(notice.effective_on)},
        )
        for notice in participants.notices(size)
    ]
    decided = [_decided(one) for one in governance.decisions_in_news(size)]
    report = [_published(card)] if card else []
    shelf = [_shelved(one) for one in buyergroups.published_lately(size)]
    return sorted([*joined, *notices, *decided, *report, *shelf], key=lambda one: one.on, reverse=True)[: size + 1]


def _joined(one: participants.ParticipantCard) -> News:
    note = ", ".join(part for part in (role_words(one.roles), one.country_name) if part)
    return News(
        one.since,
        _("%(name)s joined") % {"name": one.name},
        reverse("website:participant-detail", kwargs={"slug": one.slug}),
        note,
    )


def _decided(one: governance.DecisionCard) -> News:
    url = reverse("website:decision-detail", kwargs={"number": one.number})
    return News(as_day(one.decided_on), one.in_short, url, _("Decision %(number)s") % {"number": one.number})


def _shelved(one: buyergroups.Fresh) -> News:
    url = reverse("website:library-version", kwargs={"slug": one.slug, "number": one.number})
    note = _("Library: %(kind)s, version %(number)s") % {"kind": one.kind_words, "number": one.number}
    return News(as_day(one.on), one.title, url, note)


def _published(card: reports.ReportCard) -> News:
    pages = card.document.pages if card.document else None
    told = ngettext("PDF, %(n)s page", "PDF, %(n)s pages", pages) % {"n": pages} if pages else ""
    note = ", ".join(part for part in (told, _("as web page and data")) if part)
    url = reverse("website:report-detail", kwargs={"slug": card.slug})
    return News(card.published_at.date(), card.title, url, note)
