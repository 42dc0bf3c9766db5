"""The tender calendar by month and as a timeline."""

from calendar import Calendar
from collections import defaultdict
from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from buyergroups import public
from buyergroups.public import TenderCard
from pact import charts
from pact.ui.figures import day_words, grouped
from website.pages import quarters
from website.pages.tenders import PER_PAGE, address, around, filter_of, filters_of, row

MOST = 200
DAYS = (
    ("published_on", gettext_noop("Notice published")),
    ("award_expected_on", gettext_noop("Award expected")),
    ("awarded_on", gettext_noop("Awarded")),
    ("contract_from", gettext_noop("Contract begins")),
)


def month(query: QueryDict, day: date) -> dict:
    """A month as a table of weeks: what is expected in it stands above the days, what has a day of its own on it."""
    form = filter_of(query, day)
    first = quarters.month_of(query.get("month", ""), day)
    last = quarters.last_of(first)
    cards = public.tenders_between(filters_of(form), first, last, day, MOST)
    expected = [card for card in cards if not card.published_on and _overlaps(card, first, last)]
    on = _by_day(cards, first, last)
    given = {name: form.asked(name) for name in form.fields}
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    around_it = {"previous": first - timedelta(days=1), "next": last + timedelta(days=1)}
    return {
        **around(form, query, "tender-calendar"),
        "first": first,
        "name": formats.date_format(first, "F Y"),
        "here": f"{first:%Y-%m}",
        "weekdays": [formats.date_format(date(2024, 1, n), "l") for n in range(1, 8)],
        "expected": [row(card) for card in expected],
        "weeks": [[_cell(one, first, day, on) for one in week] for week in weeks],
        "any": bool(expected or on),
        "cut": len(cards) == MOST,
        **{name: {"url": address({**given, "month": f"{one:%Y-%m}"}), "name": formats.date_format(one, "F Y")}
           for name, one in around_it.items()},
    }  # fmt: skip


def _overlaps(card: TenderCard, first: date, last: date) -> bool:
    return card.expected.first <= last and card.expected.last >= first


def _by_day(cards: list[TenderCard], first: date, last: date) -> dict[date, list[dict]]:
    found: dict[date, list[dict]] = defaultdict(list)
    for card in cards:
        for name, words in DAYS:
            on = getattr(card, name)
            over = name == "award_expected_on" and card.awarded_on
            if on and first <= on <= last and not over:
                found[on].append({**row(card), "what": _(words)})
    return found


def _cell(one: date, first: date, today: date, on: dict[date, list[dict]]) -> dict:
    return {"day": one, "inside": one.month == first.month, "today": one == today, "entries": on.get(one, ())}


def timeline(query: QueryDict, day: date) -> dict:
    """The same page of tenders as the list, drawn on an axis of quarters; the same numbers stand in the table."""
    form = filter_of(query, day)
    found = public.tenders(filters_of(form), day)
    page = Paginator(found, PER_PAGE).get_page(query.get("page"))
    cards = list(page)
    return {
        **around(form, query, "tender-timeline"),
        "page": page,
        "total": len(found),
        "drawing": drawn(cards, day) if cards else None,
        "rows": [row(card) for card in cards],
    }


def drawn(cards: list[TenderCard], day: date) -> charts.Drawing:
    head = (_("Tender"), _("Buyer"), _("Notice"), _("Award"), _("Stage"), _("Devices"))
    return charts.spans(
        _("Tenders by the time of their notice"),
        [_span(card) for card in cards],
        head=head,
        words={
            "firm": _("notice published"),
            "loose": _("notice expected"),
            "late": _("time passed, not updated"),
        },
        mark_words=_("award"),
        today=day,
        coverage=ngettext("%(n)s tender", "%(n)s tenders", len(cards)) % {"n": grouped(len(cards))},
        source=_("Entered by the buyers themselves; as of %(day)s.") % {"day": day_words(day)},
    )


def _span(card: TenderCard) -> charts.Span:
    award = card.awarded_on or card.award_expected_on
    first, last = card.expected.first, card.expected.last
    if card.published_on:
        first = last = card.published_on
    look = "firm" if card.published_on or card.awarded_on else "late" if card.passed else "loose"
    notice = day_words(card.published_on) if card.published_on else card.expected_words
    devices = grouped(card.quantity) if card.quantity else _("open")
    told = (card.buyer.name, notice, day_words(award) if award else "", card.stage_words, devices)
    return charts.Span(card.title, first, last, look, award, told)
