"""Proposing a working group, sending people to it, changing its state."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pact.accounts.models import User

_TOO_LONG = _("Shorten this to at most %(limit_value)d characters. You typed %(show_value)d.")


def _text(label: Any, missing: Any, hint: Any = "", most: int = 160, rows: int = 0) -> forms.CharField:
    widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput
    errors = {"required": missing, "max_length": _TOO_LONG}
    return forms.CharField(label=label, help_text=hint, max_length=most, widget=widget, error_messages=errors)


class Propose(forms.Form):
    """`people`: those who could be its first member; nobody is named where the Secretariat proposes."""

    name = _text(_("Name"), _("Enter a name"), _("Short: it stands in lists and letters, like “Laptop criteria”."))
    topic = _text(_("Topic"), _("Say in one line what it works on"), _("One line."), most=240)
    mandate = _text(
        _("Mandate"),
        _("Say what the group is to make, and by when"),
        _("What it is to make, for whom, and by when. It is public once the group begins."),
        most=4000,
        rows=6,
    )
    product_groups = forms.MultipleChoiceField(
        label=_("Product groups"), widget=forms.CheckboxSelectMultiple, required=False
    )
    is_monitoring = forms.BooleanField(
        label=_("It defines the indicators and the methodology of monitoring (Pact 3.1.2.d)"), required=False
    )
    sends = forms.ChoiceField(
        label=_("Your first member"),
        help_text=_("One of your people. More can follow, and you can change it at any time."),
        error_messages={
            "required": _("Choose who works in the group"),
            "invalid_choice": _("Choose one of your people"),
        },
    )

    def __init__(self, *args, product_groups: list[tuple[str, str]], people: list[User] | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["product_groups"].choices = product_groups
        self.people = {user.ref: user for user in people or ()}
        if people is None:
            del self.fields["sends"]
        else:
            self.fields["sends"].choices = [("", _("Choose a person")), *named(people)]

    def facts(self) -> dict[str, Any]:
        clean = dict(self.cleaned_data)
        return {**clean, "sends": self.people.get(clean.get("sends", ""))}


def named(people: list[User]) -> list[tuple[str, str]]:
    return [(user.ref, f"{user.name}, {user.function}" if user.function else user.name) for user in people]


class Send(forms.Form):
    person = forms.ChoiceField(
        label=_("Who works in this group for you"),
        help_text=_("One of the people of your organisation. The first one carries its voice."),
        error_messages={
            "required": _("Choose one of your people"),
            "invalid_choice": _("Choose one of your people"),
        },
    )

    def __init__(self, *args, people: list[User], **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {user.ref: user for user in people}
        self.fields["person"].choices = [("", _("Choose a person")), *named(people)]

    def chosen(self) -> User:
        return self.people[self.cleaned_data["person"]]


class WhyState(forms.Form):
    reason = _text(
        _("Why"), _("Say in a few words why"), _("The members read it, and it is public."), most=1000, rows=3
    )
