"""Requesting an amendment, answering it, and what the Secretariat does with a request (Pact 6.5)."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.models import Consent
from governance.rules import amendments as rules
from governance.rules import values
from governance.rules.rounds import earliest_closing
from pact.ui.fields import DayField

MOST_NEW = 5
_LONG = {"max_length": _("Use at most 8,000 characters.")}


class Choose(forms.Form):
    """Which clauses and numbers the request is about; the next page has a field for each."""

    clause = forms.MultipleChoiceField(
        label=_("Clauses whose words you change, or that you remove"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("There is no clause %(value)s in the text in force.")},
    )
    new = forms.TypedChoiceField(
        label=_("Clauses to add"),
        required=False,
        coerce=int,
        empty_value=0,
        choices=[(n, n) for n in range(MOST_NEW + 1)],
    )
    rule = forms.MultipleChoiceField(
        label=_("Numbers of the rule book that the new text changes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("An amendment of the Pact cannot change this number.")},
    )

    def __init__(self, *args, clauses: Iterable[dict], numbers: Iterable, **kwargs):
        super().__init__(*args, **kwargs)
        self.headings = _headings(clauses)
        told = [
            (one["id"], f"{one['id']}: {_begin(one['text'])}") for one in clauses if one["kind"] in rules.CHANGEABLE
        ]
        self.fields["clause"].choices = told
        self.fields["rule"].choices = [(row.key, f"{row.clause}: {row.sentence}") for row in numbers]

    def clean(self):
        found = super().clean()
        if not self.errors and not (found["clause"] or found["new"]):
            self.add_error("clause", _("Choose at least one clause, or how many you add."))
        return found

    def paragraphs(self) -> list[tuple[str, list, bool]]:
        """The clauses under the paragraph in which they stand; open where one is chosen."""
        found: dict[str, list] = {}
        for box in self["clause"]:
            found.setdefault(self.headings[box.data["value"]], []).append(box)
        return [(title, boxes, any(box.data["selected"] for box in boxes)) for title, boxes in found.items()]


def _headings(clauses: Iterable[dict]) -> dict[str, str]:
    """Address of a clause → title of its paragraph; what stands before the first one is the preamble."""
    found, title = {}, str(_("Preamble"))
    for one in clauses:
        if one["kind"] == "heading" and one["id"].isdigit():
            title = one["title"]
        found[one["id"]] = title
    return found


def _begin(text: str) -> str:
    return text if len(text) <= 90 else text[:89].rsplit(" ", 1)[0] + " …"


class Request(forms.Form):
    """One field for each clause and number that was chosen; nothing that was typed is lost on the way."""

    title = forms.CharField(
        label=_("What is it about?"),
        help_text=_("A few words, like “Up to thirteen members in the Steering Committee”."),
        max_length=160,
        error_messages={
            "required": _("Say in a few words what it is about."),
            "max_length": _("Use at most 160 characters."),
        },
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        help_text=_("Public at once, and read by everybody who is asked."),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say why the Pact should be changed."), **_LONG},
    )
    in_force_from = DayField(label=_("In force from"))

    def __init__(self, *args, text, chosen: dict, numbers: Iterable, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.text, self.today = text, today
        self.known = {one["id"]: one["text"] for one in text.clauses}
        self.numbers = {row.key: row for row in numbers if row.key in chosen["rule"]}
        self.clauses = [one for one in self.known if one in chosen["clause"]]
        self.new = range(1, chosen["new"] + 1)
        self.earliest = max(earliest_closing(today), text.valid_from)
        self.fields["in_force_from"].help_text = _(
            "After everybody could answer: a day after %(day)s. The consent closes before it."
        ) % {"day": f"{self.earliest:%-d %B %Y}"}
        for address in self.clauses:
            self.fields[f"words-{address}"] = self._words(address)
        for n in self.new:
            self.fields[f"address-{n}"] = _address(n)
            self.fields[f"new-{n}"] = _new_words(n)
        for row in self.numbers.values():
            self._number(row)
        self.order_fields([*(name for name in self.fields if "-" in name), "in_force_from", "title", "reasons"])

    def _words(self, address: str) -> forms.CharField:
        return forms.CharField(
            label=_("Clause %(address)s") % {"address": address},
            help_text=_("Change the words. Empty: the clause is removed."),
            initial=self.known[address],
            required=False,
            max_length=8000,
            widget=forms.Textarea(attrs={"rows": min(12, 2 + len(self.known[address]) // 80)}),
            error_messages=_LONG,
        )

    def _number(self, row) -> None:
        form = values.form_of(row.value, row.unit)
        label = _("%(sentence)s New value (%(unit)s)") % {"sentence": row.sentence, "unit": row.unit}
        self.fields[f"value-{row.key}"] = (
            DayField(label=label, initial=date.fromisoformat(row.value))
            if form == values.DAY
            else forms.CharField(
                label=label,
                help_text=values.HINTS[form],
                max_length=60,
                initial=values.written(row.value, form),
                widget=forms.TextInput(attrs={"data-width": "10"}),
                error_messages={"required": values.HINTS[form]},
            )
        )
        self.fields[f"sentence-{row.key}"] = forms.CharField(
            label=_("The rule in one sentence, as it then reads"),
            initial=row.sentence,
            max_length=240,
            error_messages={
                "required": _("Write the rule in one sentence."),
                "max_length": _("Use at most 240 characters."),
            },
        )

    def clean_in_force_from(self) -> date:
        day = self.cleaned_data["in_force_from"]
        if day <= self.earliest:
            words = f"{self.earliest:%-d %B %Y}"
            raise forms.ValidationError(
                _("Choose a day after %(day)s: everybody has to be able to answer.") % {"day": words}
            )
        return day

    def clean(self):
        found = super().clean()
        for address in self.clauses:
            if " ".join(found.get(f"words-{address}", "").split()) == " ".join(self.known[address].split()):
                self.add_error(
                    f"words-{address}", _("It reads as before. Change its words, or go back and leave it out.")
                )
        for n in self.new:
            self._check_address(n)
        for row in self.numbers.values():
            self._check_value(row)
        return found

    def _check_address(self, n: int) -> None:
        address = self.cleaned_data.get(f"address-{n}", "").strip().rstrip(".").lower()
        added = [{"id": self.cleaned_data.get(f"address-{m}", "")} for m in self.new if m < n]
        known = [{"id": one} for one in self.known]
        if address and (against := rules.against_address(address, [*known, *added])):
            self.add_error(f"address-{n}", against)
        self.cleaned_data[f"address-{n}"] = address

    def _check_value(self, row) -> None:
        name, form = f"value-{row.key}", values.form_of(row.value, row.unit)
        if name not in self.cleaned_data:
            return
        given = self.cleaned_data[name]
        try:
            value = values.read(given.isoformat() if isinstance(given, date) else given, row.value, form)
        except ValueError as wrong:
            self.add_error(name, str(wrong))
            return
        if value == row.value:
            self.add_error(name, _("This is the value that rules now. Change it, or go back and leave it out."))
        self.cleaned_data[name] = value

    def asked(self) -> dict:
        """What the action takes."""
        given = self.cleaned_data
        changed = [
            {"clause": one, "old": self.known[one], "new": given[f"words-{one}"].strip()} for one in self.clauses
        ]
        added = [{"clause": given[f"address-{n}"], "old": "", "new": given[f"new-{n}"].strip()} for n in self.new]
        numbers = [
            {"key": key, "value": given[f"value-{key}"], "sentence": given[f"sentence-{key}"].strip()}
            for key in self.numbers
        ]
        facts = {name: given[name] for name in ("title", "reasons", "in_force_from")}
        return {**facts, "changes": [*changed, *added], "rule_changes": numbers}


def _address(n: int) -> forms.CharField:
    return forms.CharField(
        label=_("Number of the new clause"),
        help_text=_("Like 6.5.3, or 3.2.1.e for a point. It stands after those with a smaller number."),
        max_length=20,
        widget=forms.TextInput(attrs={"data-width": "10", "autocomplete": "off"}),
        error_messages={"required": _("Write the number under which it stands, like 6.5.3.")},
    )


def _new_words(n: int) -> forms.CharField:
    return forms.CharField(
        label=_("Words of the new clause"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the words of the new clause."), **_LONG},
    )


class Answer(forms.Form):
    """Three choices, in the function of who answers."""

    position = forms.ChoiceField(
        label=_("Does your organisation agree?"),
        choices=[
            (Consent.Position.CONSENT, _("We agree")),
            (Consent.Position.REFUSE, _("We do not agree")),
            (Consent.Position.ABSTAIN, _("We abstain")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three answers.")},
    )
    capacity = forms.CharField(
        label=_("Your function"),
        help_text=_("In which you answer for your organisation. It stands in the certificate; your name does not."),
        max_length=160,
        error_messages={
            "required": _("Write the function in which you answer."),
            "max_length": _("Use at most 160 characters."),
        },
    )


class Put(forms.Form):
    closes_on = DayField(
        label=_("If the committee agrees, the consent closes at the end of"),
        help_text=_(
            "Everybody has at least fifteen days, and it closes before the day on which the text is to be in force."
        ),
    )


class Return(forms.Form):
    answer = forms.CharField(
        label=_("What is unclear?"),
        help_text=_("Public, and sent to those who asked. They can make the request again."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Say in a few words what is unclear: who asked reads it."),
            "max_length": _("Use at most 4,000 characters."),
        },
    )
