"""The four questions of 2.1.4 as a participant answers them once a year; its last answers stand beside them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.queries import ANSWERS, QUESTIONS
from participants.rules import CONFLICT_QUESTIONS, outcome_again


class Confirm(forms.Form):
    evidence = forms.CharField(
        label=_("What should the Steering Committee know about this?"),
        help_text=_("Needed where you answer Yes or Not sure. In doubt the Steering Committee decides (Pact 2.1.4)."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"max_length": _("Use at most 2,000 characters.")},
    )

    def __init__(self, *args, last: dict[str, str], standing: str, said: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.last, self.standing = last, standing
        for code in CONFLICT_QUESTIONS:
            question = QUESTIONS[code]
            self.fields[code] = forms.ChoiceField(
                label=question.asked,
                help_text=_("Your last answer: %(answer)s.") % {"answer": said[code]} if said.get(code) else "",
                choices=ANSWERS,
                widget=forms.RadioSelect,
                error_messages={"required": question.missing},
            )
        self.order_fields([*CONFLICT_QUESTIONS, "evidence"])

    def answers(self) -> dict[str, str]:
        return {code: self.cleaned_data[code] for code in CONFLICT_QUESTIONS}

    def clean(self):
        clean = super().clean()
        whole = all(code in clean for code in CONFLICT_QUESTIONS)
        doubt = whole and outcome_again(self.answers(), self.last or None, self.standing) != "CLEAR"
        if doubt and not clean.get("evidence"):
            self.add_error("evidence", _("Tell us in a few words what changed or why you are not sure (Pact 2.1.4)"))
        return clean
