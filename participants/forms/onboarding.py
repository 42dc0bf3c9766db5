"""Putting a first step aside."""

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.forms.steps import text


class AsideForm(forms.Form):
    reason = text(
        _("Why not now?"),
        _("A few words; the Secretariat can read them. You can still do it later."),
        missing=_("Say in a few words why you put this aside"),
        most=240,
    )
