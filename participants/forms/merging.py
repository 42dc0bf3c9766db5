"""Finding the record that stays."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OtherRecordForm(forms.Form):
    q = forms.CharField(
        label=_("Name or registry number of the record that stays"),
        max_length=100,
        required=False,
        widget=forms.TextInput({"type": "search"}),
    )

    def words(self) -> str:
        return self.cleaned_data["q"] if self.is_valid() else ""
