"""Inviting a guest to a working group (Pact 4.4)."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from buyergroups.queries.guests import every_supporter
from pact.ui.fields import DayField


class InviteGuest(forms.Form):
    what = forms.ChoiceField(
        label=_("Invited to"),
        help_text=_("One session or one document. The guest sees nothing else of the group."),
        error_messages={
            "required": _("Choose a session or a document"),
            "invalid_choice": _("Choose a session or a document of this group"),
        },
    )
    name = forms.CharField(label=_("Name"), max_length=120, error_messages={"required": _("Enter the guest's name")})
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The invitation goes there. The guest signs in with it."),
        error_messages={
            "required": _("Enter the guest's e-mail address"),
            "invalid": _("Enter an e-mail address like name@example.org"),
        },
    )
    supporter = forms.TypedChoiceField(
        label=_("Supporter"), coerce=int, empty_value=None, required=False, help_text=_("If it is one of the register.")
    )
    organization_name = forms.CharField(
        label=_("Or another organisation"), max_length=160, required=False, help_text=_("Its name, as it calls itself.")
    )
    purpose = forms.CharField(
        label=_("What for"),
        help_text=_("One or two sentences. They stand in the letter."),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say in a sentence what you invite the guest for")},
    )
    until = DayField(label=_("Until"), help_text=_("The last day. Then the page closes to the guest by itself."))

    def __init__(self, *args, things: list[tuple[str, str]], supporters: list[tuple[int, str]], today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["what"].choices = [("", _("Choose a session or a document")), *things]
        self.fields["supporter"].choices = [("", _("No supporter")), *supporters]

    def clean_until(self) -> date:
        if self.cleaned_data["until"] < self.today:
            raise forms.ValidationError(_("Enter today or a later day."))
        return self.cleaned_data["until"]

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        if not clean.get("supporter") and not clean.get("organization_name") and "supporter" not in self.errors:
            self.add_error("organization_name", _("Choose a supporter, or enter the name of the organisation"))
        return clean

    def facts(self) -> dict[str, Any]:
        clean = self.cleaned_data
        named = ("name", "email", "organization_name", "purpose", "until")
        return {name: clean[name] for name in named} | {"organization": every_supporter(clean["supporter"])}
