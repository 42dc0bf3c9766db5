"""Writing for the library: items, words, rows, dates, comments."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from buyergroups import rules
from buyergroups.models import Criterion, LibraryItem
from pact.files.fields import UploadField
from pact.ui.fields import DayField

_LONG = _("Shorten this to at most %(limit_value)d characters. You typed %(show_value)d.")
THEMES = (("CIRCULAR", _("circular")), ("FAIR", _("fair")), ("CLIMATE", _("climate")))


def _line(label, missing="", hint="", most=160, **widget) -> forms.CharField:
    errors = {"required": missing, "max_length": _LONG}
    return forms.CharField(
        label=label, help_text=hint, required=bool(missing), max_length=most, error_messages=errors,
        widget=forms.TextInput(widget),
    )  # fmt: skip


def _area(label, missing="", hint="", most=4000, rows=4) -> forms.CharField:
    errors = {"required": missing, "max_length": _LONG}
    return forms.CharField(
        label=label, help_text=hint, required=bool(missing), max_length=most, error_messages=errors,
        widget=forms.Textarea({"rows": rows}),
    )  # fmt: skip


def _codes(label, missing="", hint="") -> forms.MultipleChoiceField:
    errors = {"required": missing, "invalid_choice": _("Choose from the list")}
    return forms.MultipleChoiceField(
        label=label, help_text=hint, required=bool(missing), error_messages=errors, widget=forms.CheckboxSelectMultiple
    )


class ItemForm(forms.Form):
    """What it is; its words stand in its versions."""

    title = _line(_("Title"), _("Enter the title"))
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=LibraryItem.Kind.choices,
        widget=forms.RadioSelect,
        help_text=_("All kinds but “other” are approved by the Steering Committee before they are published."),
        error_messages={"required": _("Choose what kind it is")},
    )
    product_groups = _codes(_("Product groups"), hint=_("None: for all of them."))
    themes = _codes(_("Themes"), _("Choose at least one theme"))
    language = forms.RegexField(
        r"^[a-z]{2,3}(-[A-Za-z]{2,4})?\Z",
        label=_("Language"),
        help_text=_("Its code, like en, nl or nb."),
        max_length=12,
        widget=forms.TextInput({"data-width": "5", "autocomplete": "off", "spellcheck": "false"}),
        error_messages=dict.fromkeys(("required", "invalid"), _("Enter the code of a language, like en")),
    )

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.groups = {group.code: group for group in groups}
        self.fields["product_groups"].choices = [(code, group.name_plural) for code, group in self.groups.items()]
        self.fields["themes"].choices = THEMES

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        chosen = [self.groups[code] for code in self.cleaned_data["product_groups"]]
        return {**self.cleaned_data, "product_groups": chosen}


class WordsForm(forms.Form):
    summary = _area(
        _("What it is for"), hint=_("Two or three sentences for a buyer who has not seen it before."), rows=5
    )
    changes = _area(_("Changed since the last version"), hint=_("Not needed in a first version."))
    file = UploadField(
        label=_("PDF"), required=False, help_text=_("At most 10 MB, if there is one. Rows are read more easily.")
    )
    drop_file = forms.BooleanField(label=_("Take out the PDF that is there"), required=False)

    def __init__(self, *args, has_file: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_file:
            del self.fields["drop_file"]


class RowForm(forms.Form):
    """One row as it is copied into a tender."""

    code = _line(
        _("Code"), _("Enter a code, like LAP-01"), _("It stays the same in later versions, for tenders that cite it."),
        20, **{"data-width": "10", "autocomplete": "off", "spellcheck": "false"},
    )  # fmt: skip
    heading = _line(_("Heading"), _("Enter a heading"))
    text = _area(_("Text"), _("Write what is asked for"), _("Word for word as it goes into the tender."), 8000, 6)
    type = forms.ChoiceField(
        label=_("Type"),
        choices=[("", _("Choose one")), *Criterion.Type.choices],
        error_messages={"required": _("Choose the type")},
    )
    level = forms.ChoiceField(label=_("Level"), choices=[("", _("no level")), *Criterion.Level.choices], required=False)
    theme = forms.ChoiceField(label=_("Theme"), choices=[("", _("no theme")), *THEMES], required=False)
    verification = _area(_("Verification"), hint=_("What a tenderer sends to show it."), rows=3)
    weight_hint = _line(_("Weight"), hint=_("For award criteria: 5 to 10 % of the points."), most=120)
    labels = _codes(
        _("Labels that may show it"),
        hint=_("Where the label’s own criteria cover it. Naming one recommends nobody."),
    )
    label_note = _line(_("Note on the labels"), hint=_("What they show and what they leave open."), most=240)

    def __init__(self, *args, labels, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {label.code: label for label in labels}
        self.fields["labels"].choices = [(code, str(label)) for code, label in self.known.items()]

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if not rules.is_code(code):
            raise forms.ValidationError(_("Use letters and hyphens with a number, like LAP-01"))
        return code

    def clean(self):
        given = super().clean()
        if given.get("labels") and not given.get("label_note"):
            self.add_error("label_note", _("Say what these labels show and what they leave open"))
        return given

    def given(self) -> dict[str, Any]:
        return {**self.cleaned_data, "labels": [self.known[code] for code in self.cleaned_data["labels"]]}


class ConsultForm(forms.Form):
    until = DayField(label=_("Comments until"), help_text=_("At least two weeks from today (Pact 4.4)."))

    def __init__(self, *args, today: date, **kwargs):
        kwargs.setdefault("initial", {"until": today + timedelta(days=3 * rules.COMMENT_DAYS)})
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until(self) -> date:
        problem = rules.comments_until_problem(self.cleaned_data["until"], self.today)
        if problem:
            raise forms.ValidationError(problem)
        return self.cleaned_data["until"]


class VoteForm(forms.Form):
    closes_on = DayField(label=_("The vote closes at the end of"))

    def __init__(self, *args, today: date, **kwargs):
        kwargs.setdefault("initial", {"closes_on": today + timedelta(days=rules.COMMENT_DAYS)})
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_closes_on(self) -> date:
        if self.cleaned_data["closes_on"] <= self.today:
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return self.cleaned_data["closes_on"]


class WithdrawForm(forms.Form):
    reason = _area(_("Reason"), _("Say why it is withdrawn"), _("It is published with the version."), 1000, 3)


class HandForm(forms.Form):
    group = forms.ChoiceField(label=_("Working group"), error_messages={"required": _("Choose a working group")})

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {group.slug: group for group in groups}
        self.fields["group"].choices = [("", _("Choose one")), *((slug, one.name) for slug, one in self.known.items())]

    def chosen(self):
        return self.known[self.cleaned_data["group"]]


class CommentForm(forms.Form):
    criterion_code = forms.ChoiceField(label=_("On"), required=False)
    text = _area(
        _("Comment"), _("Write your comment"), _("What is missing, unclear or does not work, and what would."), rows=5
    )

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(row.code, f"{row.code} {row.heading}") for row in rows]
        self.fields["criterion_code"].choices = [("", _("the whole draft")), *named]


class AnswerForm(forms.Form):
    answer = _area(
        _("What was done with it"), _("Write what was done with it"), _("It is shown below the comment."), 2000, 4
    )


class RowsForm(forms.Form):
    file = UploadField(
        label=_("File with rows"),
        allow=("xlsx", "csv"),
        help_text=_("Excel or CSV in the columns of the template, at most 5 MB."),
        error_messages={"required": _("Choose a file")},
    )
