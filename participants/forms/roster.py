"""What the Secretariat asks of the list of people; it stands in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.models import Appointment


class EraseForm(forms.Form):
    """Why a person is erased: one of three, so that the register holds no words about him."""

    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=[
            ("ASKED", _("The person asked for it")),
            ("LEFT", _("The person left, and the organisation asked for it")),
            ("MISTAKE", _("The account was made by mistake")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why"), "invalid_choice": _("Choose why")},
    )


class RosterForm(forms.Form):
    q = forms.CharField(
        label=_("Name, address or function"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search"}),
    )
    organization = forms.CharField(label=_("Organisation"), required=False, max_length=200)
    power = forms.ChoiceField(label=_("May"), required=False, choices=[("", _("Anything")), *Appointment.Role.choices])
    trouble = forms.ChoiceField(
        label=_("Letters"), required=False, choices=[("", _("All")), ("YES", _("Failed or held back"))]
    )

    def asked(self) -> dict:
        """What to look for; a filter that makes no sense asks for nothing."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name, "") for name in self.fields}
        return {**given, "trouble": bool(given["trouble"])}
