"""The facts on an organization's record, as the Secretariat corrects them."""

from django import forms
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from participants import queries
from participants.forms.steps import text
from participants.models import Organization, Territory
from participants.models.organizations import LegalKind
from participants.rules import NO, may_coordinate, registry_number

LANGUAGES = sorted(
    ((code, info["name"]) for code, info in LANG_INFO.items() if len(code) == 2 and "name" in info),
    key=lambda one: one[1],
)
NUMBER_LENGTH = 60


class FactsForm(forms.Form):
    """Bound to one organization; a refusal stands at its field and says who or what is in the way."""

    name = text(_("Name"), _("In its own language and script."), missing=_("Enter the name of the organisation"))
    name_en = text(_("Name in English"), _("If it differs."))
    short_name = text(_("Short name"), most=60)
    language = forms.ChoiceField(label=_("Language of the name"), choices=LANGUAGES)
    legal_kind = forms.ChoiceField(label=_("Kind"), choices=LegalKind.choices)
    sector = text(_("Sector"), _("Such as health, education, defence."), most=60)
    parent = text(
        _("Part of"),
        _(
            "The organisation above it, by name or by the last part of its address. In votes about the one, the "
            "seat of the other is proposed for recusal."
        ),
    )
    country = forms.ChoiceField(
        label=_("Country"),
        choices=[("", _("None: an international organisation")), *countries],
        required=False,
    )
    territory = forms.ChoiceField(label=_("Region"), required=False, help_text=_("If it acts for a region."))
    city = text(_("City"), most=120)
    website = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=300,
        assume_scheme="https",
        widget=forms.TextInput({"inputmode": "url", "spellcheck": "false"}),
        error_messages={"invalid": _("Enter the address of the website, like www.organisation.example")},
    )
    identifiers = text(
        _("Registry numbers"),
        _("One a line: the register as on org-id.guide, then the number, like NO-BRC 940101808. A number belongs to "
          "one organisation."),
        most=1000,
        rows=3,
    )  # fmt: skip
    reason = text(
        _("Why does this change?"),
        _("Stays in the history, beside what was there before."),
        missing=_("Say in a few words why the facts change, and where you know it from"),
        most=500,
        rows=2,
    )

    def __init__(self, *args, organization: Organization, identifiers, **kwargs):
        self.organization = organization
        numbers = "\n".join(f"{one.scheme} {one.value}" for one in identifiers)
        super().__init__(*args, initial=_known(organization) | {"identifiers": numbers}, **kwargs)
        self.fields["territory"].choices = [("", _("No region")), *queries.region_choices()]

    def clean_parent(self) -> Organization | None:
        words = self.cleaned_data["parent"]
        if not words:
            return None
        found = queries.organizations_meant(words)
        if not found:
            raise forms.ValidationError(_("We know no organisation of this name. Leave it empty, or enter another one"))
        if len(found) > 1:
            names = "; ".join(f"{one.name} ({one.slug})" for one in found[:5])
            sentence = _("Several match. Enter the part in brackets of the right one: %(names)s")
            raise forms.ValidationError(sentence % {"names": names})
        if queries.stands_above(self.organization, found[0]):
            sentence = _("%(name)s is this organisation or stands below it. Enter one that stands above")
            raise forms.ValidationError(sentence % {"name": found[0].name})
        return found[0]

    def clean_legal_kind(self) -> str:
        kind = self.cleaned_data["legal_kind"]
        if may_coordinate(kind) == NO and queries.coordinates(self.organization):
            raise forms.ValidationError(
                _("It coordinates, which only public bodies may (2.1.3). Choose a public kind, or end that role first")
            )
        return kind

    def clean_identifiers(self) -> str:
        for line in filter(str.strip, self.cleaned_data["identifiers"].splitlines()):
            scheme, value = registry_number(line, self.organization.country)
            if len(value) > NUMBER_LENGTH:
                raise forms.ValidationError(_("Shorten “%(line)s”: a number has at most 60 signs") % {"line": line})
            owner = queries.whose_number(scheme, value)
            if owner and owner.pk != self.organization.pk:
                taken = {"number": f"{scheme} {value}", "name": owner.name, "slug": owner.slug}
                raise forms.ValidationError(_("%(number)s is the number of %(name)s (%(slug)s)") % taken)
        return self.cleaned_data["identifiers"]

    def clean(self):
        clean = super().clean()
        region, country = clean.get("territory"), clean.get("country")
        if not country and clean.get("legal_kind") not in (None, LegalKind.INTERNATIONAL):
            self.add_error("country", _("Choose a country: only an international organisation has none"))
        if region and not region.startswith(f"{country}-"):
            self.add_error("territory", _("This region lies in another country. Choose one of its own, or none"))
        return clean

    @property
    def facts(self) -> dict:
        """What the action takes."""
        facts = dict(self.cleaned_data)
        lines = filter(str.strip, facts["identifiers"].splitlines())
        facts["identifiers"] = list(dict.fromkeys(registry_number(line, facts["country"]) for line in lines))
        facts["territory"] = queries.territory_called(facts["territory"] or facts["country"], self.organization)
        return facts


def _known(organization: Organization) -> dict:
    names = ("name", "name_en", "short_name", "language", "legal_kind", "sector", "country", "city", "website")
    known = {name: getattr(organization, name) for name in names}
    territory, parent = organization.territory, organization.parent
    within = territory and territory.kind in (Territory.Kind.REGION, Territory.Kind.MUNICIPALITY)
    known["territory"] = territory.code if within else ""
    known["parent"] = parent.slug if parent else ""
    return known
