"""Sending, sending back, reminding, planning."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pact.files.fields import UploadField
from pact.sheets import BACKGROUND
from pact.ui.fields import DayField


class Declaration(forms.Form):
    sure = forms.BooleanField(
        label=_("These figures are right as far as we know, and we may pass them on"),
        error_messages={"required": _("Tick the box to say that the figures are right as far as you know")},
    )


class Nil(forms.Form):
    reason = forms.CharField(
        label=_("Why no devices were bought"),
        max_length=500,
        help_text=_("A few words are enough, like “No replacement this year”."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in a few words why no devices were bought")},
    )


class SendBack(forms.Form):
    notes = forms.CharField(
        label=_("What should be corrected"),
        max_length=4000,
        help_text=_("One remark a line. Each becomes a point of its own in the letter and on their page."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write at least one remark: what should be corrected?")},
    )

    def clean_notes(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["notes"].splitlines() if line.strip()]


class Remind(forms.Form):
    """Whom to write to, and what. A first post shows the letter; the second, with `sure`, sends it."""

    members = forms.MultipleChoiceField(
        label=_("Write to"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one member")},
    )
    words = forms.CharField(
        label=_("Your words"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write a sentence or two")},
    )

    def __init__(self, members, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"].choices = [(row.submission.ref, row.submission.organization.name) for row in members]
        self.fields["members"].initial = [row.submission.ref for row in members]


class Plan(forms.Form):
    year = forms.IntegerField(
        label=_("Reporting year"),
        min_value=2021,
        max_value=2040,
        help_text=_("The year in which the devices were delivered."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-width": "4"}),
        error_messages={"invalid": _("Enter a year, like 2026"), "required": _("Enter a year, like 2026")},
    )
    opens_on = DayField(label=_("Opens"))
    due_on = DayField(label=_("Figures due"))
    group_due_on = DayField(label=_("Group reports due"))
    freeze_on = DayField(label=_("Freeze"))

    def clean(self):
        days = [self.cleaned_data.get(name) for name in ("opens_on", "due_on", "group_due_on", "freeze_on")]
        if all(days) and not (days[0] < days[1] <= days[2] <= days[3]):
            self.add_error("due_on", _("Set the days in this order: opens, figures due, group reports due, freeze"))
        return self.cleaned_data


class Upload(forms.Form):
    file = UploadField(
        label=_("Excel or CSV file"),
        allow=("xlsx", "csv"),
        limit=BACKGROUND.size,
        error_messages={"required": _("Choose a file: an .xlsx workbook or a CSV file")},
    )
