"""A letter that came or went outside this software."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pact.files.fields import UploadField
from pact.ui.fields import DayField
from participants.forms.steps import radio, text
from participants.models import RecordedLetter


class LetterForm(forms.Form):
    direction = radio(
        _("Was it received or sent?"), RecordedLetter.Direction.choices, missing=_("Choose received or sent")
    )
    dated = DayField(label=_("Day of the letter"))
    sender = text(_("From"), missing=_("Enter who wrote the letter"), most=120)
    recipient = text(_("To"), missing=_("Enter to whom it was written"), most=120)
    subject = text(_("Subject"), missing=_("Enter what the letter is about"))
    text = text(_("Words of the letter"), _("Or a summary."), most=20000, rows=8)
    scan = UploadField(label=_("The letter as a PDF"), help_text=_("At most 10 MB."), required=False)

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_dated(self):
        if self.cleaned_data["dated"] > self.today:
            raise forms.ValidationError(_("Enter today or an earlier day: a letter is recorded after it was written"))
        return self.cleaned_data["dated"]

    def clean(self):
        clean = super().clean()
        if not clean.get("text") and not clean.get("scan") and not {"text", "scan"} & set(self.errors):
            self.add_error("text", _("Enter the words of the letter, or add it as a PDF below"))
        return clean
