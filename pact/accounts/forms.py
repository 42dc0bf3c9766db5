"""allauth's forms in our words: labels and hints by the name of a field, the same on every page."""

from typing import Any

from allauth.account import forms as allauth
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "oldpassword": _("Your password now"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
}
HINTS = {"password1": _("At least 12 characters. Not your name, and not a password that many people use.")}
ERRORS = {
    "email": {
        "required": _("Enter your e-mail address"),
        "invalid": _("Enter an e-mail address, like ada@example.org"),
    },
    "password": {"required": _("Enter your password")},
    "oldpassword": {"required": _("Enter the password you have now")},
    "password1": {"required": _("Enter a new password")},
    "password2": {"required": _("Enter the new password once more")},
    "code": {"required": _("Enter the code from the letter")},
}
ERRORS["login"] = ERRORS["email"]


class OurWords:
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = HINTS.get(name, field.help_text)
            field.error_messages |= ERRORS.get(name, {})


class LoginForm(OurWords, allauth.LoginForm):
    pass


class RequestLoginCodeForm(OurWords, allauth.RequestLoginCodeForm):
    pass


class ConfirmLoginCodeForm(OurWords, allauth.ConfirmLoginCodeForm):
    pass


class AddEmailForm(OurWords, allauth.AddEmailForm):
    pass


class ChangePasswordForm(OurWords, allauth.ChangePasswordForm):
    pass


class SetPasswordForm(OurWords, allauth.SetPasswordForm):
    pass


class ResetPasswordForm(OurWords, allauth.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(OurWords, allauth.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(OurWords, allauth.ReauthenticateForm):
    pass
