"""The demo's part of this floor: three years of figures, the last of them still open."""

from datetime import date, datetime, timedelta

from monitoring.actions import cycles, explanations, lines, methodology, submissions, targets, terms
from monitoring.models import Cycle, DeviceLine, Submission
from monitoring.queries.checking import remarks
from monitoring.queries.lines import explanations as explained
from monitoring.queries.lines import lines_of
from monitoring.rules import Answer
from pact.demo.invention import editor_of

STAFF = "jonas.meertens@pact.example"
LABELS = (["tco_certified"], ["tco_certified", "epeat_gold"], ["blue_angel_computers"], [])
ENDS = ("takeback_refurbisher", "takeback_manufacturer_reuse", "donation", "")
# In the open year: how far the organizations have come, in turn.
OPEN_YEAR = ("SENT", "DRAFT", "ACCEPTED", "NOT_BEGUN", "SENT", "ACCEPTED", "DRAFT", "NOT_BEGUN", "ACCEPTED", "SENT")

# Whose draft a newcomer meets: the procurer of the table of people.
AT_WORK = "vestbygd-municipality"


def open_year(stage, at: datetime, *, year: int) -> None:
    """Plan the cycle and open it: everybody who buys is asked."""
    if not Cycle.objects.exists():
        methodology.load(at=at)
        targets.load(at=at)
    after = year + 1
    cycle = cycles.plan(
        stage.actor(STAFF, at),
        year,
        opens_on=date(after, 1, 4),
        due_on=date(after, 3, 31),
        group_due_on=date(after, 4, 30),
        freeze_on=date(after, 5, 15),
        at=at,
    )
    cycles.open_cycle(stage.hand, cycle, at=at)
    cycles.ensure_submissions(stage.hand, at=at)


def read_targets(stage, at: datetime) -> None:
    """The night takes the readings that are due, and writes what was corrected since beside them (P2)."""
    targets.load(at=at)
    targets.read_due(stage.hand, at=at)
    targets.restate(stage.hand, at=at)


def report_year(stage, at: datetime, *, year: int) -> None:
    """The organizations' figures; in a year that is over all but two report, in the open one they are on their way."""
    asked = Submission.objects.filter(cycle__year=year).select_related("organization", "cycle", "group__coordination")
    for number, submission in enumerate(asked.order_by("organization__slug")):
        when = at + timedelta(days=number % 40, minutes=13 * number)
        over = year < 2026
        aim = OPEN_YEAR[number % 10] if not over else "NOT_BEGUN" if number % 23 == 22 else "ACCEPTED"
        if not over and submission.organization.slug == AT_WORK:
            aim = "DRAFT"
        if aim != "NOT_BEGUN":
            _report(stage, submission, aim, number, min(when, stage.until))


def _report(stage, submission: Submission, aim: str, number: int, at: datetime) -> None:
    actor = stage.actor(editor_of(submission.organization.slug)[2], at)
    if not actor.holds(submission.organization_id, "EDITOR"):
        return
    if number % 19 == 7 and aim == "ACCEPTED":
        submissions.send_nil(actor, submission, "The framework for new devices starts next year.", at=at)
    else:
        submissions.begin(actor, submission, at=at)
        _fill(stage, actor, submission, number, at, whole=aim != "DRAFT")
        if aim == "DRAFT":
            return
        submissions.send(actor, submission, at=at + timedelta(minutes=9))
    if aim == "ACCEPTED":
        submissions.accept(_receiver(stage, submission, at), submission, at=at + timedelta(days=2))


def _receiver(stage, submission: Submission, at: datetime):
    """Who checks it: the coordinator of its group, or the Secretariat (P17)."""
    if submission.group is None:
        return stage.actor(STAFF, at)
    return stage.actor(editor_of(submission.group.coordination.organization.slug)[2], at)


def _fill(stage, actor, submission: Submission, number: int, at: datetime, *, whole: bool) -> None:
    """Counts that grow, with more used devices every year; a draft stops half-way."""
    users = max(60, (submission.organization.listing.users_served or 400))
    year = submission.cycle.year
    _second_line(actor, submission, number, at)
    cells = []
    rows = DeviceLine.objects.filter(version__submission=submission, version__sent_at=None, condition="NEW")
    for place, row in enumerate(rows.select_related("product_group").order_by("product_group__order", "position")):
        if not whole and place > 0:
            break
        mass = users // (5 if row.product_group.code == "laptop" else 7) // (1 + row.position)
        used_share = 0.06 + 0.03 * (year - 2024) + 0.02 * (number % 6)
        new = max(1, round(mass * (1 - used_share) * stage.rng.uniform(0.94, 1.06)))
        refurbished = round(mass * used_share * 0.8)
        remanufactured = Answer(None, True) if number % 11 == 4 else Answer(round(mass * used_share * 0.2))
        cells += [
            (row.line, "new", Answer(new), row.revision),
            (row.line, "meets", Answer(round(new * (0.3 + 0.05 * (number % 9)))), row.meets_revision),
        ]
        for column, answer in (("refurbished", Answer(refurbished)), ("remanufactured", remanufactured)):
            cells.append((row.line, column, answer, None))
    lines.save_cells(actor, submission, cells, at=at)
    if whole:
        _terms(actor, submission, number, at)
        _explain(actor, submission, at)


def _second_line(actor, submission: Submission, number: int, at: datetime) -> None:
    """Two in three keep an extra line for schools or for a second framework."""
    if number % 3 == 0:
        return
    first = DeviceLine.objects.filter(version__submission=submission, version__sent_at=None)
    label = ("Schools, call-off 3", "Second framework")[number % 2]
    for group in {row.product_group for row in first.select_related("product_group")}:
        if not first.filter(product_group=group, label=label).exists():
            lines.add_line(actor, submission, group, label, at=at)


def _terms(actor, submission: Submission, number: int, at: datetime) -> None:
    codes = DeviceLine.objects.filter(version__submission=submission, version__sent_at=None)
    groups = sorted(set(codes.values_list("product_group__code", flat=True)))
    lifetimes = {}
    for code in groups:
        new = (60 if code == "laptop" else 42) + 6 * (number % 5)
        unknown = number % 13 == 5
        end = ENDS[number % 4]
        lifetimes[(code, "NEW")] = (Answer(None, True) if unknown else Answer(new), end)
        lifetimes[(code, "REFURBISHED")] = (Answer(36), end)
        lifetimes[(code, "REMANUFACTURED")] = (Answer(48), end)
    terms.save_lifetimes(actor, submission, lifetimes, at=at)
    terms.save_labels(actor, submission, dict.fromkeys(groups, LABELS[number % 4]), at=at)


def _explain(actor, submission: Submission, at: datetime) -> None:
    """A word about every figure that the checks ask about."""
    for remark in remarks(lines_of(actor, submission), explained(actor, submission)):
        if remark.open:
            explanations.explain(
                actor,
                submission,
                line=remark.finding.line,
                column=remark.finding.column,
                rule=remark.finding.code,
                reason="",
                words="A new framework began in the spring.",
                at=at,
            )


def freeze_year(stage, at: datetime, *, year: int) -> None:
    """What was accepted by now is final."""
    cycles.freeze(stage.actor(STAFF, at), Cycle.objects.get(year=year), at=at)
