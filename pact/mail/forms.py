"""What is typed about letters."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pact.mail.letters import all_kinds
from pact.mail.models import STATES


class LetterFilter(forms.Form):
    """Which letters; `organization` comes from the link on an organization's record."""

    q = forms.CharField(
        label=_("Name or address"), required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    organization = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = sorted((str(kind.title), kind.code) for kind in all_kinds())
        self.fields["kind"].choices = [("", _("All")), *((code, title) for title, code in kinds)]
        self.fields["state"].choices = [("", _("All")), *((code, gettext(label)) for code, label in STATES)]

    def asked(self) -> dict[str, Any]:
        """What was asked for and can be; the rest is shown beside its field and asks for nothing."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields if self.cleaned_data.get(name)}


class Hold(forms.Form):
    reason = forms.CharField(
        label=_("Why is it held back?"),
        help_text=_("It stands beside the letter, for your colleagues."),
        max_length=300,
        error_messages={"required": _("Say why the letter is held back")},
    )
