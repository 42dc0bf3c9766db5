"""Opening, casting and closing a vote."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.models import Vote
from pact.ui.fields import DayField


class OpenVote(forms.Form):
    closes_on = DayField(
        label=_("Votes are counted until the end of"),
        help_text=_("No later than the day on which the application is to be decided (6.4.2)."),
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        if (self.initial.get("closes_on") or today) < today:
            self.initial["closes_on"] = None

    def clean_closes_on(self) -> date:
        day = self.cleaned_data["closes_on"]
        if day < self.today:
            raise forms.ValidationError(_("Choose today or a later day."))
        return day


class OpenMatterVote(OpenVote):
    """A vote on any matter; `last`: the day on which it has to be over, where what is decided has a day of its own."""

    def __init__(self, *args, last: date | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.last = last
        self.fields["closes_on"].help_text = _("Members who have not voted are reminded on the way.")

    def clean_closes_on(self) -> date:
        day = super().clean_closes_on()
        if self.last and day > self.last:
            sentence = _("Choose %(day)s or an earlier day: what is decided begins right after it.")
            raise forms.ValidationError(sentence % {"day": f"{self.last:%-d %B %Y}"})
        return day


class AskFirst(OpenVote):
    """A question before the vote (2.1.3, 2.1.4): the committee reads these words beside the answers and evidence."""

    statement = forms.CharField(
        label=_("What the committee should know"),
        help_text=_("The question in a few plain words, and what speaks for each side. Not published."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Tell the Steering Committee in a few words what the question is about."),
            "max_length": _("Use at most 4,000 characters."),
        },
    )
    field_order = ("statement", "closes_on")


class Ballot(forms.Form):
    """The question stands over the three choices, so that nobody has to look back for what is asked."""

    choice = forms.ChoiceField(
        choices=[
            (Vote.Choice.YES, _("In favour")),
            (Vote.Choice.NO, _("Against")),
            (Vote.Choice.ABSTAIN, _("Abstain")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose in favour, against or abstain.")},
    )
    remark = forms.CharField(
        label=_("Remark"),
        help_text=_("Seen by the committee and the Secretariat."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Use at most 2,000 characters.")},
    )

    def __init__(self, *args, question: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["choice"].label = question


class Recusal(forms.Form):
    """`members` are those whose interest may be recorded; who may record only his own is not asked whose."""

    organization = forms.TypedChoiceField(
        label=_("Member"),
        coerce=int,
        error_messages={"required": _("Choose the member who stays out of this vote.")},
    )
    reason = forms.CharField(
        label=_("Your interest in this case"),
        help_text=_("One sentence. You are then not counted in this vote."),
        max_length=240,
        error_messages={
            "required": _("Say in one sentence what the interest is."),
            "max_length": _("Say it in at most 240 characters."),
        },
    )

    def __init__(self, *args, members: list, own: int | None, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(member.organization_id, member.organization) for member in members]
        self.fields["organization"].choices = choices
        if [value for value, _name in choices] == [own]:
            self.fields["organization"].required = False
            self.fields["organization"].empty_value = own
            self.fields["organization"].widget = forms.HiddenInput()
        else:
            self.fields["organization"].choices = [("", _("Choose a member")), *choices]
            self.fields["reason"].label = _("Interest in this case")
            self.fields["reason"].help_text = _("One sentence. The member is then not counted in this vote.")


class Close(forms.Form):
    reasons = forms.CharField(
        label=_("Reasons"),
        help_text=_("Needed when the vote is against: who asked reads them."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Use at most 4,000 characters.")},
    )


class ShowOfHands(forms.Form):
    """One line for each member who is there; who is left out is not counted as having voted."""

    def __init__(self, *args, hands: list, **kwargs):
        super().__init__(*args, **kwargs)
        self.hands = hands
        for hand in hands:
            self.fields[f"hand_{hand.organization_id}"] = forms.ChoiceField(
                label=f"{hand.organization}, {hand.person}",
                choices=[("", _("No hand shown")), *Vote.Choice.choices],
                required=False,
                initial=hand.choice,
                error_messages={"invalid_choice": _("Choose in favour, against or abstain.")},
            )

    def shown(self) -> dict[int, str]:
        given = {hand.organization_id: self.cleaned_data[f"hand_{hand.organization_id}"] for hand in self.hands}
        return {organization_id: choice for organization_id, choice in given.items() if choice}
