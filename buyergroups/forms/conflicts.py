"""The four questions of 2.1.4, wherever somebody outside is let in: a group, an appointed role."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.rules import CONFLICT_QUESTIONS

YES_NO = [("NO", _("No")), ("YES", _("Yes")), ("UNSURE", _("Not sure"))]


def _question(label) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes, no or not sure")},
    )


class ConflictQuestions(forms.Form):
    makes_ict = _question(_("Does it make ICT products or their parts?"))
    sells_ict = _question(_("Does it sell or distribute ICT products?"))
    owned_by_ict = _question(_("Is it owned by such a company, or does it own one?"))
    represents_ict = _question(_("Does it represent an interest of the ICT industry?"))
    evidence = forms.CharField(
        label=_("How you know"),
        help_text=_("A few words: a register, its website, a conversation. Not published."),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say in a few words how you know")},
    )

    def __init__(self, *args, last: Mapping[str, str] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        said = dict(YES_NO)
        for code in CONFLICT_QUESTIONS:
            if (last or {}).get(code) in said:
                self.fields[code].help_text = _("The last answer: %(answer)s.") % {"answer": said[last[code]]}

    def answers(self) -> dict[str, str]:
        return {question: self.cleaned_data[question] for question in CONFLICT_QUESTIONS}
