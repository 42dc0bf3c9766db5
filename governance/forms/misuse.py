"""Misuse of the network for which a support may be ended: the report opens a case."""

from django import forms
from django.utils.translation import gettext_lazy as _


def _words(label, hint, missing) -> forms.CharField:
    too_long = _("Shorten this to at most %(limit_value)d characters. You typed %(show_value)d.")
    return forms.CharField(
        label=label, help_text=hint, max_length=4000, widget=forms.Textarea({"rows": 6}),
        error_messages={"required": missing, "max_length": too_long},
    )  # fmt: skip


class PutMisuse(forms.Form):
    facts = _words(
        _("Facts of the case"),
        _(
            "What was seen and what the supporter undertook, in words that do not show who reported it: "
            "the supporter and the committee read them."
        ),
        _("Write down the facts of the case"),
    )
    answer = _words(
        _("To the one who reported"),
        _("Sent by letter: the supporter is heard, then the Steering Committee decides."),
        _("Write to the one who reported what came of it"),
    )
