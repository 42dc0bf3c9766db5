"""The written notice of 6.6.1: as words, as a signed paper, or both."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pact.files.fields import UploadField
from pact.ui.fields import DayField
from participants.forms.steps import radio, text
from participants.models import TerminationNotice


class NoticeForm(forms.Form):
    """`kept` is the paper that was chosen before and waits while its sender looks: it need not be chosen again."""

    text = text(
        _("Your notice"),
        _("It is published word for word. A reason is welcome, not needed."),
        most=4000,
        rows=6,
    )
    file = UploadField(
        label=_("The signed notice as a PDF"),
        help_text=_("Instead of the words, or beside them. It is published as it is. At most 10 MB."),
        required=False,
    )
    without = forms.BooleanField(label=_("Leave the PDF away"), required=False)
    effective_on = DayField(label=_("Takes effect on"), help_text=_("Today or a later day."))

    def __init__(self, *args, today: date, since: date, kept: Any = None, **kwargs):
        self.today, self.since, self.kept = today, since, kept
        super().__init__(*args, **kwargs)
        if not kept:
            del self.fields["without"]

    @property
    def sent_on(self) -> date:
        return self.today

    def clean_effective_on(self) -> date:
        day = self.cleaned_data["effective_on"]
        if day < self.sent_on:
            raise forms.ValidationError(
                _("Enter today or a later day: a notice takes effect after it was sent (6.6.1)")
            )
        if day <= self.since:
            raise forms.ValidationError(_("Enter a day after the one on which you joined"))
        return day

    def clean(self):
        clean = super().clean()
        if clean.get("without"):
            self.kept = None
        if (
            not clean.get("text")
            and not clean.get("file")
            and not self.kept
            and not {"text", "file"} & set(self.errors)
        ):
            self.add_error(
                "text", _("Write the notice as it will be published (6.6.1), or add the signed one as a PDF below")
            )
        return clean

    @property
    def upload(self) -> Any:
        """A paper that was chosen just now and can be read, also where another field is not right yet."""
        return self.cleaned_data.get("file") if self.is_bound and "file" not in self.errors else None

    def hold(self, paper: Any) -> None:
        """Go on with a paper that is kept now."""
        self.kept = paper


class RecordedNoticeForm(NoticeForm):
    """One that came to the Secretariat by post or e-mail."""

    channel = radio(
        _("How did it come?"),
        [choice for choice in TerminationNotice.Channel.choices if choice[0] != "ONLINE"],
        missing=_("Choose by post or by e-mail"),
    )
    sent = DayField(label=_("Sent on"), help_text=_("The date of the letter or e-mail: the day on which it was sent."))

    field_order = ("channel", "sent", "text", "file", "without", "effective_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Words of the notice")
        self.fields["text"].help_text = _("Word for word: they are published.")
        self.fields["effective_on"].help_text = _("The day it names, or else the day on which it was sent.")

    @property
    def sent_on(self) -> date:
        return self.cleaned_data.get("sent") or date.min

    def clean_sent(self) -> date:
        day = self.cleaned_data["sent"]
        if day > self.today:
            raise forms.ValidationError(_("Enter today or an earlier day: a notice is recorded after it was sent"))
        return day

    def clean_effective_on(self) -> date:
        day = self.cleaned_data["effective_on"]
        if day < self.sent_on:
            raise forms.ValidationError(_("Enter the day on which it was sent, or a later one (Pact 6.6.1)"))
        if day <= self.since:
            raise forms.ValidationError(_("Enter a day after the one on which it joined"))
        return day
