"""The steps of an application. Each form is bound to the words as typed, which the application keeps right or wrong."""

from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from participants import queries
from participants.forms.steps import CountField, StepForm, radio, text
from participants.models import Application
from participants.models.organizations import LegalKind
from participants.rules import CONFLICT_QUESTIONS

BOTH = _(
    "%(name)s takes part in the Pact, and nobody is participant and supporter at once (2.2.1). It gives notice to "
    "leave first. If you are another organisation, enter the name that tells you apart"
)
FAR = _("Choose one of the buyer groups listed here, or decide later. Another one does not cover your area")
YES_NO = [("YES", _("Yes")), ("NO", _("No"))]


def _conflict(code: str, hint: Any = "") -> forms.ChoiceField:
    """One of the four questions of 2.1.4."""
    question = queries.QUESTIONS[code]
    unsure = queries.ANSWERS[-1]
    return radio(question.asked, [*YES_NO, unsure], hint, missing=question.missing)


class PartForm(forms.Form):
    """Step 1; before there is an application."""

    CHOICES = [
        ("PROCURING", _("As a procuring organisation: we buy ICT and want to buy it circular and fair")),
        ("COORDINATING", _("As a coordinating organisation: we bring buyers of our country or region together")),
        ("BOTH", _("As both: we coordinate and we buy. The Pact encourages this; it is signed once for each role")),
        ("SUPPORTER", _("As a supporter: we endorse the Pact and help to promote it, without taking part")),
    ]
    part = radio(_("How do you want to take part?"), CHOICES, missing=_("Choose how you want to take part"))

    @property
    def kind(self) -> str:
        return "SUPPORTER" if self.cleaned_data["part"] == "SUPPORTER" else "PARTICIPANT"

    @property
    def roles(self) -> list[str]:
        part = self.cleaned_data["part"]
        return ["COORDINATING", "PROCURING"] if part == "BOTH" else [part]


class EligibilityForm(StepForm):
    title = _("Can you join?")
    lead = _(
        "Any buyer of ICT can join, public or private. Those who make or sell ICT cannot, so that buyers stay among "
        "themselves; they can support the Pact."
    )
    legal_kind = forms.ChoiceField(
        label=_("What kind of organisation are you?"),
        choices=[("", _("Choose one")), *LegalKind.choices],
        error_messages={"required": _("Choose what kind of organisation you are")},
    )
    buys_ict = radio(
        _("Do you buy laptops, smartphones or other ICT for your own use?"),
        YES_NO,
        missing=_("Say whether you buy ICT"),
    )
    makes_ict = _conflict("makes_ict")
    sells_ict = _conflict("sells_ict", _("Buying centrally for other public bodies is not selling: answer No."))
    owned_by_ict = _conflict("owned_by_ict")
    represents_ict = _conflict("represents_ict")
    explanation = text(
        _("What should the Steering Committee know about this?"),
        _("Needed where you answered Yes or Not sure. In doubt the Steering Committee decides (Pact 2.1.4)."),
        most=2000,
        rows=4,
    )

    def clean(self):
        clean = super().clean()
        if any(clean.get(name) in ("YES", "UNSURE") for name in CONFLICT_QUESTIONS) and not clean.get("explanation"):
            self.add_error("explanation", _("Tell us in a few words why you answered Yes or Not sure"))
        return clean


class OrganizationForm(StepForm):
    title = _("Your organisation")
    lead = _("This becomes your entry on the public list.")
    legal_kind = forms.ChoiceField(
        label=_("What kind of organisation are you?"),
        choices=[("", _("Choose one")), *LegalKind.choices],
        error_messages={"required": _("Choose what kind of organisation you are")},
    )
    name = text(
        _("Name"),
        _("As it is published, in your own language and script."),
        missing=_("Enter the name of your organisation"),
        autocomplete="organization",
    )
    name_en = text(_("Name in English"), _("If it differs."))
    country = forms.ChoiceField(
        label=_("Country"),
        choices=[("", _("Choose your country")), *countries],
        required=False,
        help_text=_("Leave empty only if you are an international organisation."),
        error_messages={"required": _("Choose the country you are in")},
    )
    territory = forms.ChoiceField(
        label=_("Region"), required=False, help_text=_("If you act for a region. Leave empty otherwise.")
    )
    city = text(_("City"), most=120, autocomplete="address-level2")
    website = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=300,
        assume_scheme="https",
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "url", "spellcheck": "false"}),
        error_messages={"invalid": _("Enter the address of your website, like www.organisation.example")},
    )
    registry = text(
        _("Number in a public register"),
        _("Such as a chamber of commerce number. It helps us not to enter you twice."),
        most=60,
    )
    not_same = forms.BooleanField(label=_("None of these is our organisation"), required=False)

    def shape(self) -> None:
        self.fields["territory"].choices = [("", _("No region")), *queries.region_choices()]
        if self.application.kind == Application.Kind.PARTICIPANT:
            del self.fields["legal_kind"]
            kind = self.application.answers.get("eligibility", {}).get("legal_kind")
            self.fields["country"].required = kind != LegalKind.INTERNATIONAL
        self.similar = []

    def clean(self):
        clean = super().clean()
        kind = clean.get("legal_kind") or self.application.answers.get("eligibility", {}).get("legal_kind", "")
        if not clean.get("country") and kind != LegalKind.INTERNATIONAL and "country" not in self.errors:
            self.add_error("country", _("Choose the country you are in"))
        region, country = clean.get("territory"), clean.get("country")
        if region and country and not region.startswith(f"{country}-"):
            self.add_error("territory", _("This region lies in another country. Choose one of yours, or none"))
        if clean.get("name") and not self._refused_as_participant(clean):
            self._look_for_the_same(clean)
        return clean

    def _refused_as_participant(self, clean: dict) -> bool:
        """Pact 2.2.1: only who does not take part can support."""
        if self.application.kind != Application.Kind.SUPPORTER:
            return False
        facts = {"country": clean.get("country", ""), "registry": clean.get("registry", "")}
        known = queries.participant_called(clean["name"], **facts)
        if queries.takes_part(self.application.organization):
            known = self.application.organization.name
        if known:
            self.add_error("name", BOTH % {"name": known})
        return bool(known)

    def _look_for_the_same(self, clean: dict) -> None:
        """A warning, never a wall: the one who applies says that it is another one."""
        registry = (
            [(f"{clean['country']}-REG", clean["registry"])] if clean.get("registry") and clean.get("country") else []
        )
        self.similar = queries.similar_organizations(
            clean["name"], country=clean.get("country", ""), website=clean.get("website") or "", registry=registry
        )
        if self.similar and not clean.get("not_same"):
            self.add_error("not_same", _("Look at the names above. If none of them is yours, tick this box"))

    def visible(self) -> list:
        """The fields without the tick, which stands with the names it speaks of."""
        return [field for field in self.visible_fields() if field.name != "not_same"]


class ReachForm(StepForm):
    title = _("Your reach")
    lead = _("Two numbers tell the market how large the movement is. Careful estimates are fine for both.")
    users_served = CountField(
        label=_("Users served"),
        help_text=_("People who use ICT that you buy. Somebody with a laptop and a smartphone counts once."),
        error_messages={"required": _("Enter users served as a whole number, like 3200")},
    )
    devices = CountField(
        label=_("Laptops and smartphones bought in a year"),
        required=False,
        help_text=_("Leave empty if you do not know."),
    )
    group = forms.ChoiceField(
        label=_("Which buyer group would you join?"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Participants join a buyer group of their country or region if there is one (3.3.1)."),
        error_messages={"invalid_choice": FAR},
    )

    def shape(self) -> None:
        """Buyers join a group; which ones there are is looked up only where it is shown or chosen."""
        if "PROCURING" in self.roles:
            self.fields["group"].choices = self._choices
        else:
            del self.fields["group"]

    @cached_property
    def offered(self) -> list[queries.GroupNear]:
        """The groups of the area, and one that was chosen before it was no longer among them."""
        wished = (self.data if self.is_bound else self.initial).get("group", "")
        wished = wished.replace("\x00", "")[:80]
        return queries.groups_near(self.application.answers.get("organization", {}), wished)

    def _choices(self) -> list[tuple]:
        return [*((group.slug, str(group)) for group in self.offered), ("", _("We decide when we take part"))]

    def clean_group(self) -> str:
        slug = self.cleaned_data["group"]
        if slug and not any(group.near for group in self.offered if group.slug == slug):
            raise forms.ValidationError(FAR)
        return slug


class ContributionForm(StepForm):
    title = _("Your contribution")
    lead = _(
        "The Steering Committee asks how you will contribute to the aims of the Pact (6.4.2 b). A few plain sentences "
        "are enough."
    )
    WAYS = [
        ("CRITERIA", _("Use the Pact's baseline criteria in tenders, or try higher ones")),
        ("LIFETIME", _("Keep devices in use for longer: repair, reuse, refurbished devices")),
        ("SHARE", _("Share lessons, examples and feedback")),
        ("TENDERS", _("Announce coming tenders in the shared calendar")),
        ("GROUP", _("Work in a buyer group")),
    ]
    ways = forms.MultipleChoiceField(
        label=_("What do you plan to do?"), choices=WAYS, required=False, widget=forms.CheckboxSelectMultiple
    )
    how = text(
        _("How will you do it?"),
        _("For instance: what you buy next, what you already do, who works on it."),
        missing=_("Tell us in a few sentences how you will contribute"),
        most=4000,
        rows=6,
    )
    group_plans = text(
        _("How will you bring buyers together?"),
        _("Whom you want to reach, whether there is a buyer group already, when you begin."),
        missing=_("Tell us how you will bring buyers together"),
        most=4000,
        rows=6,
    )
    payment = radio(
        _("The yearly contribution of coordinating organisations"),
        [
            ("PAY", _("We expect to pay the contribution")),
            ("IN_KIND", _("We want to offer work or other means instead")),
            ("TALK", _("We want to talk about it first")),
        ],
        _("Coordinating organisations finance the Pact (5.3). Nothing is owed by this answer."),
    )
    appointed = text(
        _("Another organisation that does the work for you"),
        _("You can appoint one (3.2.3). Its name, if you know it already."),
    )

    def shape(self) -> None:
        if "COORDINATING" not in self.roles:
            for name in ("group_plans", "payment", "appointed"):
                del self.fields[name]
        if "PROCURING" not in self.roles:
            for name in ("ways", "how"):
                del self.fields[name]


class UndertakingsForm(StepForm):
    title = _("The Letter of Support")
    lead = _("Three undertakings, in the words of the Pact (2.2.2). The letter that is signed says the same words.")
    _TICK = {"required": _("Tick this if you can undertake it. A Letter of Support has all three")}
    endorse = forms.BooleanField(error_messages=_TICK)
    dialogue = forms.BooleanField(error_messages=_TICK)
    no_marketing = forms.BooleanField(error_messages=_TICK)
    how = text(_("How will you help?"), _("If you have plans already."), most=4000, rows=5)

    def shape(self) -> None:
        """The words that are ticked are those of the letter."""
        for name, given in zip(("endorse", "dialogue", "no_marketing"), queries.undertakings_now(), strict=False):
            self.fields[name].label = given["text"]
