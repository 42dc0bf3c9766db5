"""What the pack of a meeting says (Pact 5.2.1): it fills itself from agenda, applications, matters and decisions."""

from dataclasses import asdict
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from governance import rules
from governance.models import Decision, Meeting
from governance.queries.decisions import open_matters
from governance.queries.meetings import Line, meeting_page
from pact.access import Actor
from pact.deadlines.days import day_in
from pact.files.models import StoredFile
from pact.flow import effects
from participants.models import Application
from participants.queries import OPEN_STATES

LATELY = 15


def pack_facts(actor: Actor, meeting: Meeting, at: datetime) -> dict:
    """Everything as plain values: agenda, chapters of every floor, papers by the reference of their file."""
    shown, zone = meeting_page(actor, meeting), ZoneInfo(meeting.zone)
    begins, ends = meeting.starts_at.astimezone(zone), meeting.ends_at.astimezone(zone)
    chapters = [chapter(actor, at) for chapter in effects.named("PACK_CHAPTERS")]
    return {
        "title": meeting.title,
        "ref": meeting.ref,
        "when": f"{begins:%-d %B %Y, %H:%M} to {ends:%H:%M} ({meeting.zone})",
        "place": meeting.place,
        "agenda": [_point(line) for line in shown.lines],
        "chapters": [asdict(chapter) for chapter in chapters if chapter],
        "papers": [
            {
                "title": f"{line.number}. {line.item.title}",
                "file": line.item.paper.ref,
                "sha256": line.item.paper.sha256,
            }
            for line in shown.lines
            if line.item.paper
        ],
    }


def _point(line: Line) -> dict:
    item = line.item
    return {
        "number": line.number,
        "begins": f"{line.begins:%H:%M}",
        "title": item.title,
        "kind": item.get_kind_display(),
        "minutes": item.minutes_planned,
        "text": item.text,
        "paper": bool(item.paper),
        "matter": item.matter.summary if item.matter else "",
    }


def every_paper(facts: dict) -> list[StoredFile]:
    """For the press, which binds what the facts name; papers of the agenda belong to committee and Secretariat."""
    refs = [paper["file"] for paper in facts["papers"]]
    found = {row.ref: row for row in StoredFile.objects.filter(ref__in=refs, purpose="governance.paper")}
    return [found[ref] for ref in refs]


def applications(actor: Actor, at: datetime) -> rules.PackChapter:
    """6.4.2: open applications with the days that are left."""
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    rows = Application.objects.visible_to(actor).filter(state__in=OPEN_STATES, decide_by__isnull=False)
    told = [
        [row.organization_name, row.get_state_display(), f"{row.decide_by:%-d %B %Y}", str((row.decide_by - day).days)]
        for row in rows.order_by("decide_by", "ref")
    ]
    table = rules.PackTable("Open applications", ["Organisation", "State", "Decide by", "Days left"], told)
    words = ["The Steering Committee decides within one month of receipt (Pact 6.4.2)."]
    return rules.PackChapter(
        "Open applications", words if told else ["No application is open."], [table] if told else []
    )


def matters(actor: Actor, _at: datetime) -> rules.PackChapter:
    """What is before the committee and not decided."""
    told = [
        [row.title, row.clause, f"{row.due_on:%-d %B %Y}" if row.due_on else "no day"]
        for row in open_matters(actor).exclude(kind="APPLICATION").order_by("due_on", "put_at")
    ]
    table = rules.PackTable("Open matters", ["Matter", "Pact", "Due"], told)
    return rules.PackChapter("Open matters", [] if told else ["No other matter is open."], [table] if told else [])


def decided(actor: Actor, _at: datetime) -> rules.PackChapter:
    """The last decisions with their counts."""
    rows = Decision.objects.visible_to(actor).filter(state__in=("ADOPTED", "REJECTED")).order_by("-decided_at", "-pk")
    told = [
        [row.question, row.number, row.get_state_display(), "{yes} : {no} : {abstain}".format(**row.tally)]
        for row in rows[:LATELY]
    ]
    head = ["Question", "Number", "Result", "For : against : abstained"]
    table = rules.PackTable("Last decisions", head, told)
    return rules.PackChapter("Last decisions", [] if told else ["No decision yet."], [table] if told else [])
