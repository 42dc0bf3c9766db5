"""A case about ending a participation: what the Secretariat writes, and how the organization answers (Pact 6.6.2)."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from governance.forms.decisions import OpenVote
from governance.models import Hearing, TerminationCase
from pact.files.fields import UploadField
from pact.ui.fields import DayField

ZONE = ZoneInfo(settings.SECRETARIAT_TIME_ZONE)
IN_PERSON = [choice for choice in Hearing.Way.choices if choice[0] != Hearing.Way.WRITING]


def words(label: Any, hint: Any = "", missing: Any = "", *, rows: int = 6, most: int = 8000) -> forms.CharField:
    """Several lines; optional where no sentence for missing words is given."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(missing),
        max_length=most,
        widget=forms.Textarea({"rows": rows}),
        error_messages={
            "required": missing,
            "max_length": _("Shorten this to at most %(limit_value)d characters. You typed %(show_value)d."),
        },
    )


def choice(label: Any, choices: list, missing: Any) -> forms.ChoiceField:
    messages = {"required": missing, "invalid_choice": missing}
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=messages)


class CaseFilter(forms.Form):
    words = forms.CharField(label=_("Organisation or number"), required=False, max_length=80)
    show = forms.ChoiceField(
        label=_("Cases"),
        required=False,
        choices=[("open", _("open")), ("closed", _("closed")), ("all", _("all"))],
    )


class OpenCase(forms.Form):
    grounds = choice(
        _("Grounds"), TerminationCase.Grounds.choices, _("Choose lack of integrity or lack of effort (6.6.2)")
    )
    facts = words(
        _("Facts"),
        _("What happened, with days and documents. The organisation and the Steering Committee read it word for word."),
        _("Write down the facts: reasonable grounds rest on them (6.6.2)"),
    )


class Notice(forms.Form):
    notice = words(
        _("Notice"),
        _("What is held against the organisation and what could follow. It goes out by letter, with the invitation."),
        _("Write the notice"),
    )
    answer_on = DayField(label=_("It can answer until the end of"))

    def __init__(self, *args, earliest: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.earliest = earliest
        self.initial.setdefault("answer_on", earliest)
        said = {"day": date_format(earliest, "j F Y")}
        self.fields["answer_on"].help_text = _("%(day)s or later (6.6.2).") % said

    def clean_answer_on(self) -> date:
        day = self.cleaned_data["answer_on"]
        if day < self.earliest:
            said = {"day": date_format(self.earliest, "j F Y")}
            raise forms.ValidationError(_("Give it until %(day)s or later to answer (6.6.2)") % said)
        return day


class Plan(forms.Form):
    way = choice(_("How?"), IN_PERSON, _("Choose a meeting or a call"))
    day = DayField(label=_("Day"))
    hour = forms.TimeField(
        label=_("Hour"),
        help_text=_("Where the Secretariat is, like 14:30."),
        widget=forms.TextInput({"data-width": "5"}),
        error_messages={"required": _("Enter an hour, like 14:30"), "invalid": _("Enter an hour, like 14:30")},
    )

    def __init__(self, *args, now: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = now

    @property
    def planned_at(self) -> datetime:
        hour: time = self.cleaned_data["hour"]
        return datetime.combine(self.cleaned_data["day"], hour, ZONE)

    def clean(self):
        clean = super().clean()
        if {"day", "hour"} <= set(clean) and self.planned_at <= self.now:
            self.add_error("day", _("Name a day and an hour that are still to come"))
        return clean


class Held(forms.Form):
    way = choice(_("How was it heard?"), IN_PERSON, _("Choose in a meeting, or by video or telephone"))
    held_on = DayField(label=_("On which day?"))
    words = words(
        _("What was said"),
        _("The organisation gets it by letter, and the Steering Committee reads it."),
        _("Write down what was said"),
    )

    def __init__(self, *args, today: date, invited: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.invited = today, invited

    def clean_held_on(self) -> date:
        day = self.cleaned_data["held_on"]
        if not self.invited <= day <= self.today:
            raise forms.ValidationError(_("Enter a day after the invitation, and today or earlier"))
        return day


class PutCase(OpenVote):
    summary = words(
        _("What the committee should know"),
        _("Beside the file: in a few plain words, what you recommend and why. Not published."),
        _("Tell the Steering Committee in a few words what you recommend"),
        most=4000,
    )
    public_text = words(
        _("Short text that is published if the participation ends"),
        _("One or two sentences, without facts of the case: they stay private."),
        _("Write the short text that is published if the participation ends"),
        rows=3,
        most=600,
    )
    ends_on = DayField(label=_("Ends on"), help_text=_("Leave it empty for the day of the decision."), required=False)
    field_order = ("summary", "public_text", "ends_on", "closes_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["closes_on"].help_text = ""

    def clean_ends_on(self) -> date | None:
        day = self.cleaned_data["ends_on"]
        if day and day < self.today:
            raise forms.ValidationError(_("Enter a day that is still to come, or leave it empty"))
        return day


class CloseCase(forms.Form):
    reason = words(
        _("Why it is closed"),
        _("If the notice was sent, the organisation reads it by letter. Nothing is published."),
        _("Say why the case is closed"),
        rows=4,
        most=2000,
    )


class Answer(forms.Form):
    how = choice(
        _("How does your organisation want to be heard?"),
        [
            ("WRITING", _("In writing: the statement below is our answer")),
            ("CALL", _("By video or telephone")),
            ("MEETING", _("In a meeting")),
            ("DECLINE", _("We do not want to be heard")),
        ],
        _("Choose how you want to be heard, or that you do not want to be"),
    )
    statement = words(
        _("Statement"),
        _("The Secretariat and the Steering Committee read it. It is not published."),
    )
    scan = UploadField(
        label=_("Statement as a PDF"),
        help_text=_("Instead of the words, or beside them. At most 10 MB."),
        required=False,
    )

    def __init__(self, *args, has_file: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.has_file = has_file

    def clean(self):
        clean = super().clean()
        given = clean.get("statement") or clean.get("scan") or self.has_file or {"statement", "scan"} & set(self.errors)
        if clean.get("how") == "WRITING" and not given:
            self.add_error("statement", _("Write the statement, or add it as a PDF below"))
        return clean
