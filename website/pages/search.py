"""What a search answers: parts by kind, each with its number and a way to all; one query a part, whatever it finds."""

from functools import lru_cache
from urllib.parse import urlencode

from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django_countries import countries

from buyergroups import public as buyergroups
from pact.access import Actor
from pact.search import Asked, Entry, Found, Hit, Source, found_among, sources_for
from pact.search.asking import FEWEST, MOST, PER_PAGE
from pact.search.words import excerpt
from pact.ui import navigation
from pact.ui.figures import day_words
from participants import public as participants
from reports import public as reports
from website.pages.about import contact
from website.pages.help import ARTICLES
from website.pages.roles import role_words

MOST_PAGES = 400


def answer(actor: Actor, query: QueryDict) -> dict:
    """What is shown for a question: nothing asked, too short, parts of an answer, or what else to try."""
    asked, kind = Asked.of(query.get("q", "")), query.get("kind", "")
    told = {"asked": asked, "fewest": FEWEST, "most": MOST, "parts": [], "total": 0, "one": None, "join": _join()}
    if asked.too_short:
        return told
    sources = [*sources_for(actor), *PUBLIC]
    one = next((source for source in sources if source.code == kind), None)
    page = _number(query.get("page", "")) if one else 1
    found = [_part(asked, source, page if one else 0) for source in ([one] if one else sources)]
    parts = [part for part in found if part["hits"]]
    return {**told, "parts": parts, "total": sum(part["total"] for part in parts), "one": one}


def _part(asked: Asked, source: Source, page: int) -> dict:
    """A page of one kind; without a number its first few, with the way to all."""
    found = source.find(asked.paged(page) if page else asked)
    more = found.total > (page * PER_PAGE if page else len(found.items))
    return {
        "code": source.code,
        "title": source.title,
        "total": found.total,
        "or_more": found.or_more,
        "hits": found.items,
        "all": _address(asked, source) if more and not page else "",
        "next": _address(asked, source, page + 1) if more and 0 < page < MOST_PAGES else "",
        "previous": _address(asked, source, page - 1) if page > 1 else "",
    }


def _address(asked: Asked, source: Source, page: int = 1) -> str:
    told = {"q": asked.text, "kind": source.code, "page": page if page > 1 else ""}
    return f"?{urlencode({name: value for name, value in told.items() if value})}"


def _number(text: str) -> int:
    return min(int(text), MOST_PAGES) if text.isascii() and text.isdigit() and 0 < len(text) < 6 and int(text) else 1


def _join() -> str:
    return navigation.resolve("participants:join")


def _to(name: str, slug: str) -> str:
    return reverse(f"website:{name}", kwargs={"slug": slug})


def _organizations(asked: Asked) -> Found:
    return participants.found_organizations(asked).shown(_organization)


def _organization(card: participants.ParticipantCard) -> Hit:
    standing = _("Took part until %(day)s") % {"day": day_words(card.ended_on)} if card.ended_on else ""
    land = countries.name(card.country) if card.country else ""
    english = card.name_en if card.name_en != card.name else ""
    note = " · ".join(part for part in (english, standing or role_words(card.roles), land) if part)
    return Hit(card.name, _to("participant-detail", card.slug), note, card.language if card.language != "en" else "")


def _groups(asked: Asked) -> Found:
    return buyergroups.found(asked).shown(lambda one: Hit(one.name, _to("group-detail", one.slug), one.area))


def _tenders(asked: Asked) -> Found:
    return buyergroups.found_tenders(asked).shown(_tender)


def _tender(one: tuple[str, str, str, str, str]) -> Hit:
    slug, title, buyer, expected, language = one
    return Hit(title, _to("tender-detail", slug), f"{buyer} · {expected}", language if language != "en" else "")


def _reports(asked: Asked) -> Found:
    return reports.found(asked).shown(_report)


def _report(card: reports.FoundReport) -> Hit:
    note = _("published on %(day)s") % {"day": day_words(card.published_at)}
    return Hit(card.title, _to("report-detail", card.slug), note)


def _items(asked: Asked) -> Found:
    return buyergroups.found_items(asked).shown(
        lambda one: Hit(one.title, _to("library-item", one.slug), one.kind_words, _foreign(one.language))
    )


def _rows(asked: Asked) -> Found:
    return buyergroups.found_rows(asked).shown(_row)


def _row(one: buyergroups.FoundRow) -> Hit:
    """A row of a version: its own address, which stays."""
    path = reverse("website:library-version", kwargs={"slug": one.slug, "number": one.version})
    return Hit(
        f"{one.code} {one.heading}", f"{path}#{one.code}", f"{one.title} · {one.excerpt}", _foreign(one.language)
    )


def _examples(asked: Asked) -> Found:
    return buyergroups.found_examples(asked).shown(
        lambda one: Hit(one.title, _to("example-detail", one.slug), one.organization, _foreign(one.language))
    )


def _foreign(language: str) -> str:
    return language if language != "en" else ""


def _notices(asked: Asked) -> Found:
    return participants.found_notices(asked).shown(_notice)


def _notice(card: participants.NoticeCard) -> Hit:
    note = _("takes effect on %(day)s") % {"day": day_words(card.effective_on)}
    return Hit(card.organization, reverse("website:notice-detail", kwargs={"ref": card.ref}), note)


def _clauses(asked: Asked) -> Found:
    """Of the text in force; also by number, like 2.1.4."""
    card = participants.pact_text()
    entries = (Entry(one.title, one, one.text, one.id) for one in card.clauses) if card else ()
    return found_among(entries, asked).shown(lambda one: _clause(one, asked))


def _clause(one: participants.Clause, asked: Asked) -> Hit:
    title = f"{one.id} {one.title}" if one.title not in ("", one.id) else one.id
    return Hit(title, f"{reverse('website:pact-text')}#{one.id}", excerpt(one.text, asked.words))


def _help(asked: Asked) -> Found:
    return found_among(_articles(get_language() or ""), asked)


@lru_cache(maxsize=8)
def _articles(language: str) -> tuple[Entry, ...]:
    """The articles with their words: they change with the software, not with what is published."""
    return tuple(
        Entry(
            str(one.title),
            Hit(str(one.title), _to("help-article", one.slug), str(one.line)),
            f"{one.line} {one.whom} {strip_tags(render_to_string(one.template, contact()))}",
        )
        for one in ARTICLES
    )


def _pages(asked: Asked) -> Found:
    return found_among(_places(get_language() or ""), asked)


@lru_cache(maxsize=8)
def _places(language: str) -> tuple[Entry, ...]:
    """The pages of navigation and footer, each address once."""
    groups = [*navigation.footer(), {"label": "", "items": navigation.entries(navigation.SITE, {})}]
    told = {item["url"]: (str(item["label"]), str(group["label"])) for group in groups for item in group["items"]}
    return tuple(Entry(label, Hit(label, url, group), group) for url, (label, group) in told.items())


PUBLIC = (
    Source("organisations", gettext_lazy("Participants and supporters"), _organizations),
    Source("groups", gettext_lazy("Buyer groups"), _groups),
    Source("tenders", gettext_lazy("Tenders"), _tenders),
    Source("library", gettext_lazy("Library"), _items),
    Source("clauses-of-library", gettext_lazy("Criteria and clauses of the library"), _rows),
    Source("examples", gettext_lazy("Good examples"), _examples),
    Source("reports", gettext_lazy("Reports"), _reports),
    Source("notices", gettext_lazy("Notices"), _notices),
    Source("clauses", gettext_lazy("The Pact's text"), _clauses),
    Source("help", gettext_lazy("Help"), _help),
    Source("pages", gettext_lazy("Pages"), _pages),
)
