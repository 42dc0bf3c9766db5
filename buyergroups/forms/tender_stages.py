"""What each stage of a tender asks for."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from buyergroups.forms.tenders import Area, WhenField
from buyergroups.models import TenderEntry
from pact.ui.fields import DayField


class Word(forms.Form):
    """A word is welcome; it stands in the public history."""

    note = Area(label=_("A word about it"), help_text=_("It stands in the public history."), required=False, rows=2)

    def __init__(self, data=None, *, today: date, row: TenderEntry):
        super().__init__(data)
        self.today = today
        if "notice_url" in self.fields:
            self.initial = {"notice_url": row.notice_url, "notice_id": row.notice_id}


class Publish(Word):
    on = DayField(label=_("Published on"))
    notice_url = forms.URLField(
        label=_("Link to the notice"),
        help_text=_("The link or the number is needed, both are welcome."),
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": _("Enter the whole address, like https://ted.europa.eu/…")},
    )
    notice_id = forms.CharField(
        label=_("Number of the notice"), help_text=_("In TED, like 123456-2027."), required=False, max_length=60
    )
    field_order = ("on", "notice_url", "notice_id", "note")


class Award(Word):
    on = DayField(label=_("Awarded on"))
    lessons = Area(
        label=_("What others can learn from it"),
        help_text=_("What worked, what the market answered, what you would do differently. It can follow later."),
        required=False,
        rows=5,
        maximum=4000,
    )
    field_order = ("on", "lessons", "note")


class Why(Word):
    """Others plan by the calendar: they are told why."""

    note = Area(
        label=_("Why?"),
        help_text=_("A sentence is enough. It is published."),
        rows=2,
        error_messages={"required": _("Say in a few words why: others plan by this calendar")},
    )


class Postpone(Why):
    when = WhenField(label=_("When is the notice expected now?"))
    field_order = ("when", "note")

    def facts(self) -> dict:
        return {"expected": self.cleaned_data["when"], "note": self.cleaned_data["note"]}


class Lessons(forms.Form):
    lessons = Area(
        label=_("What others can learn from it"),
        help_text=_("What worked, what the market answered, what you would do differently. No prices (6.3.2)."),
        rows=6,
        maximum=4000,
        error_messages={"required": _("Write what others can learn from it")},
    )


class Partner(forms.Form):
    """The code of an organization, from a button."""

    partner = forms.SlugField(max_length=80)

    def code(self) -> str:
        """Empty for anything that is no code."""
        return self.cleaned_data["partner"] if self.is_valid() else ""


FORMS = {
    "consult": Word,
    "announce": Word,
    "publish": Publish,
    "award": Award,
    "postpone": Postpone,
    "cancel": Why,
}
