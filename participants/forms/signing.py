"""Who signs, and the signature itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pact.files.fields import UploadField
from pact.ui.fields import DayField
from participants.forms.steps import StepForm, email, radio, text
from participants.rules import plain

WHO = [("ME", _("I sign")), ("OTHER", _("Somebody else signs"))]


class SignatoryForm(StepForm):
    title = _("Who signs")
    lead = _(
        "The Pact is signed by the person responsible for ICT procurement, such as a director or chief procurement "
        "officer. For a coordinating role: the person responsible for procurement policy, sustainability or similar."
    )
    contact_name = text(_("Your name"), missing=_("Enter your name"), most=120, autocomplete="name")
    contact_function = text(
        _("Your function"),
        missing=_("Enter your function, like Procurement officer"),
        most=120,
        autocomplete="organization-title",
    )
    contact_email = email(
        _("Your e-mail address"),
        _("We write to this address about the application. It is not published."),
        missing=_("Enter your e-mail address, so that we can answer you"),
    )
    who = radio(_("Who signs?"), WHO, missing=_("Choose who signs"))
    signer_name = text(_("Name of the person who signs"), _("Only if somebody else signs."), most=120)
    signer_title = text(_("Function of that person"), _("Director, chief procurement officer or similar."), most=120)
    signer_email = email(_("E-mail address of that person"), _("We send one page to read and sign."))
    who_second = radio(
        _("Who signs for the procuring role?"),
        [("SAME", _("The same person")), ("OTHER", _("Another person"))],
        _("Each role has its own signature; one person may give both."),
    )
    second_name = text(_("Name of the second person"), _("Only if another person signs for this role."), most=120)
    second_title = text(_("Function of the second person"), most=120)
    second_email = email(_("E-mail address of the second person"))

    def shape(self) -> None:
        if len(self.roles) < 2:
            for name in ("who_second", "second_name", "second_title", "second_email"):
                del self.fields[name]
        else:
            self.fields["who"].label = _("Who signs for the coordinating role?")

    def clean(self):
        clean = super().clean()
        if clean.get("who") == "OTHER":
            self._need("signer")
        if clean.get("who_second") == "OTHER":
            self._need("second")
        return clean

    def _need(self, prefix: str) -> None:
        sentences = {
            "name": _("Enter the name of the person who signs"),
            "title": _("Enter the function of the person who signs"),
            "email": _("Enter the e-mail address of the person who signs"),
        }
        for name, sentence in sentences.items():
            field = f"{prefix}_{name}"
            if not self.cleaned_data.get(field) and field not in self.errors:
                self.add_error(field, sentence)


class SignForm(forms.Form):
    """The signature: two ticks and one's own name, typed."""

    endorse = forms.BooleanField(
        label=_("We endorse the ambitions and commitments of the Pact."),
        error_messages={"required": _("Tick this if you endorse the Pact. Without it there is no signature")},
    )
    public = forms.BooleanField(
        label=_(
            "I know that what we share as part of the Pact is in the public domain (6.1.3). People's addresses are not."
        ),
        error_messages={"required": _("Tick this to say that you know it")},
    )
    typed_name = text(_("Type your name to sign"), missing=_("Type your name to sign"), most=120, autocomplete="name")

    def __init__(self, *args, signer: dict[str, Any], **kwargs):
        self.signer = signer
        super().__init__(*args, **kwargs)
        if signer["roles"] == ["SUPPORTER"]:
            self.fields["endorse"].label = _("We give this Letter of Support with its three undertakings (2.2.2).")
        self.fields["typed_name"].help_text = _("As given in the application: %(name)s") % {"name": signer["name"]}

    def clean_typed_name(self) -> str:
        typed = self.cleaned_data["typed_name"]
        if plain(typed) != plain(self.signer["name"]):
            raise forms.ValidationError(
                _("Type the name as given: %(name)s. If another person signs, change who signs"),
                params={"name": self.signer["name"]},
            )
        return typed


class CodeForm(SignForm):
    """The signature of the one who fills in: confirmed by a code sent to his address."""

    code = text(
        _("Code from our letter"),
        _("Six digits, sent to your e-mail address."),
        missing=_("Enter the code from our letter. Press “Send me the code” if you have none"),
        most=12,
        inputmode="numeric",
        autocomplete="one-time-code",
        **{"data-width": "10"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].required = self.data.get("do") != "code"


class PaperSignatureForm(forms.Form):
    """What was signed by hand: whose, when, and the scan."""

    who = forms.ChoiceField(
        label=_("Whose signature is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who signed"), "invalid_choice": _("Choose who signed")},
    )
    signed_on = DayField(label=_("Day of the signature"))
    scan = UploadField(
        label=_("The signed paper, scanned"),
        help_text=_("A PDF of at most 10 MB. Only the Secretariat sees it; role and date are public."),
        error_messages={"required": _("Choose the scan, a PDF")},
    )

    def __init__(self, *args, signers: list[dict[str, Any]], **kwargs):
        self.signers = signers
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [(str(number), signer["name"]) for number, signer in enumerate(signers)]
        if len(signers) == 1:
            self.fields["who"].initial = "0"

    @property
    def signer(self) -> dict[str, Any]:
        return self.signers[int(self.cleaned_data["who"])]


class KeepForm(forms.Form):
    email = email(
        _("Your e-mail address"),
        _("We send you one letter with a link."),
        missing=_("Enter the e-mail address to which we send the link"),
    )


class AnswerForm(forms.Form):
    answer = text(_("Your answer"), missing=_("Write your answer"), most=6000, rows=6)
