"""How long this floor keeps persons' data, and how it is emptied once its time is over.

Records of organizations stay; who wrote and signed them goes. Called at night inside `erasing()`.
"""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from pact import files
from pact.access import Actor, scope
from pact.files.models import StoredFile
from pact.persons.retention import Kept
from participants import mails
from participants.models import Application, Invitation, Signature, SigningRequest
from participants.queries.held import EVIDENCE_MONTHS, every_signature_still_evidence

HAND = Actor.hand("retention")
SIGNER = dict(signer_title="", signer_email="", evidence={})


def tell_drafts(*, at: datetime) -> int:
    """A month before a draft is emptied its writer hears of it, where an address is known. Once."""
    with scope.as_system("retention"):
        old = _drafts(WARNING.before(at)).filter(ending_told_at=None)
        rows = list(old.select_for_update(of=("self",), skip_locked=True).order_by("pk")[:500])
        for row in rows:
            mails.draft_ends(row, at=at)
            row.ending_told_at = at
            row.save(update_fields=["ending_told_at"])
    return len(rows)


def _drafts(before: datetime) -> QuerySet[Application]:
    changed = Application.objects.annotate(last=Coalesce("changed_at", "begun_at"))
    return changed.filter(state=Application.State.DRAFT, emptied_at=None, last__lt=before)


def _empty_drafts(before: datetime, at: datetime, limit: int) -> int:
    """Never before a month has passed since the letter, however late the clock is."""
    told = Q(ending_told_at__lte=TOLD.before(at))
    rows = list(_drafts(before).filter(told).order_by("pk")[:limit])
    for row in rows:
        row.answers = {"part": row.answers["part"]} if "part" in row.answers else {}
        row.roles.update(signature=None)
    return _empty(rows, at)


def _empty_closed(before: datetime, at: datetime, limit: int) -> int:
    """Withdrawn, refused or admitted: the answers about the organization stay, who wrote them goes."""
    closed = Application.objects.annotate(last=Coalesce("decided_at", "changed_at", "received_at", "begun_at"))
    over = closed.filter(state__in=("WITHDRAWN", "DECIDED"), emptied_at=None, last__lt=before)
    rows = list(over.order_by("pk")[:limit])
    for row in rows:
        row.answers = {step: words for step, words in row.answers.items() if step != "signatory"}
    return _empty(rows, at)


def _empty(rows: list[Application], at: datetime) -> int:
    for row in rows:
        row.contact_name = row.contact_email = ""
        row.emptied_at = at
    Application.objects.bulk_update(rows, ["answers", "contact_name", "contact_email", "emptied_at"])
    _empty_requests(SigningRequest.objects.filter(application__in=rows))
    _empty_signatures(Signature.objects.filter(application_ref__in=[row.key for row in rows], organization=None), at)
    return len(rows)


def _empty_requests(rows: QuerySet[SigningRequest]) -> int:
    return rows.update(name="", title="", email="")


def _empty_signatures(rows: QuerySet[Signature], at: datetime) -> int:
    keys = list(rows.values_list("pk", flat=True))
    scans = list(StoredFile.objects.filter(pk__in=rows.filter(scan__isnull=False).values("scan")))
    Signature.objects.filter(pk__in=keys).update(signer_name=_g("Former signatory"), scan=None, **SIGNER)
    for scan in scans:
        files.remove(HAND, scan, at=at)
    return len(keys)


def _evidence_over(_before: datetime, at: datetime, limit: int) -> int:
    """Signatures of organizations whose last role ended more than five years ago."""
    named = Signature.objects.exclude(organization=None).exclude(scan=None, **SIGNER)
    still = every_signature_still_evidence(Signature.objects.all(), at.date())
    keys = list(named.exclude(pk__in=still.values("pk")).order_by("pk").values_list("pk", flat=True)[:limit])
    return _empty_signatures(Signature.objects.filter(pk__in=keys), at)


def _requests(before: datetime, _at: datetime, limit: int) -> int:
    keys = SigningRequest.objects.filter(expires_at__lt=before).exclude(email="").values_list("pk", flat=True)
    return _empty_requests(SigningRequest.objects.filter(pk__in=list(keys[:limit])))


def _invitations(before: datetime, _at: datetime, limit: int) -> int:
    keys = Invitation.objects.filter(expires_at__lt=before).exclude(email="").values_list("pk", flat=True)
    return Invitation.objects.filter(pk__in=list(keys[:limit])).update(email="", name="", function="")


DRAFTS = Kept(
    "participants.drafts",
    _("Applications that were begun and never sent"),
    _("So that you can go on later. A month before the end we write to you, if we know your address."),
    months=12,
    lasts=_("%(period)s after the last change"),
    purge=_empty_drafts,
)
WARNING = Kept("participants.drafts_told", "", "", months=11)
TOLD = Kept("participants.drafts_last_month", "", "", days=28)
KEPT = (
    DRAFTS,
    Kept(
        "participants.applications",
        _("Applications that were decided or withdrawn: who wrote them and who signed"),
        _("So that questions about the decision can be answered. What is said about the organisation stays."),
        months=24,
        lasts=_("%(period)s after the end of the application"),
        purge=_empty_closed,
    ),
    Kept(
        "participants.signatures",
        _("Who signed the Pact for an organisation, and the scan"),
        _("Evidence of what was signed: so long a claim about it can be brought."),
        months=EVIDENCE_MONTHS,
        lasts=_("While the organisation takes part or supports, and %(period)s after"),
        purge=_evidence_over,
    ),
    Kept(
        "participants.requests",
        _("Requests to sign: name, function, address"),
        _("So that we can say who was asked and when."),
        months=12,
        lasts=_("%(period)s after the request ended"),
        purge=_requests,
    ),
    Kept(
        "participants.invitations",
        _("Invitations of colleagues: name, function, address"),
        _("So that your organisation sees whom it invited."),
        months=12,
        lasts=_("%(period)s after the invitation ended"),
        purge=_invitations,
    ),
)
