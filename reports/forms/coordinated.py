"""Writing a part of the group report, and sending one back."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Section(forms.Form):
    body = forms.CharField(
        label=_("Text, in English"),
        help_text=_("Saved while you write. Published with the progress report."),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12, "lang": "en", "spellcheck": "true"}),
    )
    none_reason = forms.CharField(
        label=_("Or: nothing this year, because"),
        required=False,
        max_length=300,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean(self):
        clean = super().clean()
        if clean.get("body", "").strip() and clean.get("none_reason", "").strip():
            self.add_error("none_reason", _("You wrote a text. Leave this empty, or remove the text."))
        return clean


class Remarks(forms.Form):
    remarks = forms.CharField(
        label=_("What is to be changed"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what is to be changed.")},
    )
