"""Coordinated reports and what stands beside their parts."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, QuerySet

from buyergroups.models import BuyerGroup
from buyergroups.queries.pages import home
from governance.queries.decisions import product_groups
from monitoring.models import Cycle, Explanation, Submission
from pact.access import Actor
from reports.models import CoordinatedReport, ReportSection
from reports.queries.facts import lines_of
from reports.rules import delivering
from reports.rules.devices import of as devices_of


def reports(actor: Actor) -> QuerySet[CoordinatedReport]:
    sections = Prefetch(
        "sections", queryset=ReportSection.objects.select_related("changed_by", "held_by").order_by("pk")
    )
    return (
        CoordinatedReport.objects.visible_to(actor)
        .select_related("group__coordination__organization", "cycle", "delivered_by")
        .prefetch_related(sections)
    )


def delivered_reports(actor: Actor) -> QuerySet[CoordinatedReport]:
    """Those that reached the Secretariat: drafts are the coordinator's."""
    return reports(actor).exclude(delivered_at=None)


@dataclass(frozen=True)
class Pulled:
    """The figures of a group as they stand: plain values, stored with the report when it is delivered."""

    asked: int
    reported: list[str]
    nil: list[str]
    not_accepted: list[str]
    missing: list[str]
    devices: dict

    @property
    def share(self) -> float:
        return (len(self.reported) + len(self.nil)) / self.asked if self.asked else 0.0

    def as_facts(self) -> dict:
        return {
            "asked": self.asked,
            "reported": self.reported,
            "nil": self.nil,
            "not_accepted": self.not_accepted,
            "missing": self.missing,
            "devices": self.devices,
        }


def pulled(group: BuyerGroup, cycle: Cycle) -> Pulled:
    """Totals of accepted versions with reported, nil and missing by name (four queries)."""
    by: dict[str, list[str]] = {"reported": [], "nil": [], "not_accepted": [], "missing": []}
    rows = Submission.objects.counted_once().filter(group=group, cycle=cycle).select_related("organization")
    for one in rows.order_by("organization__name"):
        if one.state in ("ACCEPTED", "FROZEN"):
            by["nil" if one.nil else "reported"].append(one.organization.name)
        else:
            by["not_accepted" if one.state == "SENT" else "missing"].append(one.organization.name)
    lines = list(lines_of(cycle, group=group))
    names = {one.code: one.name_plural for one in product_groups()}
    return Pulled(sum(map(len, by.values())), devices=devices_of(lines, names), **by)


@dataclass(frozen=True)
class Part:
    code: str
    title: str
    section: ReportSection | None
    done: bool


def parts(report: CoordinatedReport) -> list[Part]:
    """The five required parts in their order, from the prefetched sections."""
    written = {section.code: section for section in report.sections.all()}
    found = []
    for code in delivering.SECTIONS:
        section = written.get(code)
        done = bool(section and (section.body.strip() or section.none_reason.strip()))
        found.append(Part(code, delivering.TITLES[code], section, done))
    return found


def gaps(report: CoordinatedReport, day: date) -> list[str]:
    """What still stands in the way of sending it."""
    sections = [(section.code, section.body, section.none_reason) for section in report.sections.all()]
    return delivering.gaps(report.language, sections, home(report.group, day).stale)


def part(report: CoordinatedReport, code: str) -> Part:
    """One part by its code in an address ("lessons"); raises 404's cause when there is none."""
    found = next((one for one in parts(report) if one.code == code.upper()), None)
    if found is None:
        raise ReportSection.DoesNotExist
    return found


def starting_text(part: Part) -> dict:
    section = part.section
    if section is None:
        return {"body": "", "none_reason": "", "revision": 0}
    return {"body": section.body, "none_reason": section.none_reason, "revision": section.revision}


@dataclass(frozen=True)
class Said:
    """What a member wrote, in its own words; `credited` is how it goes into the report."""

    ref: str
    organization: str
    words: str

    @property
    def credited(self) -> str:
        return f"“{self.words.strip()}” ({self.organization})"


def said_by_members(actor: Actor, report: CoordinatedReport, part: Part) -> list[Said]:
    """What members explained about their accepted figures; it stands beside the part on monitoring."""
    if part.code != "MONITORING":
        return []
    rows = (
        Explanation.objects.visible_to(actor)
        .filter(version__submission__group=report.group, version__submission__cycle=report.cycle)
        .filter(version_id=F("version__submission__accepted_version_id"))
        .exclude(words="")
        .order_by("organization__name", "pk")
    )
    return [Said(str(pk), name, words) for pk, name, words in rows.values_list("pk", "organization__name", "words")]


def last_year(actor: Actor, report: CoordinatedReport, part: Part) -> str:
    """What this part said the year before, if it was delivered."""
    found = ReportSection.objects.visible_to(actor).filter(code=part.code, report__group=report.group)
    found = found.filter(report__cycle__year=report.cycle.year - 1).exclude(report__delivered_at=None)
    return found.values_list("body", flat=True).first() or ""


def of_group(actor: Actor, group: BuyerGroup) -> list[CoordinatedReport]:
    """A group's reports, newest year first."""
    return list(reports(actor).filter(group=group).order_by("-cycle__year"))
