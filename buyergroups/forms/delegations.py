"""Appointing another organization for a coordinating role, and answering (Pact 3.2.3)."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from buyergroups.queries import delegations as queries
from pact.ui.fields import DayField


class Propose(forms.Form):
    delegate = forms.CharField(
        label=_("Organisation you appoint"),
        help_text=_("Its name as it stands in the list of participants, in its own language or in English."),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Enter the name of the organisation")},
    )
    group = forms.ChoiceField(label=_("For which group"), required=False)
    territory = forms.ChoiceField(
        label=_("For which territory"),
        help_text=_("Groups that also cover other countries or regions are left out."),
        required=False,
    )
    from_on = DayField(label=_("From"), help_text=_("Today or a later day."))
    until_on = DayField(label=_("Until"), help_text=_("The last day. Empty: until one of you ends it."), required=False)
    reasons = forms.CharField(
        label=_("Why"),
        help_text=_("The organisation you ask reads it, and the Secretariat."),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say in a few words why you appoint it")},
    )

    def __init__(self, *args, scopes: queries.Scopes, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.scopes, self.today = scopes, today
        self.fields["group"].choices = [
            ("", _("All groups in the territory")),
            *((group.slug, group.name) for group in scopes.groups),
        ]
        self.fields["territory"].choices = [
            ("", _("Wherever the group works")),
            *((area.code, area.name) for area in scopes.territories),
        ]
        self.fields["from_on"].initial = today

    def clean_delegate(self):
        name = self.cleaned_data["delegate"]
        found = queries.organizations_called(name, self.today)
        same = [one for one in found if name.casefold() in (one.name.casefold(), one.name_en.casefold())]
        if len(same) == 1:
            return same[0]
        if found:
            names = "; ".join(one.name for one in found)
            raise forms.ValidationError(
                _("Enter the whole name. Do you mean one of these: %(names)s?") % {"names": names}
            )
        raise forms.ValidationError(
            _("We know no organisation “%(name)s” of which somebody can sign. Ask the Secretariat to enter it.")
            % {"name": name}
        )

    def clean_from_on(self) -> date:
        if self.cleaned_data["from_on"] < self.today:
            raise forms.ValidationError(_("Enter today or a later day."))
        return self.cleaned_data["from_on"]

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        if not clean.get("group") and not clean.get("territory") and not {"group", "territory"} & set(self.errors):
            self.add_error("group", _("Choose a group or a territory (Pact 3.2.3)"))
        first, last = clean.get("from_on"), clean.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", _("Enter a day that is not before the first one"))
        return clean

    def facts(self) -> dict[str, Any]:
        """As the action takes them; the day after the last one is the end."""
        clean, last = self.cleaned_data, self.cleaned_data["until_on"]
        return {
            "delegate": clean["delegate"],
            "group": next((one for one in self.scopes.groups if one.slug == clean["group"]), None),
            "territory": next((one for one in self.scopes.territories if one.code == clean["territory"]), None),
            "from_on": clean["from_on"],
            "until_on": last + timedelta(days=1) if last else None,
            "reasons": clean["reasons"],
        }


class Reason(forms.Form):
    """A few words with an answer or an end; needed only where somebody is refused."""

    reason = forms.CharField(
        label=_("Why"),
        help_text=_("A few words. Both organisations read them."),
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Say in a few words why your organisation declines.")},
    )

    def __init__(self, *args, needed: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needed
