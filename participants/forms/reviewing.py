"""What the Secretariat types about an application."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from pact.files.fields import UploadField
from pact.ui.fields import DayField
from participants.forms.joining import BOTH, PartForm
from participants.forms.steps import CountField, email, radio, text
from participants.models import Application, CriterionFinding
from participants.models.applications import Role
from participants.models.organizations import LegalKind
from participants.queries import STAGES as PIPELINE
from participants.queries import participant_called
from participants.rules import CONFLICT_QUESTIONS

STAGES = [
    ("OPEN", _("Waiting")),
    ("OVERDUE", _("Overdue")),
    *((code, title) for code, (title, _condition) in PIPELINE.items()),
    (Application.State.QUESTION, _("Question open")),
    ("ALL", _("All")),
]


class PipelineForm(forms.Form):
    """Filters of the pipeline; they stand in the address."""

    q = forms.CharField(
        label=_("Name or reference"), required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )
    stage = forms.ChoiceField(label=_("Stage"), required=False, choices=STAGES)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All roles")), *Role.choices])
    country = forms.ChoiceField(label=_("Country"), required=False, choices=[("", _("All countries")), *countries])

    def asked(self) -> dict[str, str]:
        """What to look for; a filter that makes no sense asks for nothing."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name, "") for name in self.fields}
        given["stage"] = "" if given["stage"] == "ALL" else given["stage"] or "OPEN"
        return given


class AskForm(forms.Form):
    text = text(
        _("Question to the applicant"),
        _("One question, plainly. It is sent by e-mail and answered on the applicant's page."),
        missing=_("Write the question"),
        most=2000,
        rows=4,
    )


class FindingForm(forms.Form):
    finding = radio(_("Finding"), CriterionFinding.Finding.choices, missing=_("Choose a finding"))
    evidence = text(_("What it rests on"), most=4000, rows=3)

    def clean(self):
        clean = super().clean()
        if clean.get("finding") in ("MET", "NOT_MET") and not clean.get("evidence"):
            self.add_error("evidence", _("Say in a few words what this finding rests on (6.4.2)"))
        return clean


class ScreenForm(forms.Form):
    """A conflict closes the application; where there is any doubt, doubt is the word."""

    outcome = radio(
        _("Conflict of interest (2.1.4)"),
        [
            ("CLEAR", _("Clear: none found")),
            ("DOUBT", _("Doubt: the Steering Committee decides first")),
            ("CONFLICT", _("Conflict: it makes or sells ICT or represents its interest; the application is closed")),
        ],
        missing=_("Choose an outcome"),
    )
    evidence = text(
        _("What it rests on"), missing=_("Say in a few words what this outcome rests on"), most=4000, rows=3
    )


class RecommendForm(forms.Form):
    recommendation = text(
        _("Recommendation to the Steering Committee"), missing=_("Write the recommendation"), most=4000, rows=4
    )


class ScanForm(forms.Form):
    """The signed paper, by the Secretariat."""

    scan = UploadField(
        label=_("The signed paper, scanned"),
        help_text=_("A PDF of at most 10 MB."),
        error_messages={"required": _("Choose the scan, a PDF")},
    )


class MatchForm(forms.Form):
    slug = forms.SlugField(required=False, max_length=80)


class PaperForm(PartForm):
    """An application that came on paper, with the day it truly arrived."""

    received_on = DayField(label=_("Day of receipt"), help_text=_("The month of 6.4.2 runs from this day."))
    name = text(_("Name of the organisation"), missing=_("Enter the name of the organisation"))
    name_en = text(_("Name in English"))
    legal_kind = forms.ChoiceField(
        label=_("Kind of organisation"),
        choices=[("", _("Choose one")), *LegalKind.choices],
        error_messages={"required": _("Choose what kind of organisation it is")},
    )
    country = forms.ChoiceField(
        label=_("Country"), required=False, choices=[("", _("None (international organisation)")), *countries]
    )
    city = text(_("City"), most=120)
    website = text(_("Website"), most=300)
    conflict = radio(
        _("Does the application declare that there is no conflict of interest (2.1.4)?"),
        [("NO", _("Yes, there is none")), ("UNSURE", _("It does not say, or there is a doubt"))],
    )
    users_served = CountField(label=_("Users served"), required=False)
    how = text(_("How it will contribute"), most=4000, rows=4)
    signer_name = text(_("Who signed"), missing=_("Enter the name of the person who signed"), most=120)
    signer_title = text(_("Function"), missing=_("Enter the function of the person who signed"), most=120)
    signer_email = email(_("E-mail address of the person who signed"))
    signed_on = DayField(label=_("Day of the signature"))
    contact_name = text(_("Contact"), missing=_("Enter the name of the contact"), most=120)
    contact_function = text(_("Function of the contact"), most=120)
    contact_email = email(
        _("E-mail address of the contact"), missing=_("Enter the e-mail address to which we send the receipt")
    )
    scan = UploadField(
        label=_("The signed paper, scanned"), help_text=_("A PDF. You can attach it later."), required=False
    )

    def clean(self):
        """Pact 2.2.1: only who does not take part can support."""
        clean = super().clean()
        if clean.get("part") == "SUPPORTER" and clean.get("name"):
            known = participant_called(clean["name"], country=clean.get("country", ""))
            if known:
                self.add_error("name", BOTH % {"name": known})
        return clean

    def answers(self) -> dict[str, dict[str, Any]]:
        """By step, as on screen."""
        given = {
            name: value if isinstance(value, str) else str(value or "") for name, value in self.cleaned_data.items()
        }
        conflict = dict.fromkeys(CONFLICT_QUESTIONS, given["conflict"])

        def pick(*names: str) -> dict[str, str]:
            return {name: given[name] for name in names}

        return {
            "part": {"kind": self.kind, "roles": self.roles},
            "eligibility": {**conflict, "legal_kind": given["legal_kind"], "buys_ict": "YES", "explanation": ""},
            "organization": pick("name", "name_en", "legal_kind", "country", "city", "website"),
            "reach": pick("users_served"),
            "contribution": pick("how"),
            "signatory": {
                **pick("contact_name", "contact_function", "contact_email"),
                **pick("signer_name", "signer_title", "signer_email"),
                "who": "OTHER",
            },
        }
