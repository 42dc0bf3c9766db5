"""Makers for the public pages: a published report, and very many participants at once."""

import json
from datetime import UTC, date, datetime

from governance.models import Decision, Matter
from monitoring.actions import methodology
from monitoring.calculator import shipped
from monitoring.models import Cycle
from participants.models import Listing, Organization
from reports.models import CycleSnapshot, ProgressReport
from reports.rules import chapters, snapshots
from reports.rules.facts import Facts, GroupFact, LineFact, PactFact, ReporterFact
from tests.participants.make import AT

PUBLISHED = datetime(2027, 6, 1, 10, tzinfo=UTC)


def facts(year: int, slug: str) -> Facts:
    lines = [
        LineFact(slug, "norway", product, condition, number, None, 72, "", (), "NO", "NO", "A")
        for product, condition, number in (
            ("laptop", "NEW", 300),
            ("laptop", "REFURBISHED", 100),
            ("smartphone", "NEW", 50),
        )
    ]
    reporters = (
        ReporterFact(slug, "Vestbygd kommune", "NO", "norway", "REPORTED", 450),
        ReporterFact("nobody-answered", "<b>Nobody</b> answered", "NO", "norway", "MISSING", None),
    )
    groups = (GroupFact("norway", "Norway", "Norway", 2, 3200),)
    pact = PactFact(2, 2, 1, 0, 1, 1, 0, 3200, 3200, 0, 0, f"{year}-12-31", 3_000_000)
    names = {"laptop": "Laptops", "smartphone": "Smartphones"}
    return Facts(year, 1, pact, reporters, groups, tuple(lines), ("laptop", "smartphone"), names)


def published(year: int = 2026, slug: str = "vestbygd-kommune", public_text: str = "Approved.") -> ProgressReport:
    """A report as the world finds it."""
    version = methodology.load(at=AT)
    days = {"opens_on": date(year + 1, 1, 4), "due_on": date(year + 1, 3, 31)}
    days |= {"group_due_on": date(year + 1, 4, 30), "freeze_on": date(year + 1, 5, 15)}
    cycle = Cycle.objects.create(year=year, state="PUBLISHED", frozen_at=PUBLISHED, methodology=version, **days)
    body = snapshots.compose(facts(year, slug), shipped())
    text = snapshots.canonical(body)
    snapshot = CycleSnapshot.objects.create(
        cycle=cycle, body=json.loads(text), sha256=snapshots.sha256(text), methodology=version, made_at=PUBLISHED
    )
    words, title = chapters.starting_words(body), f"Collective progress report {year}"
    sha256 = chapters.sha256(snapshot.sha256, title, words)
    matter = Matter.objects.create(
        kind="PROGRESS_REPORT", clause="5.1.2", title=title, url_name="reports:progress-list",
        subject_kind="reports.progressreport", subject_ref=f"report-{year}", state="DECIDED", put_at=PUBLISHED,
    )  # fmt: skip
    decision = Decision.objects.create(
        number=f"SC-{year + 1}-014", matter=matter, kind=matter.kind, clause="5.1.2", question=title, state="ADOPTED",
        subject_sha256=sha256, decided_at=PUBLISHED, public_text=public_text,
    )  # fmt: skip
    return ProgressReport.objects.create(
        slug=f"progress-{year}", snapshot=snapshot, title=title, state="PUBLISHED", chapters=words, sha256=sha256,
        approved_sha256=sha256, decision=decision, published_at=PUBLISHED,
    )  # fmt: skip


def many(number: int, since: date = date(2022, 1, 1)) -> None:
    """So many participants, as rows of the list."""
    joined = datetime(2022, 1, 1, 9, tzinfo=UTC)
    start = Organization.objects.count()
    made = Organization.objects.bulk_create(
        Organization(
            slug=f"k{n:06}", name=f"Kommune {n:06}", legal_kind="LOCAL_GOVERNMENT", country="NO", created_at=AT
        )
        for n in range(start, start + number)
    )
    Listing.objects.bulk_create(
        Listing(
            organization=one, slug=one.slug, name=one.name, sort_name=one.name.lower(), search=f" {one.name.lower()}",
            country="NO", legal_kind=one.legal_kind, procuring_since=since, since=since, joined_at=joined,
            participant=True, groups=[{"slug": "norway", "name": "Norway"}], group_slugs=["norway"],
        )
        for one in made
    )  # fmt: skip
