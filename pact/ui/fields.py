"""A day as people write it, in one text box: 31 March 2027, 31.3.2027 and 2027-03-31 are the same day."""

import re
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext_lazy as _

_PATTERN = re.compile(r"^\s*(\d{1,2})(?:st|nd|rd|th)?[.\s/-]+([^\d\s.,/-]+|\d{1,2})[.,\s/-]+(\d{4})\s*$")
_ISO = re.compile(r"^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$")


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    wanted = text.casefold()
    for names in (MONTHS, MONTHS_3):
        for number, name in names.items():
            if wanted == str(name).casefold():
                return number
    raise ValueError(text)


def read_day(text: str) -> date:
    """The day somebody wrote; ValueError if there is no such day."""
    if iso := _ISO.match(text):
        return date(*(int(part) for part in iso.groups()))
    if written := _PATTERN.match(text):
        day, month, year = written.groups()
        return date(int(year), _month(month), int(day))
    raise ValueError(text)


class DayInput(forms.TextInput):
    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__({"data-width": "20", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, datetime):
            value = value.date()
        return formats.date_format(value, "j F Y") if isinstance(value, date) else super().format_value(value)


class DayField(forms.DateField):
    widget = DayInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Enter a day, like 31 March 2027"),
        "required": _("Enter a day, like 31 March 2027"),
    }

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return read_day(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
