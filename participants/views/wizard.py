"""The steps of an application as pages: their order, their addresses, which are done, what comes next."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pact.ui.figures import grouped
from participants.actions.signing import signers_of
from participants.forms import joining, signing
from participants.models import Application
from participants.queries import undertakings_now
from participants.rules import STEPS, letter_of_support, ways_open

FORMS = {
    "eligibility": joining.EligibilityForm,
    "organization": joining.OrganizationForm,
    "reach": joining.ReachForm,
    "contribution": joining.ContributionForm,
    "undertakings": joining.UndertakingsForm,
    "signatory": signing.SignatoryForm,
}
LABELS = {
    "part": _("Take part"),
    "eligibility": _("Can you join?"),
    "organization": _("Organisation"),
    "reach": _("Reach"),
    "contribution": _("Contribution"),
    "undertakings": _("Undertakings"),
    "signatory": _("Who signs"),
    "sign": _("Read and sign"),
    "check": _("Check and send"),
}
_PAGES = {"part": "application-part", "sign": "application-signature", "check": "application-check"}


@dataclass(frozen=True)
class Step:
    code: str
    label: Any
    url: str
    done: bool


class Wizard:
    """One application on its way; `forms` are its steps bound to what was typed."""

    def __init__(self, application: Application):
        self.application = application
        self.codes = [code for code in STEPS[application.kind]]
        self.signers = signers_of(application)

    @property
    def supports(self) -> bool:
        return self.application.kind == Application.Kind.SUPPORTER

    @property
    def letter(self) -> str:
        """What a supporter signs, word for word (2.2.1); empty for those who sign the Pact itself."""
        if not self.supports:
            return ""
        name = self.application.answers.get("organization", {}).get("name", "").strip()[:200]
        return letter_of_support(name, undertakings_now())

    def form(self, code: str, data=None):
        """The form of a step: of what is posted, of what was kept, or an empty one."""
        kept = self.application.answers.get(code)
        if data is not None:
            return FORMS[code](data, application=self.application)
        return FORMS[code](initial=kept or {}, application=self.application)

    def done(self, code: str) -> bool:
        if code in FORMS:
            kept = self.application.answers.get(code)
            return kept is not None and FORMS[code](_as_data(kept), application=self.application).is_valid()
        if code == "part":
            return bool(self.application.answers.get("part", {}).get("roles"))
        if code == "sign":
            return self.done("signatory") and all(signer["signed"] or not signer["mine"] for signer in self.signers)
        return False

    def steps(self) -> list[Step]:
        return [Step(code, LABELS[code], self.url(code), self.done(code)) for code in self.codes]

    def url(self, code: str) -> str:
        key = self.application.key
        if code in _PAGES:
            return reverse(f"participants:{_PAGES[code]}", kwargs={"key": key})
        return reverse("participants:application-step", kwargs={"key": key, "step": code})

    def after(self, code: str) -> str:
        """The page after a step; where the answers stand in the way, the page that says so."""
        if code in ("part", "eligibility") and self.blocked:
            return reverse("participants:application-ways", kwargs={"key": self.application.key})
        place = self.codes.index(code) + 1
        return self.url(self.codes[min(place, len(self.codes) - 1)])

    @property
    def blocked(self) -> bool:
        """Some of the roles asked are not possible with the answers given (2.1.2 to 2.1.4)."""
        eligibility = self.application.answers.get("eligibility")
        if self.application.kind != Application.Kind.PARTICIPANT or not eligibility:
            return False
        roles = self.application.answers["part"]["roles"]
        return ways_open(roles, eligibility) != roles

    @property
    def ways(self) -> list[str]:
        answers = self.application.answers
        return ways_open(answers["part"]["roles"], answers.get("eligibility", {}))

    def first_open(self) -> str:
        """Where to go on: the first step that is not done."""
        if self.blocked:
            return reverse("participants:application-ways", kwargs={"key": self.application.key})
        return next((step.url for step in self.steps() if not step.done), self.url("check"))

    def items(self, current: str) -> list[dict]:
        """For the steps part; a step can be opened once all before it are done."""
        items, reachable = [], True
        for step in self.steps():
            state = "done" if step.done else "open" if step.code == current else "none"
            url = step.url if reachable else ""
            items.append({"label": step.label, "url": url, "state": state, "current": step.code == current})
            reachable = reachable and step.done
        return items

    def gaps(self) -> list[Step]:
        """Steps still to be done before sending."""
        return [step for step in self.steps() if not step.done and step.code != "check"]

    def summary(self) -> list[dict]:
        """Every answer with its question, by step, for checking."""
        return [{"code": code, "label": LABELS[code], "rows": self._rows(code)} for code in self.codes if code in FORMS]

    def _rows(self, code: str) -> list[dict]:
        form = self.form(code)
        kept = self.application.answers.get(code, {})
        rows = []
        for name, field in form.fields.items():
            if name == "not_same" or not (field.required or kept.get(name)):
                continue
            rows.append({"label": field.label, "value": _shown(field, kept.get(name)), "url": self.url(code)})
        return rows


def _as_data(kept: dict) -> Any:
    from django.http import QueryDict

    data = QueryDict(mutable=True)
    for name, value in kept.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def _shown(field, value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return grouped(value)
    choices = {}
    for code, label in getattr(field, "choices", []):
        choices.update(label if isinstance(label, list) else [(code, label)])
    values = value if isinstance(value, list) else [value] if value else []
    if field.__class__.__name__ == "BooleanField":
        return str(_("Yes")) if values else str(_("No"))
    return ", ".join(str(choices.get(text, text)) for text in values) or "–"
