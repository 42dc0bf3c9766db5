"""What is sufficient, and asking for an extension of the Pact (6.2.2)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.rules import Criterion, values
from pact.ui.fields import DayField


class SufficientConsent(forms.Form):
    share = forms.CharField(
        label=_("Share of all participants that has to agree"),
        help_text=_("Like 2/3 or 60%."),
        max_length=12,
        widget=forms.TextInput(attrs={"data-width": "5", "autocomplete": "off"}),
        error_messages={"required": _("Enter a share, like 2/3.")},
    )
    fewest = forms.IntegerField(
        label=_("And at least so many organisations"),
        min_value=1,
        max_value=100_000,
        widget=forms.TextInput(attrs={"data-width": "5", "inputmode": "numeric"}),
        error_messages={
            "required": _("Enter a whole number, like 20."),
            "invalid": _("Enter a whole number, like 20."),
            "min_value": _("At least one organisation has to agree."),
            "max_value": _("Enter a smaller number."),
        },
    )

    def clean_share(self) -> list[int]:
        try:
            return values.read(self.cleaned_data["share"], [3, 4], values.SHARE)
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from None

    def criterion(self) -> Criterion:
        return Criterion(*self.cleaned_data["share"], self.cleaned_data["fewest"])


class Extend(forms.Form):
    new_end = DayField(label=_("New end of the Pact"), help_text=_("A day after its end today."))
    closes_on = DayField(
        label=_("The consent closes at the end of"),
        help_text=_("Everybody has at least fifteen days, and the committee decides before the Pact ends."),
    )
