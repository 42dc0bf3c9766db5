"""What the side panel of the grid says of a cell: finding, earlier years, definition, history."""

from django.utils.translation import gettext as _

from monitoring.models import DeviceLine, Explanation, Submission
from monitoring.queries import trails
from monitoring.queries.checking import reasons, remarks
from monitoring.queries.lines import Line, column_names, explanations, line_of, shown_answer
from monitoring.rules import CONDITION_OF, ERROR, WARN, Answer
from monitoring.rules.cells import MEETS
from monitoring.rules.vocabularies import conditions
from pact.access import Actor, prepared


def cell_panel(actor: Actor, submission: Submission, line: str, column: str) -> dict | None:
    """What the side panel says of a cell: finding, earlier years, definition, history."""
    one = line_of(actor, submission, line)
    if one is None or column not in CONDITION_OF:
        return None
    return panel_of(actor, submission, one, column, explanations(actor, submission, line=line))


def panel_of(actor: Actor, submission: Submission, one: Line, column: str, explained: dict[tuple, Explanation]) -> dict:
    """The same for a line that is known already."""
    line, said = one.line, remarks([one], explained)
    about = [remark for remark in said if (remark.finding.line, remark.finding.column) == (line, column)]
    answer = one.answers.get(column, Answer())
    wanted = CONDITION_OF[column].lower()
    return {
        "line": line,
        "column": column,
        "where": f"{one.group_name}, {one.label}",
        "title": column_names()[column],
        "value": shown_answer(answer),
        "remark": next((remark for remark in about if remark.finding.severity in (ERROR, WARN)), None),
        "worth_knowing": [remark for remark in about if remark.finding.severity not in (ERROR, WARN)],
        "reasons": reasons(),
        "bars": _bars(actor, submission, one, column, answer),
        "definition": next((row for row in conditions() if row["code"] == wanted), None),
        "history": [_told(entry) for entry in trails.cell_history(actor, submission, line, column)],
        "open": submission.state == "DRAFT",
    }


def _told(entry) -> dict:
    before = entry.facts.get("before") or _("empty")
    facts = {"who": entry.who, "after": entry.facts.get("after") or _("nothing"), "before": before}
    return {"at": entry.at, "what": _("%(who)s entered %(after)s (was %(before)s)") % facts}


def _bars(actor: Actor, submission: Submission, line: Line, column: str, now: Answer) -> dict | None:
    """Up to three earlier years and this one, as bars 38 wide on a ground line at 70."""
    earlier = _earlier(actor, submission, line, column)
    values = [*sorted(earlier.items())[-3:], (submission.cycle.year, now.value)]
    if not earlier or now.value is None:
        return None
    most = max([value for _year, value in values if value is not None] or [0]) or 1
    bars = []
    for at, (year, value) in enumerate(values):
        height = max(1, round(56 * (value or 0) / most))
        x = 14 + 64 * (at + 4 - len(values))
        bars.append(
            {
                "x": x,
                "y": 70 - height,
                "height": height,
                "middle": x + 19,
                "above": 66 - height,
                "value": "?" if value is None else f"{value:,}",
                "year": year,
                "now": year == submission.cycle.year,
            }
        )
    words = ", ".join(f"{bar['year']} {bar['value']}" for bar in bars)
    return {"bars": bars, "words": f"{line.group_name}, {line.label}: {words}"}  # fmt: skip


def _earlier(actor: Actor, submission: Submission, line: Line, column: str) -> dict[int, int | None]:
    """The same line in the last version of each earlier year."""
    of_line = line.group, line.line, line.label
    own = actor, submission.organization_id, submission.cycle.year, CONDITION_OF[column], *of_line
    return {year: met if column == MEETS else bought for year, bought, met in prepared(_of_earlier_years, *own)}


def _of_earlier_years(actor: Actor, organization_id: int, year: int, condition: str, group: str, line: str, label: str):
    rows = DeviceLine.objects.visible_to(actor).filter(
        organization_id=organization_id,
        condition=condition,
        product_group__code=group,
        version__sent_at__isnull=False,
        version__submission__cycle__year__lt=year,
    )
    rows = (rows.filter(line=line) | rows.filter(label__iexact=label)).order_by("version__number")
    return rows.values_list("version__submission__cycle__year", "quantity", "meets_criteria")
