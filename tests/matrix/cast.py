"""Who tries every door, and what stands in the addresses."""

from pact.demo.invention import editor_of, signer_of
from tests.matrix.together import together

# Column of the matrix → who it is; a star means: whoever stands for this role in the demo's table of people.
ROLES = {
    "visitor": None,
    "supporter": editor_of("repair-alliance-europe")[2],
    "procurer": editor_of("vestbygd-municipality")[2],
    "signatory": signer_of("vestbygd-municipality")[2],
    "stranger": editor_of("city-of-lindebrugge")[2],
    "coordinator": editor_of("norway")[2],
    "other_coordinator": editor_of("netherlands")[2],
    "delegate": editor_of("flemish-digital-services-agency")[2],
    "committee": "*Steering Committee",
    "chair": "*Steering Committee, chair",
    "secretariat": "jonas.meertens@pact.example",
    "secretariat_no_mfa": "jonas.meertens@pact.example",
}


def person(stage, role: str):
    """The user behind a column; None for the visitor."""
    wanted = ROLES[role]
    if wanted and wanted.startswith("*"):
        wanted = next(one.email for one in stage.people if one.role == wanted[1:])
    return stage.cast[wanted] if wanted else None


def addresses(stage) -> list[tuple[str, dict]]:
    """Values for the names in addresses, by the beginning of a URL name; the first that fits is taken."""
    from governance.models import (
        AgendaItem,
        Amendment,
        Decision,
        Dispute,
        Election,
        Matter,
        SeatTerm,
        TerminationCase,
    )
    from monitoring.models import Submission
    from pact.documents.models import Document
    from pact.mail.models import OutboxMail
    from participants.models import (
        Application,
        MarketingException,
        MisuseReport,
        Organization,
        Participation,
        TerminationNotice,
    )
    from reports.models import CoordinatedReport, ProgressReport

    vestbygd = Organization.objects.get(name="Vestbygd kommune")
    figures = Submission.objects.get(organization=vestbygd, cycle__year=2026)
    direct = Submission.objects.filter(group=None, cycle__year=2026).order_by("pk").first()
    received = Application.objects.filter(state="RECEIVED").order_by("ref").first()
    open_vote = Decision.objects.filter(state="OPEN").order_by("pk").first()
    matter = Matter.objects.filter(state="OPEN").order_by("pk").first()
    paper = AgendaItem.objects.filter(paper__isnull=False).order_by("pk").first()
    election = Election.objects.get(state="VOTING", body="COMMITTEE")
    term = SeatTerm.objects.order_by("-period", "seat_no").first()
    progress = ProgressReport.objects.order_by("-slug").first()
    delivered = CoordinatedReport.objects.filter(cycle__year=2025, group__slug="norway").first()
    letter = OutboxMail.objects.filter(organization_id=vestbygd.pk).order_by("created_at").first()
    exception, report = MarketingException.objects.get(), MisuseReport.objects.get(state="REPORTED")
    amendments = {row.state: row.number for row in Amendment.objects.all()}
    signer = stage.cast[ROLES["signatory"]]
    proposal = Matter.objects.filter(kind="BUDGET").order_by("pk").first()
    case = TerminationCase.objects.get(state="NOTICED")
    dispute = Dispute.objects.get(state="PRESENTED")
    party = dispute.parties.order_by("side", "pk").first().organization.slug
    published = Decision.objects.filter(state="ADOPTED").exclude(public_text="").order_by("number").first()
    own = {"org": vestbygd.slug, "year": 2026}
    coordinator = {"group": "norway", "year": 2026}
    return [
        ("participants:territory-", {"code": "BE-LINDEBR"}),
        *together(stage, vestbygd),
        ("participants:application-answer", {"key": received.key, "number": 1}),
        ("participants:application-file", {"kind": "csv"}),
        ("participants:person-file", {"kind": "csv"}),
        ("participants:power-end", {"person": signer.ref, "power": signer.appointments.get(role="SIGNATORY").pk}),
        ("participants:organization-file", {"kind": "csv"}),
        ("participants:letter-", {"org": vestbygd.slug, "ref": vestbygd.recorded_letters.get().ref}),
        ("participants:organization-history-file", {"org": vestbygd.slug, "kind": "csv"}),
        ("participants:application-finding", {"ref": received.ref, "criterion": "A"}),
        ("participants:application-scan", {"ref": received.ref, "role": "procuring"}),
        ("participants:application-legible", {"ref": received.ref, "role": "procuring"}),
        ("participants:application-attach", {"ref": received.ref, "role": "procuring"}),
        (
            "participants:application-",
            {"key": received.key, "ref": received.ref, "step": "organization", "token": "x"},
        ),
        ("participants:notice-new", {**own, "ref": Participation.objects.get(organization=vestbygd).ref}),
        ("participants:notice-paper", {**own, "ref": "none"}),
        ("participants:participation-", {**own, "ref": Participation.objects.get(organization=vestbygd).ref}),
        ("participants:support", {"org": exception.organization.slug}),
        ("participants:exception-", {"org": exception.organization.slug, "ref": exception.ref}),
        ("participants:misuse-", {**own, "ref": report.ref}),
        ("governance:misuse-put", {"ref": report.ref}),
        ("participants:person-end", {**own, "person": stage.cast[ROLES["signatory"]].ref}),
        ("participants:invitation-", {**own, "ref": "none", "token": "none"}),
        ("participants:onboarding-", {"org": "netherlands", "code": "reports.report"}),
        ("participants:", {**own, "role": "coordinating", "person": signer.ref}),
        ("governance:decision-file", {"kind": "csv"}),
        ("governance:decision-", {"ref": open_vote.ref}),
        ("governance:proposal-", {"ref": proposal.ref, "kind": "strategy"}),
        ("governance:termination-new", {"org": vestbygd.slug}),
        ("governance:termination-", {"ref": case.ref}),
        ("governance:hearing-", {"org": case.organization.slug, "ref": case.ref}),
        ("governance:dispute-list", own),
        ("governance:dispute-new", own),
        ("governance:dispute-", {"org": party, "ref": dispute.ref}),
        ("governance:matter-", {"ref": matter.ref}),
        ("governance:application-", {"ref": received.ref, "about": "may-coordinate"}),
        ("governance:amendment-put", {"number": amendments["REQUESTED"]}),
        ("governance:amendment-return", {"number": amendments["REQUESTED"]}),
        ("governance:amendment-withdraw", {**own, "number": amendments["REQUESTED"]}),
        ("governance:amendment-", {**own, "number": amendments["OPEN"]}),
        ("governance:extension-", {**own, "ref": "none"}),
        ("governance:seat-fill", {"number": 9}),
        ("governance:seat-", {"ref": term.ref}),
        ("governance:constitution-", {"org": vestbygd.slug}),
        ("governance:rotation-", {"number": 3}),
        ("governance:election-", {"ref": election.ref}),
        ("governance:meeting-paper", {"ref": paper.ref}),
        ("governance:meeting-", {"ref": paper.meeting.ref}),
        ("governance:agenda-new", {"ref": paper.meeting.ref}),
        ("governance:agenda-", {"ref": paper.ref}),
        ("governance:", own),
        ("monitoring:submission-review", {**coordinator, "org": vestbygd.slug, "ref": figures.ref}),
        ("monitoring:submission-accept", {**coordinator, "org": vestbygd.slug, "ref": figures.ref}),
        ("monitoring:submission-send-back", {**coordinator, "org": vestbygd.slug, "ref": figures.ref}),
        ("monitoring:direct-", {"year": 2026, "org": direct.organization.slug, "ref": direct.ref}),
        ("monitoring:device-template", {**own, "kind": "csv"}),
        ("monitoring:", {**own, **coordinator, "ref": "none"}),
        ("reports:coordinated-review", {"ref": delivered.ref}),
        ("reports:coordinated-accept", {"ref": delivered.ref}),
        ("reports:coordinated-return", {"ref": delivered.ref}),
        ("reports:coordinated-", {"group": "norway", "year": 2026, "code": "lessons"}),
        ("reports:compilation-", {"year": 2025}),
        ("reports:progress-", {"ref": progress.ref}),
        ("website:participant-file", {"kind": "csv"}),
        ("website:participant-country", {"code": "no"}),
        ("website:participant-", {"slug": vestbygd.slug}),
        ("website:notice-", {"ref": TerminationNotice.objects.first().ref}),
        ("website:supporter-", {"slug": exception.organization.slug, "kind": "csv"}),
        ("website:api-supporter", {"slug": exception.organization.slug}),
        ("website:pact-version", {"version": 1}),
        ("website:rule-file", {"kind": "csv"}),
        ("website:decision-detail", {"number": published.number}),
        ("website:amendment-", {"number": amendments["OPEN"]}),
        ("website:help-article", {"slug": "joining"}),
        ("website:results", {"year": 2025, "kind": "csv"}),
        ("website:report-", {"slug": progress.slug, "kind": "csv"}),
        ("website:figure-file", {"slug": progress.slug, "code": "devices"}),
        ("website:api", {"slug": vestbygd.slug, "year": 2025}),
        ("website:", {"slug": vestbygd.slug, "year": 2025, "kind": "csv"}),
        ("documents:document-public", {"ref": Document.objects.filter(public=True).order_by("pk").first().ref}),
        (
            "documents:",
            {"ref": Document.objects.filter(organization_id=vestbygd.pk).order_by("created_at").first().ref},
        ),
        ("deadlines:ladder-", {"code": "reports.group_report"}),
        ("accounts:session-end", {"session": 987654321}),
        ("mail:preview-", {"code": "governance.please_vote"}),
        ("mail:letter-", {"pk": letter.pk}),
    ]
