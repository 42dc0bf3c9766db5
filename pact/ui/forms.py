"""One renderer for every form: label, hint, error, input, in this order; the templates are in templates/forms/."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

_GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)
_OWN_LOOK = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple, forms.HiddenInput)


class PactBoundField(forms.BoundField):
    """Knows how it is drawn and what its input is described by."""

    @property
    def kind(self) -> str:
        """group (fieldset and legend), tick (one box before its label), file, or plain."""
        widget = self.field.widget
        if isinstance(widget, _GROUPS):
            return "group"
        if isinstance(widget, forms.CheckboxInput):
            return "tick"
        if isinstance(widget, forms.FileInput):
            return "file"
        return "plain"

    @property
    def optional(self) -> bool:
        return not self.field.required and self.kind != "tick"

    @property
    def target_id(self) -> str:
        """Where the error summary leads: the input, or the first choice of a group."""
        return f"{self.auto_id}_0" if self.kind == "group" else self.id_for_label or self.auto_id

    @property
    def errors_id(self) -> str:
        return f"{self.auto_id}_error"

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}_helptext"

    @property
    def group_describedby(self) -> str:
        """Read the error first, then the hint."""
        own = self.field.widget.attrs.get("aria-describedby")
        parts = [own, self.errors_id if self.errors else None, self.hint_id if self.help_text else None]
        return " ".join(part for part in parts if part)

    @property
    def aria_describedby(self) -> str | None:
        """A fieldset is described as a whole, not choice by choice."""
        return None if self.kind == "group" or self.is_hidden else self.group_describedby or None

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        attrs["aria-describedby"] = self.aria_describedby or False
        # The browser's own bubbles vanish, are not translated by us and say "Please fill in": the form answers itself.
        attrs.pop("required", None)
        if self.field.required and not self.is_hidden and self.kind == "plain":
            attrs["aria-required"] = "true"
        attrs["placeholder"] = False  # a placeholder is no label; some libraries set one
        if not isinstance(widget, _OWN_LOOK):
            attrs["class"] = f"input {widget.attrs.get('class', '')}".strip()
        return attrs


class PactRenderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = PactBoundField
