"""What the steps' forms are made of: a form bound to the words as typed, and fields that say what to do."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pact.sheets.columns import sentence_of
from pact.sheets.numbers import Unclear, parse_count
from participants.models import Application

ANSWER = _("Choose an answer")


class StepForm(forms.Form):
    """One step. `raw()` is what was typed in its own fields and nothing else of the request."""

    title: Any = ""
    lead: Any = ""

    def __init__(self, *args, application: Application, **kwargs):
        self.application = application
        self.roles = application.answers.get("part", {}).get("roles", [])
        super().__init__(*args, **kwargs)
        self.shape()

    def shape(self) -> None:
        """Leave out what does not concern this application."""

    def raw(self) -> dict[str, Any]:
        many = {name for name, field in self.fields.items() if isinstance(field, forms.MultipleChoiceField)}
        return {
            name: self.data.getlist(name) if name in many else self.data.get(name, "") for name in self.fields
        }  # fmt: skip


def text(
    label: Any, hint: Any = "", *, missing: Any = "", most: int = 200, rows: int = 0, **attrs: str
) -> forms.CharField:
    """One line, or several with `rows`; optional where no sentence for a missing answer is given."""
    widget = forms.Textarea({"rows": rows, **attrs}) if rows else forms.TextInput(attrs)
    too_long = _("Shorten this to at most %(limit_value)d characters. You typed %(show_value)d.")
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=most,
        required=bool(missing),
        widget=widget,
        error_messages={"required": missing, "max_length": too_long},
    )


def radio(label: Any, choices: list, hint: Any = "", missing: Any = ANSWER) -> forms.ChoiceField:
    messages = {"required": missing, "invalid_choice": missing}
    return forms.ChoiceField(
        label=label, choices=choices, help_text=hint, widget=forms.RadioSelect, error_messages=messages
    )


def email(label: Any, hint: Any = "", *, missing: Any = "") -> forms.EmailField:
    wrong = _("Enter an e-mail address, like name@organisation.example")
    return forms.EmailField(
        label=label,
        help_text=hint,
        required=bool(missing),
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": missing, "invalid": wrong},
    )


class CountField(forms.CharField):
    """A whole number as people write it; an estimate is welcome."""

    def __init__(self, **kwargs):
        super().__init__(
            widget=forms.TextInput({"inputmode": "numeric", "data-width": "10", "autocomplete": "off"}), **kwargs
        )

    def clean(self, value):
        value = super().clean(value)
        number = parse_count(value)
        if isinstance(number, Unclear):
            raise forms.ValidationError(sentence_of(number))
        return number if isinstance(number, int) else None
