"""The steps of a start-up, and areas and states of a group: what the Secretariat enters."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from buyergroups.forms.groups import language, words_to_areas
from buyergroups.models import StartUpCase
from buyergroups.queries import pages
from buyergroups.queries import start_ups as queries
from pact.files.fields import UploadField
from pact.ui.fields import DayField
from participants.queries.territories import territory_named
from participants.rules import slug_from


class _Next(forms.Form):
    next_step = forms.CharField(
        label=_("Next step"),
        help_text=_("What is done next, in a few words. It stands on the Secretariat's tasks."),
        required=False,
        max_length=240,
    )
    next_on = DayField(label=_("By when"), required=False)
    assignee = forms.ChoiceField(label=_("In charge"), required=False)

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.staff = {user.ref: user for user in queries.staff(today)}
        names = ((ref, user.name or user.email) for ref, user in self.staff.items())
        self.fields["assignee"].choices = [("", _("Nobody yet")), *names]

    def clean(self):
        clean = super().clean()
        if clean.get("next_on") and not clean.get("next_step"):
            self.add_error("next_step", _("Say what is done by this day"))
        return clean

    def next_facts(self) -> dict:
        clean = self.cleaned_data
        assignee = self.staff.get(clean["assignee"])
        return {"next_step": clean["next_step"], "next_on": clean["next_on"], "assignee": assignee}


class OpenCase(_Next):
    title = forms.CharField(
        label=_("What it is about"),
        help_text=_("For instance: A group for Denmark."),
        max_length=160,
        error_messages={"required": _("Enter what it is about")},
    )
    area = forms.CharField(
        label=_("Area"),
        help_text=_("Name or code: Denmark, DK, BE-VLG."),
        max_length=120,
        error_messages={"required": _("Enter the area")},
    )
    interested = forms.CharField(
        label=_("Who is interested"),
        help_text=_("The name of an organisation, not of a person."),
        max_length=160,
        error_messages={"required": _("Enter the name of the organisation")},
    )
    group = forms.ChoiceField(label=_("Group that is starting already"), required=False)
    field_order = ("title", "area", "interested", "group")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.starting = {group.slug: group for group in queries.starting_groups()}
        self.fields["group"].choices = [("", _("None")), *((slug, one.name) for slug, one in self.starting.items())]

    def clean_area(self):
        found = territory_named(self.cleaned_data["area"])
        if found is None:
            raise forms.ValidationError(_("We know no area of this name, or several. Enter its code, like BE-VLG."))
        return found

    def facts(self) -> dict:
        clean = self.cleaned_data
        who = {
            "organization": queries.organization_called(clean["interested"]),
            "organization_name": clean["interested"],
        }
        about = {"title": clean["title"], "territory": clean["area"], "group": self.starting.get(clean["group"])}
        return {**about, **who, **self.next_facts()}


class NextStep(_Next):
    def __init__(self, *args, case: StartUpCase, **kwargs):
        known = {"next_step": case.next_step, "next_on": case.next_on}
        known["assignee"] = case.assignee.ref if case.assignee else ""
        super().__init__(*args, initial=known, **kwargs)
        self.fields["next_step"].required = True
        self.fields["next_step"].error_messages["required"] = _("Say what is done next")


class _Day(forms.Form):
    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["on"].initial = today

    def clean_on(self) -> date:
        if self.cleaned_data["on"] > self.today:
            raise forms.ValidationError(_("Enter today or an earlier day."))
        return self.cleaned_data["on"]


class Workshop(_Day):
    on = DayField(label=_("Day of the workshop"))


class Charter(_Day):
    on = DayField(label=_("Agreed on"))
    upload = UploadField(
        label=_("The charter as PDF"),
        help_text=_("If there is one: how the organisations work together. Not published."),
        required=False,
    )


class HandOver(forms.Form):
    coordination = forms.ChoiceField(
        label=_("Coordinating organisation"),
        help_text=_("It has signed the Pact in the coordinating role (2.1.3)."),
        error_messages={"required": _("Choose the organisation that coordinates the group")},
    )
    group = forms.ChoiceField(label=_("Group"), required=False)
    name = forms.CharField(label=_("Name of the new group"), required=False, max_length=160)
    working_language = language(required=False)

    def __init__(self, *args, case: StartUpCase, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.starting = {group.slug: group for group in queries.starting_groups()}
        self.fields["coordination"].choices = [("", _("Choose one")), *pages.coordinations(today)]
        if case.group:
            for name in ("group", "name", "working_language"):
                del self.fields[name]
            return
        choices = [("", _("A new one")), *((slug, one.name) for slug, one in self.starting.items())]
        self.fields["group"].choices = choices

    def clean(self):
        clean = super().clean()
        if "name" in self.fields and not clean.get("group") and not clean.get("name"):
            self.add_error("name", _("Enter the name of the new group, or choose one that is starting"))
        return clean

    def facts(self) -> dict:
        clean = self.cleaned_data
        facts = {"coordination": pages.coordination(clean["coordination"]), "group": None}
        if "name" in self.fields:
            facts["group"] = self.starting.get(clean["group"])
            facts |= {"name": clean["name"], "slug": slug_from(clean["name"], "group")}
            facts["working_language"] = clean["working_language"] or "en"
        return facts


class Why(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say in a few words why")},
    )


class Areas(forms.Form):
    area = forms.CharField(
        label=_("Countries, regions or other areas it covers"),
        help_text=_("Names or codes, separated by commas: Norway, Sweden, BE-VLG."),
        max_length=400,
        error_messages={"required": _("Enter at least one country or region")},
    )

    def clean_area(self) -> list:
        return words_to_areas(self.cleaned_data["area"])


class Coordinator(forms.Form):
    coordination = forms.ChoiceField(
        label=_("Coordinating organisation"),
        help_text=_("It has signed the Pact in the coordinating role (2.1.3)."),
        error_messages={"required": _("Choose the organisation that coordinates the group")},
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["coordination"].choices = [("", _("Choose one")), *pages.coordinations(today)]

    def facts(self):
        return pages.coordination(self.cleaned_data["coordination"])
