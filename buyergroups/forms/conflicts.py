"""The four questions of 2.1.4, wherever somebody outside is let in: a group, an appointed role."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.queries import ANSWERS, QUESTIONS
from participants.rules import CONFLICT_QUESTIONS


def _question(code: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=QUESTIONS[code].about,
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes, no or not sure")},
    )


class ConflictQuestions(forms.Form):
    makes_ict = _question("makes_ict")
    sells_ict = _question("sells_ict")
    owned_by_ict = _question("owned_by_ict")
    represents_ict = _question("represents_ict")
    evidence = forms.CharField(
        label=_("How you know"),
        help_text=_("A few words: a register, its website, a conversation. Not published."),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say in a few words how you know")},
    )

    def __init__(self, *args, last: Mapping[str, str] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        said = dict(ANSWERS)
        for code in CONFLICT_QUESTIONS:
            if (last or {}).get(code) in said:
                self.fields[code].help_text = _("The last answer: %(answer)s.") % {"answer": said[last[code]]}

    def answers(self) -> dict[str, str]:
        return {question: self.cleaned_data[question] for question in CONFLICT_QUESTIONS}
