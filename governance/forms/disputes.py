"""A dispute: what its parties write, and what the Secretariat puts and records (Pact 6.7)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.forms.decisions import OpenVote
from governance.forms.terminations import words
from pact.ui.fields import DayField

MOST_PARTIES = 20


class DisputeFilter(forms.Form):
    words = forms.CharField(label=_("Party, title or number"), required=False, max_length=80)
    show = forms.ChoiceField(
        label=_("Disputes"),
        required=False,
        choices=[("open", _("open")), ("closed", _("closed")), ("all", _("all"))],
    )


class OpenDispute(forms.Form):
    """`find(words)` gives the organizations that a name means; `active(organizations)` those that take part."""

    others = words(
        _("With which participants?"),
        _("Their names as on the list of participants, one a line."),
        _("Name at least one other participant: a dispute has two sides (6.7.1)"),
        rows=3,
        most=2000,
    )
    title = forms.CharField(
        label=_("Title"),
        help_text=_("In a few words. The parties, the Secretariat and the committee read it."),
        max_length=160,
        error_messages={
            "required": _("Give the dispute a title"),
            "max_length": _("Shorten this to at most %(limit_value)d characters. You typed %(show_value)d."),
        },
    )
    subject = words(_("What is it about?"), _("It is not published."), _("Write down what the dispute is about"))

    def __init__(self, *args, own: Any, find: Callable[[str], list], active: Callable[[list], set], **kwargs):
        super().__init__(*args, **kwargs)
        self.own, self.find, self.active = own, find, active

    def clean_others(self) -> list:
        lines = [line.strip() for line in self.cleaned_data["others"].splitlines() if line.strip()]
        if len(lines) > MOST_PARTIES:
            raise forms.ValidationError(_now("Name at most %(most)d participants") % {"most": MOST_PARTIES})
        found = [self._meant(line) for line in lines]
        taking_part = self.active(found)
        for one in found:
            if one.pk not in taking_part:
                raise forms.ValidationError(_now("%(name)s takes no part in the Pact (6.7.1)") % {"name": one.name})
        return found

    def _meant(self, line: str):
        found, said = self.find(line), {"words": line[:80]}
        if not found:
            sentence = _now("No organisation is called “%(words)s”. Write the name as on the list of participants")
            raise forms.ValidationError(sentence % said)
        if len(found) > 1:
            said["names"] = ", ".join(one.name for one in found)
            sentence = _now("“%(words)s” could be one of these: %(names)s. Write the whole name")
            raise forms.ValidationError(sentence % said)
        if found[0].pk == self.own.pk:
            raise forms.ValidationError(_now("Name another participant than your own organisation"))
        return found[0]


class Consult(forms.Form):
    words = words(
        _("What did you try between you?"),
        _("A call, a meeting, letters, and what came of it. Every party reads it, and the committee later."),
        _("Write down what you tried between you (6.7.1)"),
        rows=4,
        most=4000,
    )
    on = DayField(label=_("On which day?"))

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        if self.cleaned_data["on"] > self.today:
            raise forms.ValidationError(_("Enter today or an earlier day"))
        return self.cleaned_data["on"]


class Views(forms.Form):
    views = words(
        _("Views of your organisation"),
        _("The parties, the Secretariat and the committee read them. They are not published."),
        _("Write down how you see it"),
    )


class Settlement(forms.Form):
    words = words(
        _("How is it settled?"),
        _("The parties and the Secretariat read it. It is not published."),
        _("Write down how it is settled"),
        rows=4,
        most=4000,
    )


class Respond(forms.Form):
    accepts = forms.TypedChoiceField(
        label=_("Does your organisation accept the recommendation as final?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no"), "invalid_choice": _("Choose yes or no")},
    )
    note = words(_("Note"), _("The parties and the Secretariat read it."), rows=3, most=2000)


class PutRecommendation(OpenVote):
    recommendation = words(
        _("Recommendation"),
        _("Word for word as the committee decides on it. It is published with the decision: leave private things out."),
        _("Write the recommendation"),
        rows=8,
    )
    field_order = ("recommendation", "closes_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["closes_on"].help_text = ""
