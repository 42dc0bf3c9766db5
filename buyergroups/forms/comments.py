"""Comments of the public on a draft."""

from django import forms
from django.utils.translation import gettext_lazy as _

NOT_A_PERSON = "website"


class Trap(forms.TextInput):
    """A box that nobody sees, drawn without label."""

    is_hidden = True


class PublicComment(forms.Form):
    """`website` is left empty by people, who do not see it; programs fill it."""

    criterion_code = forms.ChoiceField(label=_("About"), required=False)
    text = forms.CharField(
        label=_("Your comment"),
        help_text=_("What should change, and why. It is shown with your name and organisation."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": _("Write your comment."),
            "max_length": _("Use at most 5,000 characters. Send longer papers to the Secretariat."),
        },
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your name. It is shown with the comment.")},
    )
    organization_name = forms.CharField(
        label=_("Organisation"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label=_("E-mail for questions"),
        help_text=_("Never shown. The working group may write to you."),
        max_length=200,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Enter an e-mail address, so that the working group can ask you."),
            "invalid": _("Enter an e-mail address like name@example.org"),
        },
    )
    website = forms.CharField(
        required=False, widget=Trap(attrs={"hidden": True, "tabindex": "-1", "autocomplete": "off"})
    )

    def __init__(self, *args, rows: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["criterion_code"].choices = [("", _("The draft as a whole")), *rows]

    @property
    def by_a_program(self) -> bool:
        return bool(self.cleaned_data[NOT_A_PERSON])

    def comment(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != NOT_A_PERSON}
