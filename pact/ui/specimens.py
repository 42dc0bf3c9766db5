"""What the gallery shows: invented names and figures, among them long ones, Greek and German, to see what breaks."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pact.ui import icons, statuses
from pact.ui.fields import DayField

NOW = datetime(2027, 3, 17, 9, 2, tzinfo=UTC)

LONG_NAMES = (
    ("de", "Gemeinsame Beschaffungsstelle für Informations- und Kommunikationstechnik niedersächsischer Hochschulen"),
    ("el", "Εθνική Κεντρική Αρχή Δημοσίων Συμβάσεων Πληροφορικής και Επικοινωνιών της Περιφέρειας Δυτικής Μακεδονίας"),
    ("de", "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzgebungsdienststelle"),
    ("pl", "Gmina Złota Górka"),
)


class Specimen(forms.Form):
    """Every kind of field; bound with mistakes to show how they are said."""

    name = forms.CharField(
        label=gettext_lazy("Name of the organisation"),
        help_text=gettext_lazy("As it should appear on the public list"),
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    users = forms.IntegerField(
        label=gettext_lazy("Users served"),
        help_text=gettext_lazy("People who use ICT that you buy. A careful estimate is fine."),
        error_messages={"invalid": gettext_lazy("Enter users served as a whole number, like 3200")},
        widget=forms.TextInput({"inputmode": "numeric", "data-width": "10"}),
    )
    since = DayField(label=gettext_lazy("In force since"))
    country = forms.ChoiceField(
        label=gettext_lazy("Country"), choices=[("NO", "Norway"), ("BE", "Belgium")], required=False
    )
    part = forms.MultipleChoiceField(
        label=gettext_lazy("How do you want to take part?"),
        choices=[
            ("P", gettext_lazy("As a procuring organisation")),
            ("C", gettext_lazy("As a coordinating organisation")),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one way to take part")},
    )
    why = forms.ChoiceField(
        label=gettext_lazy("Why is it so different?"),
        choices=[("N", gettext_lazy("New contract or programme")), ("W", gettext_lazy("Last year’s figure was wrong"))],
        widget=forms.RadioSelect,
        required=False,
    )
    lesson = forms.CharField(label=gettext_lazy("What worked"), widget=forms.Textarea({"rows": 4}), required=False)
    scan = forms.FileField(
        label=gettext_lazy("Signed page"), help_text=gettext_lazy("PDF, PNG or JPEG, up to 10 MB"), required=False
    )
    agree = forms.BooleanField(
        label=gettext_lazy("We know that what we share is in the public domain (6.1.3)"),
        error_messages={"required": gettext_lazy("Confirm that you know what becomes public")},
    )


class Ballot(forms.Form):
    choice = forms.ChoiceField(
        label=gettext_lazy("Universität Seefeld: admit as a procuring organisation?"),
        choices=[("F", gettext_lazy("In favour")), ("A", gettext_lazy("Against")), ("X", gettext_lazy("Abstain"))],
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=gettext_lazy("Remark"), help_text=gettext_lazy("Seen by the committee"), required=False
    )


class Filters(forms.Form):
    q = forms.CharField(label=gettext_lazy("Name"), widget=forms.SearchInput, required=False)
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=[("", gettext_lazy("All roles")), ("P", "Procuring")], required=False
    )


def _bound() -> Specimen:
    form = Specimen({"name": "Gmina Złota Górka", "users": "about 3000", "since": "31 Februar"})
    form.full_clean()
    return form


def _people() -> list[dict[str, Any]]:
    return [
        {"lang": "nl", "name": "Dienst Inkoop Noordland", "role": "COORDINATING", "users": 38400, "state": "SUBMITTED"},
        {"lang": LONG_NAMES[0][0], "name": LONG_NAMES[0][1], "role": "PROCURING", "users": 1150, "state": "DRAFT"},
        {"lang": LONG_NAMES[1][0], "name": LONG_NAMES[1][1], "role": "PROCURING", "users": None, "state": "NOT_BEGUN"},
        {"lang": LONG_NAMES[2][0], "name": LONG_NAMES[2][1], "role": "SUPPORTER", "users": 0, "state": "OVERDUE"},
    ]


def _lists() -> dict[str, list[dict[str, Any]]]:
    return {
        "crumbs": [
            {"label": _("Yearly figures"), "url": "#main"},
            {"label": "2026", "url": "#main"},
            {"label": _("Devices")},
        ],
        "tabs": [
            {"label": _("Facts"), "url": "#main", "current": True},
            {"label": _("People"), "url": "#main", "count": 3},
            {"label": _("Figures by year"), "url": "#main"},
        ],
        "steps": [
            {"label": _("Devices"), "state": "DRAFT", "current": True},
            {"label": _("Lifetimes"), "state": "COMPLETE", "url": "#main"},
            {"label": _("Labels and criteria"), "state": "NOT_BEGUN", "url": "#main"},
        ],
        "tasks": [
            {"label": _("Devices bought"), "url": "#main", "state": "DRAFT", "hint": _("About 10 minutes")},
            {"label": _("Lifetimes and end of life"), "url": "#main", "state": "COMPLETE"},
            {"label": _("Check and send"), "state": "none", "state_label": _("cannot start yet")},
        ],
        "facts": [
            {"label": _("Laptops, new"), "value": "1,790", "url": "#main"},
            {"label": _("Laptops, refurbished"), "value": "532", "note": _("Much higher than 2025"), "url": "#main"},
            {"label": _("Smartphones, remanufactured"), "value": _("Not known")},
        ],
        "trail": [
            {"what": _("Application received"), "at": NOW, "key": True, "note": _("On the website")},
            {"what": _("Checks completed"), "at": NOW, "by": "Jonas Meertens"},
        ],
        "downloads": [{"label": "CSV", "url": "#main"}, {"label": "Excel", "url": "#main"}],
    }


def specimens() -> dict[str, Any]:
    return {
        "now": NOW,
        "late": date(2027, 3, 16),
        "soon": date(2027, 3, 22),
        "later": date(2027, 4, 9),
        "started": date(2027, 2, 16),
        "shapes": statuses.SHAPES,
        "icon_names": icons.names(),
        "long_names": LONG_NAMES,
        "people": _people(),
        "empty_form": Specimen(auto_id="empty_%s"),
        "wrong_form": _bound(),
        "upload": Specimen(auto_id="upload_%s"),
        "ballot": Ballot(auto_id="ballot_%s"),
        "filters": Filters(auto_id="filter_%s"),
        "chips": [{"label": "Belgium", "url": "?"}],
        **_lists(),
        "pages": Paginator(range(33), 6).page(2),
    }
