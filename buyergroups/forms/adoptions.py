"""Voting in a working group."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buyergroups.models import AdoptionVote


class CastVote(forms.Form):
    """`votes`: those that somebody may give; of several he chooses one."""

    organization = forms.TypedChoiceField(
        label=_("For which organisation"),
        coerce=int,
        error_messages={
            "required": _("Choose for which organisation you vote."),
            "invalid_choice": _("Choose one of the organisations you work for."),
        },
    )
    choice = forms.ChoiceField(
        label=_("Your vote"),
        choices=[("YES", _("In favour")), ("NO", _("Against")), ("ABSTAIN", _("Abstain"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose in favour, against or abstain."),
            "invalid_choice": _("Choose in favour, against or abstain."),
        },
    )
    remark = forms.CharField(
        label=_("Remark"),
        help_text=_("Seen by the members of the group and the Secretariat."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Use at most 2,000 characters.")},
    )

    def __init__(self, *args, votes: list[AdoptionVote], **kwargs):
        super().__init__(*args, **kwargs)
        self.votes = votes
        if len(votes) < 2:
            del self.fields["organization"]
            if votes:
                self.initial = {"choice": votes[0].choice, "remark": votes[0].remark, **self.initial}
        else:
            self.fields["organization"].choices = [(one.organization_id, one.organization.name) for one in votes]

    def facts(self) -> dict:
        only = self.votes[0].organization_id if len(self.votes) == 1 else None
        clean = self.cleaned_data
        return {
            "choice": clean["choice"],
            "remark": clean["remark"],
            "organization_id": clean.get("organization", only),
        }
