"""The chapters of the demo in order: names of functions `chapter(stage, at, **facts)` in the floors' `demo.py`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module

from pact.access import scope
from pact.demo.stage import Stage

DEFAULT_UNTIL = datetime(2027, 3, 17, 8, tzinfo=UTC)

# A small cast with everybody of the table of people in it: what browser stories and a quick look need.
FEW = frozenset(
    {
        "vestbygd-municipality",
        "city-of-lindebrugge",
        "oakmere-borough-council",
        "flemish-digital-services-agency",
        "repair-alliance-europe",
        "world-meteorology-services-office",
    }
)


@dataclass(frozen=True)
class Chapter:
    day: str
    name: str
    facts: dict = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.day).replace(tzinfo=UTC)


def _year(year: int) -> list[Chapter]:
    """One yearly cycle, from its opening to the published report."""
    after = year + 1
    return [
        Chapter(f"{after}-01-04T09:00", "monitoring.demo.open_year", {"year": year}),
        Chapter(f"{after}-02-02T09:00", "monitoring.demo.report_year", {"year": year}),
        Chapter(f"{after}-04-20T09:00", "reports.demo.write_group_reports", {"year": year}),
        Chapter(f"{after}-05-15T09:00", "monitoring.demo.freeze_year", {"year": year}),
        Chapter(f"{after}-05-17T09:00", "governance.demo.admit_applicants", {"until": f"{after}-06-05"}),
        Chapter(f"{after}-05-18T09:00", "reports.demo.compile_year", {"year": year}),
        Chapter(f"{after}-06-10T09:00", "reports.demo.approve_and_publish", {"year": year}),
    ]


def _amendment(day: str, which: str, by: str, state: str, from_on: str, closes_on: str = "") -> Chapter:
    """An amendment of the Pact, up to a state (6.5)."""
    facts = {"which": which, "by": by, "state": state, "from_on": from_on, "closes_on": closes_on}
    return Chapter(day, "governance.demo.amend", facts)


_CHAPTERS = [
    Chapter("2021-06-14T08:00", "governance.demo.lay"),
    Chapter("2021-06-14T08:30", "participants.demo.lay"),
    Chapter("2021-06-14T09:00", "participants.demo.found"),
    Chapter("2021-09-01T09:00", "governance.demo.constitute"),
    Chapter("2021-09-20T09:00", "buyergroups.demo.found_groups"),
    Chapter("2021-10-01T09:00", "governance.demo.admit_applicants", {"until": "2024-12-31"}),
    Chapter("2022-03-14T09:00", "buyergroups.demo.begin_working_groups"),
    Chapter("2024-12-16T09:00", "buyergroups.demo.join_working_groups"),
    Chapter("2023-09-01T09:00", "governance.demo.elect"),
    Chapter("2023-12-10T09:00", "buyergroups.demo.first_figures"),
    Chapter("2024-01-01T02:00", "monitoring.demo.read_targets"),
    Chapter("2024-12-10T09:00", "buyergroups.demo.gather", {"year": 2024}),
    Chapter("2024-12-11T09:00", "participants.demo.open_doors"),
    Chapter("2024-12-11T10:00", "buyergroups.demo.appoint"),
    *_year(2024),
    Chapter("2024-12-02T09:00", "buyergroups.demo.lay"),
    Chapter("2025-02-10T09:00", "buyergroups.demo.take_up"),
    Chapter("2025-02-24T09:00", "buyergroups.demo.adopt"),
    Chapter("2025-03-13T09:00", "buyergroups.demo.approve"),
    Chapter("2025-06-20T09:00", "governance.demo.rotate"),
    Chapter("2025-07-01T09:00", "governance.demo.admit_applicants", {"until": "2025-12-31"}),
    Chapter("2025-09-01T09:00", "governance.demo.elect_again"),
    Chapter("2025-10-06T09:00", "governance.demo.decide", {"kind": "STRATEGY"}),
    Chapter("2025-11-03T09:00", "reports.demo.plan_year", {"year": 2026}),
    Chapter("2025-11-27T09:00", "buyergroups.demo.check_again", {"who": ("delegate",)}),
    Chapter("2025-12-10T09:00", "buyergroups.demo.gather", {"year": 2025}),
    *_year(2025),
    Chapter("2026-03-25T09:00", "governance.demo.confirm", {"only": "city-of-lindebrugge"}),
    Chapter("2026-03-26T09:00", "buyergroups.demo.check_again", {"who": ("observer",)}),
    Chapter("2026-06-20T09:00", "participants.demo.leave"),
    Chapter("2026-07-01T09:00", "governance.demo.admit_applicants", {"until": "2026-12-31"}),
    Chapter("2026-09-15T09:00", "governance.demo.settle_dispute"),
    Chapter("2026-10-05T09:00", "governance.demo.close_case"),
    Chapter("2026-10-05T09:00", "governance.demo.decide", {"kind": "SCOPE"}),
    Chapter("2026-10-12T09:00", "governance.demo.decide", {"kind": "FEE"}),
    Chapter("2026-09-07T09:00", "buyergroups.demo.state_and_close"),
    Chapter("2026-11-02T09:00", "buyergroups.demo.arrange_autumn"),
    Chapter("2026-11-23T15:00", "buyergroups.demo.hold_autumn"),
    Chapter("2026-12-16T03:00", "buyergroups.demo.freeze"),
    Chapter("2027-02-16T09:00", "buyergroups.demo.state_demand"),
    Chapter("2027-02-22T11:00", "buyergroups.demo.arrange_workshop"),
    Chapter("2027-03-09T14:00", "buyergroups.demo.arrange_spring"),
    Chapter("2026-11-02T09:00", "reports.demo.plan_year", {"year": 2027}),
    Chapter("2026-11-26T09:00", "buyergroups.demo.check_again", {"who": ("delegate",)}),
    Chapter("2026-12-10T09:00", "buyergroups.demo.gather", {"year": 2026}),
    Chapter("2027-01-04T09:00", "monitoring.demo.open_year", {"year": 2026}),
    Chapter("2027-01-12T09:00", "governance.demo.plan_meetings"),
    Chapter("2026-05-06T09:00", "buyergroups.demo.set_up"),
    Chapter("2027-01-15T09:00", "buyergroups.demo.vacate"),
    Chapter("2027-01-20T09:00", "monitoring.demo.report_year", {"year": 2026}),
    Chapter("2027-01-25T09:00", "reports.demo.begin_group_reports"),
    _amendment("2025-10-06T09:00", "meetings", "city-of-lindebrugge", "failed", "2026-03-01", "2025-12-15"),
    _amendment("2026-09-14T09:00", "tablets", "vestbygd-municipality", "declined", "2027-03-01", "2026-12-15"),
    _amendment("2027-01-18T09:00", "seats", "city-of-lindebrugge", "open", "2027-09-01", "2027-04-30"),
    _amendment("2027-03-05T09:00", "supporters", "norway", "requested", "2028-01-01"),
    Chapter("2027-02-02T09:00", "buyergroups.demo.start_groups"),
    Chapter("2027-01-28T09:00", "buyergroups.demo.guide"),
    Chapter("2027-02-08T09:00", "buyergroups.demo.put_guide"),
    Chapter("2027-03-01T15:00", "buyergroups.demo.ask_about_phones"),
    Chapter("2027-03-04T09:00", "buyergroups.demo.consult_again"),
    Chapter("2027-03-10T15:00", "buyergroups.demo.open_guide_vote"),
    Chapter("2027-02-10T09:00", "governance.demo.pipeline"),
    Chapter("2027-02-15T09:00", "participants.demo.support"),
    Chapter("2027-02-22T09:00", "governance.demo.present_dispute"),
    Chapter("2027-02-22T09:00", "governance.demo.election_runs"),
    Chapter("2027-02-24T10:00", "governance.demo.hold_meeting"),
    Chapter("2027-02-25T09:00", "buyergroups.demo.state_blocks"),
    Chapter("2027-02-25T10:00", "buyergroups.demo.correct"),
    Chapter("2027-02-26T02:00", "monitoring.demo.read_targets"),
    Chapter("2027-02-26T09:00", "buyergroups.demo.reach_out"),
    Chapter("2027-03-01T09:00", "buyergroups.demo.ask_newcomers"),
    Chapter("2027-03-02T09:00", "governance.demo.confirm", {"without": "city-of-lindebrugge"}),
    Chapter("2027-03-03T09:00", "governance.demo.ask_to_confirm"),
    Chapter("2027-03-03T10:00", "buyergroups.demo.ask_to_check"),
    Chapter("2027-03-04T14:00", "buyergroups.demo.propose_working_group"),
    Chapter("2027-03-11T09:00", "buyergroups.demo.invite_guests"),
    Chapter("2027-03-12T09:00", "buyergroups.demo.ask_working_group"),
    Chapter("2027-03-08T09:00", "participants.demo.settle"),
    Chapter("2027-03-08T14:00", "governance.demo.propose_budget"),
    Chapter("2027-03-09T09:00", "participants.demo.report_misuse"),
    Chapter("2027-03-09T10:00", "governance.demo.invite_to_hearing"),
    Chapter("2027-03-09T12:00", "governance.demo.plan_rotation"),
    Chapter("2027-03-10T10:00", "governance.demo.convene_spring"),
    Chapter("2027-03-10T09:00", "buyergroups.demo.propose_delegate"),
    Chapter("2027-03-11T09:00", "buyergroups.demo.send_members"),
    Chapter("2026-02-16T10:00", "buyergroups.demo.announce_tenders", {"which": "early"}),
    Chapter("2026-10-12T12:00", "buyergroups.demo.go_on_with_tenders", {"which": "autumn"}),
    Chapter("2026-10-20T10:00", "buyergroups.demo.announce_tenders", {"which": "later"}),
    Chapter("2026-12-07T10:00", "buyergroups.demo.go_on_with_tenders", {"which": "winter"}),
    Chapter("2027-02-08T10:00", "buyergroups.demo.tender_on_paper"),
    Chapter("2027-03-01T10:30", "buyergroups.demo.ask_about_tenders"),
    Chapter("2026-11-09T09:00", "buyergroups.demo.share", {"which": ("keep",)}),
    Chapter("2027-02-08T09:00", "buyergroups.demo.share", {"which": ("refurbished",)}),
    Chapter("2027-03-11T09:00", "buyergroups.demo.tell"),
    Chapter("2027-03-11T10:00", "buyergroups.demo.share", {"which": ("return",)}),
]
STORY = sorted(_CHAPTERS, key=lambda chapter: chapter.at)  # some of a year fall between those of its cycle


def tell(until: datetime, *, scale: int = 1, only: frozenset[str] = frozenset()) -> Iterator[tuple[Chapter, Stage]]:
    """Tell every chapter up to a moment, each in the system's scope; yields after each one."""
    stage = Stage(until=until, scale=scale, only=only)
    for chapter in STORY:
        if chapter.at > until:
            break
        room, _, name = chapter.name.rpartition(".")
        with scope.as_system("demo"):
            getattr(import_module(room), name)(stage, chapter.at, **chapter.facts)
        yield chapter, stage
