"""Proposals to the committee: what they are about, their words, and what stands against them already."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from governance.models import Decision, Matter, ProductGroup
from governance.rules import proposals as rules
from governance.rules.readings import by_key
from pact.access import Actor
from pact.files.models import StoredFile
from pact.rulebook.models import RuleParameter
from pact.ui.figures import day_words, grouped, percentage
from participants.models import Organization

PAPER = "governance.proposal"
Words = list[tuple[str, str]]


def proposals(actor: Actor):
    return Matter.objects.visible_to(actor).filter(url_name="governance:proposal-detail")


def votes_of(actor: Actor, matter: Matter) -> list[Decision]:
    """The votes on a proposal, newest first: a vote without a quorum may be held again."""
    return list(Decision.objects.visible_to(actor).filter(matter=matter).order_by("-pk"))


def papers(actor: Actor):
    return StoredFile.objects.visible_to(actor).filter(purpose=PAPER)


def proposed_by(actor: Actor) -> str:
    if actor.sees_all:
        return _("Proposed by the Secretariat.")
    member = Organization.objects.filter(pk=actor.seat_organization_id).first()
    return _("Proposed by %(name)s.") % {"name": member.name} if member else ""


def groups_to_choose() -> list[tuple[str, str]]:
    """A register that everybody may see: what is counted (1.1)."""
    return list(ProductGroup.objects.order_by("order").values_list("code", "name_plural"))


def every_group(code: str) -> ProductGroup | None:
    """For a proposal that names one; product groups are public."""
    return ProductGroup.objects.filter(code=code).first()


def subject_of(kind: str, content: dict) -> str:
    """What one open proposal at a time may be about; empty for texts, of which several may be open."""
    named = {
        rules.BUDGET: lambda: f"{kind}/{content['year']}",
        rules.FEE: lambda: f"{kind}/{content['year']}",
        rules.READING: lambda: content["key"],
        rules.SCOPE: lambda: f"{kind}/{content['code']}",
        rules.TARGET: lambda: f"{kind}/{content['metric']}/{content['due_on']}",
    }
    return named[kind]() if kind in named else ""


def standing_against(kind: str, content: dict, today: date) -> str:
    """Why this cannot be put: it would begin in the past, stands in the Pact's text (6.5), or is so already."""
    late = rules.too_late(kind, content, today)
    if late:
        return _("Choose a later day: nothing begins before it is decided.")
    keys = {rules.FEE: "fee.initial", rules.READING: content.get("key", "")}
    if kind not in keys:
        return _scope_against(content) if kind == rules.SCOPE else ""
    row = RuleParameter.objects.filter(key=keys[kind], valid__upper_inf=True).first()
    if row is None:
        return _("The Pact has no such rule.")
    if not rules.may_be_decided(row.changed_by):
        return _("This stands in the text of the Pact. Only an amendment changes it (Pact 6.5).")
    if kind == rules.READING and row.value == content["choice"]:
        return _("The Pact is read like this already.")
    if rules.begins_on(kind, content) <= row.valid.lower:
        day = day_words(row.valid.lower)
        return _("A value from %(day)s on is set already. Choose a later day.") % {"day": day}
    return ""


def _scope_against(content: dict) -> str:
    inside = ProductGroup.objects.in_scope(content["valid_from"]).filter(code=content["code"]).exists()
    if content["enters"] and inside:
        return _("This product group is in scope on that day already.")
    if not content["enters"] and not inside:
        return _("This product group is not in scope on that day.")
    return ""


def question(kind: str, content: dict) -> str:
    """The question that is put to the vote."""
    return _QUESTIONS[kind](content)


def words(kind: str, content: dict) -> Words | None:
    """What a proposal puts to the vote; None for a matter of another kind."""
    return _WORDS[kind](content) if kind in _WORDS else None


def money(cents: int) -> str:
    euros, rest = divmod(cents, 100)
    return _("EUR %(amount)s") % {"amount": f"{grouped(euros)}.{rest:02d}"}


def value_words(content: dict) -> str:
    """The value of a target: users as a number, a reduction as a share or a band."""
    if content["metric"] == rules.USERS_SERVED:
        return grouped(content["value"])
    parts = [content["value"], content["value_to"]]
    return " – ".join(percentage(part, 1) for part in parts if part is not None)


METRICS = {
    rules.USERS_SERVED: "users served",
    rules.REDUCTION: "carbon reduction per user over eight years",
}


def _reading_words(content: dict) -> Words:
    entry = by_key(content["key"])
    choice = entry.choice(content["choice"]) if entry else None
    return [
        (_("Question"), f"{entry.id}: {entry.question}" if entry else content["key"]),
        (_("Pact"), entry.clause if entry else ""),
        (_("Read as"), choice.words if choice else content["choice"]),
        (_("From"), day_words(content["valid_from"])),
    ]


def _text_words(content: dict) -> Words:
    told = [(_("Title"), content["title"]), (_("Text"), content["text"])]
    paper = content["paper"]
    return [*told, (_("With the paper"), f"{paper['name']}\nSHA-256 {paper['sha256']}")] if paper else told


def _budget_words(content: dict) -> Words:
    lines = [(line["purpose"], money(line["cents"])) for line in content["lines"]]
    return [(_("Year"), str(content["year"])), *lines, (_("Total"), money(content["total"]))]


def _fee_words(content: dict) -> Words:
    return [
        (_("Yearly contribution of a coordinating organisation"), money(content["cents"])),
        (_("From"), day_words(date(content["year"], 1, 1))),
    ]


def _target_words(content: dict) -> Words:
    return [
        (_("Target"), content["title"]),
        (_("Measured by"), METRICS[content["metric"]]),
        (_("Value"), value_words(content)),
        (_("By"), day_words(content["due_on"])),
    ]


def _scope_words(content: dict) -> Words:
    what = _("comes into scope") if content["enters"] else _("leaves the scope")
    told = [(_("Product group"), content["plural"]), (_("What changes"), what)]
    if content["enters"]:
        told.append((_("Definition"), content["definition"]))
    counted = _("Years that began before this day keep the scope they are counted with.")
    return [*told, (_("From"), f"{day_words(content['valid_from'])}\n{counted}")]


_WORDS: dict[str, Any] = {
    rules.STRATEGY: _text_words,
    rules.RULES_OF_PROCEDURE: _text_words,
    rules.BUDGET: _budget_words,
    rules.FEE: _fee_words,
    rules.TARGET: _target_words,
    rules.SCOPE: _scope_words,
    rules.READING: _reading_words,
}
_QUESTIONS: dict[str, Any] = {
    rules.STRATEGY: lambda given: f"Adopt the strategy “{given['title']}”?",
    rules.RULES_OF_PROCEDURE: lambda given: f"Adopt the rules of procedure “{given['title']}”?",
    rules.BUDGET: lambda given: f"Adopt the budget for {given['year']} of {money(given['total'])}?",
    rules.FEE: lambda given: f"Set the yearly contribution to {money(given['cents'])} from {given['year']} on?",
    rules.TARGET: lambda given: f"Set the target “{given['title']}” by {day_words(given['due_on'])}?",
    rules.SCOPE: lambda given: (
        f"{'Bring' if given['enters'] else 'Take'} {given['plural'].lower()} "
        f"{'into' if given['enters'] else 'out of'} scope from {day_words(given['valid_from'])}?"
    ),
    rules.READING: lambda given: (
        f"Read the Pact ({by_key(given['key']).id}) in another way from {day_words(given['valid_from'])}?"
    ),
}
