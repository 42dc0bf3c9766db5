"""Filling a seat, and what the first committee's members answer."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pact.ui.fields import DayField
from participants.queries import organizations_meant, people_of

_LONG = _("Shorten this to at most %(limit_value)d characters. You typed %(show_value)d.")


class PersonForm(forms.Form):
    """Who sits: one of the organisation's people, or somebody by name and address. `organization` may be none while it
    is not known yet."""

    person = forms.ChoiceField(
        label=_("One of its people"), required=False, help_text=_("Or leave this, and name somebody below.")
    )
    name = forms.CharField(label=_("Name"), required=False, max_length=120, error_messages={"max_length": _LONG})
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("He or she signs in with it and gets the letters of the committee. It is not published."),
        error_messages={"invalid": _("Enter an e-mail address, like name@organisation.example")},
    )
    function = forms.CharField(
        label=_("Function"), required=False, max_length=120, error_messages={"max_length": _LONG}
    )

    def __init__(self, *args, organization=None, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.organization = today, organization
        if "person" in self.fields:
            known = people_of(organization, today) if organization else []
            choices = [(one.ref, f"{one.name}, {one.function}".rstrip(", ")) for one in known if one.active]
            self.fields["person"].choices = [("", _("Nobody of these")), *choices]
            if not choices:
                del self.fields["person"]

    def clean(self):
        clean = super().clean()
        if clean.get("person"):
            return clean
        if "name" not in self.errors and not clean.get("name"):
            self.add_error("name", _("Choose one of its people, or enter a name"))
        if "email" not in self.errors and not clean.get("email"):
            self.add_error("email", _("Enter the e-mail address of this person"))
        return clean

    def member(self) -> dict[str, Any]:
        """As the action takes a person: a reference, or name, address and function."""
        given = self.cleaned_data
        return {name: given.get(name, "") for name in ("person", "name", "email", "function")}


class FillSeat(PersonForm):
    organization_name = forms.CharField(
        label=_("Organisation"),
        help_text=_("Its name, or the last part of its address. It takes part in the Pact on the first day."),
        max_length=200,
        error_messages={"required": _("Enter the organisation that sits in this seat"), "max_length": _LONG},
    )
    from_on = DayField(label=_("First day"))
    last_on = DayField(label=_("Last day"), help_text=_("At most two years after the first day (Pact 5.1.4)."))
    field_order = ("organization_name", "name", "email", "function", "from_on", "last_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("person", None)
        self.fields["name"].label = _("Member")

    def clean_organization_name(self) -> str:
        words = self.cleaned_data["organization_name"]
        found = organizations_meant(words)
        if not found:
            raise forms.ValidationError(_("There is no such organisation in the register. Look at its exact name"))
        if len(found) > 1:
            names = ", ".join(one.name for one in found[:5])
            sentence = _("Several are called like this: %(names)s. Enter the whole name of one")
            raise forms.ValidationError(sentence % {"names": names})
        self.organization = found[0]
        return words

    def term(self) -> dict[str, Any]:
        given = self.cleaned_data
        until_on = given["last_on"] + timedelta(days=1)
        return {"organization": self.organization, "from_on": given["from_on"], "until_on": until_on}


class AcceptSeat(PersonForm):
    from_on = DayField(label=_("First day"), help_text=_("The seat ends with the first committee (Pact 5.1.4)."))


class DeclineSeat(forms.Form):
    declined_on = DayField(label=_("Declined on"))
    note = forms.CharField(
        label=_("Note"), required=False, max_length=240, error_messages={"max_length": _LONG},
        help_text=_("How it was said, in a few words. Seen by the committee and the Secretariat."),
    )  # fmt: skip


class EndSeat(forms.Form):
    reason = forms.CharField(
        label=_("Why the seat ends today"),
        help_text=_("Its member reads this. It stays in the register."),
        max_length=240,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write in a sentence why the seat ends before its time"), "max_length": _LONG},
    )
