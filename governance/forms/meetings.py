"""Planning a meeting, its agenda, attendance and minutes."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from governance.models import AgendaItem, Meeting
from pact.files.fields import UploadField
from pact.ui.fields import DayField

_LONG = _("Shorten this to at most %(limit_value)d characters. You typed %(show_value)d.")
ZONES = [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone and "Etc/" not in zone]


def _time(label) -> forms.TimeField:
    told = _("Enter a time, like 10:00")
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"data-width": "5", "autocomplete": "off"}),
        error_messages={"required": told, "invalid": told},
    )


def _area(label, hint="", rows=4, most=8000) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=most, widget=forms.Textarea({"rows": rows}),
        error_messages={"max_length": _LONG},
    )  # fmt: skip


class MeetingForm(forms.Form):
    title = forms.CharField(
        label=_("Title"), required=False, max_length=160, error_messages={"max_length": _LONG},
        help_text=_("Left empty, it is named by its number in the year."),
    )  # fmt: skip
    day = DayField(label=_("Day"))
    begins = _time(_("Begins"))
    ends = _time(_("Ends"))
    zone = forms.ChoiceField(label=_("Time zone"), choices=ZONES, initial=settings.SECRETARIAT_TIME_ZONE)
    place = forms.CharField(
        label=_("Place"), max_length=200, help_text=_("Address and room, or where it is held online."),
        error_messages={"required": _("Enter where the meeting is held"), "max_length": _LONG},
    )  # fmt: skip

    def given(self) -> dict[str, Any]:
        """As the action takes it: moments instead of a day and times."""
        clean, zone = self.cleaned_data, ZoneInfo(self.cleaned_data["zone"])
        moments = {
            "starts_at": datetime.combine(clean["day"], clean["begins"], zone),
            "ends_at": datetime.combine(clean["day"], clean["ends"], zone),
        }
        return {**moments, **{name: clean[name] for name in ("title", "zone", "place")}}


class PlanMeeting(MeetingForm):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=Meeting.Kind.choices, widget=forms.RadioSelect, initial=Meeting.Kind.ORDINARY,
        help_text=_("Two or three ordinary meetings a year (Pact 5.1.5); extraordinary ones are not counted."),
        error_messages={"required": _("Choose the kind of meeting")},
    )  # fmt: skip
    field_order = ("kind", "title", "day", "begins", "ends", "zone", "place")

    def given(self) -> dict[str, Any]:
        return {"kind": self.cleaned_data["kind"], **super().given()}


class AgendaItemForm(forms.Form):
    title = forms.CharField(
        label=_("Point"), max_length=240, error_messages={"required": _("Name the point"), "max_length": _LONG}
    )
    kind = forms.ChoiceField(
        label=_("What happens"), choices=AgendaItem.Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happens with it")},
    )  # fmt: skip
    minutes_planned = forms.IntegerField(
        label=_("Minutes planned"), min_value=1, max_value=600, initial=10,
        widget=forms.TextInput({"data-width": "3", "inputmode": "numeric"}),
        error_messages={
            "required": _("Enter minutes, like 20"), "invalid": _("Enter minutes as a whole number, like 20"),
            "min_value": _("Enter at least one minute"), "max_value": _("Enter at most 600 minutes"),
        },
    )  # fmt: skip
    matter = forms.TypedChoiceField(
        label=_("Matter before the committee"), required=False, coerce=int, empty_value=None,
        help_text=_("A decision is taken on a matter; the vote is opened from the meeting."),
    )  # fmt: skip
    text = _area(_("Text"), _("What the members should know, in a few words."))
    paper = UploadField(label=_("Paper"), required=False, help_text=_("A PDF of at most 10 MB. It goes into the pack."))
    public = forms.BooleanField(
        label=_("The point is public"), required=False, initial=True,
        help_text=_("Its title stands on the public page, and what came of it once the minutes are published."),
    )  # fmt: skip

    def __init__(self, *args, matters: list, **kwargs):
        super().__init__(*args, **kwargs)
        self.matters = {row.pk: row for row in matters}
        self.fields["matter"].choices = [("", _("None")), *((row.pk, row.title) for row in matters)]

    def given(self) -> dict[str, Any]:
        return {**self.cleaned_data, "matter": self.matters.get(self.cleaned_data["matter"])}


class AttendanceForm(forms.Form):
    present = forms.TypedMultipleChoiceField(
        label=_("Members who are there"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    guests = _area(_("Guests"), _("One name in a line, with the organisation. Not published."), rows=3, most=2000)

    def __init__(self, *args, members: list, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(term.user_id, f"{term.user.name}, {term.organization.name}") for term in members]
        self.fields["present"].choices = named

    def clean_guests(self) -> list[str]:
        names = [line.strip() for line in self.cleaned_data["guests"].splitlines() if line.strip()]
        if any(len(name) > 160 for name in names):
            raise forms.ValidationError(_("Shorten each line to at most 160 characters"))
        return names


class MinutesForm(forms.Form):
    """One box for each point, between the opening and the closing words."""

    opening = _area(_("Opening"), _("Who opened, what was agreed at the start."), rows=3)
    closing = _area(_("Closing"), rows=3)

    def __init__(self, *args, items: list, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = items
        closing = self.fields.pop("closing")
        for number, item in enumerate(items, start=1):
            field = _area(f"{number}. {item.title}", rows=3)
            field.initial = item.outcome
            self.fields[f"item_{item.pk}"] = field
        self.fields["closing"] = closing

    def given(self) -> dict[str, Any]:
        clean = self.cleaned_data
        outcomes = {item.pk: clean[f"item_{item.pk}"] for item in self.items}
        return {"opening": clean["opening"], "closing": clean["closing"], "outcomes": outcomes}
