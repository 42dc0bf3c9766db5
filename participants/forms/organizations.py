"""What an organization's own people type."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from participants.forms.steps import email, text
from participants.models import Appointment
from participants.queries import whose_address

# Each power: what it is called where it is handed over, and in one line what it opens.
POWERS = [
    (Appointment.Role.VIEWER, _("Read"), _("see everything of the organisation, change nothing")),
    (Appointment.Role.EDITOR, _("Fill in the yearly figures"), _("and the users served, and hand them in")),
    (Appointment.Role.SIGNATORY, _("Sign for the organisation"), _("roles, notices, and votes on amendments (6.5)")),
    (Appointment.Role.VOTER, _("Vote on amendments"), _("of the Pact, for the organisation (6.5); signs nothing")),
    (Appointment.Role.FINANCE, _("See contributions and payments"), _("nothing else")),
    (Appointment.Role.MANAGER, _("Manage people"), _("invite colleagues, end their powers, keep the public profile")),
]


class InviteForm(forms.Form):
    name = text(_("Name"), missing=_("Enter the name of the person you invite"), most=120, autocomplete="off")
    function = text(_("Function"), most=120)
    email = email(
        _("E-mail address"),
        _("The invitation is bound to this address and valid for 14 days."),
        missing=_("Enter the e-mail address of the person you invite"),
    )
    roles = forms.MultipleChoiceField(
        label=_("What may this person do?"),
        choices=[(role, format_lazy("{}: {}", title, line)) for role, title, line in POWERS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing this person may do")},
    )


class ProfileForm(forms.Form):
    name = text(_("Name"), _("In your own language and script."), missing=_("Enter the name of your organisation"))
    name_en = text(_("Name in English"), _("If it differs."))
    short_name = text(_("Short name"), most=60)
    city = text(_("City"), most=120)
    website = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=300,
        assume_scheme="https",
        widget=forms.TextInput({"inputmode": "url", "spellcheck": "false"}),
        error_messages={"invalid": _("Enter the address of your website, like www.organisation.example")},
    )
    contact_function = text(_("Public contact"), _("A function, not a person: “Procurement department”."), most=120)
    contact_email = email(_("Mailbox for contact"), _("A shared mailbox, not a person's. The Secretariat sees it."))
    contact_public = forms.BooleanField(
        label=_("Show this mailbox on our public page"),
        required=False,
    )

    def __init__(self, *args, organization, today, **kwargs):
        self.organization, self.today = organization, today
        super().__init__(*args, **kwargs)

    def clean(self):
        """What is public is in the public domain; people's addresses are not (6.1.3)."""
        clean = super().clean()
        address = clean.get("contact_email", "")
        if not clean.get("contact_public") or "contact_email" in self.errors:
            return clean
        if not address:
            self.add_error("contact_email", _("Enter the mailbox that you want to show, or leave the tick away"))
        elif name := whose_address(self.organization, address, self.today):
            sentence = _("This is the address of %(name)s. Enter a shared mailbox, or leave the tick away")
            self.add_error("contact_email", sentence % {"name": name})
        return clean


class OrganizationFilterForm(forms.Form):
    q = forms.CharField(label=_("Name"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))
    only = forms.ChoiceField(
        label=_("Which"),
        required=False,
        choices=[
            ("", _("All")),
            ("PARTICIPANT", _("Participants")),
            ("COORDINATING", _("Coordinating")),
            ("SUPPORTER", _("Supporters")),
            ("FORMER", _("Former")),
            ("NONE", _("Known, without a role")),
        ],
    )

    def asked(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
