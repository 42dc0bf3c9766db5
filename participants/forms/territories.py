"""Adding an area, and finding one in the tree."""

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.models import Territory
from participants.queries.territories import ROOT, territory_named
from participants.rules import territory_problems

Kind = Territory.Kind
KINDS = (
    (Kind.MUNICIPALITY, _("Municipality")),
    (Kind.REGION, _("Region of a country")),
    (Kind.COUNTRY, _("Country")),
    (Kind.WORLD, _("World body, or a part of the world")),
)


class Find(forms.Form):
    q = forms.CharField(label=_("Name or code"), required=False, max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *KINDS])

    def asked(self) -> tuple[str, str]:
        clean = self.cleaned_data if self.is_valid() else {}
        return clean.get("q", "").strip(), clean.get("kind", "")


class _Placed(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        help_text=_("In English, as it is to stand on public pages."),
        max_length=120,
        error_messages={"required": _("Enter the name of the area")},
    )
    parent = forms.CharField(
        label=_("Lies in"),
        help_text=_("Code or name of the area above it: NO-03, Norway, World."),
        max_length=120,
        initial=ROOT,
        error_messages={"required": _("Enter the code of the area it lies in")},
    )

    def clean_parent(self) -> Territory:
        found = territory_named(self.cleaned_data["parent"])
        if found is None:
            raise forms.ValidationError(_("We know no area of this name, or several. Enter its code, like NO-03."))
        return found

    def must_fit(self, kind: str, code: str, parent: Territory | None) -> None:
        if parent is not None and kind:
            for field, sentence in territory_problems(kind, code, parent.kind, parent.lineage):
                self.add_error(field if field in self.fields else None, sentence)


class Add(_Placed):
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of area it is")},
    )
    code = forms.CharField(
        label=_("Code"),
        help_text=_(
            "ISO 3166-1 for a country (NO), ISO 3166-2 for a region (NO-03). Of your own: four or more signs after the "
            "country, like NO-3301 or NL-GM0363; for a world body three or more letters. It is never changed."
        ),
        max_length=12,
        widget=forms.TextInput({"data-width": "10", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter a code")},
    )
    field_order = ("name", "kind", "parent", "code")

    def clean_code(self) -> str:
        return self.cleaned_data["code"].strip().upper()

    def clean(self):
        clean = super().clean()
        if clean.get("code"):
            self.must_fit(clean.get("kind", ""), clean["code"], clean.get("parent"))
        return clean


class Correct(_Placed):
    def __init__(self, *args, territory: Territory, **kwargs):
        self.territory = territory
        known = {"name": territory.name, "parent": territory.parent.code if territory.parent else ""}
        super().__init__(*args, initial=known, **kwargs)

    def clean(self):
        clean = super().clean()
        self.must_fit(self.territory.kind, self.territory.code, clean.get("parent"))
        return clean
