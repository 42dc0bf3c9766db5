"""Handing over: each power of somebody who leaves goes to a colleague, to somebody invited, or ends."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from participants.forms.organizations import POWERS
from participants.forms.steps import email, text
from participants.queries import Handing
from participants.rules import INVITED

ENDS = "END"
_WORDS = {role.value: title for role, title, _line in POWERS}


class LeavingForm(forms.Form):
    """One choice for each power; `to` and `invitee` are what the action takes, `lines` what the summary shows."""

    invite_name = text(_("Name of the person you invite"), _("Only if you chose to invite somebody."), most=120)
    invite_function = text(_("Function of that person"), most=120)
    invite_email = email(
        _("E-mail address of that person"), _("You keep what goes to this person until it is accepted.")
    )

    def __init__(self, *args, handing: Handing, **kwargs):
        self.handing = handing
        super().__init__(*args, **kwargs)
        if not handing.may_invite:
            for name in ("invite_name", "invite_function", "invite_email"):
                del self.fields[name]
        chosen = {f"to_{role}": self._choice(role) for role in handing.roles}
        self.fields = {**chosen, **self.fields}

    def _choice(self, role: str) -> forms.ChoiceField:
        choices: list[tuple[str, Any]] = [("", _("Choose")), *((one.ref, one.name) for one in self.handing.colleagues)]
        if self.handing.may_invite:
            choices.append((INVITED, _("Somebody I invite by e-mail")))
        if role not in self.handing.alone:
            choices.append((ENDS, _("Nobody: it ends")))
        missing = _("Choose who takes this over: %(power)s") % {"power": _WORDS[role]}
        return forms.ChoiceField(
            label=_WORDS[role],
            choices=choices,
            help_text=_("You are the only one. This needs a successor.") if role in self.handing.alone else "",
            error_messages={"required": missing, "invalid_choice": missing},
        )

    @property
    def to(self) -> dict[str, str]:
        chosen = {role: self.cleaned_data[f"to_{role}"] for role in self.handing.roles}
        return {role: "" if ref == ENDS else ref for role, ref in chosen.items()}

    @property
    def invitee(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(f"invite_{name}", "") for name in ("name", "function", "email")}

    @property
    def lines(self) -> list[dict]:
        names = {one.ref: one.name for one in self.handing.colleagues}
        names[INVITED] = _g("%(name)s, once the invitation is accepted; until then you keep it") % self.invitee
        return [{"label": _WORDS[role], "value": names.get(ref, _g("It ends"))} for role, ref in self.to.items()]

    def clean_invite_email(self) -> str:
        address = self.cleaned_data["invite_email"]
        if address.lower() in {one.email.lower() for one in self.handing.people}:
            raise forms.ValidationError(_("This person is here already. Choose the name above"))
        return address

    def clean(self):
        clean = super().clean()
        if INVITED not in {clean.get(f"to_{role}") for role in self.handing.roles}:
            return clean
        sentences = {
            "invite_name": _("Enter the name of the person you invite"),
            "invite_email": _("Enter the e-mail address of the person you invite"),
        }
        for name, sentence in sentences.items():
            if not clean.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return clean
