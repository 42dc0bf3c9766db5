"""The grid as a plain form: every cell a text field, its versions in one hidden field."""

import json

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring.queries.checking import reasons
from monitoring.queries.lines import Line
from monitoring.rules import COLUMNS, Answer
from monitoring.rules.cells import kept_value, why_unreadable
from pact.sheets.columns import sentence_of
from pact.sheets.numbers import Unclear


class GridForm:
    """`changed`: cells that say something else than the draft; `faults`: a sentence for each that cannot be read, kept
    with the draft all the same; `typed`: every text as it was typed, so that nothing is lost."""

    def __init__(self, data, lines: list[Line]):
        self.changed: list[tuple[str, str, Answer, int | None]] = []
        self.faults: dict[str, str] = {}
        self.typed: dict[str, str] = {}
        seen = _versions(data.get("versions", ""))
        for line in lines:
            for column in COLUMNS:
                name = f"{line.line}:{column}"
                if name in data:
                    self._read(name, data[name], line, column, seen.get(name))

    def _read(self, name: str, text: str, line: Line, column: str, seen: int | None) -> None:
        answer = kept_value(text, (_("not known"),))
        unclear = why_unreadable(answer) if isinstance(answer, Answer) and answer.typed else answer
        if isinstance(unclear, Unclear):
            self.typed[name], self.faults[name] = text, sentence_of(unclear)
        if isinstance(answer, Answer) and answer != line.answers.get(column):
            self.typed[name] = text
            self.changed.append((line.line, column, answer, seen if seen is not None else 0))


def _versions(text: str) -> dict[str, int]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return {str(k): v for k, v in found.items() if isinstance(v, int)} if isinstance(found, dict) else {}


class AddLine(forms.Form):
    """A line of a device type that is there, or the first one of another type."""

    product = forms.ChoiceField(label=gettext_lazy("Device type"))
    label = forms.CharField(
        label=gettext_lazy("Contract, department or brand"),
        max_length=160,
        help_text=gettext_lazy("Whatever tells this line from the others, like “Schools, call-off 3”."),
        error_messages={"required": gettext_lazy("Give the line a name, like “Schools”")},
    )

    def __init__(self, groups: list[dict], *args, **kwargs):
        super().__init__(*args, **kwargs)
        optional = _("%(type)s (optional)")
        self.fields["product"].choices = [
            (group["code"], optional % {"type": group["name"]} if group["optional"] else group["name"])
            for group in groups
        ]


class Explain(forms.Form):
    """Why a figure is so different: a reason, or a few words."""

    line = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)
    column = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    rule = forms.SlugField(max_length=40, widget=forms.HiddenInput)
    reason = forms.ChoiceField(required=False)
    words = forms.CharField(max_length=300, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [("", _("Choose one")), *reasons()]
