"""Arranging a meeting, who was there, its notes, and files."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from buyergroups.models import Gathering
from buyergroups.rules import LONGEST_NOTES
from pact.files.fields import UploadField
from pact.ui.fields import DayField

_LONG = _("Shorten this to at most %(limit_value)d characters. You typed %(show_value)d.")
ZONES = [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone and "Etc/" not in zone]
_K = Gathering.Kind
KINDS = {
    "group": (_K.MEETING, _K.WORKSHOP, _K.TRAINING, _K.CONSULTATION),
    "wg": (_K.MEETING, _K.DIALOGUE, _K.WORKSHOP, _K.CONSULTATION),
    "": (_K.TRAINING, _K.CONSULTATION, _K.WORKSHOP, _K.MEETING),
}


def _time(label) -> forms.TimeField:
    told = _("Enter a time, like 10:00")
    return forms.TimeField(
        label=label, input_formats=["%H:%M", "%H.%M"], error_messages={"required": told, "invalid": told},
        widget=forms.TimeInput(format="%H:%M", attrs={"data-width": "5", "autocomplete": "off"}),
    )  # fmt: skip


def _area(label, hint="", rows=5, most=8000) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=most, widget=forms.Textarea({"rows": rows}),
        error_messages={"max_length": _LONG},
    )  # fmt: skip


class GatheringForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind"), widget=forms.RadioSelect, error_messages={"required": _("Choose the kind of meeting")}
    )
    title = forms.CharField(
        label=_("Title"), max_length=160, error_messages={"required": _("Name the meeting"), "max_length": _LONG}
    )
    day = DayField(label=_("Day"))
    begins = _time(_("Begins"))
    ends = _time(_("Ends"))
    zone = forms.ChoiceField(label=_("Time zone"), choices=ZONES, initial=settings.SECRETARIAT_TIME_ZONE)
    place = forms.CharField(
        label=_("Place"), required=False, max_length=240, error_messages={"max_length": _LONG},
        help_text=_("Address and room. Leave it empty for a meeting online."),
    )  # fmt: skip
    link = forms.URLField(
        label=_("Link to join online"), required=False, assume_scheme="https", max_length=200,
        help_text=_("Only those who are invited see it. Begin with https://"),
        error_messages={"invalid": _("Enter a web address, like https://meet.example/norway"), "max_length": _LONG},
    )  # fmt: skip
    agenda = _area(_("Agenda"), _("One point in a line."))
    public = forms.BooleanField(
        label=_("Day, title and place are public"), required=False, initial=True,
        help_text=_("They stand on the public page of events and in its calendar. The link and the agenda do not."),
    )  # fmt: skip

    def __init__(self, *args, place: str, **kwargs):
        """`place` says whose meeting it is: of a group, of a working group (wg), or of the Pact (empty)."""
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in KINDS[place]]
        if not place:
            self.fields.pop("public")
            self.fields["link"].label = _("Link")
            self.fields["link"].help_text = _("Where people register or join. It is public, like the event itself.")

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        if not clean.get("place") and not clean.get("link") and "link" in clean:
            self.add_error("place", _("Enter a place, or a link to join online"))
        if clean.get("begins") and clean.get("ends") and clean["ends"] <= clean["begins"]:
            self.add_error("ends", _("Enter a time after the beginning"))
        return clean

    def given(self) -> dict[str, Any]:
        """As the action takes it: moments instead of a day and times."""
        clean, zone = dict(self.cleaned_data), ZoneInfo(self.cleaned_data["zone"])
        day, begins, ends = (clean.pop(name) for name in ("day", "begins", "ends"))
        moments = {"starts_at": datetime.combine(day, begins, zone), "ends_at": datetime.combine(day, ends, zone)}
        return {**clean, **moments}


def known(gathering: Gathering) -> dict[str, Any]:
    """What the form begins with when a meeting is changed."""
    zone = ZoneInfo(gathering.zone)
    begins, ends = gathering.starts_at.astimezone(zone), gathering.ends_at.astimezone(zone)
    same = {name: getattr(gathering, name) for name in ("kind", "title", "zone", "place", "link", "agenda", "public")}
    return {**same, "day": begins.date(), "begins": begins.time(), "ends": ends.time()}


class AttendanceForm(forms.Form):
    present = forms.TypedMultipleChoiceField(
        label=_("Who was there"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    others = _area(
        _("Others who were there"),
        _("One in a line: name, organisation. Neither names nor this list are published."),
        rows=4, most=4000,
    )  # fmt: skip

    def __init__(self, *args, people: list, **kwargs):
        super().__init__(*args, **kwargs)
        asked = [row for row in people if row.user_id]
        self.fields["present"].choices = [(row.pk, _named(row)) for row in asked]
        if not asked:
            self.fields.pop("present")

    def clean_others(self) -> list[tuple[str, str]]:
        lines = [line.strip() for line in self.cleaned_data["others"].splitlines() if line.strip()]
        pairs = [tuple(part.strip() for part in line.partition(",")[::2]) for line in lines]
        if any(len(name) > 120 for name, _organization in pairs):
            raise forms.ValidationError(_("Shorten each name to at most 120 characters"))
        return pairs

    def given(self) -> dict[str, Any]:
        return {"present": self.cleaned_data.get("present", []), "others": self.cleaned_data["others"]}


def _named(row) -> str:
    organization = row.organization.name if row.organization else row.guest.organization_name if row.guest else ""
    return f"{row.name}, {organization}" if organization else row.name


def there(people: list) -> dict[str, Any]:
    """Who is marked already; before the first time, whoever said yes."""
    marked = any(row.state in ("ATTENDED", "ABSENT") for row in people)
    wanted = "ATTENDED" if marked else "COMING"
    by_hand = [_named(row) for row in people if not row.user_id]
    return {"present": [row.pk for row in people if row.state == wanted and row.user_id], "others": "\n".join(by_hand)}


class NotesForm(forms.Form):
    notes = _area(
        _("Notes"), _("What was said, without the names of persons: published notes stay."), rows=10, most=LONGEST_NOTES
    )
    outcomes = _area(_("Outcomes"), _("What was agreed, and who goes on with it. One in a line."), rows=5)


class FileForm(forms.Form):
    file = UploadField(
        allow=("pdf", "xlsx", "csv"),
        label=_("File"),
        help_text=_("A PDF of at most 10 MB, an Excel workbook or a CSV file."),
    )
    title = forms.CharField(
        label=_("Title"), required=False, max_length=160, error_messages={"max_length": _LONG},
        help_text=_("Left empty, it is called as the file is."),
    )  # fmt: skip
    gathering = forms.ChoiceField(label=_("Meeting"), required=False)

    def __init__(self, *args, gatherings: list, **kwargs):
        super().__init__(*args, **kwargs)
        self.gatherings = {row.ref: row for row in gatherings}
        choices = [(row.ref, f"{row.starts_at:%Y-%m-%d} {row.title}") for row in gatherings]
        self.fields["gathering"].choices = [("", _("None")), *choices]

    def given(self) -> dict[str, Any]:
        clean = self.cleaned_data
        return {"title": clean["title"], "gathering": self.gatherings.get(clean["gathering"])}
