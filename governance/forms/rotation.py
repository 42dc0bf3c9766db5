"""Planning a rotation."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.forms.seats import FillSeat
from pact.ui.fields import DayField


class BeginRotation(forms.Form):
    begins_on = DayField(
        label=_("First day of the new terms"),
        help_text=_("Usually the day on which today's terms end. Terms that run longer end on it."),
    )


class PlanSeat(FillSeat):
    """Who sits in this seat from the first day of the plan on."""

    def __init__(self, *args, begins_on: date, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["from_on"]
        self.begins_on = begins_on

    def term(self) -> dict[str, Any]:
        return {"organization": self.organization, "until_on": self.cleaned_data["last_on"] + timedelta(days=1)}
