"""What visitors may ask of a list, read into clean values; a wrong one gets a sentence and asks for nothing."""

from datetime import date
from functools import lru_cache

from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from pact.ui.fields import DayField
from participants.public import Facets, Filters
from website.widgets import Choice, Day, Search

NEWEST = "-joined"
FORMER = "former"
FIRST = ("q", "country", "role", "group")
MORE = ("kind", "joined_from", "joined_to", "standing")
TYPED = ("q", "joined_from", "joined_to")
STANDINGS = (("", _("Taking part")), (FORMER, _("Took part once")))


@lru_cache(maxsize=16)
def _offered(facets: Facets, language: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """What can be chosen in each list: what is counted, in words."""
    lands = sorted(((facet.code, countries.name(facet.code)) for facet in facets.countries), key=lambda pair: pair[1])
    roles = (("COORDINATING", gettext("Coordinating")), ("PROCURING", gettext("Procuring")))
    return {
        "country": (("", gettext("All countries")), *lands),
        "role": (("", gettext("All roles")), *roles),
        "kind": (("", gettext("All kinds")), *((facet.code, facet.label) for facet in facets.kinds)),
        "group": (("", gettext("All buyer groups")), *((facet.code, facet.label) for facet in facets.groups)),
    }


@lru_cache(maxsize=512)
def _drawn(facets: Facets, name: str, value: str, language: str) -> SafeString:
    return drawn(ParticipantFilter({name: value} if value else {}, facets), (name,))


@lru_cache(maxsize=16)
def _unasked(facets: Facets, language: str) -> "ParticipantFilter":
    form = ParticipantFilter({}, facets)
    form.full_clean()
    return form


def drawn(form: forms.Form, names: tuple[str, ...]) -> SafeString:
    return format_html_join(
        "", "{}", ((render_to_string("forms/_filter.html", {"field": form[name]}),) for name in names)
    )


class DecisionFilter(forms.Form):
    """Words and year; both stand in the address."""

    q = forms.CharField(
        label=_("Words or number"), required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=0)

    def __init__(self, *args, years: list[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("All years")), *((year, str(year)) for year in years)]

    def asked(self) -> tuple[str, int]:
        """What to look for; a filter that makes no sense asks for nothing."""
        self.is_valid()
        given = getattr(self, "cleaned_data", {})
        return given.get("q", "").strip().casefold(), given.get("year") or 0


class ListsFilter(forms.Form):
    """Words and lists; what is chosen from a list that does not offer it asks for nothing."""

    q = forms.CharField(label=_("Words"), required=False, max_length=200, widget=forms.TextInput({"type": "search"}))

    def __init__(self, data, offered: dict[str, list[tuple[str, str]]]):
        super().__init__(data)
        for name, choices in offered.items():
            self.fields[name].choices = [("", _("All")), *choices]

    def asked(self) -> dict[str, str]:
        self.is_valid()
        given = getattr(self, "cleaned_data", {})
        return {name: given.get(name) or "" for name in self.fields}


class ExampleFilter(ListsFilter):
    country = forms.ChoiceField(label=_("Country"), required=False)
    group = forms.ChoiceField(label=_("Product group"), required=False)
    item = forms.ChoiceField(label=_("Library item used"), required=False)


class LibraryFilter(ListsFilter):
    """Those asked for most stand first, the rest behind "More filters", which opens where one of it is asked for."""

    FIRST = ("q", "kind", "group", "state")

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    group = forms.ChoiceField(label=_("Product group"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)
    type = forms.ChoiceField(label=_("Part of the tender"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    state = forms.ChoiceField(label=_("Status"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Words or code")

    @property
    def first(self) -> SafeString:
        return drawn(self, self.FIRST)

    @property
    def more(self) -> SafeString:
        return drawn(self, tuple(name for name in self.fields if name not in self.FIRST))

    @property
    def more_asked(self) -> bool:
        return any(value for name, value in self.asked().items() if name not in self.FIRST)


class ParticipantFilter(forms.Form):
    """Choices come from what is counted, so that nobody chooses an empty list; addresses from elsewhere may."""

    q = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=100,
        strip=True,
        error_messages={"max_length": _("Use at most 100 characters of the name.")},
        widget=Search(attrs={"autocomplete": "off"}),
    )
    country = forms.CharField(label=_("Country"), required=False)
    role = forms.CharField(label=_("Role"), required=False)
    kind = forms.CharField(label=_("Kind"), required=False)
    group = forms.CharField(label=_("Buyer group"), required=False)
    joined_from = DayField(label=_("Joined from"), required=False, widget=Day)
    joined_to = DayField(label=_("Joined until"), required=False, widget=Day)
    standing = forms.ChoiceField(
        label=_("Shown"),
        required=False,
        choices=STANDINGS,
        widget=Choice,
        error_messages={"invalid_choice": _("Choose who is shown from the list.")},
    )

    def __init__(self, data, facets: Facets):
        super().__init__(data)
        self.facets = facets
        for name, choices in _offered(facets, get_language() or "").items():
            self.fields[name].widget = Choice(choices=choices)
            self.fields[name].offered = dict(choices)

    @classmethod
    def of(cls, query: QueryDict, facets: Facets) -> "ParticipantFilter":
        """What an address asks; where it asks nothing, one form serves everybody."""
        asked = {name: query[name] for name in (*FIRST, *MORE) if query.get(name)}
        return cls(asked, facets) if asked else _unasked(facets, get_language() or "")

    def clean_country(self) -> str:
        """Any country of the world is a fair question, also one where nobody takes part yet."""
        code = self.cleaned_data["country"].upper()
        if code and code not in countries:
            raise forms.ValidationError(_("Choose a country from the list."))
        if code and code not in self.fields["country"].offered:
            widget = self.fields["country"].widget
            widget.choices = (*widget.choices, (code, countries.name(code)))
        return code

    def clean_role(self) -> str:
        return self._one_of("role", _("Choose a role from the list."))

    def clean_kind(self) -> str:
        return self._one_of("kind", _("Choose a kind of organisation from the list."))

    def clean_group(self) -> str:
        return self._one_of("group", _("Choose a buyer group from the list."))

    def _one_of(self, name: str, sentence) -> str:
        value = self.cleaned_data[name]
        if value and value not in self.fields[name].offered:
            raise forms.ValidationError(sentence)
        return value

    def clean(self) -> dict:
        first, last = self.cleaned_data.get("joined_from"), self.cleaned_data.get("joined_to")
        if first and last and last < first:
            self.add_error("joined_to", _("Name the same day or a later one than the first."))
        return self.cleaned_data

    @property
    def first_fields(self) -> SafeString:
        return self._fields(FIRST)

    @property
    def more_fields(self) -> SafeString:
        return self._fields(MORE)

    def _fields(self, names: tuple[str, ...]) -> SafeString:
        """Each field is drawn once for the same value over the same counts; a form with mistakes as it stands."""
        if self.errors:
            return drawn(self, names)
        language = get_language() or ""
        return format_html_join("", "{}", ((self._field(name, language),) for name in names))

    def _field(self, name: str, language: str) -> SafeString:
        """What is typed is new each time; what is chosen from a list is not."""
        value = self.data.get(name, "")
        if value and name in TYPED:
            return drawn(self, (name,))
        return _drawn(self.facets, name, value, language)

    @property
    def more_asked(self) -> bool:
        return any(self.data.get(name) for name in MORE)

    @property
    def former(self) -> bool:
        return self.asked("standing") == FORMER

    def asked(self, name: str) -> str | date | None:
        self.is_valid()
        return self.cleaned_data.get(name)

    def filters(self, sort: str = "") -> Filters:
        """What was understood; a field with a mistake asks for nothing."""
        names = ("q", "country", "role", "kind", "group")
        return Filters(
            **{name: self.asked(name) or "" for name in names},
            joined_from=self.asked("joined_from"),
            joined_to=self.asked("joined_to"),
            newest_first=sort == NEWEST,
        )


class TenderFilter(forms.Form):
    """What is asked of the tender calendar; its choices are what there is."""

    first_names = ("q", "country", "product", "stage")

    q = forms.CharField(label=_("Words"), required=False, max_length=100, widget=Search(attrs={"autocomplete": "off"}))
    country = forms.ChoiceField(label=_("Country"), required=False)
    product = forms.ChoiceField(label=_("Product"), required=False)
    stage = forms.ChoiceField(label=_("Stage"), required=False)
    group = forms.ChoiceField(label=_("Buyer group"), required=False)
    first = forms.ChoiceField(label=_("From"), required=False)
    last = forms.ChoiceField(label=_("Until"), required=False)
    open = forms.ChoiceField(label=_("Other buyers"), required=False, choices=(("", _("All")), ("yes", _("Can join"))))
    criteria = forms.ChoiceField(
        label=_("Criteria"),
        required=False,
        choices=(
            ("", _("All")),
            ("criteria", _("Use criteria of the Pact")),
            ("pilot", _("Pilot beyond the baseline")),
            ("none", _("No criteria named")),
        ),
    )

    def __init__(self, data, choices: dict[str, list[tuple[str, str]]]):
        super().__init__({name: data[name] for name in self.base_fields if data.get(name)})
        for name, offered in choices.items():
            self.fields[name].choices = offered
        for name, field in self.fields.items():
            if name != "q":
                field.widget = Choice(choices=field.choices)
                field.error_messages["invalid_choice"] = _("Choose one from the list.")

    def asked(self, name: str) -> str:
        """What was understood; a field with a mistake asks for nothing."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""

    @property
    def first_fields(self) -> list:
        return [self[name] for name in self.first_names]

    @property
    def more_fields(self) -> list:
        return [self[name] for name in self.fields if name not in self.first_names]

    @property
    def more_asked(self) -> bool:
        return any(field.value() for field in self.more_fields)
