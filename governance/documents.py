"""What this floor prints."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pact.documents import Kind

DECISION_RECORD = Kind(
    "governance.decision_record",
    template="print/governance/decision_record.html",
    title=lambda facts: _("Record of a decision: %(number)s") % {"number": facts["number"] or facts["question"]},
    back=lambda facts: reverse("governance:decision-result", kwargs={"ref": facts["ref"]}),
)
