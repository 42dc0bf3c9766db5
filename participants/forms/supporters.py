"""What supporters, the Secretariat and those who report misuse type (Pact 2.2.2)."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from pact.files.fields import UploadField
from pact.ui.fields import DayField
from participants.forms.steps import radio, text
from participants.models import MisuseReport


class PromotionForm(forms.Form):
    """What we did to promote the Pact (2.2.2 a)."""

    year = radio(_("Which year?"), [], missing=_("Choose the year"))
    text = text(
        _("What did you do to promote the Pact?"),
        _("For instance: whom you told about it, where its criteria were used, what you published."),
        missing=_("Write in a few sentences what you did"),
        most=4000,
        rows=8,
    )

    def __init__(self, *args, years: list[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(str(year), str(year)) for year in years]
        self.fields["year"].initial = str(years[0]) if years else ""

    def clean_year(self) -> int:
        return int(self.cleaned_data["year"])


class ExceptionForm(forms.Form):
    """Marketing or sales that was agreed (2.2.2 c)."""

    scope = text(
        _("What is agreed"),
        _("What the supporter may do, where and how. It is published word for word."),
        missing=_("Write what is agreed, as it will be published"),
        most=2000,
        rows=4,
    )
    from_on = DayField(label=_("First day"))
    until_on = DayField(label=_("Last day"), help_text=_("An exception always has an end."))
    agreed_by = forms.ChoiceField(
        label=_("Who agreed it"),
        help_text=_("The person of the Secretariat. The name is not published."),
        error_messages={"required": _("Choose who agreed it"), "invalid_choice": _("Choose who agreed it")},
    )
    agreed_for = text(
        _("For whom"), _("The working group or committee that wanted it, if there is one. It is published."), most=120
    )
    decision_number = text(_("Number of the decision"), _("If there is one, like SC-2027-014."), most=20)

    def __init__(self, *args, people: list, **kwargs):
        self.people = {str(user.ref): user for user in people}
        super().__init__(*args, **kwargs)
        self.fields["agreed_by"].choices = [(ref, user.name) for ref, user in self.people.items()]

    def clean_agreed_by(self):
        return self.people[self.cleaned_data["agreed_by"]]

    def clean_decision_number(self) -> str:
        number = self.cleaned_data["decision_number"].strip().upper()
        if number and not re.fullmatch(r"[A-Z]{2,4}-\d{4}-\d{3}", number):
            raise forms.ValidationError(_("Enter the number as it stands in the register, like SC-2027-014"))
        return number

    def clean(self):
        clean = super().clean()
        first, last = clean.get("from_on"), clean.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", _("Enter the first day or a later one: an exception ends after it began"))
        if clean.get("decision_number") and not clean.get("agreed_for"):
            self.add_error("agreed_for", _("Enter whose decision it is, like Steering Committee"))
        return clean


class EndExceptionForm(forms.Form):
    reason = text(_("Why it ends"), _("It is published."), missing=_("Say why it ends"), most=1000, rows=3)


class SupporterChoiceForm(forms.Form):
    """Whom the report is about; it stands in the address."""

    supporter = forms.ChoiceField(
        label=_("Supporter"),
        error_messages={
            "required": _("Choose the supporter"),
            "invalid_choice": _("This organisation is no supporter of the Pact (2.2.2 c). Choose one of the list"),
        },
    )

    def __init__(self, *args, supporters: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["supporter"].choices = [("", _("Choose one")), *supporters]


class MisuseForm(forms.Form):
    what = text(_("What happened?"), missing=_("Write what happened"), most=4000, rows=5)
    place = text(
        _("Where?"),
        _("A meeting, a mailing list, a message, a page."),
        missing=_("Write where it happened"),
        most=300,
    )
    happened_on = DayField(label=_("When?"), help_text=_("If you do not know the day, the day you learned of it."))
    evidence = text(_("What shows it"), _("Words of the message, an address, who else was there."), most=8000, rows=4)
    scan = UploadField(
        label=_("Evidence as a PDF"), help_text=_("At most 10 MB. Only the Secretariat sees it."), required=False
    )

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_happened_on(self):
        if self.cleaned_data["happened_on"] > self.today:
            raise forms.ValidationError(_("Enter today or an earlier day"))
        return self.cleaned_data["happened_on"]


class SettleForm(forms.Form):
    """No misuse, or a reminder by letter; the committee's way has a page of its own."""

    outcome = radio(
        _("What came of it?"),
        [
            (MisuseReport.Outcome.NO_MISUSE, _("No misuse")),
            (MisuseReport.Outcome.REMINDED, _("The supporter is reminded of its undertaking by letter")),
        ],
        missing=_("Choose what came of it"),
    )
    answer = text(
        _("To the one who reported"),
        _("Sent by letter with what came of it."),
        missing=_("Write to the one who reported what came of it"),
        most=4000,
        rows=4,
    )
    told = text(
        _("To the supporter"),
        _("Only for a reminder: what was seen, in words that do not show who reported it. The undertaking is quoted."),
        most=4000,
        rows=4,
    )

    def clean(self):
        clean = super().clean()
        if clean.get("outcome") == MisuseReport.Outcome.REMINDED and not clean.get("told"):
            self.add_error("told", _("Write what the supporter reads about what was seen"))
        return clean
