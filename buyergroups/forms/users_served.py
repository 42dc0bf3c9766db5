"""A block of users served by members or observers that are not named one by one (Pact 3.2.1.c)."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from buyergroups import rules
from buyergroups.forms.memberships import CountField
from buyergroups.models import GroupMembership, UsersServed
from pact.ui.fields import DayField


class Block(forms.Form):
    kind = forms.ChoiceField(
        label=_("They are"),
        choices=[(GroupMembership.Kind.MEMBER, _("Other members")), (GroupMembership.Kind.OBSERVER, _("Observers"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose members or observers")},
    )
    organizations = CountField(
        label=_("How many organisations"),
        help_text=_("Only those that are not in the list of members by name. Enter 0 when there are none any more."),
        error_messages={"required": _("Enter how many organisations they are, like 12")},
    )
    users_total = CountField(
        label=_("Users served by all of them together"),
        help_text=_("A person with a laptop and a phone is one user."),
        error_messages={"required": _("Enter users served as a whole number, like 8400")},
    )
    not_overlapping = forms.ChoiceField(
        label=_("Is nobody of them counted elsewhere?"),
        help_text=_("Only “Yes” counts. If you are not sure, answer “No”: the block is shown and not counted."),
        choices=[("YES", _("Yes, nobody is counted elsewhere")), ("NO", _("No, or not sure"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Answer yes or no")},
    )
    as_of = DayField(label=_("As of"), help_text=_("The day for which the numbers hold."))
    source = forms.ChoiceField(
        label=_("Source"),
        choices=UsersServed.Source.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose measured or estimated")},
    )
    note = forms.CharField(
        label=_("Which organisations, in a few words"),
        help_text=_("For instance: schools of the northern region. Name no persons: it is public."),
        required=False,
        max_length=240,
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
        if not self.errors:
            for field, sentence in rules.block_problems(clean["organizations"], clean["users_total"]):
                self.add_error(field, sentence)
        return clean

    def facts(self) -> dict:
        """As the action takes them."""
        return {**self.cleaned_data, "not_overlapping": self.cleaned_data["not_overlapping"] == "YES"}
