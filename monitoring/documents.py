"""What this floor prints."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pact.documents import Kind

RECEIPT = Kind(
    "monitoring.receipt",
    template="print/monitoring/receipt.html",
    title=lambda facts: _("Receipt %(number)s") % {"number": facts["receipt"]},
    back=lambda facts: reverse("monitoring:submission-receipt", args=[facts["slug"], facts["year"]]),
)
