"""Lifetimes, what happens afterwards, and labels, by product group."""

from decimal import Decimal, InvalidOperation

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring.queries.lines import Line, column_names
from monitoring.rules import CONDITION_OF, Answer
from monitoring.rules.cells import COUNTED
from monitoring.rules.vocabularies import arrangements, labels

SHORTEST, LONGEST = 1, 180
MEANWHILE = gettext_lazy(
    "A colleague changed these answers while you had the page open. Yours stand below: save again to keep them."
)


def years_text(months: Answer) -> str:
    """60 months are 5 years; 54 are 4.5."""
    if months.not_known:
        return _("not known")
    return "" if months.value is None else f"{Decimal(months.value) / 12:.2f}".rstrip("0").rstrip(".")


class YearsField(forms.CharField):
    """Years as people say them: 5, 4.5 or 4,5; ? is not known. Its value is months."""

    def clean(self, value):
        text = str(value or "").strip()
        if not text:
            return Answer()
        if text == "?" or text.casefold() == _("not known").casefold():
            return Answer(None, True)
        try:
            months = Decimal(text.replace(",", ".")) * 12
            whole = int(months.to_integral_value())
        except (InvalidOperation, ValueError, OverflowError):
            raise forms.ValidationError(_("Enter years as a number, like 4.5. Use ? if you do not know.")) from None
        if not months.is_finite() or not SHORTEST <= whole <= LONGEST:
            raise forms.ValidationError(_("Enter between one month and 15 years, like 5 or 4.5."))
        return Answer(whole)


def stated(lines: list[Line]) -> dict[tuple[str, str], dict]:
    """For each product group and condition with devices: what its lines say, and whether they all say the same."""
    found: dict[tuple[str, str], dict] = {}
    for line in lines:
        for column in COUNTED:
            if not (line.answers[column].value or line.answers[column].not_known or line.lifetimes[column].given):
                continue
            row = found.setdefault((line.group, column), {"name": line.group_name, "months": set(), "ends": set()})
            row["months"].add(line.lifetimes[column])
            row["ends"].add(line.ends[column])
    return found


class Lifetimes(forms.Form):
    """Two fields for each product group and condition that was bought. `seen` is what stood there when the page
    was opened, so that a colleague's change is shown and not overwritten (Security B6)."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, lines: list[Line], *args, **kwargs):
        self.rows = stated(lines)
        self.stamp = _stamp(
            {key: (sorted(row["months"], key=str), sorted(row["ends"])) for key, row in self.rows.items()}
        )
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.stamp
        for (group, column), row in self.rows.items():
            self._add(group, column, row)

    def _add(self, group: str, column: str, row: dict) -> None:
        what = {"type": row["name"], "condition": column_names()[column]}
        self.fields[f"years-{group}-{column}"] = YearsField(
            label=_("Expected lifetime in years"),
            required=False,
            initial=years_text(next(iter(row["months"]))) if len(row["months"]) == 1 else "",
            widget=forms.TextInput(
                attrs={
                    "data-width": "5",
                    "inputmode": "decimal",
                    "autocomplete": "off",
                    "aria-label": _("%(type)s, %(condition)s: expected lifetime in years") % what,
                }
            ),
        )
        self.fields[f"end-{group}-{column}"] = forms.ChoiceField(
            label=_("What happens afterwards"),
            required=False,
            choices=[("", _("Not stated")), *arrangements()],
            initial=next(iter(row["ends"])) if len(row["ends"]) == 1 else "",
            widget=forms.Select(attrs={"aria-label": _("%(type)s, %(condition)s: what happens afterwards") % what}),
        )

    def groups(self) -> list[dict]:
        """What the page draws: a heading, years and arrangement."""
        return [
            {
                "id": f"{group}-{column}",
                "title": f"{row['name']}, {column_names()[column]}",
                "years": self[f"years-{group}-{column}"],
                "end": self[f"end-{group}-{column}"],
                "mixed": len(row["months"]) > 1 or len(row["ends"]) > 1,
            }
            for (group, column), row in self.rows.items()
        ]

    def clean(self):
        if self.data.get("seen") and self.data["seen"] != self.stamp:
            self.data = self.data.copy()
            self.data["seen"] = self.stamp
            raise forms.ValidationError(MEANWHILE)
        return self.cleaned_data

    def terms(self) -> dict[tuple[str, str], tuple[Answer, str]]:
        return {
            (group, CONDITION_OF[column]): (
                self.cleaned_data[f"years-{group}-{column}"],
                self.cleaned_data[f"end-{group}-{column}"],
            )
            for group, column in self.rows
        }


class Labels(forms.Form):
    """The labels and criteria used, by product group."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, lines: list[Line], *args, **kwargs):
        self.rows: dict[str, dict] = {}
        for line in lines:
            row = self.rows.setdefault(line.group, {"name": line.group_name, "labels": set()})
            row["labels"] |= set(line.labels)
        self.stamp = _stamp({group: sorted(row["labels"]) for group, row in self.rows.items()})
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.stamp
        for group, row in self.rows.items():
            self.fields[f"labels-{group}"] = forms.MultipleChoiceField(
                label=row["name"],
                required=False,
                choices=labels(group),
                initial=sorted(row["labels"]),
                widget=forms.CheckboxSelectMultiple,
            )

    def clean(self):
        for group in self.rows:
            chosen = self.cleaned_data.get(f"labels-{group}", [])
            if "none" in chosen and len(chosen) > 1:
                self.add_error(f"labels-{group}", _("Choose the labels you used, or that you used none, not both."))
        if self.data.get("seen") and self.data["seen"] != self.stamp:
            self.data = self.data.copy()
            self.data["seen"] = self.stamp
            raise forms.ValidationError(MEANWHILE)
        return self.cleaned_data

    def chosen(self) -> dict[str, list[str]]:
        return {group: self.cleaned_data[f"labels-{group}"] for group in self.rows}


def _stamp(facts: dict) -> str:
    """A short mark of what stood on the page."""
    import hashlib

    return hashlib.sha256(repr(sorted(facts.items())).encode()).hexdigest()[:16]
