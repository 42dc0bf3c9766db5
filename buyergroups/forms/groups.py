"""Founding a group, and admitting somebody from outside the Pact."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from buyergroups.forms.conflicts import ConflictQuestions
from buyergroups.models import BuyerGroup, GroupMembership
from buyergroups.queries import pages
from pact.ui.fields import DayField
from pact.ui.figures import language_name
from participants.models.organizations import LegalKind
from participants.rules import CONFLICT_QUESTIONS, slug_from


def language(**options) -> forms.CharField:
    """A language by its code, one that this software can name."""
    return forms.CharField(
        label=_("Working language"),
        help_text=_("Its code, like en, nl or nb. The yearly report is in English all the same."),
        max_length=12,
        initial="en",
        validators=[known_language],
        widget=forms.TextInput({"data-width": "5", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter the code of a language, like en")},
        **options,
    )


def known_language(code: str) -> None:
    if language_name(code) == code:
        raise forms.ValidationError(
            _("We do not know the language “%(code)s”. Enter its code, like en.") % {"code": code}
        )


def words_to_areas(text: str) -> list:
    """Areas by names or codes, separated by commas."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    found = pages.territories_named(words)
    unknown = [word for word in words if word not in found]
    if unknown:
        raise forms.ValidationError(
            _("We do not know “%(word)s”. Enter the English name of a country or region, or its ISO code.")
            % {"word": unknown[0]}
        )
    return list({area.pk: area for area in found.values()}.values())


class Found(forms.Form):
    name = forms.CharField(
        label=_("Name of the group"),
        help_text=_("For instance: Norway group."),
        max_length=160,
        error_messages={"required": _("Enter the name of the group")},
    )
    area = forms.CharField(
        label=_("Countries or regions it covers"),
        help_text=_("Names or codes, separated by commas: Norway, Sweden, BE-VLG."),
        max_length=400,
        error_messages={"required": _("Enter at least one country or region")},
    )
    coordination = forms.ChoiceField(
        label=_("Coordinating organisation"),
        help_text=_("Without one the group is starting, and its members report to the Secretariat."),
        required=False,
    )
    working_language = language()
    founded_on = DayField(label=_("Founded on"))
    about = forms.CharField(
        label=_("How the group works"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    contact_email = forms.EmailField(
        label=_("Contact address of the group"),
        help_text=_("A mailbox, not a person: it is published."),
        required=False,
        error_messages={"invalid": _("Enter an e-mail address, like group@organisation.example")},
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["coordination"].choices = [("", _("None yet")), *pages.coordinations(today)]
        self.fields["founded_on"].initial = today

    def clean_area(self) -> list:
        return words_to_areas(self.cleaned_data["area"])

    def clean_founded_on(self) -> date:
        if self.cleaned_data["founded_on"] > self.today:
            raise forms.ValidationError(_("Enter today or an earlier day."))
        return self.cleaned_data["founded_on"]

    def facts(self) -> dict:
        """As the action takes them."""
        clean = dict(self.cleaned_data)
        clean["territories"] = clean.pop("area")
        clean["coordination"] = pages.coordination(clean["coordination"]) if clean["coordination"] else None
        return {**clean, "slug": slug_from(clean["name"], "group")}


class Admit(ConflictQuestions):
    """Pact 3.3.3: non-participants as members or observers, if there is no conflict of interest (2.1.4)."""

    name = forms.CharField(
        label=_("Name of the organisation"),
        max_length=200,
        error_messages={"required": _("Enter the name of the organisation")},
    )
    country = forms.ChoiceField(
        label=_("Country"),
        choices=[("", _("Choose a country")), *countries],
        error_messages={"required": _("Choose the country it is in")},
    )
    legal_kind = forms.ChoiceField(
        label=_("Kind of organisation"),
        choices=[("", _("Choose one")), *LegalKind.choices],
        error_messages={"required": _("Choose what kind of organisation it is")},
    )
    kind = forms.ChoiceField(
        label=_("In the group as"),
        choices=[
            (GroupMembership.Kind.MEMBER, _("Member: buys together with the others and may report figures")),
            (GroupMembership.Kind.OBSERVER, _("Observer: looks on")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose member or observer")},
    )
    field_order = ("name", "country", "legal_kind", "kind")

    def facts(self) -> dict:
        """As the action takes them."""
        rest = {name: value for name, value in self.cleaned_data.items() if name not in CONFLICT_QUESTIONS}
        return {**rest, "answers": self.answers()}


class Settings(forms.Form):
    """How a group works and speaks (preamble P7); published."""

    about = forms.CharField(
        label=_("About the group"),
        help_text=_("One or two sentences: who buys together here, and what for."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
    set_up = forms.CharField(
        label=_("How it is set up"),
        help_text=_("Your own way of working together: meetings, who decides, joint tenders or advice only."),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
    )
    working_language = language()
    other_languages = forms.CharField(
        label=_("Other languages"),
        help_text=_("Codes separated by commas, like sv, da."),
        required=False,
        max_length=80,
        widget=forms.TextInput({"data-width": "10", "autocomplete": "off", "spellcheck": "false"}),
    )
    website = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "url", "spellcheck": "false"}),
        error_messages={"invalid": _("Enter the address of a website, like www.group.example")},
    )
    contact_email = forms.EmailField(
        label=_("Contact address of the group"),
        help_text=_("A mailbox, not a person: it is published."),
        required=False,
        error_messages={"invalid": _("Enter an e-mail address, like group@organisation.example")},
    )

    def __init__(self, *args, group: BuyerGroup, **kwargs):
        known = {name: getattr(group, name) for name in self.base_fields}
        super().__init__(*args, initial={**known, "other_languages": ", ".join(group.other_languages)}, **kwargs)

    def clean_other_languages(self) -> list[str]:
        codes = [word.strip().lower() for word in self.cleaned_data["other_languages"].split(",") if word.strip()]
        for code in codes:
            known_language(code)
        return [code for code in dict.fromkeys(codes) if code != self.cleaned_data.get("working_language")]
