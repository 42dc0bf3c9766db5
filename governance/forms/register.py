"""Filters of the register of decisions; they stand in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.models import Decision
from governance.queries.register import STATES


class RegisterFilter(forms.Form):
    q = forms.CharField(
        label=_("Words or number"), required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=0)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All states")), *((one, Decision.State(one).label) for one in STATES)],
    )

    def __init__(self, *args, kinds: list[tuple[str, str]], years: list[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All kinds")), *kinds]
        self.fields["year"].choices = [("", _("All years")), *((year, str(year)) for year in years)]

    def asked(self) -> dict:
        """What to look for; a filter that makes no sense asks for nothing."""
        self.is_valid()
        given = getattr(self, "cleaned_data", {})
        return {name: given.get(name) or (0 if name == "year" else "") for name in self.fields}
