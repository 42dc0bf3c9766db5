"""A founding signer as the Secretariat records him: the organization, the signature block, the check of 2.1.4."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from pact.files.fields import UploadField
from pact.ui.fields import DayField
from participants.actions.founding import Block
from participants.models import Participation
from participants.models.organizations import LegalKind
from participants.queries import ANSWERS, QUESTIONS
from participants.rules import CONFLICT_QUESTIONS


def _text(label: Any, missing: Any = "", hint: Any = "", most: int = 120) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(missing),
        max_length=most,
        error_messages={
            "required": missing,
            "max_length": _("Shorten this to at most %(limit_value)d characters. You typed %(show_value)d."),
        },
    )


def _question(code: str) -> forms.ChoiceField:
    missing = {"required": _("Choose an answer"), "invalid_choice": _("Choose an answer")}
    return forms.ChoiceField(
        label=QUESTIONS[code].about, choices=ANSWERS, widget=forms.RadioSelect, error_messages=missing
    )


class FounderForm(forms.Form):
    name = _text(_("Organisation"), _("Enter the name of the organisation"), _("In its own language and script."), 200)
    name_en = _text(_("Name in English"), hint=_("If it differs."), most=200)
    legal_kind = forms.ChoiceField(
        label=_("Kind of organisation"),
        choices=[("", _("Choose one")), *LegalKind.choices],
        error_messages={"required": _("Choose what kind of organisation it is")},
    )
    country = forms.ChoiceField(
        label=_("Country"), required=False, choices=[("", _("None (international organisation)")), *countries]
    )
    city = _text(_("City"))
    role = forms.ChoiceField(
        label=_("Signed as"),
        help_text=_("Who signed on both levels gave two signatures: record one after the other."),
        choices=Participation.Role.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the role that was signed for")},
    )
    signer_name = _text(_("Name of the person who signed"), _("Enter the name of the person who signed"))
    signer_title = _text(_("Function"), _("Enter the function of the person who signed"))
    signer_email = forms.EmailField(
        label=_("E-mail address of that person"),
        help_text=_("Gets the letter of welcome and can sign in with it. It is not published."),
        error_messages={
            "required": _("Enter the e-mail address of the person who signed"),
            "invalid": _("Enter an e-mail address, like name@organisation.example"),
        },
    )
    signed_on = DayField(label=_("Day of the signature"))
    scan = UploadField(
        label=_("The signed paper, scanned"),
        help_text=_("A PDF of at most 10 MB. Only the Secretariat sees it."),
        error_messages={"required": _("Choose the scan, a PDF")},
    )
    makes_ict = _question("makes_ict")
    sells_ict = _question("sells_ict")
    owned_by_ict = _question("owned_by_ict")
    represents_ict = _question("represents_ict")
    evidence = _text(_("What this rests on"), _("Say in a few words what these answers rest on"), most=400)

    def __init__(self, *args, today: date, start: date, **kwargs):
        self.today, self.start = today, start
        super().__init__(*args, **kwargs)

    def clean_signed_on(self) -> date:
        day = self.cleaned_data["signed_on"]
        if day < self.start:
            sentence = _("The Pact came into effect on %(day)s (6.2.1). Enter that day or a later one")
            raise forms.ValidationError(sentence % {"day": f"{self.start:%-d %B %Y}"})
        if day > self.today:
            raise forms.ValidationError(_("Enter today or an earlier day: a signature is recorded after it was given"))
        return day

    def clean(self):
        clean = super().clean()
        if not clean.get("country") and clean.get("legal_kind") not in ("", None, LegalKind.INTERNATIONAL):
            self.add_error("country", _("Choose the country; only an international organisation has none"))
        return clean

    def asked(self) -> dict[str, Any]:
        """As the action takes it."""
        given = self.cleaned_data
        block = ("role", "signer_name", "signer_title", "signer_email", "signed_on", "scan")
        facts = ("name", "name_en", "legal_kind", "country", "city")
        return {
            "facts": {name: given[name] for name in facts},
            "block": Block(**{name: given[name] for name in block}),
            "conflict": {name: given[name] for name in CONFLICT_QUESTIONS},
            "evidence": given["evidence"],
        }
