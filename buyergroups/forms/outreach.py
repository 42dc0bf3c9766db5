"""An organization that a group reaches out to (Pact 3.2.1.a): no names of persons."""

from collections.abc import Callable
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from buyergroups.models import LibraryItem
from pact.ui.fields import DayField

KNOWN = {
    "PACT": _("An organisation of this name takes part in the Pact already. If it is another one, tick the box below."),
    "GROUP": _("An organisation of this name is in this group already. If it is another one, tick the box below."),
}


class Entry(forms.Form):
    organization_name = forms.CharField(
        label=_("Organisation"),
        help_text=_("Its name; never the name of a person."),
        max_length=160,
        error_messages={"required": _("Enter the name of the organisation")},
    )
    country = forms.ChoiceField(
        label=_("Country"),
        choices=[("", _("Choose a country")), *countries],
        error_messages={"required": _("Choose the country it is in")},
    )
    contacted_on = DayField(
        label=_("Contacted on"),
        help_text=_("When it was first informed or spoken to."),
        error_messages={"required": _("Enter the day on which it was contacted")},
    )
    next_on = DayField(
        label=_("Next contact"),
        help_text=_("On that day it stands on your tasks. You can leave it empty."),
        required=False,
    )
    taken_up = forms.MultipleChoiceField(
        label=_("Uses from the library"),
        help_text=_("What it uses without taking part."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("What was said, in a few words. Write no names of persons."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
    anyway = forms.BooleanField(label=_("It is another organisation: write it down all the same"), required=False)

    def __init__(self, *args, today: date, items: list[LibraryItem], known: Callable[[str, str], str], **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.items, self.known = today, items, known
        self.initial = {"contacted_on": today, **self.initial}
        self.fields["taken_up"].choices = [(item.slug, item.title) for item in items]
        if not items:
            del self.fields["taken_up"]
        if not self.is_bound:
            del self.fields["anyway"]

    def clean_contacted_on(self) -> date:
        if self.cleaned_data["contacted_on"] > self.today:
            raise forms.ValidationError(_("Enter today or an earlier day."))
        return self.cleaned_data["contacted_on"]

    def clean(self):
        clean = super().clean()
        found = self.known(clean.get("organization_name", ""), clean.get("country", ""))
        if not found:
            del self.fields["anyway"]
        elif not clean.get("anyway"):
            self.add_error("organization_name", KNOWN[found])
        return clean

    def facts(self) -> dict:
        """As the actions take them."""
        rest = {name: value for name, value in self.cleaned_data.items() if name != "anyway"}
        chosen = rest.get("taken_up", [])
        return {**rest, "taken_up": [item for item in self.items if item.slug in chosen]}
