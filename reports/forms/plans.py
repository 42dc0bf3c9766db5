"""An item of an action plan, a heading without any, and what became of an item (Pact 3.2.2)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pact.ui.fields import DayField
from reports.models import PlanItem
from reports.rules import plans as rules


class Item(forms.Form):
    aim = forms.CharField(
        label=_("Aim"),
        help_text=_("What will be different, in one sentence. The plan is public."),
        max_length=240,
        error_messages={"required": _("Enter the aim")},
    )
    steps = forms.CharField(
        label=_("Steps"),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Write the steps; one or two are enough")},
    )
    owner = forms.CharField(
        label=_("Who does it"),
        help_text=_("A function, never a person: for instance Head of procurement."),
        max_length=80,
        error_messages={"required": _("Enter the function that does it")},
    )
    due_on = DayField(label=_("By"), error_messages={"required": _("Enter the day by which it is done")})
    measure = forms.CharField(
        label=_("How you will know"),
        help_text=_("A number or a fact: 20 municipalities informed."),
        max_length=240,
        error_messages={"required": _("Enter how you will know that it is done")},
    )

    def __init__(self, *args, year: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.year = year

    def clean(self):
        clean = super().clean()
        if not self.errors:
            for name, sentence in rules.item_problems(self.year, clean["due_on"], clean["owner"]):
                self.add_error(name, sentence)
        return clean


class Nothing(forms.Form):
    reason = forms.CharField(
        label=_("Why there is nothing under this heading"),
        help_text=_("One sentence; it is public. Leave it empty to take it back."),
        required=False,
        max_length=400,
    )


class Outcome(forms.Form):
    state = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[("done", _("Done")), ("moved", _("Moved to the next year")), ("dropped", _("Dropped"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose done, moved or dropped")},
    )
    word = forms.CharField(
        label=_("In a few words"),
        help_text=_("What came of it, or why not. It is public."),
        max_length=400,
        error_messages={"required": _("Say in a few words what came of it")},
    )


def starting_outcome(item: PlanItem) -> dict:
    return {} if item.state == "PLANNED" else {"state": item.state.lower(), "word": item.word}
