"""Answering the question to join, and stating users served."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from buyergroups import rules
from buyergroups.models import UsersServed
from pact.sheets.numbers import parse_count
from pact.ui.fields import DayField


class Decline(forms.Form):
    reason = forms.CharField(
        label=_("Why your organisation does not join"),
        help_text=_("A few words. The coordinator and the Secretariat read them."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in a few words why your organisation does not join.")},
    )


class CountField(forms.CharField):
    """A whole number as people write it: 3200, 3 200, 3.200."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "numeric", "data-width": "10", "autocomplete": "off"})
        super().__init__(widget=widget, **kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        answer = parse_count(text, rules.MOST_USERS)
        if isinstance(answer, int) and not isinstance(answer, bool):
            return answer
        raise forms.ValidationError(_("Enter %(field)s as a whole number, like 3200") % {"field": self.label.lower()})


class Users(forms.Form):
    users_total = CountField(
        label=_("Users served"),
        help_text=_("People who use ICT that you buy. A person with a laptop and a phone is one user."),
        error_messages={"required": _("Enter users served as a whole number, like 3200")},
    )
    laptop_users = CountField(label=_("Laptop users"), required=False)
    smartphone_users = CountField(label=_("Smartphone users"), required=False)
    as_of = DayField(label=_("As of"), help_text=_("The day for which the number holds."))
    source = forms.ChoiceField(
        label=_("Source"),
        choices=UsersServed.Source.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose measured or estimated")},
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial = {"as_of": today, "source": "ESTIMATED", **self.initial}

    def clean_as_of(self) -> date:
        if self.cleaned_data["as_of"] > self.today:
            raise forms.ValidationError(_("Enter today or an earlier day."))
        return self.cleaned_data["as_of"]

    def clean(self):
        clean = super().clean()
        if clean.get("users_total") is not None and not self.errors:
            found = rules.users_problems(clean.get("laptop_users"), clean.get("smartphone_users"), clean["users_total"])
            for field, sentence in found:
                self.add_error(field, sentence)
        return clean


class UsersOfMember(Users):
    """What a coordinator enters for a member; `members` are those who may count its users instead."""

    served_via = forms.ChoiceField(
        label=_("Counted by another member"),
        help_text=_("If these people are already in the figure of a central body, they count there only."),
        required=False,
    )

    def __init__(self, *args, members: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["users_total"].help_text = _("People who use ICT that it buys. One person counts once.")
        self.fields["served_via"].choices = [("", _("No, it counts its own users")), *members]
