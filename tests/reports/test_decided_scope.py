"""What the committee decides about scope and targets, and the years counted before (1.1.2, 1.2.1.d, 5.1.1)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from governance.actions import decisions, proposals
from governance.models import ProductGroup
from monitoring import public as monitoring
from monitoring.actions import targets
from monitoring.models import Cycle, Target
from monitoring.queries import factors_of
from monitoring.queries.grid import product_groups
from pact.demo.stage import moment
from reports.queries.facts import facts_of
from reports.rules import snapshots
from website.pages.about import method

STAFF = "jonas.meertens@pact.example"


@pytest.fixture
def at(stage):
    return moment(Cycle.objects.get(year=2025).group_due_on)


def decide(stage, at, kind, content):
    staff = stage.actor(STAFF, at)
    matter = proposals.put(staff, kind, content, reasons="", at=at)
    decision = decisions.open_vote(staff, matter, question=matter.title, closes_at=at + timedelta(days=7), at=at)
    for elector in decision.electors.filter(recused=False).select_related("user"):
        decisions.cast(stage.actor(elector.user.email, at), decision, "YES", "", at=at)
    decision.refresh_from_db()
    assert decision.state == "ADOPTED"
    return decision


def scope_content(code, *, enters, day):
    group = ProductGroup.objects.get(code=code)
    names = {"name": group.name, "plural": group.name_plural, "definition": group.definition}
    return {"code": code, "enters": enters, "valid_from": day, **names}


def test_1_1_2_accepted_lines_of_earlier_years_are_never_recounted(stage, at):
    years = {year: Cycle.objects.get(year=year) for year in (2024, 2025)}
    before = {year: snapshots.compose(facts_of(cycle, edition=1), factors_of(cycle)) for year, cycle in years.items()}
    assert before[2025]["devices"]["total"] > 0
    decide(stage, at, "SCOPE", scope_content("tablet", enters=True, day=date(2026, 7, 1)))
    decide(stage, at, "SCOPE", scope_content("smartphone", enters=False, day=date(2026, 7, 1)))
    for year, cycle in years.items():
        assert snapshots.compose(facts_of(cycle, edition=1), factors_of(cycle)) == before[year]
    optional = {year: {row["code"] for row in product_groups(year) if row["optional"]} for year in (2025, 2026, 2027)}
    assert optional == {2025: {"tablet"}, 2026: {"tablet"}, 2027: {"smartphone"}}


def test_1_1_2_a_group_without_factors_is_counted_in_the_years_after_its_entry(stage, at):
    cycle = Cycle.objects.get(year=2025)
    facts = facts_of(cycle, edition=1)
    headset = replace(next(line for line in facts.lines if line.quantity), product_group="headset")
    later = replace(
        facts,
        lines=(*facts.lines, headset),
        scope=(*facts.scope, "headset"),
        names={**facts.names, "headset": "Headsets"},
    )
    body, before = (snapshots.compose(one, factors_of(cycle)) for one in (later, facts))
    assert body["devices"]["total"] == before["devices"]["total"] + headset.quantity
    assert body["effects"]["avoided_kg"] == before["effects"]["avoided_kg"]


def test_5_1_1_and_1_2_1_d_a_target_is_in_the_register_with_its_decision(stage, at):
    five = {"metric": "USERS_SERVED", "title": "Five million users", "value": Decimal(5000000), "value_to": None}
    decision = decide(stage, at, "TARGET", {**five, "due_on": date(2028, 12, 31)})
    target = Target.objects.get(decision=decision)
    assert (target.clause, target.source, target.value) == ("1.2.1.d", decision.number, 5000000)
    card = next(card for card in monitoring.targets() if card.decision)
    assert (card.title, card.decision, card.due_on) == ("Five million users", decision.number, date(2028, 12, 31))


def test_1_2_1_d_every_page_reads_the_target_in_force_of_its_day(stage, at):
    first, day = Target.objects.get(metric="USERS_SERVED"), at.date()
    five = {"metric": "USERS_SERVED", "title": "Five million users", "value": Decimal(5000000), "value_to": None}
    decide(stage, at, "TARGET", {**five, "due_on": date(2028, 12, 31)})
    decide(stage, at, "TARGET", {**five, "title": "Eight", "value": Decimal(8000000), "due_on": date(2030, 12, 31)})
    value = {on: int(Target.objects.in_force("USERS_SERVED", on).value) for on in (
        date(2022, 1, 1), day - timedelta(days=1), day, date(2029, 1, 1), date(2031, 5, 1)
    )}  # fmt: skip
    assert list(value.values()) == [first.value, first.value, 5000000, 8000000, 8000000]
    assert method(day)["users_words"] == "5,000,000"
    assert facts_of(Cycle.objects.get(year=2025), edition=1).pact.users_target == 3000000, "2025 had the aim of 2025"


def test_a_new_target_is_read_once_on_its_day(stage, at):
    five = {"metric": "USERS_SERVED", "title": "Five million users", "value": Decimal(5000000), "value_to": None}
    decision = decide(stage, at, "TARGET", {**five, "due_on": date(2026, 12, 31)})
    staff = stage.actor(STAFF, at)
    targets.read_due(staff, at=at)
    assert not Target.objects.get(decision=decision).readings.exists()
    targets.read_due(staff, at=moment(date(2027, 1, 1)))
    assert Target.objects.get(decision=decision).readings.count() == 1
