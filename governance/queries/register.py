"""The register of decisions, for the committee and the Secretariat, and the record of one."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from governance import rules
from governance.models import Decision
from governance.queries.contents import in_words
from governance.queries.decisions import Ballot, ballot
from governance.rules.proposals import PROPOSALS
from pact.access import Actor

_KINDS = {
    "APPLICATION": _("Application"),
    "APPLICATION_DOUBT": _("Doubt about an applicant"),
    "COORDINATING_DOUBT": _("May it coordinate?"),
    "WORKING_GROUP": _("Working group"),
    "DELEGATION_DOUBT": _("Doubt about a delegate"),
    "GROUP_DOUBT": _("Doubt about a member of a buyer group"),
    "PARTICIPATION_DOUBT": _("Doubt about a participant"),
    "MISUSE": _("Misuse of the network"),
    "PROGRESS_REPORT": _("Progress report"),
    **{kind: one.name for kind, one in PROPOSALS.items()},
}
STATES = ("OPEN", "ADOPTED", "REJECTED", "LAPSED")


def kind_words(kind: str) -> str:
    return str(_KINDS.get(kind, kind.replace("_", " ").capitalize()))


@dataclass(frozen=True)
class Line:
    """A decision in the register; votes are counted when it is closed."""

    ref: str
    number: str
    question: str
    kind: str
    clause: str
    state: str
    state_words: str
    opened_at: datetime
    decided_at: datetime | None
    votes: str
    yes: int | None
    no: int | None
    abstain: int | None
    electors: int | None


def _every(actor: Actor) -> QuerySet[Decision]:
    return Decision.objects.visible_to(actor).exclude(state=Decision.State.DRAFT)


def register(actor: Actor, *, q: str = "", kind: str = "", year: int = 0, state: str = "") -> QuerySet[Decision]:
    """Every vote and decision, the newest first, by kind, year of opening, state and words."""
    rows = _every(actor)
    if q:
        rows = rows.filter(Q(question__icontains=q) | Q(number__icontains=q) | Q(public_text__icontains=q))
    if kind:
        rows = rows.filter(kind=kind)
    if year:
        rows = rows.filter(opened_at__year=year)
    if state:
        rows = rows.filter(state=state)
    return rows.order_by("-opened_at", "-pk")


def choices(actor: Actor) -> tuple[list[tuple[str, str]], list[int]]:
    """The kinds and years that there are, for the filters."""
    kinds = sorted(_every(actor).order_by("kind").values_list("kind", flat=True).distinct())
    years = [day.year for day in _every(actor).datetimes("opened_at", "year", order="DESC")]
    return sorted(((kind, kind_words(kind)) for kind in kinds), key=lambda pair: pair[1]), years


def line(row: Decision) -> Line:
    counted = row.tally if row.state != Decision.State.OPEN else {}
    votes = ", ".join(str(counted[name]) for name in ("yes", "no", "abstain")) if counted else ""
    return Line(
        row.ref,
        row.number or "",
        row.question,
        kind_words(row.kind),
        row.clause,
        row.state,
        row.get_state_display(),
        row.opened_at,
        row.decided_at,
        votes,
        *(counted.get(name) for name in ("yes", "no", "abstain", "electors")),
    )


def finals(actor: Actor) -> QuerySet[Decision]:
    """Votes that are over, with everything that their record says."""
    rows = Decision.objects.visible_to(actor).filter(state__in=("ADOPTED", "REJECTED", "LAPSED"))
    return rows.select_related("matter").prefetch_related("electors__organization", "electors__user", "electors__vote")


@dataclass(frozen=True)
class Record:
    """What is printed of a decision: all members by seat with their votes, base and quorum."""

    ballot: Ballot
    content: list[tuple[str, str]]
    recused: int
    quorum_needs: int
    quorum_reached: bool


def record_of_decision(actor: Actor, decision: Decision, at: datetime) -> Record:
    shown = ballot(actor, decision, at)
    part, whole = shown.tally.quorum
    recused = sum(row.recused for row in shown.rows)
    needs = part * shown.tally.electors // whole + 1
    return Record(shown, in_words(decision.matter), recused, needs, rules.quorum_reached(shown.tally))


def record_facts(decision: Decision, record: Record) -> dict:
    """Plain values of the record, for the PDF; stored beside its hash."""
    tally = record.ballot.tally
    return {
        "ref": decision.ref,
        "number": decision.number or "",
        "question": decision.question,
        "result": decision.get_state_display(),
        "clause": decision.clause,
        "procedure": decision.get_procedure_display(),
        "opened_at": decision.opened_at,
        "closes_at": decision.closes_at,
        "decided_at": decision.decided_at,
        "reasons": decision.reasons,
        "public_text": decision.public_text,
        "sha256": decision.subject_sha256,
        "content": [list(pair) for pair in record.content],
        "counts": {name: getattr(tally, name) for name in ("electors", "yes", "no", "abstain", "cast")},
        "recused": record.recused,
        "quorum": {"share": list(tally.quorum), "words": record.ballot.quorum_words, "needs": record.quorum_needs},
        "quorum_reached": record.quorum_reached,
        "chair_decides": record.ballot.chair_decides,
        "votes": [
            {
                "organization": row.organization,
                "person": row.person,
                "vote": row.choice_words,
                "remark": row.remark,
                "recused": row.reason if row.recused else "",
            }
            for row in record.ballot.rows
        ],
    }
