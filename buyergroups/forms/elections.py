"""Electing the chair of a working group: calling, naming, voting (Pact 4.3)."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from pact.ui.fields import DayField

BLANK = "BLANK"


class CallChair(forms.Form):
    nominations_on = DayField(
        label=_("Candidates are named until the end of"), help_text=_("Each one who is named has to accept by then.")
    )
    closes_on = DayField(
        label=_("Votes are counted until the end of"), help_text=_("A tie brings a next round of the same length.")
    )
    takes_office_on = DayField(
        label=_("The chair begins on"),
        help_text=_("Until the next election; a chair that runs hands over on this day."),
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_nominations_on(self) -> date:
        day = self.cleaned_data["nominations_on"]
        if day < self.today:
            raise forms.ValidationError(_("Choose today or a later day."))
        return day


class NameChair(forms.Form):
    organization_id = forms.TypedChoiceField(
        label=_("Candidate"),
        coerce=int,
        help_text=_("Yourself, or another member, who is asked and has to accept."),
        error_messages={"required": _("Choose who is to stand"), "invalid_choice": _("Choose who is to stand")},
    )

    def __init__(self, *args, nominees: list, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(one.organization.pk, f"{one.user.name}, {one.organization.name}") for one in nominees]
        self.fields["organization_id"].choices = [("", _("Choose a member")), *named]


class ChairBallot(forms.Form):
    candidate = forms.ChoiceField(
        label=_("Your vote"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a candidate, or a blank vote."),
            "invalid_choice": _("Choose one of those who stand in this round."),
        },
    )

    def __init__(self, *args, stands: list, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(str(one.pk), f"{one.user.name}, {one.organization.name}") for one in stands]
        self.fields["candidate"].choices = [*named, (BLANK, _("Blank: none of them"))]

    def chosen(self) -> int | None:
        given = self.cleaned_data["candidate"]
        return None if given == BLANK else int(given)
