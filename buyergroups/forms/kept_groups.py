"""Filters of the Secretariat's lists of groups and of participants in no group; appointing a representative."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from buyergroups.models import BuyerGroup
from buyergroups.queries import representatives as queries
from buyergroups.queries import unjoined
from buyergroups.queries.kept_groups import MISSING
from pact.files.fields import UploadField
from pact.ui.fields import DayField


class _Asked(forms.Form):
    def asked(self) -> dict[str, str]:
        clean = self.cleaned_data if self.is_valid() else {}
        return {name: clean.get(name) or "" for name in self.fields}


class GroupFilter(_Asked):
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All but closed")), *BuyerGroup.State.choices]
    )
    missing = forms.ChoiceField(label=_("Missing"), required=False, choices=[("", _("All")), *MISSING])


class UnjoinedFilter(_Asked):
    group = forms.ChoiceField(label=_("Group"), required=False)
    answer = forms.ChoiceField(label=_("Answer"), required=False, choices=[("", _("All")), *unjoined.ANSWERS])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [("", _("All")), *unjoined.group_choices()]


class Representative(forms.Form):
    organization = forms.ChoiceField(
        label=_("Organisation"),
        help_text=_("A participant in the group, or the one that coordinates it."),
        error_messages={"required": _("Choose the organisation")},
    )
    name = forms.CharField(
        label=_("Name"), max_length=120, error_messages={"required": _("Enter the name of the representative")}
    )
    topics = forms.CharField(
        label=_("Topics"), help_text=_("For instance: laptops, monitoring."), required=False, max_length=240
    )
    working_groups = forms.MultipleChoiceField(
        label=_("Working groups"), required=False, widget=forms.CheckboxSelectMultiple
    )
    from_on = DayField(label=_("From"))
    consent_to_publish = forms.BooleanField(
        label=_("This person agrees that name and organisation stand on the public page of the group."),
        help_text=_("Without it only the group and the Secretariat see the name."),
        required=False,
    )

    def __init__(self, *args, group: BuyerGroup, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.organizations = {one.slug: one for one in queries.represented(group, today)}
        self.working_groups = {one.slug: one for one in queries.working_groups_to_join()}
        names = ((slug, one.name) for slug, one in self.organizations.items())
        self.fields["organization"].choices = [("", _("Choose one")), *names]
        self.fields["working_groups"].choices = [(slug, one.name) for slug, one in self.working_groups.items()]
        if not self.working_groups:
            del self.fields["working_groups"]
        self.fields["from_on"].initial = today

    def facts(self) -> dict:
        clean = dict(self.cleaned_data)
        clean["organization"] = self.organizations[clean["organization"]]
        clean["working_groups"] = [self.working_groups[slug] for slug in clean.get("working_groups", ())]
        return clean


class Upload(forms.Form):
    file = UploadField(
        label=_("Excel or CSV file"),
        allow=("xlsx", "csv"),
        error_messages={"required": _("Choose a file")},
    )
