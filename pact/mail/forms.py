"""What is typed about letters."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Hold(forms.Form):
    reason = forms.CharField(
        label=_("Why is it held back?"),
        help_text=_("It stands beside the letter, for your colleagues."),
        max_length=300,
        error_messages={"required": _("Say why the letter is held back")},
    )
