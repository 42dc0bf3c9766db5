"""What organizations say of the library and what they share; what coordinators answer."""

from django import forms
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from buyergroups import rules
from buyergroups.models import Feedback
from buyergroups.queries import examples as example_queries

LANGUAGES = sorted(
    ((code, info["name"]) for code, info in LANG_INFO.items() if len(code) == 2 and "name" in info),
    key=lambda one: one[1],
)
USED = (
    ("YES", _("Yes, as it stands")),
    ("PARTLY", _("In part")),
    ("PILOT", _("We went further, in a pilot")),
    ("NO", _("No")),
)


def words(label, hint="", *, missing="", rows=4, most=4000) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(missing),
        max_length=most,
        widget=forms.Textarea({"rows": rows}),
        error_messages={"required": missing, "max_length": _("Shorten this to at most %(limit_value)d characters.")},
    )


class FeedbackForm(forms.Form):
    used = forms.ChoiceField(
        label=_("Did you use it?"),
        choices=USED,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer"), "invalid_choice": _("Choose an answer")},
    )
    market_answer = words(
        _("How did the market answer?"), _("For instance: number of offers, prices aside; what could be offered.")
    )
    problem = words(_("What was difficult?"), _("Words that were misunderstood, proof that was missing."))
    suggestion = words(_("What should change in the next version?"))
    tender = forms.ModelChoiceField(
        label=_("Tender in the calendar"),
        help_text=_("Where you used it."),
        queryset=None,
        required=False,
        empty_label=_("None"),
        error_messages={"invalid_choice": _("Choose a tender of your organisation from the list.")},
    )

    def __init__(self, *args, tenders, known: Feedback | None = None, **kwargs):
        if known:
            kwargs["initial"] = {name: getattr(known, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        self.fields["tender"].queryset = tenders

    def clean(self):
        clean = super().clean()
        said = "".join(clean.get(name) or "" for name in ("market_answer", "problem", "suggestion"))
        if rules.feedback_gap(clean.get("used", ""), said):
            self.add_error("problem", _("Say in a few words why it was not used, or only in part."))
        return clean


class SummaryForm(forms.Form):
    text = words(
        _("What the group says of this version"),
        _("In English. It goes into the coordinated report of the group; the working group reads it."),
        missing=_("Write what the group says of this version."),
        rows=8,
    )


class RemarkForm(forms.Form):
    remark = words(
        _("What should be different"),
        _("The organisation reads it and can send the example again."),
        missing=_("Say in a few words what should be different."),
        most=2000,
    )


class Versions(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.item.title}, {_('version')} {obj.number}"


class Products(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj):
        return obj.name_plural


class ExampleForm(forms.Form):
    """The fixed pattern. A draft needs a title alone; what is missing is asked for when it is sent."""

    title = forms.CharField(
        label=_("Title"),
        max_length=160,
        error_messages={"required": _("Give it a title, like: Laptops that stay six years")},
    )
    what = words(_("What was done"), _("What you bought or changed, and why."))
    how = words(_("How"), _("Steps, criteria and clauses, what you asked of the market."))
    who = words(
        _("Who took part"),
        _("Functions and organisations, like “procurement, IT, two suppliers”. No names of persons."),
    )
    outcome = words(_("What came of it"), _("With figures where you have them. No prices (Pact 6.3.2)."))
    lessons = words(_("Lessons"), _("What you would do again, and what not."))
    language = forms.ChoiceField(label=_("Language of your text"), choices=LANGUAGES)
    product_groups = Products(
        label=_("Product groups"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    versions = Versions(
        label=_("Used from the library"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, example=None, tied: dict | None = None, **kwargs):
        if example:
            own = {
                name: getattr(example, name) for name in self.base_fields if name not in ("product_groups", "versions")
            }
            kwargs["initial"] = {**own, **(tied or {})}
        super().__init__(*args, **kwargs)
        self.fields["product_groups"].queryset = example_queries.product_groups()
        self.fields["versions"].queryset = example_queries.usable_versions()
