"""Inputs of the public filters, drawn without a template each: a select of fifty groups costs as little as one."""

from functools import lru_cache

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from pact.ui.fields import DayInput

_CHOSEN = format_html(" {}", "selected")


def _attributes(attrs: dict) -> SafeString:
    return format_html_join(
        "", ' {}="{}"', ((name, value) for name, value in attrs.items() if value not in (None, False))
    )


class _Drawn:
    def render(self, name: str, value, attrs: dict | None = None, renderer=None) -> SafeString:
        kind = {"type": self.input_type, "name": name, "value": self.format_value(value)}
        return format_html("<input{}>", _attributes({**kind, **self.build_attrs(self.attrs, attrs)}))


class Search(_Drawn, forms.TextInput):
    input_type = "search"


class Day(_Drawn, DayInput):
    pass


class Choice(forms.Select):
    def render(self, name: str, value, attrs: dict | None = None, renderer=None) -> SafeString:
        choices = tuple((str(code), str(label)) for code, label in self.choices)
        own = _attributes({"name": name, **self.build_attrs(self.attrs, attrs)})
        return format_html("<select{}>{}</select>", own, _options(choices, str(value or "")))


@lru_cache(maxsize=64)
def _options(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    rows = ((code, _CHOSEN if code == chosen else "", label) for code, label in choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)
