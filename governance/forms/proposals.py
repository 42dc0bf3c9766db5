"""Proposals to the committee: a form for each kind, whose clean values become exactly what is voted on."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from governance.queries.proposals import METRICS, every_group
from governance.rules import proposals as rules
from governance.rules.readings import Reading, by_key, readings
from pact.files.fields import UploadField
from pact.ui.fields import DayField

_TOO_LONG = _("Shorten this to at most %(limit_value)d characters. You typed %(show_value)d.")
NEW = "NEW"


def _text(label: Any, missing: Any = "", hint: Any = "", most: int = 160, rows: int = 0) -> forms.CharField:
    widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput
    errors = {"required": missing, "max_length": _TOO_LONG}
    return forms.CharField(
        label=label, help_text=hint, required=bool(missing), max_length=most, widget=widget, error_messages=errors
    )


def _year(label: Any, hint: Any = "") -> forms.IntegerField:
    wrong = _("Enter a year, like 2028")
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
    return forms.IntegerField(label=label, help_text=hint, min_value=2021, max_value=2100, error_messages=errors)


class _Proposal(forms.Form):
    """`content()` is what is hashed and voted on; the reasons are for the members and are no part of it."""

    reasons = _text(
        _("Reasons for the committee"), hint=_("Read by the members beside the question."), most=4000, rows=4
    )

    def __init__(self, *args, today: date, groups=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.groups = today, groups
        self.order_fields([*(name for name in self.fields if name != "reasons"), "reasons"])

    def content(self) -> dict:
        raise NotImplementedError


class TextProposal(_Proposal):
    title = _text(_("Title"), _("Enter the title of the text"))
    text = _text(_("Text"), _("Write the text, or what the paper says in short"), most=40_000, rows=12)
    paper = UploadField(label=_("Paper"), required=False, help_text=_("A PDF of at most 10 MB, if there is one."))
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def content(self, paper=None) -> dict:
        """`paper`: the file as it was stored; its hash is part of what is decided."""
        held = {"ref": paper.ref, "name": paper.name, "sha256": paper.sha256} if paper else None
        return {"title": self.cleaned_data["title"], "text": self.cleaned_data["text"], "paper": held}


class BudgetProposal(_Proposal):
    year = _year(_("Year"))
    lines = _text(
        _("Purposes and amounts"),
        _("Write at least one line, like Working groups; 40000"),
        _("One purpose a line, then a semicolon and the amount in euro: Working groups; 40000. The total is added up."),
        8000,
        10,
    )

    def clean_lines(self) -> list[dict]:
        try:
            return rules.budget_lines(self.cleaned_data["lines"])
        except ValueError as unclear:
            raise forms.ValidationError(str(unclear)) from None

    def content(self) -> dict:
        lines = self.cleaned_data["lines"]
        return {"year": self.cleaned_data["year"], "lines": lines, "total": sum(line["cents"] for line in lines)}


class FeeProposal(_Proposal):
    year = _year(_("From 1 January of"), _("A year that has not begun when the vote closes."))
    amount = _text(_("Amount a year in euro"), _("Enter an amount, like 15000"), most=40)

    def clean_amount(self) -> int:
        try:
            return rules.cents(self.cleaned_data["amount"])
        except ValueError as unclear:
            raise forms.ValidationError(str(unclear)) from None

    def content(self) -> dict:
        return {"year": self.cleaned_data["year"], "cents": self.cleaned_data["amount"]}


class TargetProposal(_Proposal):
    metric = forms.ChoiceField(
        label=_("Measured by"),
        choices=list(METRICS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is measured")},
    )
    title = _text(_("Target in one line"), _("Say in one line what is aimed at"), most=200)
    value = forms.DecimalField(
        label=_("Value"),
        help_text=_("Users as a whole number, a reduction in percent."),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), _("Enter a number, like 5000000"))
        | dict.fromkeys(("max_digits", "max_decimal_places", "max_whole_digits"), _("Enter a shorter number")),
    )
    due_on = DayField(label=_("To be reached by"))

    def clean(self):
        given = super().clean()
        value = given.get("value")
        if value is None:
            return given
        if value == 0:
            self.add_error("value", _("A target is more than nothing"))
        elif given.get("metric") == rules.USERS_SERVED and value != int(value):
            self.add_error("value", _("Users are a whole number, like 5000000"))
        elif given.get("metric") == rules.REDUCTION and value > 100:
            self.add_error("value", _("A reduction is at most 100 percent"))
        return given

    def content(self) -> dict:
        given = self.cleaned_data
        value = given["value"] / 100 if given["metric"] == rules.REDUCTION else Decimal(int(given["value"]))
        named = {name: given[name] for name in ("metric", "title", "due_on")}
        return {**named, "value": value.normalize() if value < 1 else value, "value_to": None}


class ScopeProposal(_Proposal):
    group = forms.ChoiceField(label=_("Product group"), error_messages={"required": _("Choose a product group")})
    enters = forms.ChoiceField(
        label=_("What changes"),
        choices=[("yes", _("It comes into scope")), ("no", _("It leaves the scope"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what changes")},
    )
    valid_from = DayField(
        label=_("From"),
        help_text=_("Not before the vote closes. Years that began before keep the scope they are counted with."),
    )
    name = _text(_("Name of a new group, one device"), most=80, hint=_("Only for a new product group: Monitor."))
    plural = _text(_("Name of a new group, many devices"), most=80, hint=_("Monitors."))
    definition = _text(_("Definition of a new group"), most=1000, rows=3, hint=_("What counts and what does not."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [("", _("Choose one")), *self.groups, (NEW, _("A new product group"))]

    def clean(self):
        given = super().clean()
        if given.get("group") != NEW:
            return given
        needed = {"name": _("Enter its name"), "plural": _("Enter its name for many"), "definition": _("Define it")}
        for name, sentence in needed.items():
            if not given.get(name):
                self.add_error(name, sentence)
        code = slugify(given.get("name", ""))[:40]
        if given.get("name") and not code:
            self.add_error("name", _("Use Latin letters for the name"))
        if given.get("enters") == "no":
            self.add_error("enters", _("A new product group can only come into scope"))
        if code and every_group(code):
            self.add_error("name", _("This product group is known. Choose it in the list"))
        return given

    def content(self) -> dict:
        given = self.cleaned_data
        entered = {"valid_from": given["valid_from"], "enters": given["enters"] == "yes"}
        if given["group"] == NEW:
            names = {name: given[name] for name in ("name", "plural", "definition")}
            return {**entered, "code": slugify(given["name"])[:40], **names}
        group = every_group(given["group"])
        names = {"name": group.name, "plural": group.name_plural, "definition": group.definition}
        return {**entered, "code": group.code, **names}


def _choices_of(entry: Reading) -> tuple[str, list[tuple[str, str]]]:
    """The choices of one question, under it."""
    return f"{entry.id}. {entry.question}", [(f"{entry.key}/{one.code}", one.words) for one in entry.choices]


class ReadingProposal(_Proposal):
    choice = forms.ChoiceField(
        label=_("Read as"),
        help_text=_("Only readings that the software can follow. Another reading needs a change of the software."),
        error_messages={"required": _("Choose a reading")},
    )
    valid_from = DayField(label=_("From"), help_text=_("A day after the vote closes."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [entry for entry in readings() if entry.has_a_choice]
        self.fields["choice"].choices = [("", _("Choose one")), *(_choices_of(entry) for entry in offered)]

    def content(self) -> dict:
        key, _slash, code = self.cleaned_data["choice"].partition("/")
        return {"key": by_key(key).key, "choice": code, "valid_from": self.cleaned_data["valid_from"]}


FORMS = {
    rules.STRATEGY: TextProposal,
    rules.RULES_OF_PROCEDURE: TextProposal,
    rules.BUDGET: BudgetProposal,
    rules.FEE: FeeProposal,
    rules.TARGET: TargetProposal,
    rules.SCOPE: ScopeProposal,
    rules.READING: ReadingProposal,
}
