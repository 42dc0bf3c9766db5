"""Entering a coming tender: three things, and whatever else is known already. There is no field for a price (6.3.2)."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from buyergroups import rules
from buyergroups.actions.tenders import PERSONS, Told
from buyergroups.models import TenderEntry, cpv_codes
from buyergroups.models.tenders import expected_words
from buyergroups.queries import tenders as queries
from pact.ui.fields import DayField

WHEN = _("Enter a month or a quarter, like May 2027 or Q2 2027")
AT_ENTRY = [
    ("IDEA", _("Idea: we think of it")),
    ("CONSULTATION", _("Market consultation: we talk with the market")),
    ("ANNOUNCED", _("Announced: it is decided that it comes")),
]


class WhenField(forms.CharField):
    """A month or a quarter as people write it."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("When do you expect to publish the notice?"))
        kwargs.setdefault("help_text", _("A month or a quarter: May 2027, or Q2 2027."))
        kwargs.setdefault("widget", forms.TextInput({"data-width": "20", "autocomplete": "off"}))
        super().__init__(max_length=40, error_messages={"required": WHEN}, **kwargs)

    def clean(self, value: Any) -> rules.Expected:
        text = super().clean(value)
        try:
            return rules.read_expected(text)
        except ValueError:
            raise forms.ValidationError(WHEN) from None


class Area(forms.CharField):
    """A few sentences; none of them may name an amount of money."""

    def __init__(self, rows: int = 3, maximum: int = 2000, **kwargs):
        super().__init__(max_length=maximum, widget=forms.Textarea({"rows": rows}), **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if sentence := rules.no_prices(text):
            raise forms.ValidationError(sentence)
        return text


class Tender(forms.Form):
    title = forms.CharField(
        label=_("What do you want to buy?"),
        help_text=_("As it stands in the calendar: Laptops with take-back and repair."),
        max_length=160,
        error_messages={"required": _("Say in a few words what you want to buy")},
    )
    when = WhenField()
    products = forms.MultipleChoiceField(
        label=_("Product groups"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one product group")},
    )
    stage = forms.ChoiceField(label=_("How far is it?"), choices=AT_ENTRY, widget=forms.RadioSelect, required=False)
    description = Area(
        label=_("Description"),
        help_text=_("What others should know. No prices: they are never shared in the Pact (6.3.2)."),
        required=False,
    )
    cpv = forms.MultipleChoiceField(
        label=_("CPV codes"),
        help_text=_("From the Common Procurement Vocabulary, as in the notice."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    framework = forms.BooleanField(label=_("It is a framework agreement"), required=False)
    open_to_others = forms.BooleanField(label=_("Other buyers can join it"), required=False)
    award_expected_on = DayField(label=_("Award expected on"), required=False)
    contract_from = DayField(label=_("Contract begins on"), required=False)
    contract_months = forms.IntegerField(
        label=_("Months of the contract"),
        required=False,
        min_value=1,
        max_value=240,
        widget=forms.TextInput({"inputmode": "numeric", "data-width": "4"}),
    )
    group = forms.ChoiceField(label=_("Buyer group"), required=False)
    criteria = forms.MultipleChoiceField(
        label=_("Criteria used"),
        help_text=_("Versions that are published in the library."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    pilot = Area(
        label=_("A pilot that goes further than the baseline"), help_text=_("What it tries out."), required=False
    )
    no_criteria_reason = Area(label=_("Or: why no criteria of the Pact are used"), required=False, rows=2)
    notice_url = forms.URLField(
        label=_("Link to the notice"),
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": _("Enter the whole address, like https://ted.europa.eu/…")},
    )
    notice_id = forms.CharField(
        label=_("Number of the notice"), help_text=_("In TED, like 123456-2027."), required=False, max_length=60
    )
    contact_email = forms.EmailField(
        label=_("Contact mailbox"),
        help_text=_("Of a function, never of a person: it is published."),
        required=False,
        error_messages={"invalid": _("Enter an e-mail address, like procurement@organisation.example")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, organization, today: date, row: TenderEntry | None = None):
        super().__init__(data, initial=initial_of(row) if row else {"stage": "IDEA"})
        self.today, self.row = today, row
        self._products = {one.code: one for one in queries.product_groups()}
        self._versions = {one.ref: one for one in queries.versions_to_choose(row)}
        self._groups = {one.slug: one for one in queries.groups_of(organization, today)}
        if row and row.group:
            self._groups.setdefault(row.group.slug, row.group)
        self.fields["products"].choices = [(code, one.name_plural) for code, one in self._products.items()]
        self.fields["cpv"].choices = [(one.code, f"{one.code} {one.name}") for one in cpv_codes().values()]
        self.fields["criteria"].choices = [
            (ref, _("%(title)s, version %(n)s") % {"title": one.item.title, "n": one.number})
            for ref, one in self._versions.items()
        ]
        self.fields["group"].choices = [("", _("None")), *((slug, one.name) for slug, one in self._groups.items())]
        for code, one in self._products.items():
            self.fields[f"quantity_{code}"] = _quantity(one.name_plural)
        if row:
            del self.fields["stage"]

    @property
    def quantities(self) -> list:
        return [self[f"quantity_{code}"] for code in self._products]

    def clean_title(self) -> str:
        if sentence := rules.no_prices(self.cleaned_data["title"]):
            raise forms.ValidationError(sentence)
        return self.cleaned_data["title"]

    def clean_when(self) -> rules.Expected:
        expected = self.cleaned_data["when"]
        coming = self.row is None or self.row.stage in TenderEntry.COMING
        if coming and not rules.is_planned(expected.last, self.today):
            raise forms.ValidationError(_("This time has passed. Enter when you expect it now."))
        return expected

    def clean_contact_email(self) -> str:
        address = self.cleaned_data["contact_email"]
        if address and queries.is_persons(address):
            raise forms.ValidationError(PERSONS)
        return address

    def clean(self) -> dict:
        clean = self.cleaned_data
        for code in self._products:
            if clean.get(f"quantity_{code}") and code not in clean.get("products", ()):
                self.add_error(f"quantity_{code}", _("Choose this product group as well, or leave the number out."))
        award, begins = clean.get("award_expected_on"), clean.get("contract_from")
        if award and begins and begins < award:
            self.add_error("contract_from", _("The contract begins after the award. Enter a later day."))
        return clean

    def told(self) -> Told:
        """As the action takes it."""
        clean = self.cleaned_data
        same = ("title", "description", "award_expected_on", "contract_from", "contract_months", "framework",
                "open_to_others", "pilot", "no_criteria_reason", "notice_url", "notice_id",
                "contact_email")  # fmt: skip
        return Told(
            **{name: clean[name] for name in same},
            expected=clean["when"],
            lots={self._products[code].pk: clean[f"quantity_{code}"] for code in clean["products"]},
            cpv=tuple(clean["cpv"]),
            group=self._groups.get(clean["group"]),
            criteria=tuple(self._versions[ref] for ref in clean["criteria"]),
        )

    def show_both(self, stored: TenderEntry) -> None:
        """What stands there now, at each field where something else was typed; saving again takes what is typed."""
        now = {**initial_of(stored), "when": stored.expected}
        for name, field in self.fields.items():
            typed = self.cleaned_data.get(name)
            if name == "version" or _said(typed, field) == _said(now.get(name), field):
                continue
            told = _said(now.get(name), field) or _("nothing")
            self.add_error(
                name, _("Meanwhile saved by somebody else: %(value)s. Keep yours, or enter that.") % {"value": told}
            )
        self.data = self.data.copy()
        self.data["version"] = stored.version


def _quantity(name: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=_("%(name)s: how many?") % {"name": name},
        help_text=_("Leave empty while it is open."),
        required=False,
        min_value=1,
        max_value=2_000_000,
        error_messages={"min_value": _("Enter 1 or more, or leave it empty while it is open.")},
        widget=forms.TextInput({"inputmode": "numeric", "data-width": "10", "autocomplete": "off"}),
    )


def initial_of(row: TenderEntry) -> dict:
    """A form begins with what stands there."""
    same = ("title", "description", "award_expected_on", "contract_from", "contract_months", "framework",
            "open_to_others", "cpv", "pilot", "no_criteria_reason", "notice_url", "notice_id", "contact_email",
            "version")  # fmt: skip
    lots = {lot.product_group.code: lot.quantity for lot in row.lots.all()}
    told = {name: getattr(row, name) for name in same}
    told |= {"when": rules.typed(row.expected), "products": list(lots), "group": row.group.slug if row.group else ""}
    told |= {f"quantity_{code}": quantity for code, quantity in lots.items()}
    return {**told, "criteria": [one.ref for one in row.criteria.all()]}


def _said(value: Any, field: forms.Field) -> str:
    """A value in words, so that what is stored and what was typed can be compared and shown."""
    if isinstance(value, rules.Expected):
        return expected_words(value)
    if isinstance(value, list | tuple):
        names = dict(field.choices)
        return ", ".join(sorted(str(names.get(one, one)) for one in value))
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, date):
        return field.widget.format_value(value)
    if isinstance(field, forms.ChoiceField) and value:
        return str(dict(field.choices).get(value, value))
    return "" if value is None else str(value).strip()
