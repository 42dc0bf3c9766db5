"""The four questions of 2.1.4 as a participant answers them once a year; its last answers stand beside them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.rules import CONFLICT_QUESTIONS, outcome_again

CHOICES = [("NO", _("No")), ("YES", _("Yes")), ("UNSURE", _("Not sure"))]
# Each question, and what is asked for where it is left open: the summary of errors names them apart.
QUESTIONS = {
    "makes_ict": (_("Do you make ICT or parts of it?"), _("Say whether you make ICT or parts of it")),
    "sells_ict": (
        _("Do you sell or lease ICT, or provide it as a service to others?"),
        _("Say whether you sell or lease ICT"),
    ),
    "owned_by_ict": (
        _("Are you owned by such a company, or do you own one?"),
        _("Say whether you are owned by such a company or own one"),
    ),
    "represents_ict": (
        _("Do you represent an interest of the ICT branch, for instance as its association?"),
        _("Say whether you represent an interest of the ICT branch"),
    ),
}


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
            question, missing = QUESTIONS[code]
            self.fields[code] = forms.ChoiceField(
                label=question,
                help_text=_("Your last answer: %(answer)s.") % {"answer": said[code]} if said.get(code) else "",
                choices=CHOICES,
                widget=forms.RadioSelect,
                error_messages={"required": missing},
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
