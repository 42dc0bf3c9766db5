"""The file of an application as the committee reads it beside the ballot."""

from dataclasses import dataclass

from governance.models import Matter
from pact.access import Actor
from participants.models import Application
from participants.queries import answers_of
from participants.queries.applications import questions_of


@dataclass(frozen=True)
class Finding:
    criterion: str
    words: str
    finding: str
    finding_words: str
    evidence: str
    by: str


@dataclass(frozen=True)
class File:
    application: Application
    findings: list[Finding]
    screening: str
    screening_words: str
    evidence: str
    answers: list[tuple[str, str]]


def applications(actor: Actor):
    return Application.objects.visible_to(actor).exclude(state=Application.State.DRAFT)


def question_of(application: Application, code: str):
    """The question of this code that the committee has still to answer, if there is one."""
    asked = (one for one in questions_of(application) if one.state in ("open", "asked"))
    return next((one for one in asked if one.code == code), None)


def file_of(actor: Actor, matter: Matter) -> File | None:
    """The file behind a matter about an application ("2027-031/PROCURING"); None for every other matter."""
    if matter.subject_kind != Application._meta.label_lower:
        return None
    ref = matter.subject_ref.partition("/")[0]
    application = applications(actor).filter(ref=ref).select_related("screening", "territory").first()
    if application is None:
        return None
    rows = application.findings.select_related("found_by").order_by("criterion")
    findings = [
        Finding(
            row.criterion,
            row.get_criterion_display(),
            row.finding,
            row.get_finding_display(),
            row.evidence,
            row.found_by.name if row.found_by else "",
        )
        for row in rows
    ]
    screening = application.screening
    return File(
        application,
        findings,
        screening.outcome if screening else "",
        screening.get_outcome_display() if screening else "",
        screening.evidence if screening else "",
        answers_of(screening),
    )
