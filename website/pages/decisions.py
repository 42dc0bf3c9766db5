"""Public decisions of the Steering Committee: the register and the extract of each."""

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from governance import public as governance
from monitoring import public as monitoring
from pact.ui.figures import day_words
from website.forms import DecisionFilter
from website.pages.about import said, tally

PER_PAGE = 25


def listed(query: QueryDict) -> dict:
    """Every published decision, newest first, by year and words."""
    every = governance.decisions(limit=None)
    form = DecisionFilter(query or None, years=sorted({card.decided_on.year for card in every}, reverse=True))
    words, year = form.asked()
    found = [card for card in every if (not year or card.decided_on.year == year) and words in _searched(card)]
    paged = Paginator(found, PER_PAGE).get_page(query.get("page"))
    return {"form": form, "page": paged, "rows": [(card, tally(card.tally)) for card in paged], "any": bool(every)}


def _searched(card: governance.DecisionCard) -> str:
    return f"{card.number} {card.clause} {card.text}".casefold()


def decision(number: str) -> dict | None:
    """One decision and what it changes; None for a number that is not public."""
    card = governance.decision(number)
    if card is None:
        return None
    return {"decision": card, "votes": tally(card.tally), "changes": changes(number)}


def changes(number: str) -> list[tuple[str, str]]:
    """What follows from a decision in the registers: a sentence and the address of the register."""
    rules, scope = reverse("website:rule-list"), governance.scope(number)
    found = [(_changed(card), f"{rules}#{card.key}") for card in governance.rules(number)]
    found += [(_scope_words(card, number), f"{rules}#scope") for card in scope]
    targets = [card for card in monitoring.targets() if card.decision == number]
    return [*found, *((card.title, reverse("website:target-list")) for card in targets)]


def _changed(card: governance.RuleCard) -> str:
    value, unit = said(card)
    told = {"sentence": card.sentence, "value": f"{value} {unit}".strip(), "day": day_words(card.valid_from)}
    return _("%(sentence)s %(value)s from %(day)s.") % told


def _scope_words(card: governance.ScopeCard, number: str) -> str:
    if card.left_by == number:
        return _("%(group)s leave the scope on %(day)s.") % {"group": card.group, "day": day_words(card.until)}
    return _("%(group)s come into scope on %(day)s.") % {"group": card.group, "day": day_words(card.since)}
