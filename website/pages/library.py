"""The library: its list with filters and words, each version at its address, what changed between two (Pact 4.6)."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buyergroups import public
from pact.clock import today
from pact.ui import navigation
from pact.ui.figures import language_name
from website.forms import LibraryFilter
from website.pages import baskets
from website.pages.filtering import chips

PER_PAGE = 25
STATES = (
    ("CONSULTATION", gettext_lazy("draft for comment")),
    ("PUBLISHED", gettext_lazy("published")),
    ("SUPERSEDED", gettext_lazy("superseded")),
)
THEMES = {
    "CIRCULAR": gettext_lazy("circular"),
    "FAIR": gettext_lazy("fair"),
    "CLIMATE": gettext_lazy("climate"),
}
FILES = (("docx", "Word"), ("odt", "OpenDocument"), ("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"))


def listed(query: QueryDict) -> dict:
    """Items by the filters of the address; where nothing is found, what comes near and whom to ask."""
    form = _filter(query)
    asks = public.Asks(**form.asked())
    found = public.items(asks)
    chosen = baskets.kept(query)
    narrowed = chips(form, query)
    return {
        "form": form,
        "today": today(),
        "page": Paginator(found, PER_PAGE).get_page(query.get("page")),
        "total": len(found),
        "rows": sum(card.rows for card in found),
        "chips": narrowed,
        "nearest": public.nearest(asks) if not found and narrowed else (),
        "at_work": _at_work(asks.group) if not found else (),
        "chosen": chosen,
        "basket_url": baskets.address("website:library-basket", chosen),
        "carried": f"?{baskets.carried(chosen)}" if chosen else "",
        "files": [{"label": label, "url": reverse("website:library-data", args=[kind])} for kind, label in FILES[2:]],
    }


def _filter(query: QueryDict) -> LibraryFilter:
    offered = public.choices()
    offered["language"] = [(code, language_name(code)) for code, _label in offered["language"]]
    offered["theme"] = [(code, str(THEMES[code])) for code, _label in offered["theme"]]
    asked = {name: query[name] for name in LibraryFilter.base_fields if query.get(name)}
    return LibraryFilter(asked or None, {**offered, "state": list(STATES)})


def _at_work(code: str) -> list[tuple[str, str]]:
    """Working groups with their pages; without such pages the Secretariat is asked."""
    found = [
        (one.name, navigation.resolve("website:working-group-detail", slug=one.slug)) for one in public.at_work(code)
    ]
    return [(name, url or reverse("website:contact")) for name, url in found]


def item(slug: str, number: int, query: QueryDict) -> dict | None:
    """One version; without a number the one that counts. None where nothing is public."""
    card = public.version(slug, number)
    if card is None:
        return None
    own, others = baskets.split(query, slug, card.item.version)
    return {
        "version": card,
        "item": card.item,
        "today": today(),
        "groups": _by_type(card, own),
        "cite": cited(card.item.title, card.item.version, permanent(slug, card.item.version), card.item.state),
        "permanent": permanent(slug, card.item.version),
        "spoken": language_name(card.item.language),
        "themes": [THEMES[code] for code in card.item.themes if code in THEMES],
        "voices": public.voices(slug, card.item.version),
        "comments": public.comments(slug, card.item.version),
        "examples": public.examples_with(slug, card.item.version),
        "working_group": navigation.resolve("website:working-group-detail", slug=card.item.working_group_slug),
        "others": others,
        "chosen_keys": baskets.kept(query),
        "basket_url": baskets.address("website:library-basket", baskets.kept(query)),
        "library_url": baskets.address("website:library", baskets.kept(query)),
        "comment_url": _comment_url(card),
        "files": [
            {"label": label, "url": reverse("website:library-file", args=[slug, card.item.version, kind])}
            for kind, label in FILES
        ],
    }


def _comment_url(card: public.VersionCard) -> str:
    """The form stands on the floor that keeps comments; it is there while a draft is open for them."""
    if card.item.state != "CONSULTATION" or card.item.comments_until < today():
        return ""
    return reverse("buyergroups:consultation-comment", kwargs={"slug": card.item.slug, "number": card.item.version})


def _by_type(card: public.VersionCard, own: set[str]) -> list[tuple[str, list[dict]]]:
    """Rows under the part of a tender to which they belong, in the order in which such parts come."""
    found: dict[str, list[dict]] = {}
    for row in card.rows:
        where = permanent(card.item.slug, card.item.version, row.code)
        cite = cited(card.item.title, card.item.version, where, card.item.state, row.code)
        found.setdefault(row.type, []).append(
            {
                "row": row,
                "theme": THEMES.get(row.theme, ""),
                "cite": cite,
                "copied": f"{row.text}\n\n{cite}",
                "lines": row.text.count("\n") + len(row.text) // 70 + 4,
                "key": baskets.key(card.item.slug, card.item.version, row.code),
                "chosen": row.code in own,
            }
        )
    return [(rows[0]["row"].type_words, rows) for _type, rows in sorted(found.items(), key=lambda pair: place(pair[0]))]


def place(code: str) -> int:
    order = ("SUITABILITY", "SELECTION", "REQUIREMENT", "AWARD", "CONTRACT_CLAUSE", "GUIDANCE")
    return order.index(code) if code in order else len(order)


def permanent(slug: str, number: int, code: str = "") -> str:
    """The address that stays: of a version, or of one of its rows."""
    path = reverse("website:library-version", kwargs={"slug": slug, "number": number})
    return f"{settings.SITE_ADDRESS}{path}{'#' + code if code else ''}"


def cited(title: str, number: int, where: str, state: str = "", code: str = "") -> str:
    """How a version or a row is cited in a tender, with the address that stays."""
    told = {"title": title, "number": number, "code": code, "address": where}
    told["draft"] = _(" (draft for comment)") if state == "CONSULTATION" else ""
    if code:
        return _("Circular & Fair ICT Pact, %(title)s, version %(number)s%(draft)s, %(code)s, %(address)s") % told
    return _("Circular & Fair ICT Pact, %(title)s, version %(number)s%(draft)s, %(address)s") % told


def compared(slug: str, query: QueryDict) -> dict | None:
    """Two versions row by row; without numbers the one that counts and the one before it."""
    newest = public.version(slug)
    if newest is None:
        return None
    numbers = [ref.number for ref in newest.versions]
    second = _one_of(query.get("to", ""), numbers) or newest.item.version
    below = [number for number in numbers if number < second]
    first = _one_of(query.get("from", ""), numbers) or max(below, default=second)
    old, new = public.version(slug, first), public.version(slug, second)
    pairs = _pairs(old, new) if old and new and first != second else []
    changed = [pair for pair in pairs if pair["kind"] != "SAME"]
    told = {"item": newest.item, "numbers": sorted(numbers), "first": first, "second": second}
    return {**told, "changed": changed, "same": len(pairs) - len(changed)}


def _one_of(text: str, numbers: list[int]) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    return number if number in numbers else 0


def _pairs(old: public.VersionCard, new: public.VersionCard) -> list[dict]:
    """Rows of both in the newer order; each with its words before and after, and what kind of change it is."""
    before, after = ({row.code: row for row in card.rows} for card in (old, new))
    found = []
    for code in (*after, *(code for code in before if code not in after)):
        was, now = before.get(code), after.get(code)
        kind = "NEW" if was is None else "GONE" if now is None else "SAME" if _words(was) == _words(now) else "CHANGED"
        heading = (now or was).heading
        found.append({"code": code, "heading": heading, "kind": kind, "before": _words(was), "after": _words(now)})
    return found


def _words(row: public.RowCard | None) -> str:
    """A row as one text, which can be compared word by word."""
    if row is None:
        return ""
    facts = " · ".join(part for part in (row.type_words, row.level_words, row.weight_hint) if part)
    labels = ", ".join(label.name for label in row.labels)
    below = [_("Verification: %s") % row.verification if row.verification else "", labels, row.label_note]
    return "\n".join(part for part in (row.heading, row.text, facts, *below) if part)
