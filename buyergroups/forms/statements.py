"""Joint statements of demand: drafting, days, reasons, signing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from buyergroups import rules
from buyergroups.models import JointStatement
from pact.ui.fields import DayField

_LONG = _("Shorten this to at most %(limit_value)d characters. You typed %(show_value)d.")
_K = JointStatement.Kind


class StatementForm(forms.Form):
    title = forms.CharField(
        label=_("Title"), max_length=160, error_messages={"required": _("Name the statement"), "max_length": _LONG}
    )
    kind = forms.ChoiceField(
        label=_("What it asks for"), choices=_K.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose current demand or future innovation")},
    )  # fmt: skip
    product_group = forms.ChoiceField(
        label=_("Group of products"), error_messages={"required": _("Choose the group of products")}
    )
    text = forms.CharField(
        label=_("What buyers want together"), max_length=8000, widget=forms.Textarea({"rows": 10}),
        help_text=_("Properties, service, proof. Numbers of devices and no prices (Pact 6.3.2)."),
        error_messages={"required": _("Write what buyers want together"), "max_length": _LONG},
    )  # fmt: skip
    wanted_from = DayField(label=_("Devices are wanted from"))
    wanted_until = DayField(label=_("Devices are wanted until"))
    closes_on = DayField(
        label=_("Signing closes on"), help_text=_("The last day on which buyers sign. The totals are frozen then.")
    )

    def __init__(self, *args, product_groups: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["product_group"].choices = [("", _("Choose")), *product_groups]

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        for name in ("title", "text"):
            if told := rules.no_prices(clean.get(name) or ""):
                self.add_error(name, told)
        begins, ends = clean.get("wanted_from"), clean.get("wanted_until")
        if begins and ends and ends < begins:
            self.add_error("wanted_until", _("Enter a day after the first one"))
        if clean.get("closes_on") and ends and clean["closes_on"] > ends:
            self.add_error("closes_on", _("Enter a day before the devices are wanted no longer"))
        return clean


def known(statement: JointStatement) -> dict[str, Any]:
    names = ("title", "kind", "text", "wanted_from", "wanted_until", "closes_on")
    return {**{name: getattr(statement, name) for name in names}, "product_group": statement.product_group.code}


class ClosingDay(forms.Form):
    """For a vote, an opening, and more time."""

    closes_on = DayField(label=_("Closes on"))


class Reason(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say why, in a few words"), "max_length": _LONG},
    )  # fmt: skip


class Sign(forms.Form):
    quantity = forms.IntegerField(
        label=_("Number of devices"), min_value=1, max_value=10_000_000,
        widget=forms.TextInput({"data-width": "10", "inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("How many your organisation wants of what the statement describes. It is public."),
        error_messages={
            "required": _("Enter a number of devices, like 1200"), "invalid": _("Enter a whole number, like 1200"),
            "min_value": _("Enter at least 1"), "max_value": _("Enter at most 10 000 000"),
        },
    )  # fmt: skip
    wanted_by = DayField(label=_("Wanted by"), required=False)
    signer_name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": _("Enter your name"), "max_length": _LONG},
    )  # fmt: skip
    signer_title = forms.CharField(
        label=_("Your function"), max_length=120, widget=forms.TextInput({"autocomplete": "organization-title"}),
        help_text=_("Name and function are kept with the signature and are not published."),
        error_messages={"required": _("Enter your function"), "max_length": _LONG},
    )  # fmt: skip
    agreed = forms.BooleanField(
        label=_("I sign these words for my organisation"),
        error_messages={"required": _("Tick the box to sign")},
    )  # fmt: skip

    def __init__(self, *args, statement: JointStatement, **kwargs):
        super().__init__(*args, **kwargs)
        first, last = statement.wanted_from, statement.wanted_until
        self.period = (first, last)
        self.fields["wanted_by"].help_text = _("Between %(first)s and %(last)s.") % {
            "first": f"{first:%-d %B %Y}", "last": f"{last:%-d %B %Y}",
        }  # fmt: skip

    def clean_wanted_by(self):
        day = self.cleaned_data["wanted_by"]
        if day and not self.period[0] <= day <= self.period[1]:
            raise forms.ValidationError(_("Enter a day within the time of the statement"))
        return day

    def given(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "agreed"}
